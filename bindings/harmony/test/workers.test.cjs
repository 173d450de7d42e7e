// Several workers of one process, each with an environment of its own, behind one gate.
'use strict';

const assert = require('node:assert');
const path = require('node:path');
const test = require('node:test');
const { Worker } = require('node:worker_threads');
const { accepted, access, device, heard, revoked, unlimited } = require('./gates.cjs');

const scan = () => access('qr-scan', 'camera', 'preview');

/** A worker, which does what it is told and says what came of it. */
class Hand {
  #worker = new Worker(path.join(__dirname, 'fixtures/worker.cjs'));
  #said = [];
  #waiting = [];

  constructor() {
    this.#worker.on('message', (message) => (this.#waiting.shift() ?? ((it) => this.#said.push(it)))(message));
    this.#worker.on('error', (error) => this.#waiting.forEach((it) => it({ error: error.stack })));
  }

  /** What it says next. */
  next() {
    if (this.#said.length > 0) return this.#said.shift();
    return heard(new Promise((resolve) => this.#waiting.push(resolve)));
  }

  async tell(act) {
    this.#worker.postMessage(act);
    return this.next();
  }

  end() {
    return this.#worker.terminate();
  }
}

async function withHand(act) {
  const app = await accepted({ policy: unlimited() });
  device.person.habits = { camera: 'allow' };
  await app.menshen.with(scan(), () => {}, true);
  const hand = new Hand();
  try {
    await act(app, hand);
  } finally {
    await hand.end();
  }
}

test('a worker joins the gate of its process', () => withHand(async ({ menshen }, hand) => {
  assert.deepStrictEqual(await hand.tell('check'), { allowed: true, fault: undefined, policy: menshen.policy.fingerprint });
}));

test('a withdrawal on the main thread ends the lease of a worker, which hears of it', () => withHand(async ({ menshen }, hand) => {
  assert.deepStrictEqual(await hand.tell('acquire'), { live: true });
  await menshen.user.withdraw(scan());
  assert.deepStrictEqual(await hand.next(), { revoked: 'withdrawn' });
  assert.deepStrictEqual(await hand.tell('acquire'), { denied: 'consent_withdrawn' });
}));

test('a withdrawal in a worker ends the lease of the main thread, which hears of it', () => withHand(async ({ menshen }, hand) => {
  const lease = menshen.acquire(scan());
  assert.deepStrictEqual(await hand.tell('withdraw'), { done: true });
  assert.strictEqual(lease.live(), false);
  assert.strictEqual(await revoked(lease), 'withdrawn');
}));

test('nothing is shown from a worker: the step comes back', () => withHand(async ({ menshen }, hand) => {
  await menshen.user.withdraw(scan());
  assert.deepStrictEqual(await hand.tell('with'), { denied: 'consent_withdrawn', next: 'ask_consent' });
}));

test('a worker says nothing of where the app is', () => withHand(async ({ menshen }, hand) => {
  assert.deepStrictEqual(await hand.tell('perceptible'), { done: true });
  const moves = await menshen.user.records(10, ['app_state']);
  assert.deepStrictEqual(moves.map((it) => JSON.parse(it).state), ['foreground']);
}));

test('a worker that closes the gate leaves it open to the others', () => withHand(async ({ menshen }, hand) => {
  assert.deepStrictEqual(await hand.tell('close'), { done: true });
  menshen.acquire(scan()).close();
}));

test('a worker that is ended with a lease takes nobody along', () => withHand(async ({ menshen }, hand) => {
  assert.deepStrictEqual(await hand.tell('acquire'), { live: true });
  await hand.end();
  await menshen.user.withdraw(scan());
  assert.strictEqual(menshen.check(scan()).reason, 'consent_withdrawn');
}));
