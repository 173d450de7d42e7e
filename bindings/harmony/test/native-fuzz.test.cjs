'use strict';
const assert = require('node:assert');
const test = require('node:test');

const { functions } = require('./support/contract.cjs');
const { FAULT, granted, native, scan } = require('./support/native.cjs');
const { pick, random, seed } = require('./support/random.cjs');

const LIVE = -1;
const RELEASED = 0;
const CALLS = 20_000;
const next = random();

// Said before it starts: a crash of the process tells nothing afterwards.
console.log(`MENSHEN_SEED=${seed}`);

/** Anything, or a handle with another generation or kind; not another slot, where there may be something. */
function number(near) {
  const bit = 2 ** (20 + next(32));
  const flipped = Math.floor(near / bit) % 2 === 1 ? near - bit : near + bit;
  return pick(next, [flipped, next(2 ** 31) * next(2 ** 21), -near, near + 0.5, NaN, -1, Number.MAX_VALUE]);
}

function allDenied(gate, access) {
  assert.strictEqual(native.check(gate, access), FAULT);
  assert.strictEqual(native.acquire(gate, access), -FAULT);
  assert.deepStrictEqual(native.acquireAll(gate, access), [-FAULT]);
}

test('a number that is no handle is denied, and touches nothing', async (t) => {
  const { gate } = await granted(t);
  const lease = native.acquire(gate, scan());
  for (let call = 0; call < CALLS; call++) {
    allDenied(number(gate), scan());
    allDenied(gate, number(scan()));
    const other = number(lease);
    assert.strictEqual(native.release(other), false);
    assert.strictEqual(native.ended(other), RELEASED);
  }
  for (const other of [gate, scan()]) {
    assert.strictEqual(native.release(other), false);
    assert.strictEqual(native.readMatch(other, 'clip'), undefined);
  }
  assert.strictEqual(native.check(gate, scan()), 0);
  assert.strictEqual(native.ended(lease), LIVE);
});

/** Something that may come in for an argument. */
function anything(gate) {
  const texts = ['', 'x', '\0', '\uD800', '📷', 'qr-scan', 'grant', 'camera', '{}', '[]', '{"dir":1}', 'x'.repeat(next(4_096))];
  const numbers = [gate, scan(), number(gate), next(20), next(300), -next(300), next(2) / 2, Infinity];
  const rest = [undefined, null, true, false, {}, [], ['x'], new Uint8Array(next(100)), () => {}, 1n, Symbol('x'), new Date()];
  return pick(next, [() => pick(next, texts), () => pick(next, numbers), () => pick(next, rest)])();
}

test('whatever comes in, the process and the gate go on', async (t) => {
  const { gate } = await granted(t);
  // Two write or close what the others need.
  const called = functions.filter(({ name }) => !['close', 'exportLog'].includes(name));
  const pending = [];
  for (let call = 0; call < CALLS; call++) {
    const { name, arguments: known } = pick(next, called);
    const values = known.map((it) => (it.name === 'gate' && next(2) === 0 ? gate : anything(gate)));
    try {
      const result = native[name](...values.slice(0, next(8) === 0 ? next(values.length + 1) : values.length));
      if (result instanceof Promise) pending.push(result);
    } catch (error) {
      assert.ok(error instanceof Error && typeof error.code === 'string', `${name}: ${error}`);
    }
  }
  for (const { status, reason } of await Promise.allSettled(pending)) {
    if (status === 'rejected') assert.strictEqual(typeof reason.code, 'string', reason);
  }
  assert.strictEqual(native.fault(gate), undefined, 'no call panicked');
});
