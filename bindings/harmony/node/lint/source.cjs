// Parsed files, and where in them something is wrong.
'use strict';

const fs = require('node:fs');
const { ts, options } = require('../compiler.cjs');

function parse(file) {
  return ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.ES2021, true, ts.ScriptKind.ETS, options);
}

/** A JSON5 file, whose expressions keep their places. */
function parseJson(file) {
  return ts.setParentRecursive(ts.parseJsonText(file, fs.readFileSync(file, 'utf8')), false);
}

/** What a parsed JSON5 file says. */
function valueOf(parsed) {
  return ts.convertToObject(parsed, []);
}

function complaint(node, text) {
  const file = node.getSourceFile();
  const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
  return `${file.fileName}:${line + 1}:${character + 1}: error: ${text}`;
}

/** The node and all below it. */
function* all(node) {
  yield node;
  const children = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* all(child);
}

/** The names of its decorators. */
function decorators(node) {
  const found = [...(node.modifiers ?? []), ...(node.illegalDecorators ?? [])].filter(ts.isDecorator);
  return found.map(({ expression }) => (ts.isCallExpression(expression) ? expression.expression : expression).getText());
}

module.exports = { all, complaint, decorators, parse, parseJson, valueOf };
