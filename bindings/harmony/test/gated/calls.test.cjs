// What holds for every call of every wrapper.
'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const test = require('node:test');
const { internal, library } = require('../gates.cjs');
const { CALLS, SECRETS, files, fill } = require('./calls.cjs');
const { device, failure, holding } = require('./leases.cjs');

const limit = { timeout: 60_000 };
const WRAPPERS = ['audio', 'media', 'camera', 'cameraPicker', 'geoLocationManager.get', 'geoLocationManager.on', 'contact',
  'pasteboard', 'connection', 'calendar', 'photoAccessHelper', 'notificationManager.publish', 'sensor', 'identifier', 'wifiManager'];

const BREAKABLE = ['getCurrentLocation', 'queryContacts', 'pasteboard.getData', 'pasteboard.setData', 'addEvent', 'getAssets', 'publish',
  'recorder.prepare', 'capturer.start', 'camera.open', 'getOAID', 'getLinkedInfo'];

/** The calls that wrappers made of the system. */
const made = () => device.called().filter((name) => WRAPPERS.some((it) => name.startsWith(it)));

async function ready({ lease: { purpose, resource, scopes, allow } }) {
  const held = await holding(purpose, resource, scopes, { allow });
  fill(held);
  return held;
}

test('every call of every wrapper is among those that are tested here', limit, async () => {
  await holding('shake', 'motion', 'raw');
  const classes = Object.entries(library()).filter(([name, it]) => name.startsWith('Gated') && typeof it === 'function');
  const own = (it) => Object.getOwnPropertyNames(it).filter((name) => typeof it[name] === 'function');
  const calls = classes.flatMap(([name, it]) => own(it).map((call) => `${name}.${call}`));
  // The picker's, which needs no lease; and what others give, which take a lease that was checked already.
  const others = ['GatedContacts.pick', 'GatedFilming.open', 'GatedPhotos.open', 'GatedPreview.open', 'GatedRecorder.open',
    'GatedRecorder.sound', 'GatedRecording.open'];
  assert.deepStrictEqual(calls.sort(), [...Object.keys(CALLS), ...others].sort());
});

for (const [name, it] of Object.entries(CALLS)) {
  test(`${name} does what the lease is for`, limit, async () => {
    const held = await ready(it);
    await it.call(held);
    held.lease.close();
    await held.hardware.off();
  });

  test(`${name} asks the system nothing with a lease that is closed, of another kind, or for less`, limit, async () => {
    const held = await ready(it);
    const before = made().length;
    const wrong = [internal('Lease').Lease.prototype, {}, undefined, ...lesser(held)];
    for (const lease of wrong) {
      const error = await failure(() => it.call({ ...held, lease }));
      assert.match(error.message, /^this is no lease/);
    }
    held.lease.close();
    const error = await failure(() => it.call(held));
    assert.strictEqual(error.name, 'Denied', error.stack);
    assert.strictEqual(made().length, before);
  });
}

/** Leases that the gate might have given for something else, and one that looks like its own. */
function lesser({ lease }) {
  const { NativeLease } = internal('Lease');
  const like = (resource, scopes) => Object.assign(Object.create(NativeLease.prototype), { ...lease, resource, scopes });
  const forged = { ...lease, live: () => true, hold: () => () => {} };
  return [like((lease.resource + 1) % 16, lease.scopes), like(lease.resource, 0), forged];
}

test('nothing of what wrappers hand out, or are given, is in any record or message', limit, async () => {
  const said = [];
  for (const it of Object.values(CALLS)) {
    const held = await ready(it);
    await it.call(held);
    BREAKABLE.forEach((call) => held.hardware.breaks(call, 4711));
    const error = await it.call(held).catch?.((failed) => failed);
    said.push(String(error?.stack ?? ''), ...device.messages.map((message) => message.text));
    held.lease.close();
    await held.hardware.off();
  }
  const { Menshen } = library();
  const records = await Menshen.get().user.records(1000);
  assert.ok(records.length > 2 * Object.keys(CALLS).length);
  const exported = `${device.filesDir}/exported`;
  await Menshen.get().user.exportLog(exported);
  const kept = files(device.filesDir).filter((file) => !file.includes('/shared/') && !/\.(m4a|mp4)$/.test(file));
  assert.ok(kept.some((file) => file === exported));
  const bytes = [...kept.map((file) => fs.readFileSync(file, 'latin1')), ...said.map((it) => Buffer.from(it).toString('latin1'))];
  for (const [what, secret] of Object.entries(SECRETS)) {
    assert.ok(!bytes.some((it) => it.includes(secret)), `${what} was kept`);
  }
});
