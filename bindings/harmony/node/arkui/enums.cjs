// The enumerations that ArkUI declares for every file, such as `FontWeight`.
'use strict';

const fs = require('node:fs');
const { globals } = require('../compiler.cjs');

const declaration = /^declare (?:const )?enum (\w+) \{([^}]*)\}/gm;

function enums() {
  const texts = globals.map((file) => fs.readFileSync(file, 'utf8').replace(/\/\*[^]*?\*\//g, ''));
  return Object.fromEntries(texts.flatMap((text) => [...text.matchAll(declaration)].map(([, name, body]) => [name, members(body)])));
}

/** Those without a value count on. */
function members(body) {
  let next = 0;
  const entries = body.split(',').map((it) => it.trim()).filter((it) => it !== '').map((it) => {
    const [name, value] = it.split('=').map((part) => part.trim());
    const known = value === undefined ? next : constant(value);
    next = known + 1;
    return [name, known];
  });
  return Object.freeze(Object.fromEntries(entries));
}

/** A number, one shifted, or a text. */
function constant(value) {
  const [, bit, by] = /^(\d+) << (\d+)$/.exec(value) ?? [];
  if (bit !== undefined) return bit << by;
  return /^['"]/.test(value) ? value.slice(1, -1) : Number(value);
}

module.exports = { enums };
