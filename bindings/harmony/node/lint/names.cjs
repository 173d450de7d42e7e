// `$r('app.string.…')`: that there is such a resource, and that it is given what its text has a place for.
'use strict';

const { ts } = require('../compiler.cjs');
const { all, complaint } = require('./source.cjs');
const { setOf } = require('./source_sets.cjs');
const { entries, namesOf, qualifiers } = require('./resources.cjs');
const { placeholders } = require('./placeholders.cjs');

const kinds = ['boolean', 'color', 'float', 'integer', 'intarray', 'media', 'plural', 'profile', 'strarray', 'string'];

function names(file) {
  const calls = [...all(file)].filter((node) => isCall(node, '$r'));
  if (calls.length === 0) return [];
  const set = setOf(file.fileName);
  if (set === undefined) return [complaint(calls[0], 'the file belongs to no module, and so has no resources')];
  return calls.flatMap((call) => wrong(call, set.seen));
}

const isCall = (node, ...of) => ts.isCallExpression(node) && of.includes(node.expression.getText().split('.').pop());

function wrong(call, seen) {
  const [given, ...values] = call.arguments;
  if (given === undefined || !ts.isStringLiteral(given)) return [complaint(call, '$r takes a name, literally')];
  const [where, kind, name, ...rest] = given.text.split('.');
  if (where === 'sys') return [];
  if (where !== 'app' || !kinds.includes(kind) || name === undefined || rest.length > 0) {
    return [complaint(given, `\`${given.text}\` is not of the form app.<kind>.<name>`)];
  }
  if (!namesOf(seen, kind).has(name)) return [complaint(given, `there is no ${kind} \`${name}\` among the resources`)];
  return kind === 'string' ? filled(call, values, text(seen, name)) : [];
}

function text(seen, name) {
  const found = seen.flatMap(qualifiers).map((folder) => entries(folder, 'string').get(name));
  return found.find((value) => value !== undefined).text;
}

/** A text with places needs as many values, be they given to `$r` or to what formats it. */
function filled(call, values, text) {
  const { parent } = call;
  const formats = isCall(parent, 'getStringSync', 'say') && parent.arguments[0] === call;
  const count = values.length + (formats ? parent.arguments.length - 1 : 0);
  const places = placeholders(text).length;
  return count === places ? [] : [complaint(call, `the text has ${places} places, and is given ${count} values`)];
}

module.exports = { names };
