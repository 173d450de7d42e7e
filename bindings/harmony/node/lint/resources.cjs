// What folders of resources hold, by kind and name.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { all, parseJson } = require('./source.cjs');
const { ts } = require('../compiler.cjs');

/** The names of one kind (`string`, `color`, `media`, …) in any of the folders. */
function namesOf(folders, kind) {
  return new Set(folders.flatMap(qualifiers).flatMap((folder) => [...entries(folder, kind).keys()]));
}

/** `base`, `zh_CN`, `dark`, …: with their path. */
function qualifiers(resources) {
  return folders(resources).filter((it) => !['rawfile', 'resfile'].includes(path.basename(it)));
}

const folders = (folder) => list(folder).filter((it) => fs.statSync(it).isDirectory());
const list = (folder) => (fs.existsSync(folder) ? fs.readdirSync(folder).sort().map((name) => path.join(folder, name)) : []);

/** Name, and the node of its value (or the path of its file), of each resource of a kind in `base`, `zh_CN`, … */
function entries(qualifier, kind) {
  if (kind === 'media' || kind === 'profile') {
    return new Map(list(path.join(qualifier, kind)).map((file) => [path.parse(file).name, file]));
  }
  return new Map(list(path.join(qualifier, 'element')).flatMap((file) => elements(file, kind)));
}

function elements(file, kind) {
  const found = [...all(parseJson(file))].filter((node) => ts.isPropertyAssignment(node) && node.name.text === kind);
  return found.flatMap((node) => [...node.initializer.elements]).map((element) => {
    const field = (name) => element.properties.find((property) => property.name.text === name)?.initializer;
    return [field('name').text, field('value')];
  });
}

module.exports = { entries, namesOf, qualifiers };
