// What the type check and the ArkTS linter do not see: how screens are built, and what is looked up by name.
'use strict';

const { structs } = require('./structs.cjs');
const { names } = require('./names.cjs');
const { manifests } = require('./manifests.cjs');
const { pages } = require('./pages.cjs');
const { languages } = require('./languages.cjs');
const { sourceSets } = require('./source_sets.cjs');
const { parse } = require('./source.cjs');

/** What is wrong with ArkTS files, and with the modules among the folders, a line each. */
function lint(files, folders) {
  const parsed = files.map(parse);
  const sets = sourceSets(folders);
  return [
    ...parsed.flatMap(structs),
    ...parsed.flatMap(names),
    ...sets.flatMap(languages),
    ...sets.flatMap(manifests),
    ...sets.flatMap(pages),
  ];
}

module.exports = { lint };
