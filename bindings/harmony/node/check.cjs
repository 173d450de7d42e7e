// Checks ArkTS files, or all those of folders, with the compiler and the linter that HarmonyOS's own build
// uses, and with what those do not see (`lint/`). Prints `file:line:column: error: text`, a line each, and
// ends with 0 when it could check, whatever it found.
//
//   node check.cjs [--gate FILE] FILE|FOLDER…
//
// `@menshen/gate` is the library's own sources, or FILE.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { program } = require('./program.cjs');
const { lint } = require('./lint/index.cjs');

const leftOut = new Set(['node_modules', 'oh_modules', 'build', 'fixtures']);

main(process.argv.slice(2));

function main(given) {
  const gate = given[0] === '--gate' ? path.resolve(given.splice(0, 2)[1]) : undefined;
  const files = given.flatMap((name) => sources(path.resolve(name)));
  if (files.length === 0) throw new Error('nothing to check: give files or folders');
  const found = [...program(files, gate), ...lint(files, given.map((name) => path.resolve(name)))];
  [...new Set(found)].forEach((line) => console.log(line));
}

function sources(name) {
  if (!fs.statSync(name).isDirectory()) return [name];
  const names = fs.readdirSync(name).filter((entry) => !leftOut.has(entry)).map((entry) => path.join(name, entry));
  return names.filter((entry) => entry.endsWith('.ets') || fs.statSync(entry).isDirectory()).flatMap(sources);
}
