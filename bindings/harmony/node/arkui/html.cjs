// An approximate picture of a window, as HTML: rows and columns, texts and colours as they are told.
'use strict';

const fs = require('node:fs');
const { isComponent } = require('./components.cjs');
const { Reference } = require('./resources.cjs');
const { settle } = require('./state.cjs');
const { paint, style } = require('./style.cjs');
const { isOn } = require('./view.cjs');

/** The page, and the dialogs above it, in a window of so many vp. */
function html(host, { width = 360, height = 780 } = {}) {
  settle();
  const page = host.pages.at(-1);
  const layers = [page === undefined ? '' : draw(page.root, host.resources), ...host.dialogs.map((it) => dialog(it, host.resources))];
  const stacked = layers.map((layer) => `<div class="layer">${layer}</div>`).join('\n');
  return `<!doctype html><meta charset="utf-8"><style>${rules(width, height, host.language)}</style><body>${stacked}</body>`;
}

const fonts = { zh: '"Noto Sans CJK SC"', en: '"Liberation Sans", "Noto Sans CJK SC"' };

const rules = (width, height, language) => `
* { box-sizing: border-box; margin: 0; min-width: 0; font: inherit; }
body { width: ${width}px; height: ${height}px; position: relative; overflow: hidden; background: #888;
  font: 16px/1.35 "HarmonyOS Sans", ${fonts[language]}, sans-serif; }
.layer { position: absolute; inset: 0; display: flex; flex-direction: column; }
::-webkit-scrollbar { display: none; }`;

const places = { 0: 'flex-start center', 1: 'center center', 2: 'flex-end center' };

function dialog({ root, options }, resources) {
  const [along, across] = places[options.alignment ?? 1].split(' ');
  const mask = options.isModal === false ? 'transparent' : paint(options.maskColor ?? '#33182431', { resources });
  return `<div style="flex:1;display:flex;flex-direction:column;justify-content:${along};align-items:${across};background:${mask};overflow:hidden">${draw(root, resources)}</div>`;
}

function draw(node, resources, parent = 'Column') {
  if (node.kind.startsWith('#') || node.screen !== undefined) {
    const inner = node.children.map((child) => draw(child, resources, parent)).join('\n');
    return node.attributes.size === 0 ? inner : element(node, resources, parent, inner);
  }
  if (!isComponent(node.kind)) throw new Error(`${node.kind} is not known to the runner`);
  if (node.attributes.get('visibility')?.[0] === 2) return '';
  return element(node, resources, parent, (contents[node.kind] ?? inside)(node, resources));
}

function element(node, resources, parent, inner) {
  return `<div data-is="${node.kind}" style="${style(node, resources, parent)}">${inner}</div>`;
}

function inside(node, resources) {
  return node.children.map((child) => draw(child, resources, node.kind)).join('\n');
}

const escape = (text) => `${text}`.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const words = (text, resources) => (typeof text === 'string' ? text : resources.of(text));

const contents = {
  Button: (node, resources) => labelled(node, resources),
  PasteButton: () => '📋',
  Text: (node, resources) => labelled(node, resources),
  Span: (node, resources) => labelled(node, resources),
  Select: (node, resources) => `${escape(words(node.attributes.get('value')[0], resources))}<span style="margin-left:auto">▾</span>`,
  TextInput: (node, resources) => escape(node.typed ?? words(node.values[0].placeholder, resources)),
  Toggle: (node, resources) => knob(isOn(node), pointOf(node.attributes), resources),
  Image: (node, resources) => picture(node, resources),
};

function labelled(node, resources) {
  const [text] = node.values;
  return typeof text === 'string' || text instanceof Reference ? escape(words(text, resources)) : inside(node, resources);
}

const pointOf = (said) => said.get('switchStyle')?.[0].pointColor ?? said.get('switchPointColor')?.[0] ?? '#FFFFFF';

const knob = (on, colour, resources) => `<div style="width:20px;height:20px;border-radius:50%;background:${paint(colour, { resources })};margin-left:${on ? 18 : 2}px"></div>`;

/** A drawing in one colour takes the colour it is given. */
function picture(node, resources) {
  const file = resources.of(node.values[0]);
  const fill = node.attributes.get('fillColor');
  const source = `data:image/svg+xml;base64,${fs.readFileSync(file).toString('base64')}`;
  if (fill === undefined) return `<img src="${source}" style="width:100%;height:100%">`;
  return `<div style="width:100%;height:100%;background:${paint(fill[0], { resources })};mask:url(${source}) center/contain no-repeat;-webkit-mask:url(${source}) center/contain no-repeat"></div>`;
}

module.exports = { html };
