'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { internal } = require('./gates.cjs');

test('one comes after the other, and a failure is its own', async () => {
  const { Turn } = internal('Turn');
  const turn = new Turn();
  const done = [];
  let finish;
  const first = turn.take(() => new Promise((resolve) => { finish = resolve; }).then(() => done.push('first')));
  const second = turn.take(async () => { throw new RangeError('mine'); });
  const third = turn.take(async () => { done.push('third'); });
  await new Promise(setImmediate);
  assert.deepStrictEqual(done, []);
  finish();
  await first;
  await assert.rejects(second, RangeError);
  await third;
  assert.deepStrictEqual(done, ['first', 'third']);
});
