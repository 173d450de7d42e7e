// Whatever is broken: denied, said, and no crash.
'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { access, AskingUi, device, fresh, library, native, open, policyText, raw, reason, withNative } = require('./gates.cjs');

const scan = () => access('qr-scan', 'camera', 'preview');

async function assertDenies({ menshen }, cause) {
  const { Group, MayUse, Sdk } = library();
  assert.match(menshen.fault, cause);
  assert.match(device.messages.map((it) => it.text).join('\n'), cause);
  assert.strictEqual(menshen.check(scan()).reason, 'gate_fault');
  assert.strictEqual(menshen.check(scan(), true).reason, 'gate_fault');
  assert.throws(() => menshen.acquire(scan()), { name: 'Denied', reason: 'gate_fault' });
  assert.throws(() => menshen.acquireAll(new Group('record-video', (it) => it)), { name: 'Denied', reason: 'gate_fault' });
  assert.strictEqual(await reason(menshen.with(scan(), () => {}, true)), 'gate_fault');
  assert.strictEqual(await menshen.ask(new MayUse('personalised-content'), true), false);
  assert.strictEqual(menshen.sdk(new Sdk('push')).mayStart(), false);
  await assert.rejects(menshen.user.acceptPolicy());
  await assert.rejects(menshen.user.ownCopy());
  assert.strictEqual(menshen.policyState.state, 'undecided');
  assert.deepStrictEqual(device.person.kinds, []);
  menshen.switchSubject('somebody');
  menshen.perceptible()();
  menshen.watch(scan(), (verdict) => assert.strictEqual(verdict.reason, 'gate_fault')).end();
  menshen.close();
}

test('a missing policy is named', async () => {
  device.reset();
  await assertDenies(open(), /the policy menshen\/policy\.json is not among the app's raw files/);
});

test('a broken policy is named with its line', () =>
  assertDenies(fresh({ policy: policyText().replace('"purposes"', '"purpose"') }), /unknown field `purpose`/));

test('code generated from another policy is refused', async () => {
  const { PolicyStamp } = library();
  const stamp = new PolicyStamp('netease-cloud-music', '2023-01-01', '0'.repeat(64));
  await assertDenies(fresh({ options: { stamp } }), /menshen policy codegen/);
});

test('the stamp of this policy is accepted', () => {
  const { fingerprint } = fresh().menshen.policy;
  const { PolicyStamp } = library();
  const { menshen } = fresh({ options: { stamp: new PolicyStamp('netease-cloud-music', '2024-08-23', fingerprint) } });
  assert.strictEqual(menshen.fault, undefined);
});

test('a purpose to observe that nobody declares is named', () =>
  assertDenies(fresh({ options: { observe: ['qr-scam'] } }), /qr-scam/));

test('a directory that cannot be used is named', async () => {
  device.reset();
  device.rawFiles.set(raw, policyText());
  fs.writeFileSync(path.join(device.filesDir, 'menshen'), 'in the way');
  await assertDenies(open(), /directory/);
});

test('a folder of the app that cannot be written is said', async () => {
  device.reset();
  device.rawFiles.set(raw, policyText());
  device.filesDir = path.join(device.filesDir, 'none', 'such');
  device.restart();
  await assertDenies(open(), /ENOENT/);
});

test('an unreadable ledger denies', async () => {
  const { menshen } = fresh();
  await menshen.user.acceptPolicy();
  device.restart();
  fs.writeFileSync(path.join(device.filesDir, 'menshen', 'ledger'), 'not a ledger');
  const again = open().menshen;
  assert.ok(again.fault);
  assert.strictEqual(again.check(scan()).reason, 'gate_fault');
  assert.throws(() => again.acquire(scan()), { reason: 'gate_fault' });
});

test('a context that is none denies instead of throwing', () => {
  device.reset();
  const { menshen } = { menshen: library().Menshen.open({}, { ui: new AskingUi() }) };
  assert.match(menshen.fault, /getApplicationContext/);
  assert.throws(() => menshen.acquire(scan()), { reason: 'gate_fault' });
});

test('asked for before anything is open it denies, and may be opened still', async () => {
  device.reset();
  const early = library().Menshen.get();
  assert.match(early.fault, /call Menshen\.open\(context\) on the main thread first/);
  assert.strictEqual(early.check(scan()).reason, 'gate_fault');
  device.rawFiles.set(raw, policyText());
  const { menshen } = open();
  assert.notStrictEqual(menshen, early);
  assert.strictEqual(menshen.fault, undefined);
});

test('a native library that cannot be loaded denies', async () => {
  const made = scan();
  // What an import is that failed.
  await withNative(() => ({ __esModule: true, default: undefined }), async () => {
    const { menshen } = fresh();
    const missing = /libmenshen_harmony\.so cannot be loaded/;
    assert.match(menshen.fault, missing);
    assert.match(device.messages[0].text, missing);
    assert.strictEqual(menshen.check(made).reason, 'gate_fault');
    assert.throws(() => menshen.acquire(made), { name: 'Denied', reason: 'gate_fault' });
    assert.strictEqual(await reason(menshen.with(made, () => {}, true)), 'gate_fault');
    assert.strictEqual(menshen.sdk({ id: 'push' }).mayStart(), false);
    const { user } = menshen;
    const answers = [user.acceptPolicy(), user.declinePolicy(), user.grant(made), user.answer(made, 'yes'), user.usage()];
    for (const answer of answers) await assert.rejects(answer);
    menshen.switchSubject('somebody');
    menshen.perceptible()();
    menshen.close();
    assert.match(library().Menshen.get().fault, missing);
  });
});

test('a reason that nobody knows is no reason to allow', () => {
  const { Verdict } = require('../library/src/main/ets/Verdict.ets');
  const unknown = Verdict.unpack(63);
  assert.deepStrictEqual([unknown.allowed, unknown.reason], [false, 'gate_fault']);
});

test('a handle that nobody gave is denied, and closing twice gives up one opener', () => {
  const { menshen } = fresh();
  const gate = native().open(JSON.stringify({
    dir: path.join(device.filesDir, 'menshen'), policy: policyText(), process: 'main', api: device.api, observe: [], callSites: false,
  }));
  assert.strictEqual(gate, menshen.gate);
  menshen.close();
  menshen.close();
  assert.strictEqual(menshen.check(scan()).reason, 'policy_not_accepted', 'the other one is open still');
  native().close(gate);
  assert.strictEqual(menshen.check(scan()).reason, 'gate_fault');
});
