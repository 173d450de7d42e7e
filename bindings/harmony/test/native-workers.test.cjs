'use strict';
const assert = require('node:assert');
const { once } = require('node:events');
const path = require('node:path');
const test = require('node:test');
const { Worker } = require('node:worker_threads');

const { FAULT, folder, grant, granted, heard, native, options, scan } = require('./support/native.cjs');
const { seed } = require('./support/random.cjs');

const WORKERS = 8;
const SLOTS = 64;

function worker(file, workerData) {
  return new Worker(path.join(__dirname, 'support', file), { workerData });
}

test('eight workers that race give each lease back once, and get nothing after the end', async (t) => {
  console.log(`MENSHEN_SEED=${seed}`);
  const dir = folder(t);
  const gate = native.open(options(dir));
  await grant(gate);
  const slots = new BigInt64Array(new SharedArrayBuffer(SLOTS * 8));
  const racers = Array.from({ length: WORKERS }, (_, number) => worker('racer.cjs', { options: options(dir), seed: seed + number, slots }));
  await Promise.all(racers.map((racer) => once(racer, 'message')));
  native.close(gate);
  racers.forEach((racer) => racer.postMessage('go'));
  const results = (await Promise.all(racers.map((racer) => once(racer, 'message')))).map(([result]) => result);
  const [taken, released] = [results.flatMap((it) => it.taken), results.flatMap((it) => it.released)];
  assert.ok(taken.length > WORKERS, `only ${taken.length} leases`);
  assert.strictEqual(new Set(taken).size, taken.length, 'no handle is given twice');
  assert.strictEqual(new Set(released).size, released.length, 'no lease is given back twice');
  assert.ok(results.every((it) => it.gate === gate), 'they all had the one gate');
  const left = taken.filter((lease) => !released.includes(lease));
  assert.ok(left.length > 0);
  for (const lease of left) assert.strictEqual(native.release(lease), true);
  for (const lease of taken) assert.strictEqual(native.release(lease), false);
  racers.forEach((racer) => racer.postMessage('close'));
  await Promise.all(racers.map((racer) => once(racer, 'exit')));
  assert.strictEqual(native.check(gate, scan()), FAULT, 'the last one closed it');
});

test('a worker that is stopped takes its callbacks, leases and openings along', async (t) => {
  const { gate, dir } = await granted(t);
  for (let round = 0; round < 8; round++) {
    const busy = worker('busy.cjs', { options: options(dir) });
    const [lease] = (await once(busy, 'message'));
    assert.strictEqual(native.ended(lease), -1);
    await busy.terminate();
    assert.strictEqual(native.ended(lease), 0, 'given back');
    await native.withdraw(gate, scan());
    await native.answer(gate, scan(), 'grant');
  }
  const own = native.acquire(gate, scan());
  const ended = heard((resolve) => native.onLeaseEnd((lease) => lease === own && resolve()));
  await native.withdraw(gate, scan());
  await ended;
  assert.strictEqual(native.close(gate), true);
  assert.throws(() => native.fault(gate), { code: 'unknown' }, 'nobody else has it open');
});

test('the library outlives the last worker that loaded it', async (t) => {
  const { spawnSync } = require('node:child_process');
  const code = `
    const { Worker } = require('node:worker_threads');
    const busy = new Worker(${JSON.stringify(path.join(__dirname, 'support/busy.cjs'))}, { workerData: { options: process.argv[1] } });
    busy.once('message', () => busy.terminate().then(() => setTimeout(() => console.log('fine'), 1_500)));`;
  const run = spawnSync(process.execPath, ['-e', code, options(folder(t))], { encoding: 'utf8', timeout: 60_000 });
  assert.strictEqual(`${run.status} ${run.stdout}`, '0 fine\n', run.stderr);
});

test('who did not open a gate cannot close it', async (t) => {
  const { gate } = await granted(t);
  const stranger = worker('stranger.cjs', { gate });
  assert.deepStrictEqual(await once(stranger, 'message'), [false]);
  assert.strictEqual(native.check(gate, scan()), 0);
});
