// The attributes of a component, as CSS.
'use strict';

const { Reference } = require('./resources.cjs');
const { isOn } = require('./view.cjs');

const flexAlign = ['flex-start', 'center', 'flex-end', 'space-between', 'space-around', 'space-evenly'];
const itemAlign = ['auto', 'flex-start', 'center', 'flex-end', 'baseline', 'stretch'];
const crossAlign = ['flex-start', 'center', 'flex-end'];
const boxes = ['Column', 'Row', 'Scroll', 'List', 'ListItem', 'Stack', 'Button', 'Select', 'Flex', 'NavDestination'];
const directions = { Row: 'row', Button: 'row', Select: 'row' };

function style(node, resources, parent) {
  const given = [...node.attributes].flatMap(([name, values]) => attributes[name]?.(values[0], { node, resources, parent }) ?? []);
  return [...base(node, parent), ...given].join(';').replaceAll('"', "'");
}

/** How a component lies when nothing is said. */
function base({ kind, values, attributes: said }, parent) {
  const box = boxes.includes(kind) ? ['display:flex', `flex-direction:${directions[kind] ?? 'column'}`] : [];
  const gap = values[0]?.space === undefined ? [] : [`gap:${length(values[0].space)}`];
  return [...box, ...gap, ...(kinds[kind]?.(values[0], said, parent) ?? []), 'flex-shrink:0'];
}

const kinds = {
  Column: () => ['align-items:center'],
  Row: () => ['align-items:center'],
  Scroll: (_, said) => (said.get('scrollable')?.[0] === 1
    ? ['overflow-x:auto', 'flex-direction:row', 'align-items:center'] : ['overflow-y:auto', 'align-items:center']),
  List: () => ['overflow-y:auto', 'flex-direction:column'],
  ListItem: () => ['align-items:stretch', 'width:100%'],
  Stack: () => ['position:relative', 'align-items:center', 'justify-content:center'],
  Button: () => ['align-items:center', 'justify-content:center', 'text-align:center'],
  Select: () => ['align-items:center', 'padding:8px 12px'],
  TextInput: () => ['display:flex', 'align-items:center', 'width:100%', 'padding:8px 16px', 'border-radius:20px', 'background:#8881'],
  Toggle: () => ['width:40px', 'height:24px', 'border-radius:12px', 'display:flex', 'align-items:center', 'background:#8888'],
  Divider: () => ['width:100%', 'height:1px'],
  Blank: () => ['flex:1'],
  Text: () => ['white-space:pre-wrap', 'overflow-wrap:anywhere'],
  Span: () => ['display:inline'],
  Image: () => ['width:24px', 'height:24px'],
};

/** Each attribute that is seen; the others are not. */
const attributes = {
  width: (value, at) => [`width:${size(value, at)}`],
  height: (value, at) => [`height:${size(value, at)}`],
  constraintSize: (value, at) => Object.entries(value).map(([name, it]) => `${name.replace(/[A-Z]/, (big) => `-${big.toLowerCase()}`)}:${size(it, at)}`),
  padding: (value, at) => edges('padding', value, at),
  margin: (value, at) => edges('margin', value, at),
  layoutWeight: (value) => [`flex:${value} 1 0`, 'min-height:0'],
  flexShrink: (value) => [`flex-shrink:${value}`, 'min-height:0'],
  flexGrow: (value) => [`flex-grow:${value}`],
  alignSelf: (value) => [`align-self:${itemAlign[value]}`],
  alignItems: (value) => [`align-items:${crossAlign[typeof value === 'number' ? value : 1]}`],
  justifyContent: (value) => [`justify-content:${flexAlign[value]}`],
  align: (value) => [`align-items:${['flex-start', 'center', 'flex-end'][value % 3]}`],
  backgroundColor: (value, at) => [`background:${paint(value, at)}`],
  linearGradient: ({ angle = 180, colors }, at) => [`background:linear-gradient(${angle}deg,${colors.map(([it, where]) => `${paint(it, at)} ${100 * where}%`)})`],
  color: (value, at) => [`background:${paint(value, at)}`],
  selectedColor: (value, at) => (isOn(at.node) ? [`background:${paint(value, at)}`] : []),
  switchStyle: ({ unselectedColor }, at) => (isOn(at.node) || unselectedColor === undefined ? [] : [`background:${paint(unselectedColor, at)}`]),
  fontColor: (value, at) => [`color:${paint(value, at)}`],
  fontSize: (value, at) => [`font-size:${size(value, at)}`],
  fontWeight: (value) => [`font-weight:${weights[value] ?? value}`],
  lineHeight: (value, at) => [`line-height:${size(value, at)}`],
  textAlign: (value) => [`text-align:${['center', 'start', 'end', 'justify'][value]}`],
  maxLines: (value) => ['display:-webkit-box', '-webkit-box-orient:vertical', `-webkit-line-clamp:${value}`, 'overflow:hidden'],
  borderRadius: (value, at) => radii(value, at),
  border: ({ width, color }, at) => [`border:${size(width, at)} solid ${paint(color, at)}`],
  shadow: (value) => [`box-shadow:0 4px ${value.radius}px #0004`],
  opacity: (value) => [`opacity:${value}`],
  visibility: (value) => (value === 1 ? ['visibility:hidden'] : []),
  strokeWidth: (value, at) => [`height:${size(value, at)}`],
  clip: () => ['overflow:hidden'],
};

const weights = ['lighter', 'normal', 'normal', 500, 'bold', 900];
const paint = (value, { resources }) => colour(value instanceof Reference ? resources.of(value) : value);

/** ArkUI puts the alpha first: #AARRGGBB. */
function colour(value) {
  const [, alpha, rest] = /^#([0-9a-f]{2})([0-9a-f]{6})$/i.exec(value) ?? [];
  return alpha === undefined ? value : `#${rest}${alpha}`;
}

const size = (value, { resources }) => length(value instanceof Reference ? resources.of(value) : value);
const length = (value) => (typeof value === 'number' ? `${value}px` : value.replace(/(vp|fp|lpx)$/, 'px'));

function edges(name, value, at) {
  if (typeof value !== 'object' || value instanceof Reference) return [`${name}:${size(value, at)}`];
  return Object.entries(value).map(([side, it]) => `${name}-${{ start: 'left', end: 'right' }[side] ?? side}:${size(it, at)}`);
}

const corners = { topLeft: 'top-left', topRight: 'top-right', bottomLeft: 'bottom-left', bottomRight: 'bottom-right' };

function radii(value, at) {
  if (typeof value !== 'object' || value instanceof Reference) return [`border-radius:${size(value, at)}`];
  return Object.entries(value).map(([corner, it]) => `border-${corners[corner]}-radius:${size(it, at)}`);
}

module.exports = { paint, style };
