'use strict';
// One of the workers that race for leases: they take, give back, withdraw and grant on one gate.
const assert = require('node:assert');
const { parentPort, workerData } = require('node:worker_threads');

const { native, scan } = require('./native.cjs');
const { pick, random } = require('./random.cjs');

const ROUNDS = 2_000;
const { slots } = workerData;
const next = random(workerData.seed);
const gate = native.open(workerData.options);
const [taken, released] = [[], []];

function denied(packed) {
  const [reason, step] = [packed % 64, Math.floor(packed / 64) % 16];
  assert.ok(packed > 0 && reason >= 1 && reason <= 23 && step <= 10, `no denial: ${packed}`);
}

function acquire() {
  const answer = native.acquire(gate, scan());
  if (answer < 0) return denied(-answer);
  taken.push(answer);
  return Atomics.store(slots, next(slots.length), BigInt(answer));
}

/** A lease that any of the workers took. */
const known = () => Number(Atomics.load(slots, next(slots.length)));

function release() {
  const lease = known();
  if (native.release(lease)) released.push(lease);
}

function check() {
  const packed = native.check(gate, scan());
  if (packed !== 0) denied(packed);
}

const acts = [
  ...Array(5).fill(acquire),
  ...Array(3).fill(release),
  () => assert.ok(native.ended(known()) >= -1),
  check,
  () => native.withdraw(gate, scan()),
  () => native.answer(gate, scan(), 'grant'),
];

async function race() {
  for (let round = 0; round < ROUNDS; round++) await pick(next, acts)();
  parentPort.postMessage({ gate, taken, released });
}

parentPort.on('message', (word) => {
  if (word === 'go') race();
  else {
    assert.ok(native.close(gate));
    parentPort.close();
  }
});
parentPort.postMessage('ready');
