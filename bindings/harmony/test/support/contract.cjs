'use strict';
// The functions that `Index.d.ts` declares, with their arguments.

const fs = require('node:fs');
const path = require('node:path');

const file = path.join(__dirname, '../../library/src/main/cpp/types/libmenshen_harmony/Index.d.ts');

/** Splits at the commas that stand between arguments, not in the type of one. */
function split(list) {
  const parts = [''];
  let depth = 0;
  for (const sign of list) {
    if ('(<{['.includes(sign)) depth++;
    if (')}]'.includes(sign)) depth--;
    if (sign === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function argument(text) {
  const [, name, optional, type] = /^(\w+)(\??): (.+)$/.exec(text);
  return { name, type, optional: optional === '?' || type.includes('undefined') };
}

const declared = /^export const (\w+): \((.*)\) => (Promise<.+>|[^=]+);$/gm;
const functions = [...fs.readFileSync(file, 'utf8').matchAll(declared)].map(([, name, list, result]) => ({
  name,
  arguments: split(list).map(argument),
  later: result.startsWith('Promise<'),
}));

module.exports = { functions };
