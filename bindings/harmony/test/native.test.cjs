'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');

const { functions } = require('./support/contract.cjs');
const { CAMERA, FAULT, PREVIEW, folder, granted, heard, menshen, native, opened, options, policy, root, scan } =
  require('./support/native.cjs');

const LIVE = -1;

test('the library offers what is declared, and nothing else but what moves the clock of tests', () => {
  const names = Object.keys(native).filter((name) => name !== 'testPass');
  assert.deepStrictEqual(names.sort(), functions.map((it) => it.name).sort());
});

test('a gate opened again is the same one, until its last opener closes it', (t) => {
  const dir = folder(t);
  const gate = native.open(options(dir));
  assert.strictEqual(native.open(options(path.join(dir, '.'))), gate);
  assert.strictEqual(native.close(gate), true);
  assert.strictEqual(native.fault(gate), undefined);
  assert.strictEqual(native.close(gate), true);
  assert.strictEqual(native.close(gate), false);
  assert.throws(() => native.fault(gate), { code: 'unknown' });
  assert.strictEqual(native.check(gate, scan()), FAULT);
  const next = native.open(options(dir));
  assert.notStrictEqual(next, gate, 'a handle never comes back');
  native.close(next);
});

test('a directory that is open has one policy', (t) => {
  const { dir } = opened(t);
  const other = fs.readFileSync(path.join(root, 'policies/x-studio.json'), 'utf8');
  assert.throws(() => native.open(options(dir, { policy: other })), { code: 'fault', message: /another policy/ });
});

test('what cannot be opened says why', (t) => {
  const dir = folder(t);
  const file = path.join(dir, 'file');
  fs.writeFileSync(file, '');
  assert.throws(() => native.open(options(dir, { policy: '{}' })), { code: 'policy' });
  assert.throws(() => native.open(options(file)), { code: 'storage' });
  assert.throws(() => native.open(options(dir, { observe: ['mind-reading'] })), { code: 'unknown' });
  for (const wrong of ['', '{', '[]', '{}', options(dir, { api: -1 }), options(dir, { more: 1 })]) {
    assert.throws(() => native.open(wrong), { code: 'argument', message: /^open: `options`/ });
  }
});

test('a lease is given back once, and a withdrawal ends it', async (t) => {
  const { gate } = await granted(t);
  assert.strictEqual(native.check(gate, scan()), 0);
  const [kept, released] = [native.acquire(gate, scan()), native.acquire(gate, scan())];
  assert.ok(kept > 0 && released > 0 && kept !== released);
  assert.strictEqual(native.ended(kept), LIVE);
  assert.strictEqual(native.release(released), true);
  assert.strictEqual(native.release(released), false);
  const revoked = heard((resolve) => native.onLeaseEnd((lease, how) => resolve([lease, how])));
  await native.withdraw(gate, scan());
  const withdrawn = native.wordNames('lease_end').indexOf('withdrawn');
  assert.deepStrictEqual(await revoked, [kept, withdrawn]);
  assert.strictEqual(native.ended(kept), withdrawn);
  assert.strictEqual(native.release(kept), true);
});

test('a denial has its reason, its step and its time in one number', async (t) => {
  const { gate } = await granted(t);
  await native.answer(gate, scan(), 'refuse');
  const calm = native.prepare('qr-scan', CAMERA, PREVIEW, 'app', false);
  const packed = native.check(gate, calm);
  const until = native.plan(gate, calm).until;
  const [reason, step] = [packed % 64, Math.floor(packed / 64) % 16];
  assert.strictEqual(native.wordNames('reason')[reason - 1], 'consent_refused');
  assert.strictEqual(native.wordNames('step')[step], 'wait');
  assert.ok(until > Date.now());
  assert.strictEqual(Math.floor(packed / 1024), until);
  assert.strictEqual(native.acquire(gate, calm), -packed);
  assert.deepStrictEqual(native.acquireAll(gate, calm), [-packed]);
});

test('a group names each lease with its resource and scopes', async (t) => {
  const { gate } = await granted(t);
  const whole = native.prepare('personalised-content', -1, 0, 'app', false);
  const leases = native.acquireAll(gate, whole);
  assert.strictEqual(leases.length, 3);
  assert.strictEqual(leases[1], -1);
  assert.ok(native.release(leases[0]));
});

test('a walk shows each kind of prompt once', (t) => {
  const { gate } = opened(t);
  const walk = native.startWalk(gate, scan());
  const first = native.nextStep(walk);
  assert.deepStrictEqual(first, {
    kind: 'next', step: 'accept_policy', reason: 'policy_not_accepted', osDialogAnswers: false,
  });
  assert.strictEqual(native.nextStep(walk).kind, 'stop');
  assert.strictEqual(native.plan(gate, scan()).kind, 'next');
  assert.strictEqual(native.endWalk(walk), true);
  assert.strictEqual(native.endWalk(walk), false);
  assert.throws(() => native.nextStep(walk), { code: 'unknown' });
});

test('the policy is told as it stands', (t) => {
  const { gate } = opened(t);
  const [told, file] = [native.policy(gate), JSON.parse(policy)];
  assert.deepStrictEqual(told.title, { zh: file.title['zh-CN'], en: file.title.en });
  assert.deepStrictEqual(told.purposes.map((it) => it.id), file.purposes.map((it) => it.id));
  assert.deepStrictEqual(told.sdks.map((it) => it.id), file.sdks.map((it) => it.id));
  const scanning = told.purposes.find((it) => it.id === 'qr-scan');
  assert.deepStrictEqual(scanning.needs[0].scopeNames, ['preview']);
  assert.ok(!('alternative' in scanning.needs[0]), 'what there is not is left out');
  assert.deepStrictEqual(native.policyState(gate), { state: 'undecided' });
});

test('scopes, grants and requirements go by number and bit', (t) => {
  const { gate } = opened(t);
  assert.deepStrictEqual(native.scopeNames(CAMERA), ['preview', 'photo', 'video', 'face']);
  assert.strictEqual(native.osGrant(gate, CAMERA, PREVIEW), 'not_asked');
  native.osChanged(gate, CAMERA, PREVIEW, 'denied');
  assert.strictEqual(native.osGrant(gate, CAMERA, PREVIEW), 'permanently_denied');
  assert.strictEqual(native.requirement(gate, CAMERA, PREVIEW), 'permission');
  assert.throws(() => native.osGrant(gate, 99, 1), { code: 'unknown' });
  assert.throws(() => native.osChanged(gate, CAMERA, PREVIEW, 'perhaps'), { code: 'unknown', message: /perhaps/ });
});

test('an export is verified and audited by the command', async (t) => {
  const { gate, dir } = await granted(t);
  native.release(native.acquire(gate, scan()));
  const log = path.join(dir, 'shared.tar');
  await native.exportLog(gate, log);
  const verdict = JSON.parse(menshen('log', 'verify', log, '--json'));
  assert.strictEqual(verdict.state, 'clean');
  const written = menshen('log', 'show', log, '--json').trim().split('\n').map((line) => JSON.parse(line));
  assert.ok(written.some((it) => it.kind === 'decision' && it.purpose === 'qr-scan'));
  const told = (await native.records(gate, 1_000, ['decision'])).map((line) => JSON.parse(line));
  assert.deepStrictEqual(told.map((it) => it.purpose), ['qr-scan']);
  const [usage] = await native.usage(gate, 1);
  assert.deepStrictEqual([usage.purpose, usage.resource, usage.allowed, usage.denied], ['qr-scan', CAMERA, 1, 0]);
});

test('the latest records come first, and no more than asked for', async (t) => {
  const { gate } = await granted(t);
  const all = await native.records(gate, 1_000, []);
  assert.ok(all.length > 3);
  assert.deepStrictEqual(await native.records(gate, 2, []), all.slice(0, 2));
  assert.deepStrictEqual(await native.records(gate, 0, []), []);
  assert.strictEqual(JSON.parse(all.at(-1)).kind, 'process_start');
});
