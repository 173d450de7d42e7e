// The words are the core's: numbers pass the border, so order is meaning.
'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { fresh, internal, native, root } = require('./gates.cjs');
const { ts } = require('../node/compiler.cjs');

const words = internal('Words');
const { RESOURCES, REASONS, STEPS, LEASE_ENDS } = words;

test('every enum has the core\'s names in the core\'s order', () => {
  const enums = {
    resource: words.Resource, reason: words.Reason, step: words.Step, os_grant: words.OsGrant, age: words.Age,
    requirement: words.Requirement, app_state: words.AppState, consent: words.ConsentKind, role: words.SdkRole,
    lease_end: words.LeaseEnd,
  };
  for (const [kind, names] of Object.entries(enums)) {
    assert.deepStrictEqual(Object.values(names), native().wordNames(kind), kind);
  }
});

test('every table by number is in the core\'s order', () => {
  const tables = { resource: RESOURCES, reason: REASONS, step: STEPS, lease_end: LEASE_ENDS };
  for (const [kind, table] of Object.entries(tables)) assert.deepStrictEqual(table, native().wordNames(kind), kind);
});

test('every resource and scope has its interface', () => {
  for (const [number, resource] of RESOURCES.entries()) {
    const scopes = Object.keys(interfaces[camel(resource)]);
    assert.deepStrictEqual(new Set(scopes), new Set(native().scopeNames(number).map(camel)), resource);
  }
});

test('an interface extends exactly what its scope implies', () => {
  for (const [number, resource] of RESOURCES.entries()) {
    for (const scope of native().scopeNames(number)) {
      const extended = closure(interfaces[camel(resource)], camel(scope));
      assert.deepStrictEqual(extended, implied(number, scope).map(camel).sort(), `${resource}:${scope}`);
    }
  }
});

/** The interfaces of `Resources.ets`, by namespace: what each extends. */
const interfaces = (() => {
  const file = path.join(root, 'bindings/harmony/library/src/main/ets/Resources.ets');
  const source = ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.ES2021);
  const parents = (it) => (it.heritageClauses ?? []).flatMap((clause) => clause.types.map((type) => type.expression.text));
  const members = (it) => it.body.statements.map((found) => [found.name.text, parents(found)]);
  return Object.fromEntries(source.statements.map((it) => [it.name.text, Object.fromEntries(members(it))]));
})();

function closure(all, name) {
  return [...new Set([name, ...all[name].flatMap((parent) => closure(all, parent))])].sort();
}

/** What the core takes as granted when the system grants a scope. */
function implied(number, scope) {
  const { gate } = fresh().menshen;
  const names = native().scopeNames(number);
  const bit = (name) => 1 << names.indexOf(name);
  native().osChanged(gate, number, bit(scope), 'granted');
  return names.filter((name) => native().osGrant(gate, number, bit(name)) === 'granted');
}

const camel = (name) => name.split('_').map((it) => it[0].toUpperCase() + it.slice(1)).join('');
