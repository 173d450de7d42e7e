// Turns screens into calls that build a tree: `Text(t).fontSize(1)` becomes
// `ArkUI.node('Text', ($) => $.create(t).fontSize(1))`, a struct a class, `if` and loops what builds them anew.
'use strict';

const { ts, components } = require('../compiler.cjs');

const { factory } = ts;
const runtime = 'ArkUI';
const loops = ['ForEach', 'LazyForEach'];

/** The transformer, for the TypeScript compiler. */
function screens(context) {
  const visit = (node) => {
    if (ts.isStructDeclaration(node)) return struct(node, visit);
    if (isDescribed(node)) return described(node, visit);
    return ts.visitEachChild(node, visit, context);
  };
  return (file) => ts.visitNode(file, visit);
}

/** A class whose fields hold what the decorators said. */
function struct(node, visit) {
  const kept = node.members.filter((member) => !ts.isConstructorDeclaration(member));
  const marks = kept.filter(ts.isPropertyDeclaration).map((it) => [it.name, decorators(it)]).filter(([, of]) => of.length > 0);
  const members = kept.map((member) => (ts.isPropertyDeclaration(member) ? field(member, visit) : ts.visitNode(member, visit)));
  const names = kept.filter(ts.isPropertyDeclaration).map((it) => factory.createStringLiteral(it.name.text));
  const facts = [
    property('members', factory.createArrayLiteralExpression(names)),
    property('kinds', factory.createArrayLiteralExpression(decorators(node).map(mark))),
    property('states', factory.createObjectLiteralExpression(marks.map(([name, of]) => property(name, factory.createArrayLiteralExpression(of.map(mark)))))),
  ];
  const fact = factory.createPropertyDeclaration([factory.createModifier(ts.SyntaxKind.StaticKeyword)], 'ui', undefined, undefined,
    factory.createObjectLiteralExpression(facts));
  const base = factory.createHeritageClause(ts.SyntaxKind.ExtendsKeyword, [factory.createExpressionWithTypeArguments(at('Struct'), undefined)]);
  return place(factory.createClassDeclaration(undecorated(node), node.name, undefined, [base], [fact, ...members]), node);
}

function field(node, visit) {
  const value = ts.visitNode(node.initializer, visit);
  return place(factory.createPropertyDeclaration(undecorated(node), node.name, undefined, undefined, value), node);
}

/** `@Watch('it')` as `['Watch', 'it']`. */
function mark({ expression }) {
  const [name, values] = ts.isCallExpression(expression) ? [expression.expression, expression.arguments] : [expression, []];
  return factory.createArrayLiteralExpression([factory.createStringLiteral(name.text), ...values]);
}

const decorators = (node) => marksOf(node).filter(ts.isDecorator);
const marksOf = (node) => [...(node.modifiers ?? []), ...(node.illegalDecorators ?? [])];
const undecorated = (node) => node.modifiers?.filter((it) => !ts.isDecorator(it));

/** What describes a part of a screen: `build()`, a `@Builder`, or a function with components in it. */
function isDescribed(node) {
  if (ts.isMethodDeclaration(node) && ts.isStructDeclaration(node.parent) && node.name.getText() === 'build') return true;
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return isBuilder(node);
  return ts.isArrowFunction(node) && ts.isBlock(node.body) && node.body.statements.some(hasComponent);
}

const isBuilder = (node) => decorators(node).some((it) => /^@(Local)?Builder\b/.test(it.getText()));
const hasComponent = (it) => ts.isExpressionStatement(it) && ts.isEtsComponentExpression(unwound(it.expression).base);

function described(node, visit) {
  const block = body(node.body, visit);
  const modifiers = undecorated(node);
  if (ts.isMethodDeclaration(node)) {
    return place(factory.createMethodDeclaration(modifiers, undefined, node.name, undefined, undefined, node.parameters, undefined, block), node);
  }
  if (ts.isFunctionDeclaration(node)) {
    return place(factory.createFunctionDeclaration(modifiers, undefined, node.name, undefined, node.parameters, undefined, block), node);
  }
  return place(factory.createArrowFunction(modifiers, undefined, node.parameters, undefined, undefined, block), node);
}

function body(block, visit) {
  return factory.createBlock(block.statements.map((it) => place(factory.createExpressionStatement(statement(it, visit)), it)), true);
}

function statement(node, visit) {
  if (ts.isIfStatement(node)) return choice(node, visit);
  if (ts.isExpressionStatement(node)) return part(node.expression, visit);
  throw new SyntaxError(`${node.getSourceFile().fileName}: \`${node.getText().slice(0, 40)}\` does not describe a screen`);
}

/** `if … else if … else` as the number of the branch to take, and the branches. */
function choice(node, visit) {
  const [conditions, branches] = [[], []];
  let last = node;
  for (; last !== undefined && ts.isIfStatement(last); last = last.elseStatement) {
    conditions.push(ts.visitNode(last.expression, visit));
    branches.push(arrow([], body(last.thenStatement, visit)));
  }
  if (last !== undefined) branches.push(arrow([], body(last, visit)));
  const chosen = conditions.reduceRight((rest, condition, index) => (
    factory.createConditionalExpression(factory.createParenthesizedExpression(condition), undefined, number(index), undefined, rest)
  ), number(conditions.length));
  return call('branch', [arrow([], chosen), factory.createArrayLiteralExpression(branches)]);
}

function part(node, visit) {
  const { base, chain } = unwound(node);
  const values = (of) => of.map((it) => ts.visitNode(it, visit));
  if (!ts.isEtsComponentExpression(base) && loops.includes(base.expression.getText())) return loop(base, visit);
  const isOwn = ts.isEtsComponentExpression(base) && components.includes(base.expression.getText());
  const made = isOwn ? [['create', base.arguments], ...chain] : chain;
  const attributes = made.reduce((to, [name, of]) => (
    factory.createCallExpression(factory.createPropertyAccessExpression(to, name), undefined, values(of))
  ), factory.createIdentifier('$'));
  const describe = made.length > 0 ? arrow(['$'], attributes) : factory.createVoidZero();
  const inside = base.body === undefined ? factory.createVoidZero() : arrow([], body(base.body, visit));
  if (isOwn) return call('node', [factory.createStringLiteral(base.expression.getText()), describe, inside]);
  return call('call', [target(base.expression), given(base.arguments, visit), describe, inside]);
}

/** The component, or the call, at the start of a chain of attributes. */
function unwound(node) {
  const { expression } = node;
  const isAttribute = ts.isCallExpression(node) && ts.isPropertyAccessExpression(expression) &&
    (ts.isEtsComponentExpression(expression.expression) || ts.isCallExpression(expression.expression));
  if (!isAttribute) return { base: node, chain: [] };
  const { base, chain } = unwound(expression.expression);
  return { base, chain: [...chain, [expression.name.text, node.arguments]] };
}

function loop(node, visit) {
  const [items, item, ...key] = node.arguments;
  const each = ts.isBlock(item.body) ? body(item.body, visit) : factory.createBlock([factory.createExpressionStatement(part(item.body, visit))]);
  const made = factory.createArrowFunction(undefined, undefined, item.parameters, undefined, undefined, each);
  const name = node.expression.getText() === 'ForEach' ? 'each' : 'lazily';
  return call(name, [arrow([], ts.visitNode(items, visit)), made, ...key.map((it) => ts.visitNode(it, visit))]);
}

/** A method keeps its object. */
function target(node) {
  if (!ts.isPropertyAccessExpression(node)) return node;
  const bind = factory.createPropertyAccessExpression(node, 'bind');
  return factory.createCallExpression(bind, undefined, [node.expression]);
}

/** An object literal is given by reference, each field by how it is read and written; anything else by value. */
function given(values, visit) {
  const [only] = values ?? [];
  if (values === undefined || values.length !== 1 || !ts.isObjectLiteralExpression(only)) {
    return arrow([], factory.createArrayLiteralExpression((values ?? []).map((it) => ts.visitNode(it, visit))));
  }
  const fields = only.properties.map(({ name, initializer }) => {
    const value = ts.visitNode(initializer, visit);
    const write = arrow(['$'], factory.createAssignment(value, factory.createIdentifier('$')));
    const ways = [arrow([], factory.createParenthesizedExpression(value)), ...(isPlace(initializer) ? [write] : [])];
    return property(name, factory.createArrayLiteralExpression(ways));
  });
  return factory.createObjectLiteralExpression(fields);
}

const isPlace = (node) => ts.isPropertyAccessExpression(node);
const place = (made, from) => ts.setSourceMapRange(ts.setOriginalNode(ts.setTextRange(made, from), from), from);
const at = (name) => factory.createPropertyAccessExpression(factory.createIdentifier(runtime), name);
const call = (name, values) => factory.createCallExpression(at(name), undefined, values);
const number = (value) => factory.createNumericLiteral(value);
const property = (name, value) => factory.createPropertyAssignment(name, value);

function arrow(names, value) {
  const parameters = names.map((name) => factory.createParameterDeclaration(undefined, undefined, name));
  return factory.createArrowFunction(undefined, undefined, parameters, undefined, undefined, value);
}

module.exports = { screens };
