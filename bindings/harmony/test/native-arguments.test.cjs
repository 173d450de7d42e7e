'use strict';
// Every argument of every function, missing or of a wrong type.
const assert = require('node:assert');
const test = require('node:test');

const { functions } = require('./support/contract.cjs');
const { folder, native, opened, options, policy, scan } = require('./support/native.cjs');

const nothing = [undefined, null];
const others = [{}, Symbol('wrong'), 1n, Object.create(null)];
const hostile = [new Proxy([], { get: () => { throw new Error('trap'); } })];

/** By type: what an argument must not be. */
const WRONG = {
  number: [...nothing, ...others, 'x', '1', true, [], [1], () => 1, new Number(1), new Date()],
  string: [...nothing, ...others, 1, NaN, true, [], ['x'], () => 'x', new String('x')],
  boolean: [...nothing, ...others, 0, 1, 'true', [], new Boolean(true)],
  'string[]': [...nothing, ...others, 'x', 1, { length: 1 }, [1], [undefined], ['x', null], [['x']], new Array(1 << 13), ...hostile],
  'string | undefined': [...others, 1, true, [], new String('x')],
  'Uint8Array | undefined': [...others, 'x', 1, [1], new Int8Array(1), new ArrayBuffer(4), new DataView(new ArrayBuffer(4)), new Uint8Array(1 << 20)],
  function: [...nothing, ...others, 'x', 1, true, []],
  'function?': [...others, 'x', 1, true, []],
  'string?': [...others, 1, true, []],
};

function wrong({ type, optional }) {
  const kind = type.includes('=>') || type === 'KeyRequest' ? 'function' : type;
  return WRONG[optional && !kind.includes('|') ? `${kind}?` : kind];
}

/** What the arguments are when they are right, by their names; some mean different things in two functions. */
function right(gate, dir) {
  return {
    gate, dir, access: scan(), walk: native.startWalk(gate, scan()), lease: 0, request: 0, resource: 0, scopes: 1, scope: 1,
    purpose: 'qr-scan', caller: 'app', tapped: true, options: options(dir), provider: 'test', key: () => {}, why: '',
    changed: () => {}, ended: () => {}, sdk: 'advertising', grant: 'granted', consents: false, attribution: '', ago: 0,
    account: 'a', age: 'adult', days: 7, most: 1, kinds: [], file: `${dir}/log.tar`, clip: '', kind: 'reason', policy,
    state: 'foreground', answer: 'grant', 'keyAnswered.answer': new Uint8Array(32), 'decideIn.scope': ['preview'],
    'decidePacked.scope': ['preview'], 'decideIn.resource': 'camera', 'decidePacked.resource': 'camera',
    'decideIn.state': '{}', 'decidePacked.state': '{}',
  };
}

async function outcome({ name, later }, values) {
  try {
    const result = native[name](...values);
    assert.strictEqual(result instanceof Promise, later, `${name}: a promise, or none`);
    await result;
    return undefined;
  } catch (error) {
    return error;
  }
}

for (const each of functions) {
  test(`${each.name} names the argument that is missing or of a wrong type`, async (t) => {
    const { gate, dir } = opened(t);
    const known = right(gate, dir);
    const value = (it) => known[`${each.name}.${it.name}`] ?? known[it.name];
    const values = each.arguments.map(value);
    assert.ok(values.every((it) => it !== undefined), 'every argument has a right value');
    for (const [index, argument] of each.arguments.entries()) {
      for (const bad of wrong(argument)) {
        const error = await outcome(each, values.with(index, bad));
        const said = `${each.name}(… ${argument.name} = ${typeof bad} …): ${error}`;
        if (hostile.includes(bad)) assert.ok(error, said);
        else assert.strictEqual(error?.code, 'argument', said);
        if (!hostile.includes(bad)) assert.ok(error.message.startsWith(`${each.name}: \`${argument.name}\` is not `), said);
        assert.ok(error instanceof Error, said);
      }
      if (argument.optional) continue;
      const error = await outcome(each, values.slice(0, index));
      assert.strictEqual(error?.code, 'argument', `${each.name} with ${index} arguments: ${error}`);
    }
    assert.strictEqual(native.fault(gate), undefined);
  });
}

test('no number is too odd: a handle that is none is denied, another number refused', async (t) => {
  const { gate, dir } = opened(t);
  const known = right(gate, dir);
  const odd = [NaN, Infinity, -Infinity, -0.5, 1.5, -1, 2 ** 52, 2 ** 53, 2 ** 63, 1e300, -1e300, Number.MIN_VALUE];
  for (const each of functions.filter((it) => !['prepare', 'check', 'acquire', 'acquireAll'].includes(it.name))) {
    const values = each.arguments.map((it) => known[`${each.name}.${it.name}`] ?? known[it.name]);
    for (const [index, { name, type }] of each.arguments.entries()) {
      if (type !== 'number') continue;
      const isHandle = ['gate', 'access', 'walk'].includes(name);
      for (const number of odd) {
        if (['ago', 'days', 'most'].includes(name) && number > 0 && Number.isSafeInteger(number)) continue;
        const error = await outcome(each, values.with(index, number));
        if (['lease', 'request'].includes(name) || ['close', 'endWalk'].includes(each.name)) assert.strictEqual(error, undefined);
        else assert.strictEqual(error?.code, isHandle ? 'unknown' : 'argument', `${each.name} ${name} = ${number}: ${error}`);
      }
    }
  }
});

test('no text is too long or too odd', async (t) => {
  const { gate, dir } = opened(t);
  const known = right(gate, dir);
  const texts = ['', '\0', 'a\0b', '\uD800', 'x\uDC00\uD800y', '📷 扫码 👩‍👩‍👧', '%s%n', '門'.repeat(1 << 20), 'x'.repeat((1 << 24) + 1), 'x'.repeat(1 << 28)];
  for (const each of functions.filter((it) => it.name !== 'exportLog')) {
    const values = each.arguments.map((it) => known[`${each.name}.${it.name}`] ?? known[it.name]);
    for (const [index, { type }] of each.arguments.entries()) {
      if (!type.startsWith('string')) continue;
      for (const text of texts) await outcome(each, values.with(index, type === 'string[]' ? [text] : text));
    }
  }
  assert.strictEqual(native.fault(gate), undefined);
  assert.strictEqual(native.prepare('x'.repeat(1 << 28), 0, 1, 'app', true), 0);
  assert.strictEqual(native.prepare('qr-scan', 0, 1, 'x'.repeat(1 << 28), true), 0);
  assert.throws(() => native.sdkRunning(gate, 'x'.repeat(1 << 28)), { code: 'argument', message: /at most 65536 bytes/ });
});
