// The pages that the router can open: each has its file, and each @Entry has a way to it.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { ts } = require('../compiler.cjs');
const { all, complaint, decorators, parse, parseJson } = require('./source.cjs');
const { entries, qualifiers } = require('./resources.cjs');

function pages({ folder, manifest }) {
  if (path.basename(manifest) === 'app.json5') return [];
  const listed = listedBy(manifest, folder);
  const wrong = listed.flatMap((node) => page(node, folder));
  const known = new Set(listed.map((node) => fileOf(node, folder)));
  return [...wrong, ...unreachable(folder, known)];
}

/** The entries of `src` in the profile that the module names. */
function listedBy(manifest, folder) {
  const pages = property(parseJson(manifest), 'pages');
  if (pages === undefined) return [];
  const name = pages.text.replace('$profile:', '');
  const found = qualifiers(path.join(folder, 'resources')).map((it) => entries(it, 'profile').get(name)).find((it) => it);
  const listed = found === undefined ? undefined : property(parseJson(found), 'src');
  return listed === undefined ? [] : [...listed.elements];
}

function property(json, name) {
  return [...all(json)].find((node) => ts.isPropertyAssignment(node) && node.name.text === name)?.initializer;
}

const fileOf = (node, folder) => path.join(folder, 'ets', `${node.text}.ets`);

function page(node, folder) {
  const file = fileOf(node, folder);
  if (!fs.existsSync(file)) return [complaint(node, `there is no page ${path.relative(folder, file)}`)];
  const count = entriesIn(parse(file)).length;
  return count === 1 ? [] : [complaint(node, `${path.relative(folder, file)} has ${count} @Entry; a page needs one`)];
}

function unreachable(folder, known) {
  const sources = below(path.join(folder, 'ets')).filter((file) => file.endsWith('.ets') && !known.has(file));
  return sources.flatMap((file) => entriesIn(parse(file)).filter((struct) => !hasRoute(struct))
    .map((struct) => complaint(struct.name, `no way leads to ${struct.name.text}: list its file among the pages, or give it a routeName`)));
}

const entriesIn = (file) => [...all(file)].filter((node) => ts.isStructDeclaration(node) && decorators(node).includes('Entry'));
const hasRoute = (struct) => struct.modifiers.some((it) => ts.isDecorator(it) && /routeName/.test(it.getText()));

function below(folder) {
  if (!fs.existsSync(folder)) return [];
  const found = fs.readdirSync(folder, { withFileTypes: true });
  return found.flatMap((it) => (it.isDirectory() ? below(path.join(folder, it.name)) : [path.join(folder, it.name)]));
}

module.exports = { pages };
