'use strict';
const assert = require('node:assert');
const { spawnSync } = require('node:child_process');
const path = require('node:path');
const test = require('node:test');

const { granted, native, opened, options, folder, scan } = require('./support/native.cjs');

const support = path.join(__dirname, 'support/native.cjs');

/** Runs code in a Node of its own; it ends only when nothing keeps it alive. */
function alone(code, dir) {
  const setUp = `const { native, options } = require(${JSON.stringify(support)}); const gate = native.open(options(${JSON.stringify(dir)}));`;
  const run = spawnSync(process.execPath, ['-e', setUp + code], { encoding: 'utf8', timeout: 60_000 });
  assert.strictEqual(run.status, 0, `${run.signal} ${run.stderr}`);
  return run.stdout;
}

test('answers are kept in the order of their calls, and so is what is read', async (t) => {
  const { gate } = await granted(t);
  const answers = ['withdraw', 'answer', 'policyShown', 'settingsShown', 'guardian', 'acceptPolicy'];
  const reads = ['checkpoint', 'ownCopy', 'usage', 'receipts', 'records'];
  const extra = { withdraw: [scan()], answer: [scan(), 'grant'], guardian: [true], usage: [7], settingsShown: [scan()], records: [1, []] };
  const kept = [];
  const mixed = reads.flatMap((name, at) => [name, answers[at]]).concat(answers.slice(reads.length));
  await Promise.all(mixed.map((name) => native[name](gate, ...(extra[name] ?? [])).then(() => kept.push(name))));
  assert.deepStrictEqual(kept.filter((name) => answers.includes(name)), answers);
  assert.deepStrictEqual(kept.filter((name) => reads.includes(name)), reads);
});

test('what a promise could not do is an error with a code', async (t) => {
  const { gate, dir } = opened(t);
  await assert.rejects(native.exportLog(gate, path.join(dir, 'no/such/folder')), { code: 'storage' });
  await assert.rejects(native.answer(gate, native.prepare('mind-reading', -1, 0, 'app', true), 'grant'), { code: 'unknown' });
  await assert.rejects(native.answer(gate, scan(), 'perhaps'), { code: 'unknown', message: 'unknown answer `perhaps`' });
  await assert.rejects(native.withdraw(0, scan()), { code: 'unknown' });
});

test('a promise is kept though the gate is closed meanwhile', async (t) => {
  const gate = native.open(options(folder(t)));
  const kept = native.checkpoint(gate);
  native.close(gate);
  await kept;
});

test('nothing but a promise keeps Node alive', (t) => {
  const watching = 'native.watch(gate, () => {}); native.onLeaseEnd(() => {}); console.log("open");';
  assert.strictEqual(alone(watching, folder(t)), 'open\n');
  const waiting = 'native.checkpoint(gate).then(() => console.log("kept"));';
  assert.strictEqual(alone(waiting, folder(t)), 'kept\n');
});

test('a call that panics is an error, and the gate denies everything from then on', { skip: !native.testPass && 'built without `test-clock`' }, (t) => {
  // As much time passes as the clock of tests cannot count: it panics.
  const code = `
    for (let at = 0; at < 2048; at++) native.testPass(Number.MAX_SAFE_INTEGER);
    native.testPass(2040);
    const told = (act) => { try { return act(); } catch (error) { return error.code; } };
    const access = native.prepare('qr-scan', 0, 1, 'app', true);
    console.log(told(() => native.appState(gate, 'foreground')), native.fault(gate), native.check(gate, access), native.acquire(gate, access));
    native.acceptPolicy(gate).catch((error) => console.log(error.code));`;
  assert.strictEqual(alone(code, folder(t)), 'fault a call panicked 1 -1\nfault\n');
});

test('a callback that throws takes nothing with it', (t) => {
  const code = `
    native.watch(gate, () => { console.log("thrown"); throw new Error("on purpose"); });
    native.acceptPolicy(gate).then(() => native.ownCopy(gate)).then(() => console.log("kept"));`;
  const said = alone(code, folder(t)).trim().split('\n');
  assert.ok(said.includes('kept') && said.includes('thrown'), said.join());
});

test('changes are told, many of them once', async (t) => {
  const { gate } = opened(t);
  let told = 0;
  native.watch(gate, () => told++);
  const soon = () => new Promise((resolve) => setImmediate(resolve));
  native.osChanged(gate, 0, 1, 'granted');
  while (told === 0) await soon();
  told = 0;
  // All the while the gate's thread has news, and this one does not listen.
  const end = Date.now() + 300;
  for (let round = 0; Date.now() < end; round++) native.osChanged(gate, 0, 1, round % 2 ? 'granted' : 'denied');
  await soon();
  await soon();
  assert.ok(told >= 1 && told <= 2, `${told} calls`);
});
