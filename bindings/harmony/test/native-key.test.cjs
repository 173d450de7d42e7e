'use strict';
const assert = require('node:assert');
const crypto = require('node:crypto');
const path = require('node:path');
const test = require('node:test');
const { Worker } = require('node:worker_threads');
const { once } = require('node:events');

const { folder, grant, granted, menshen, native, options } = require('./support/native.cjs');

/** A key as the platform holds one: it answers later, and counts what it is asked. */
function key() {
  const pair = crypto.generateKeyPairSync('ed25519');
  const half = new Uint8Array(Buffer.from(pair.publicKey.export({ format: 'jwk' }).x, 'base64url'));
  const asked = [];
  const request = (number, message) => {
    asked.push(message);
    const signed = () => new Uint8Array(crypto.sign(null, message, pair.privateKey));
    setImmediate(() => native.keyAnswered(number, message.length === 0 ? half : signed(), ''));
  };
  return { asked, request };
}

async function verified(gate, dir) {
  const log = path.join(dir, 'shared.tar');
  await native.exportLog(gate, log);
  return menshen('log', 'verify', log);
}

test("the platform's key signs, under its name, though its own thread asks for it", async (t) => {
  const own = key();
  const { gate, dir } = await granted(t, 'test-keystore', own.request);
  await native.checkpoint(gate);
  assert.strictEqual(own.asked[0].length, 0, 'first its public half is asked for');
  assert.ok(own.asked[1].length > 0 && own.asked[1] instanceof Uint8Array);
  assert.match(await verified(gate, dir), /test-keystore/);
});

test('a key without a public half leaves it to the software key, and says so', async (t) => {
  const request = (number) => native.keyAnswered(number, undefined, 'locked');
  const { gate, dir } = await granted(t, 'test-keystore', request);
  await native.checkpoint(gate);
  const said = await verified(gate, dir);
  assert.match(said, /software/);
  assert.doesNotMatch(said, /test-keystore/);
});

test('a signature that is refused, of a wrong length or not made is no checkpoint', async (t) => {
  const answers = [new Uint8Array(32), undefined, new Uint8Array(63), new Uint8Array(0)];
  const request = (number) => native.keyAnswered(number, answers.shift(), 'the user said no');
  const { gate } = await granted(t, 'test-keystore', request);
  await assert.rejects(native.checkpoint(gate), { code: 'storage', message: /the user said no/ });
  await assert.rejects(native.checkpoint(gate), { code: 'storage', message: /another length/ });
  await assert.rejects(native.checkpoint(gate), { code: 'storage', message: /another length/ });
});

test('who does not answer is not waited for, and is not heard any more', async (t) => {
  let number;
  const request = (asked, message) => {
    number = asked;
    if (message.length === 0) native.keyAnswered(asked, new Uint8Array(32), '');
  };
  const { gate } = await granted(t, 'test-keystore', request);
  await assert.rejects(native.checkpoint(gate), { code: 'storage', message: /no answer/ });
  for (const late of [number, number, number + 1, 0, -1]) native.keyAnswered(late, new Uint8Array(64), '');
  assert.strictEqual(native.fault(gate), undefined);
});

test('with the worker that offered it the key is gone at once, also while it is asked', async (t) => {
  const dir = folder(t);
  const worker = new Worker(path.join(__dirname, 'support/silent-key.cjs'), { workerData: { options: options(dir) } });
  await once(worker, 'message');
  const gate = native.open(options(dir));
  t.after(() => native.close(gate));
  await grant(gate);
  const refused = assert.rejects(native.checkpoint(gate), { code: 'storage', message: /has ended/ });
  await once(worker, 'message');
  await worker.terminate();
  await refused;
  const offered = key();
  native.open(options(dir), 'second-keystore', offered.request);
  t.after(() => native.close(gate));
  await assert.rejects(native.checkpoint(gate), 'a log has one key as long as the process lives');
  assert.ok(offered.asked.length > 0, 'the next one is asked');
});
