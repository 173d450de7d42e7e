// Folders with a module.json5, and which resources they see.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { parseJson, valueOf } = require('./source.cjs');

const leftOut = ['node_modules', 'oh_modules', 'build', 'fixtures'];

/** The source sets in some folders: what has a `module.json5`, or an `app.json5`. */
function sourceSets(folders) {
  const found = folders.filter((name) => fs.statSync(name).isDirectory()).flatMap(below);
  return [...new Set(found)].map(sourceSet);
}

function below(folder) {
  const own = manifestOf(folder) === undefined ? [] : [folder];
  const inner = fs.readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !leftOut.includes(entry.name))
    .flatMap((entry) => below(path.join(folder, entry.name)));
  return [...own, ...inner];
}

function manifestOf(folder) {
  return ['module.json5', 'app.json5'].map((name) => path.join(folder, name)).find((name) => fs.existsSync(name));
}

/** The source set that a file belongs to, if any. */
function setOf(file) {
  const folder = above(path.dirname(file)).find((candidate) => manifestOf(candidate) !== undefined);
  return folder === undefined ? undefined : sourceSet(folder);
}

function sourceSet(folder) {
  return { folder, manifest: manifestOf(folder), seen: seen(folder) };
}

/** Where its resources come from: its own, the main ones, the app's, and those of the libraries it depends on. */
function seen(folder) {
  const module = path.resolve(folder, '../..');
  const app = above(module).map((it) => path.join(it, 'AppScope')).find((it) => fs.existsSync(it));
  const main = path.join(module, 'src/main');
  const own = [folder, main, ...(app === undefined ? [] : [app]), ...libraries(module)];
  return [...new Set(own)].map((it) => path.join(it, 'resources')).filter((it) => fs.existsSync(it));
}

function libraries(module) {
  const file = path.join(module, 'oh-package.json5');
  if (!fs.existsSync(file)) return [];
  const { dependencies = {} } = valueOf(parseJson(file));
  const local = Object.values(dependencies).filter((where) => where.startsWith('file:'));
  return local.map((where) => path.resolve(module, where.slice('file:'.length), 'src/main'));
}

function above(folder) {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [folder, ...above(parent)];
}

module.exports = { setOf, sourceSets };
