// How screens are built: one root, and nothing but components between the braces.
'use strict';

const { ts } = require('../compiler.cjs');
const { all, complaint, decorators } = require('./source.cjs');

const screens = ['Component', 'ComponentV2', 'CustomDialog', 'Reusable'];
const states = [
  'State', 'Prop', 'Link', 'ObjectLink', 'Provide', 'Consume', 'StorageLink', 'StorageProp', 'LocalStorageLink',
  'LocalStorageProp', 'Watch', 'BuilderParam', 'Local', 'Param', 'Event',
];
const loops = ['ForEach', 'LazyForEach', 'Repeat'];

function structs(file) {
  return [...all(file)].flatMap((node) => {
    if (ts.isStructDeclaration(node)) return struct(node);
    if (ts.isClassDeclaration(node)) return node.members.flatMap(stateless);
    return isBuilder(node) ? described(node.body) : [];
  });
}

function struct(node) {
  const kinds = decorators(node);
  const unmarked = kinds.some((kind) => screens.includes(kind)) ? [] : [complaint(node.name, `${node.name.text} is no @Component`)];
  const build = node.members.find((member) => member.name?.getText() === 'build' && member.body);
  if (build === undefined) return [...unmarked, complaint(node.name, `${node.name.text} has no build()`)];
  return [...unmarked, ...root(build), ...described(build.body)];
}

function root(build) {
  const roots = build.body.statements;
  if (roots.length !== 1) return [complaint(build.name, `build() has ${roots.length} roots; it needs one`)];
  const name = ts.isExpressionStatement(roots[0]) ? component(roots[0].expression) : undefined;
  return loops.includes(name) ? [complaint(roots[0], `the root of build() cannot be ${name}`)] : [];
}

function stateless(member) {
  const found = decorators(member).find((name) => states.includes(name));
  return found === undefined ? [] : [complaint(member, `@${found} is for a struct, not for a class`)];
}

const isBuilder = (node) => node.body !== undefined && decorators(node).includes('Builder');

/** Between the braces of a screen only components, `if` and loops are understood. */
function described(block) {
  return block.statements.flatMap((statement) => {
    if (ts.isIfStatement(statement)) return branches(statement);
    if (!ts.isExpressionStatement(statement) || component(statement.expression) === undefined) {
      return [complaint(statement, 'only components, `if` and loops describe a screen')];
    }
    return inside(statement.expression).flatMap(described);
  });
}

function branches({ thenStatement, elseStatement }) {
  const both = [thenStatement, elseStatement].filter((branch) => branch !== undefined);
  return both.flatMap((branch) => {
    if (ts.isIfStatement(branch)) return branches(branch);
    return ts.isBlock(branch) ? described(branch) : [complaint(branch, 'a branch of a screen needs braces')];
  });
}

/** The name of the component, or of what builds some, at the start of a chain of attributes. */
function component(node) {
  if (ts.isEtsComponentExpression(node)) return node.expression.getText();
  if (!ts.isCallExpression(node)) return undefined;
  const { expression } = node;
  if (ts.isIdentifier(expression)) return expression.text;
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  return component(expression.expression) ?? (/^this\.|\.builder$/.test(expression.getText()) ? expression.getText() : undefined);
}

/** The blocks that a chain describes: a component's own, and that of a loop. */
function inside(node) {
  if (ts.isEtsComponentExpression(node)) return node.body === undefined ? [] : [node.body];
  if (ts.isPropertyAccessExpression(node)) return inside(node.expression);
  if (!ts.isCallExpression(node)) return [];
  if (!loops.includes(node.expression.getText())) return inside(node.expression);
  const each = node.arguments[1];
  return each !== undefined && ts.isArrowFunction(each) && ts.isBlock(each.body) ? [each.body] : [];
}

module.exports = { structs, component };
