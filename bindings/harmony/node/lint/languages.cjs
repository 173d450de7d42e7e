// What is said in one language is said in each, with the same places; a colour by day has one by night.
'use strict';

const path = require('node:path');
const { complaint } = require('./source.cjs');
const { entries, qualifiers } = require('./resources.cjs');
const { placeholders } = require('./placeholders.cjs');

const language = /^(base|[a-z]{2}(_[A-Z][a-z]{3})?(_[A-Z]{2})?)$/;
const day = /^(base|dark)$/;

function languages({ folder }) {
  const all = qualifiers(path.join(folder, 'resources'));
  const among = (pattern) => all.filter((it) => pattern.test(path.basename(it)));
  const spoken = among(language);
  return [...everywhere(spoken, 'string'), ...everywhere(spoken, 'plural'), ...samePlaces(spoken), ...everywhere(among(day), 'color')];
}

/** Where several of the folders have such resources, each has all of them. */
function everywhere(folders, kind) {
  const tables = folders.map((folder) => ({ folder, table: entries(folder, kind) })).filter(({ table }) => table.size > 0);
  return tables.flatMap(({ folder, table }) => [...table].flatMap(([name, node]) => tables
    .filter((other) => !other.table.has(name))
    .map((other) => complaint(node, `the ${kind} \`${name}\` of ${path.basename(folder)} is missing in ${path.basename(other.folder)}`))));
}

function samePlaces(folders) {
  const [base, ...others] = folders.map((folder) => entries(folder, 'string'));
  const differs = (name, node) => base.has(name) && `${placeholders(base.get(name).text)}` !== `${placeholders(node.text)}`;
  return others.flatMap((table) => [...table].filter(([name, node]) => differs(name, node))
    .map(([name, node]) => complaint(node, `\`${name}\` has other places for values than in the first language`)));
}

module.exports = { languages };
