// All that a purpose requires, asked for together: alternatives, options, and leases that end together.
'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { accepted, access, denial, device, internal, library, reason, revoked, unlimited } = require('./gates.cjs');

const numbers = () => Object.fromEntries(internal('Words').RESOURCES.map((name, number) => [name, number]));
const group = (purpose, name) => new (library().Group)(purpose, name);
const video = () => group('record-video', (it) => ({ camera: it.required(numbers().camera, 0b101), microphone: it.required(numbers().microphone, 0b10) }));
const sound = () => group('device-sound', (it) => ({ bluetooth: it.optional(numbers().bluetooth, 1), accessory: it.optional(numbers().accessory, 1) }));

async function signedIn() {
  const app = await accepted({ policy: unlimited() });
  app.menshen.switchSubject('somebody', 'adult');
  return app;
}

test('a group is asked for with one sheet, then dialog by dialog, and its leases end together', async () => {
  const { menshen } = await signedIn();
  let kept;
  const feature = menshen.withAll(video(), (leases) => {
    kept = leases;
    return [leases.camera.live(), leases.microphone.live()];
  }, true);
  const sheet = await device.person.next('consent');
  assert.ok(sheet.about.separate);
  sheet.answer('yes');
  await device.person.says('camera', 'allow');
  await device.person.says('microphone', 'allow');
  assert.deepStrictEqual(await feature, [true, true]);
  assert.deepStrictEqual([kept.camera.ended(), kept.microphone.ended()], ['released', 'released']);
});

test('what is refused of a group stops the rest of it', async () => {
  const { menshen } = await signedIn();
  const feature = menshen.withAll(video(), () => {}, true);
  await device.person.says('consent', 'yes');
  await device.person.says('camera', 'refuse');
  assert.strictEqual(await reason(feature), 'os_permanently_denied');
  assert.deepStrictEqual(device.person.kinds, ['consent', 'camera']);
});

test('one lease of a group that is revoked takes the others along', async () => {
  const { menshen } = await signedIn();
  device.person.habits = { consent: 'yes', camera: 'allow', microphone: 'allow' };
  await menshen.withAll(video(), () => {}, true);
  const { leases } = menshen.acquireAll(video(), true);
  device.permissions.set('ohos.permission.MICROPHONE', 'refused');
  assert.strictEqual(await revoked(leases.microphone), 'withdrawn', 'a revocation withdraws what is consented to separately');
  assert.strictEqual(await revoked(leases.camera), 'withdrawn');
});

test('of alternatives the first is asked for, and one suffices', async () => {
  const { menshen } = await signedIn();
  const feature = menshen.withAll(sound(), (leases) => [leases.bluetooth !== undefined, leases.accessory !== undefined], true);
  await device.person.says('bluetooth', 'allow');
  const [bluetooth] = await feature;
  assert.strictEqual(bluetooth, true);
});

test('an alternative that is allowed already is not asked for in another\'s place', async () => {
  const policy = JSON.parse(unlimited());
  policy.purposes.find((it) => it.id === 'device-sound').needs.push({ resource: 'camera', scope: ['preview'] });
  const { menshen } = await accepted({ policy: JSON.stringify(policy) });
  await menshen.user.grant(access('device-sound', 'accessory', 'model id'));
  const feature = menshen.withAll(sound(), (leases) => leases.accessory !== undefined, true);
  await device.person.says('camera', 'allow');
  assert.strictEqual(await feature, true);
  assert.deepStrictEqual(device.person.kinds, ['camera']);
});

test('a group that is denied gives nothing', async () => {
  const { menshen } = await signedIn();
  assert.throws(() => menshen.acquireAll(video()), { name: 'Denied', purpose: 'record-video', next: 'ask_consent' });
  const denied = await denial(menshen.withAll(group('no-such', (it) => it), () => {}, true));
  assert.strictEqual(denied.reason, 'undeclared_purpose');
});

test('a name for what the gate did not give is an error of the code, and nothing stays open', async () => {
  const { menshen } = await signedIn();
  device.person.habits = { bluetooth: 'allow' };
  const wrong = group('device-sound', (it) => it.required(numbers().camera, 1));
  await assert.rejects(menshen.withAll(wrong, () => {}, true), /the gate gave a group without what it requires/);
  const ends = await menshen.user.records(10, ['release']);
  assert.strictEqual(ends.length, 1);
});
