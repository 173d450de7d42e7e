// module.json5 and app.json5: what they name is there.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { ts } = require('../compiler.cjs');
const { all, complaint, parseJson } = require('./source.cjs');
const { namesOf } = require('./resources.cjs');

const reference = /^\$(string|media|profile|color|float):(.*)$/;
const entry = ['srcEntry', 'srcEntrance'];

function manifests({ manifest, seen, folder }) {
  const parsed = parseJson(manifest);
  const broken = parsed.parseDiagnostics.map((it) => complaint(parsed, ts.flattenDiagnosticMessageText(it.messageText, ' ')));
  const texts = [...all(parsed)].filter(ts.isStringLiteral);
  return [...broken, ...texts.flatMap((node) => [...named(node, seen), ...there(node, folder)])];
}

function named(node, seen) {
  const [, kind, name] = reference.exec(node.text) ?? [];
  if (kind === undefined || namesOf(seen, kind).has(name)) return [];
  return [complaint(node, `there is no ${kind} \`${name}\` among the resources`)];
}

function there(node, folder) {
  const isEntry = ts.isPropertyAssignment(node.parent) && node.parent.initializer === node && entry.includes(node.parent.name.text);
  if (!isEntry || fs.existsSync(path.join(folder, node.text))) return [];
  return [complaint(node, `there is no file ${node.text}`)];
}

module.exports = { manifests };
