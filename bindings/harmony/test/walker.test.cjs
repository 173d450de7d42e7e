// What a tap goes through: prompts, the system's dialog, their order, and what is asked no second time.
'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { accepted, access, AskingUi, denial, device, fresh, library, pass, reason } = require('./gates.cjs');

const CAMERA = 'ohos.permission.CAMERA';
const scan = () => access('qr-scan', 'camera', 'preview');
const hum = () => access('hum-recognition', 'microphone', 'recognise');
const friends = () => access('friend-recommendation', 'contacts', 'read');

/** Starts what a feature does. */
const tap = ({ menshen }, wish = scan(), tapped = true) => menshen.with(wish, () => 'worked', tapped);

test('the first tap goes the whole way', async () => {
  const app = fresh();
  const feature = tap(app);
  await device.person.says('policy', 'yes');
  const dialog = await device.person.next('camera');
  assert.strictEqual(AskingUi.beside.at(-1).prompt.purpose.id, 'qr-scan');
  assert.ok(AskingUi.beside.at(-1).open, 'the purpose\'s text beside the system\'s dialog');
  dialog.answer('allow');
  assert.strictEqual(await feature, 'worked');
  assert.ok(!AskingUi.beside.at(-1).open, 'nothing is left on the screen');
  assert.strictEqual(await tap(app), 'worked');
  assert.deepStrictEqual(device.person.kinds, ['policy', 'camera'], 'a second time nothing is asked');
});

test('a declined policy is basic mode', async () => {
  const app = fresh();
  const feature = tap(app);
  await device.person.says('policy', 'no');
  assert.strictEqual(await reason(feature), 'policy_not_accepted');
  assert.strictEqual(app.menshen.policyState.state, 'declined');
  assert.strictEqual(await reason(tap(app, scan(), false)), 'policy_not_accepted');
  assert.deepStrictEqual(device.person.kinds, ['policy'], 'not asked on a page\'s own account');
  const again = tap(app);
  await device.person.says('policy', 'yes');
  await device.person.says('camera', 'allow');
  assert.strictEqual(await again, 'worked', 'a tap may bring it up again');
});

test('a policy that is dismissed is declined', async () => {
  const app = fresh();
  const feature = tap(app);
  await device.person.says('policy', 'dismissed');
  assert.strictEqual(await reason(feature), 'policy_not_accepted');
  assert.strictEqual(app.menshen.policyState.state, 'declined');
});

test('a refusal is respected until the user acts', async () => {
  const app = await accepted();
  const feature = tap(app, scan(), false);
  await device.person.says('camera', 'refuse');
  assert.strictEqual(await reason(feature), 'consent_refused');
  const denied = await denial(tap(app, scan(), false));
  assert.deepStrictEqual([denied.reason, denied.next], ['consent_refused', 'wait']);
  pass({ hours: 47 });
  assert.strictEqual(await reason(tap(app, scan(), false)), 'consent_refused');
  assert.deepStrictEqual(device.person.kinds, ['camera'], 'nobody is asked again within 48 hours');
  assert.ok(denied.verdict.until > 0);
  pass({ hours: 1, seconds: 1 });
  const again = tap(app, scan(), false);
  await device.person.says('consent', 'no');
  assert.strictEqual((await denial(again)).next, 'wait_for_user', 'once more, and then only when the user taps');
});

test('the system\'s dialog shows once: a second tap leads to the settings\' sheet', async () => {
  const app = await accepted();
  device.person.habits.camera = 'refuse';
  await reason(tap(app));
  const again = tap(app);
  await device.person.says('consent', 'yes');
  await device.person.says('settings prompt', 'yes');
  await device.person.says('settings', 'allow');
  assert.strictEqual(await again, 'worked');
  assert.strictEqual(device.called('abilityAccessCtrl.requestPermissionsFromUser').length, 1);
});

test('who comes back from the settings empty-handed is denied', async () => {
  const app = await accepted();
  device.person.habits = { camera: 'refuse', consent: 'yes', 'settings prompt': 'yes', settings: 'stay' };
  await reason(tap(app));
  const denied = await denial(tap(app));
  assert.deepStrictEqual([denied.reason, denied.next], ['os_permanently_denied', 'open_os_settings']);
});

test('who does not want to go to the settings is not sent there', async () => {
  const app = await accepted();
  device.person.habits = { camera: 'refuse', consent: 'yes', 'settings prompt': 'no' };
  await reason(tap(app));
  assert.strictEqual(await reason(tap(app)), 'os_permanently_denied');
  assert.deepStrictEqual(device.called('abilityAccessCtrl.requestPermissionOnSetting'), []);
});

test('a double tap asks once', async () => {
  const app = await accepted();
  const features = [tap(app), tap(app)];
  await device.person.says('camera', 'allow');
  assert.deepStrictEqual(await Promise.all(features), ['worked', 'worked']);
  assert.deepStrictEqual(device.person.kinds, ['camera']);
});

test('a double tap that is refused asks once', async () => {
  const app = await accepted();
  const features = [tap(app), tap(app)].map(reason);
  await device.person.says('camera', 'refuse');
  assert.deepStrictEqual(await Promise.all(features), ['consent_refused', 'consent_refused']);
  assert.deepStrictEqual(device.person.kinds, ['camera']);
});

test('prompts of several callers queue', async () => {
  const app = await accepted();
  const first = tap(app);
  const second = tap(app, hum());
  const dialog = await device.person.next('camera');
  assert.deepStrictEqual(device.person.kinds, ['camera']);
  dialog.answer('allow');
  assert.strictEqual(await first, 'worked');
  await device.person.says('consent', 'yes');
  await device.person.says('microphone', 'allow');
  assert.strictEqual(await second, 'worked');
});

test('sensitive information has its own sheet', async () => {
  const app = await accepted();
  app.menshen.switchSubject('somebody', 'adult');
  const feature = tap(app, friends());
  const sheet = await device.person.next('consent');
  assert.strictEqual(sheet.about.purpose.id, 'friend-recommendation');
  assert.ok(sheet.about.separate);
  sheet.answer('yes');
  await device.person.says('contacts', 'allow');
  assert.strictEqual(await feature, 'worked');
});

test('a consent sheet that is dismissed is a refusal, and the system is not asked', async () => {
  const app = await accepted();
  const feature = tap(app, hum());
  await device.person.says('consent', 'dismissed');
  assert.strictEqual(await reason(feature), 'consent_refused');
  assert.deepStrictEqual(device.called('abilityAccessCtrl.request'), []);
});

test('allowed once is asked again the next time', async () => {
  const app = await accepted();
  const feature = tap(app, hum());
  await device.person.says('consent', 'once');
  await device.person.says('microphone', 'allow');
  assert.strictEqual(await feature, 'worked');
  assert.strictEqual(app.menshen.check(hum(), true).next, 'ask_consent');
});

test('for a child every consent is a sheet of its own, once a guardian agreed', async () => {
  const app = await accepted();
  app.menshen.switchSubject('child', 'child');
  const denied = await denial(tap(app));
  assert.deepStrictEqual([denied.reason, denied.next], ['guardian_required', 'guardian_consent']);
  await app.menshen.user.guardian(true);
  const feature = tap(app);
  await device.person.says('consent', 'yes');
  await device.person.says('camera', 'allow');
  assert.strictEqual(await feature, 'worked');
  await app.menshen.user.guardian(false);
  assert.strictEqual(await reason(tap(app)), 'guardian_required');
});

test('a guest is told to sign in', async () => {
  const app = await accepted();
  const denied = await denial(tap(app, friends()));
  assert.deepStrictEqual([denied.reason, denied.next], ['sign_in_required', 'sign_in']);
  assert.deepStrictEqual(device.person.kinds, []);
});

test('a purpose without a resource is asked for the same way', async () => {
  const app = fresh();
  const { MayUse } = library();
  const asked = app.menshen.ask(new MayUse('personalised-content'));
  await device.person.says('policy', 'yes');
  assert.strictEqual(await asked, true);
  const feedback = app.menshen.ask(new MayUse('hum-feedback'), true);
  await device.person.says('consent', 'no');
  assert.strictEqual(await feedback, false);
});

test('an independent third party is named on a sheet of its own', async () => {
  const { menshen } = await accepted();
  const { MayUse } = library();
  const asked = menshen.ask(new MayUse('share-to-third-party', 'third-party-auth'), true);
  const { about } = await device.person.next('consent');
  assert.deepStrictEqual([about.separate, about.sdk.id], [true, 'third-party-auth']);
  device.person.asked.at(-1).answer('yes');
  assert.strictEqual(await asked, true);
  const own = menshen.ask(new MayUse('share-to-third-party'), true);
  const sheet = await device.person.next('consent');
  assert.deepStrictEqual([sheet.about.separate, sheet.about.sdk], [false, undefined]);
  sheet.answer('no');
  assert.strictEqual(await own, false);
});

test('what module.json5 does not declare is named, and nobody refused', async () => {
  const app = await accepted();
  device.permissions.declared.delete(CAMERA);
  const denied = await denial(tap(app));
  assert.deepStrictEqual([denied.reason, denied.next], ['consent_not_asked', 'ask_consent']);
  assert.deepStrictEqual(device.messages.map((it) => it.text), [`module.json5 does not declare: ${CAMERA}`]);
});

test('a dialog that the system breaks off is no answer', async () => {
  const app = await accepted();
  const { BusinessError } = require('../node/device.cjs');
  const feature = tap(app);
  await device.person.says('camera', new BusinessError(12100009));
  const denied = await denial(feature);
  assert.deepStrictEqual([denied.reason, denied.next], ['consent_not_asked', 'ask_consent'], 'nobody refused, so nobody waits');
  assert.deepStrictEqual(device.messages.map((it) => it.text), ['the system did not ask: 12100009']);
  const again = tap(app);
  await device.person.says('camera', 'allow');
  assert.strictEqual(await again, 'worked');
});

test('an error in the feature is its own, and the lease is given back', async () => {
  const app = await accepted();
  device.person.habits.camera = 'allow';
  let kept;
  const feature = app.menshen.with(scan(), (lease) => {
    kept = lease;
    throw new RangeError('mine');
  }, true);
  await assert.rejects(feature, RangeError);
  assert.strictEqual(kept.ended(), 'released');
});
