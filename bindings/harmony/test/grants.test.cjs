// What the system permits, as the gate hears it.
'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { accepted: acceptedWith, access, denial, device, fresh, library, native, open, reason, revoked, unlimited, withNative } = require('./gates.cjs');

const CAMERA = 'ohos.permission.CAMERA';
const [APPROXIMATE, PRECISE, BEHIND] = ['APPROXIMATELY_LOCATION', 'LOCATION', 'LOCATION_IN_BACKGROUND'].map((it) => `ohos.permission.${it}`);
const scan = () => access('qr-scan', 'camera', 'preview');
const hum = () => access('hum-recognition', 'microphone', 'recognise');
const nearby = (scopes = 'fine') => access('nearby-people', 'location', scopes);
const post = () => access('push-notifications', 'notifications', 'post');

const older = { phone: { api: 17 } };
const newer = { phone: { api: 20 } };

const accepted = (how) => acceptedWith({ policy: unlimited(), ...how });

/** An app whose user allows everything, and has used a feature. */
async function used(wish, how) {
  const app = await accepted(how);
  app.menshen.switchSubject('somebody', 'adult');
  device.person.habits = { consent: 'yes', camera: 'allow', microphone: 'allow', location: 'allow', bluetooth: 'allow', notifications: 'allow' };
  await app.menshen.with(wish(), () => {}, true);
  device.person.habits = {};
  return app;
}

const grant = (menshen, resource, scope) => native().osGrant(menshen.gate, resource, scope);
const kinds = async (menshen, kind) => (await menshen.user.records(100, [kind])).length;

/** Comes back to the foreground, where the system is looked at again. */
const comeBack = (ability) => ability.toBackground().toForeground();

for (const how of [older, newer]) {
  const { api } = how.phone;

  test(`API ${api}: a revocation in the settings is seen when the app is opened again, and suspends the consent`, async () => {
    await used(scan, how);
    device.revokeInSettings(CAMERA);
    const { menshen } = open();
    const { reason: why, next } = menshen.check(scan(), true);
    assert.deepStrictEqual([why, next], ['os_permanently_denied', 'open_os_settings']);
    device.grantInSettings(CAMERA);
    await menshen.with(scan(), () => {}, true);
    assert.deepStrictEqual(device.person.kinds, ['camera'], 'switched on again, the consent stands again');
  });

  test(`API ${api}: a revocation in the settings withdraws a separate consent`, async () => {
    await used(hum, how);
    device.revokeInSettings('ohos.permission.MICROPHONE');
    const { menshen } = open();
    menshen.switchSubject('somebody', 'adult');
    device.grantInSettings('ohos.permission.MICROPHONE');
    const feature = menshen.with(hum(), () => {}, true);
    await device.person.next('consent').then((sheet) => assert.strictEqual(sheet.kind, 'consent'));
    device.person.asked.at(-1).answer('no');
    assert.strictEqual(await reason(feature), 'consent_refused');
  });

  test(`API ${api}: "only this time" is over without a grudge`, async () => {
    const { menshen, ability } = await used(nearby, how);
    ability.toBackground();
    device.permissions.lapse(APPROXIMATE, PRECISE);
    ability.toForeground();
    const { reason: why, next } = menshen.check(nearby());
    assert.deepStrictEqual([why, next], ['os_not_asked', 'request_os']);
    const again = menshen.with(nearby(), () => 'near', true);
    await device.person.says('location', 'allow');
    assert.strictEqual(await again, 'near', 'only the system asks again');
  });

  test(`API ${api}: only the approximate place is a reduced grant, and stays one`, async () => {
    const { menshen, ability } = await accepted(how);
    menshen.switchSubject('somebody', 'adult');
    const feature = menshen.with(nearby(), () => 'near', true);
    await device.person.says('consent', 'yes');
    await device.person.says('location', 'approximate');
    assert.strictEqual(await reason(feature), 'os_permanently_denied');
    comeBack(ability);
    menshen.acquire(nearby('coarse')).close();
    const again = menshen.with(nearby(), () => 'here', true);
    await device.person.says('settings prompt', 'yes');
    const sheet = await device.person.next('settings');
    assert.deepStrictEqual(sheet.about, [PRECISE]);
    sheet.answer('allow');
    assert.strictEqual(await again, 'here');
  });

  test(`API ${api}: the precise place revoked leaves the approximate one`, async () => {
    await used(nearby, how);
    device.revokeInSettings(PRECISE);
    const { menshen } = open();
    menshen.switchSubject('somebody', 'adult');
    assert.deepStrictEqual([grant(menshen, 2, 2), grant(menshen, 2, 1)], ['permanently_denied', 'granted']);
    device.revokeInSettings(APPROXIMATE);
    const again = open().menshen;
    assert.deepStrictEqual([grant(again, 2, 2), grant(again, 2, 1)], ['permanently_denied', 'permanently_denied']);
  });
}

test('a permission that the user set back to "ask" is asked for by the dialog again', async () => {
  const { menshen } = await accepted(older);
  device.person.habits = { consent: 'yes', 'settings prompt': 'yes', camera: 'refuse' };
  await reason(menshen.with(scan(), () => {}, true));
  device.permissions.set(CAMERA, 'not_asked');
  device.person.habits.camera = 'allow';
  assert.strictEqual(await menshen.with(scan(), () => 'worked', true), 'worked');
  assert.deepStrictEqual(device.called('abilityAccessCtrl.request').map((name) => name.split('.')[1]),
    ['requestPermissionsFromUser', 'requestPermissionOnSetting', 'requestPermissionsFromUser']);
});

test('a settings\' sheet that another library has open is said, and changes nothing', async () => {
  const { menshen, ability } = await accepted();
  device.person.habits = { consent: 'yes', 'settings prompt': 'yes', camera: 'refuse' };
  await reason(menshen.with(scan(), () => {}, true));
  device.permissions.requestOnSetting([CAMERA]);
  const sheet = await device.person.next('settings');
  assert.strictEqual(await reason(menshen.with(scan(), () => {}, true)), 'os_permanently_denied');
  assert.deepStrictEqual(device.messages.map((it) => it.text), ['the settings could not be shown: 12100010']);
  sheet.answer('allow');
  await new Promise(setImmediate);
  comeBack(ability);
  menshen.acquire(scan()).close();
});

test('what was granted while the prompt asked for it is no error', async () => {
  const { menshen } = await accepted();
  device.person.habits = { consent: 'yes', camera: 'refuse' };
  await reason(menshen.with(scan(), () => {}, true));
  const feature = menshen.with(scan(), () => 'worked', true);
  const prompt = await device.person.next('settings prompt');
  device.grantInSettings(CAMERA);
  prompt.answer('yes');
  assert.strictEqual(await feature, 'worked');
  assert.deepStrictEqual(device.messages, []);
});

test('what the system took away is noticed before an access', async () => {
  const { menshen } = await used(scan, older);
  menshen.acquire(scan()).close();
  device.permissions.set(CAMERA, 'refused');
  assert.ok(menshen.check(scan()).allowed);
  assert.strictEqual(await reason(Promise.reject(caught(() => menshen.acquire(scan())))), 'os_permanently_denied');
});

test('what the system took away is noticed before a group', async () => {
  const { menshen } = await used(scan, older);
  const group = new (library().Group)('qr-scan', (leases) => ({ camera: leases.required(0, 1) }));
  menshen.acquireAll(group).close();
  device.permissions.set(CAMERA, 'refused');
  assert.strictEqual(caught(() => menshen.acquireAll(group)).reason, 'os_permanently_denied');
});

test('from API 18 on a change is heard while the app runs, and ends the lease', async () => {
  const { menshen } = await used(nearby, { phone: { api: 18 } });
  const lease = menshen.acquire(nearby());
  const ended = revoked(lease);
  device.permissions.lapse(APPROXIMATE, PRECISE);
  assert.strictEqual(lease.live(), false);
  assert.strictEqual(await ended, 'os_changed');
});

test('a gate that was closed follows nothing any more', async () => {
  const { menshen } = await used(nearby, newer);
  menshen.close();
  device.messages = [];
  device.calls = [];
  device.permissions.lapse(APPROXIMATE, PRECISE);
  assert.deepStrictEqual([device.calls, device.messages], [[], []]);
});

test('what device policy forbids is told so where the system tells', async () => {
  const { menshen } = await accepted(newer);
  device.permissions.set(CAMERA, 'restricted');
  const feature = menshen.with(scan(), () => {}, true);
  await device.person.says('consent', 'yes');
  const denied = await denial(feature);
  assert.deepStrictEqual([denied.reason, denied.next], ['os_restricted', 'none']);
  assert.deepStrictEqual(device.called('abilityAccessCtrl.request'), []);
});

test('a switch that is off is told once, and lifted when it is on', async () => {
  for (const how of [older, newer]) {
    const { menshen, ability } = await used(nearby, how);
    device.switches.location = false;
    comeBack(ability);
    assert.strictEqual(grant(menshen, 2, 2), 'switched_off');
    const told = await kinds(menshen, 'os_grant');
    comeBack(ability);
    assert.strictEqual(await kinds(menshen, 'os_grant'), told, 'a second look tells nothing');
    device.switches.location = true;
    comeBack(ability);
    assert.strictEqual(grant(menshen, 2, 2), 'granted');
  }
});

test('a switch that comes back on is no revocation', async () => {
  for (const how of [older, newer]) {
    const { menshen, ability } = await accepted(how);
    device.switches.location = false;
    comeBack(ability);
    device.switches.location = true;
    comeBack(ability);
    assert.strictEqual(grant(menshen, 2, 2), 'not_asked');
  }
});

test('a switch that is off is asked for by the system\'s sheet', async () => {
  const { menshen, ability } = await used(nearby);
  const switchOff = () => ability.underPanel(() => { device.switches.location = false; });
  switchOff();
  const feature = menshen.with(nearby(), () => 'near', true);
  await device.person.says('switch prompt', 'yes');
  await device.person.says('switch', 'on');
  assert.strictEqual(await feature, 'near');
  switchOff();
  const stays = menshen.with(nearby(), () => 'near', true);
  await device.person.says('switch prompt', 'yes');
  await device.person.says('switch', 'off');
  assert.strictEqual(await reason(stays), 'os_switched_off');
});

test('Bluetooth is switched on by a dialog that answers later', async () => {
  const connect = () => access('bluetooth-devices', 'bluetooth', 'connect');
  const { menshen, ability } = await used(connect);
  ability.underPanel(() => { device.switches.bluetooth = false; });
  const feature = menshen.with(connect(), () => 'connected', true);
  await device.person.says('switch prompt', 'yes');
  assert.strictEqual(await reason(feature), 'os_switched_off');
  await device.person.says('switch', 'on');
  assert.strictEqual(await menshen.with(connect(), () => 'connected', true), 'connected');
});

test('notifications have a dialog of their own, and then their page', async () => {
  const { menshen } = await accepted({ phone: { api: 13 } });
  const feature = menshen.with(post(), () => 'posted', true);
  await device.person.says('notifications', 'refuse');
  assert.strictEqual(await reason(feature), 'consent_refused');
  const again = menshen.with(post(), () => 'posted', true);
  await device.person.says('consent', 'yes');
  await device.person.says('settings prompt', 'yes');
  await device.person.says('notification settings', 'on');
  assert.strictEqual(await again, 'posted');
});

test('at API 12 notifications are switched on on the app\'s page', async () => {
  const { menshen } = await accepted({ phone: { api: 12 } });
  device.person.habits = { notifications: 'refuse', consent: 'yes', 'settings prompt': 'yes' };
  assert.strictEqual(await reason(menshen.with(post(), () => 'posted', true)), 'consent_refused');
  const feature = menshen.with(post(), () => 'posted', true);
  const page = await device.person.next('page');
  assert.strictEqual(page.about.parameters.pushParams, device.bundle);
  device.notifications = 'on';
  page.answer();
  assert.strictEqual(await feature, 'posted');
});

test('notifications switched off while the app runs are denied at the next look', async () => {
  const { menshen, ability } = await used(post);
  device.notifications = 'off';
  comeBack(ability);
  assert.strictEqual(menshen.check(post()).reason, 'os_permanently_denied');
});

test('the background location is granted on the app\'s page alone', async () => {
  const behind = () => access('device-location', 'location', 'background');
  const { menshen } = await used(() => access('device-location', 'location', 'fine'));
  const feature = menshen.with(behind(), () => 'anywhere', true);
  await device.person.says('consent', 'yes');
  await device.person.says('settings prompt', 'yes');
  const page = await device.person.next('page');
  // Time enough for a walk that would not wait for the user.
  for (let turn = 0; turn < 3; turn += 1) await native().checkpoint(menshen.gate);
  device.grantInSettings(BEHIND);
  page.answer();
  assert.strictEqual(await feature, 'anywhere');
  const asked = device.calls.filter((call) => call.name.includes('request')).flatMap((call) => call.args[1]);
  assert.ok(!asked.includes(BEHIND), 'no dialog may ask for it');
});

test('who stays away from the page has refused', async () => {
  const { menshen } = await used(() => access('device-location', 'location', 'fine'));
  device.person.habits = { consent: 'yes', 'settings prompt': 'no' };
  const denied = await denial(menshen.with(access('device-location', 'location', 'background'), () => {}, true));
  assert.deepStrictEqual([denied.reason, denied.next], ['os_permanently_denied', 'open_os_settings']);
});

test('before the policy is accepted nothing of the device is looked at', async () => {
  const app = fresh();
  comeBack(app.ability);
  const feature = app.menshen.with(nearby(), () => {}, true);
  await device.person.says('policy', 'no');
  await reason(feature);
  const own = ['bundleManager.getBundleInfoForSelfSync', 'abilityAccessCtrl.', 'notificationManager.isNotificationEnabledSync', 'huks.'];
  const other = device.called().filter((name) => !own.some((it) => name.startsWith(it)));
  assert.deepStrictEqual(other, []);
  await app.menshen.user.acceptPolicy();
  comeBack(app.ability);
  assert.ok(device.called('geoLocationManager.').length > 0);
});

test('only permissions of declared needs are looked at', async () => {
  const { ability } = await accepted();
  comeBack(ability);
  const looked = new Set(device.calls.filter((call) => call.name === 'abilityAccessCtrl.checkAccessTokenSync').map((call) => call.args[1]));
  assert.ok(looked.has(CAMERA));
  assert.ok(!looked.has('ohos.permission.READ_CALENDAR') && !looked.has('ohos.permission.WRITE_CONTACTS'));
});

test('an access that is granted costs one look at the system, and none at what it does not guard', async () => {
  const { menshen } = await used(scan);
  const state = access('device-sensors', 'motion', 'raw');
  device.calls = [];
  menshen.acquire(scan()).close();
  assert.deepStrictEqual(device.called(), ['abilityAccessCtrl.checkAccessTokenSync']);
  device.calls = [];
  menshen.acquire(state).close();
  assert.deepStrictEqual(device.called(), []);
});

test('an access that is granted does not ask what the gate knows', async () => {
  let asked = 0;
  const counting = (real) => ({ ...real, osGrant: (...of) => { asked += 1; return real.osGrant(...of); } });
  await withNative(counting, async () => {
    const { menshen } = await used(scan);
    asked = 0;
    menshen.acquire(scan()).close();
    assert.strictEqual(asked, 0);
    device.permissions.set(CAMERA, 'refused');
    caught(() => menshen.acquire(scan()));
    assert.ok(asked > 0);
  });
});

function caught(act) {
  try {
    act();
  } catch (error) {
    return error;
  }
  return assert.fail('it was allowed');
}
