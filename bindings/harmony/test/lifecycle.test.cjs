// Where the app is: its abilities come, go, lose their windows and are killed.
'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { accepted, access, AskingUi, denial, device, fresh, library, open, pass, policyText, raw, reason, revoked } = require('./gates.cjs');

const scan = () => access('qr-scan', 'camera', 'preview');
const live = () => access('live-mic', 'microphone', 'live');
const tap = ({ menshen }, wish = scan()) => menshen.with(wish, () => 'worked', true);

/** Where the app was, as the log has it, latest first. */
async function moves({ menshen }) {
  return (await menshen.user.records(50, ['app_state'])).map((it) => JSON.parse(it).state);
}

test('the app is in front while one of its abilities is', async () => {
  const app = await accepted();
  const second = device.launch();
  app.ability.toBackground();
  assert.deepStrictEqual(await moves(app), ['foreground']);
  second.toBackground();
  assert.deepStrictEqual(await moves(app), ['background', 'foreground']);
  second.toForeground();
  assert.strictEqual((await moves(app))[0], 'foreground');
  second.destroy();
  assert.strictEqual((await moves(app))[0], 'background');
});

test('a task that is perceptible says so', async () => {
  const app = await accepted();
  const stop = app.menshen.perceptible();
  app.ability.toBackground();
  assert.strictEqual((await moves(app))[0], 'perceptible');
  stop();
  stop();
  assert.deepStrictEqual(await moves(app), ['background', 'perceptible', 'foreground']);
  const another = app.menshen.perceptible();
  assert.strictEqual((await moves(app))[0], 'perceptible', 'ended twice is ended once');
  another();
});

test('a lease ends in the background, unless its purpose may go on there and the app is perceptible', async () => {
  const app = await accepted();
  app.menshen.switchSubject('somebody', 'adult');
  device.person.habits = { consent: 'yes', camera: 'allow', microphone: 'allow' };
  await tap(app);
  await tap(app, live());
  const [looking, talking] = [app.menshen.acquire(scan(), true), app.menshen.acquire(live(), true)];
  const stop = app.menshen.perceptible();
  app.ability.toBackground();
  assert.ok(looking.live(), 'a turned screen ends nothing');
  pass({ seconds: 6 });
  assert.strictEqual(await revoked(looking), 'background');
  assert.strictEqual(talking.ended(), undefined);
  stop();
  pass({ seconds: 6 });
  assert.strictEqual(await revoked(talking), 'background');
});

test('without an ability in the foreground the step comes back at once', async () => {
  const app = fresh();
  app.ability.toBackground();
  const denied = await denial(tap(app));
  assert.deepStrictEqual([denied.reason, denied.next], ['policy_not_accepted', 'accept_policy']);
  assert.deepStrictEqual(device.person.kinds, []);
});

test('opened without an ability it knows of those that come', async () => {
  device.reset();
  device.rawFiles.set(raw, policyText());
  const menshen = library().Menshen.open(device.app, { ui: new AskingUi() });
  assert.strictEqual((await denial(menshen.with(scan(), () => {}, true))).next, 'accept_policy');
  device.launch();
  const feature = menshen.with(scan(), () => 'worked', true);
  await device.person.says('policy', 'yes');
  await device.person.says('camera', 'allow');
  assert.strictEqual(await feature, 'worked');
});

test('opened by an ability that is being made the app is in front', async () => {
  device.reset();
  device.rawFiles.set(raw, policyText());
  const ability = device.create();
  const menshen = library().Menshen.open(ability.context, { ui: new AskingUi() });
  assert.deepStrictEqual(await moves({ menshen }), ['foreground']);
});

test('opened by an ability in the background the app is not in front', async () => {
  device.reset();
  device.rawFiles.set(raw, policyText());
  const ability = device.launch().toBackground();
  const menshen = library().Menshen.open(ability.context, { ui: new AskingUi() });
  assert.deepStrictEqual(await moves({ menshen }), []);
  ability.toForeground();
  assert.deepStrictEqual(await moves({ menshen }), ['foreground']);
});

test('a prompt waits while the app is in the background', async () => {
  const app = fresh();
  const feature = tap(app);
  const policy = await device.person.next('policy');
  app.ability.toBackground().toForeground();
  policy.answer('yes');
  await device.person.says('camera', 'allow');
  assert.strictEqual(await feature, 'worked');
});

test('answered after the app has gone nothing more is shown, and the answer is kept', async () => {
  const app = fresh();
  const feature = tap(app);
  const policy = await device.person.next('policy');
  app.ability.toBackground();
  policy.answer('yes');
  assert.strictEqual((await denial(feature)).next, 'ask_consent');
  assert.deepStrictEqual([device.person.kinds, app.menshen.policyState.state], [['policy'], 'accepted']);
});

test('a prompt whose ability is closed is no answer, and the next one\'s turn comes', async () => {
  const app = fresh();
  const [first, second] = [tap(app), tap(app, access('hum-recognition', 'microphone', 'recognise'))];
  await device.person.next('policy');
  app.ability.destroy();
  assert.strictEqual(await reason(first), 'policy_not_accepted');
  assert.strictEqual(await reason(second), 'policy_not_accepted');
  assert.strictEqual(app.menshen.policyState.state, 'undecided');
  device.launch();
  const again = tap(app);
  await device.person.says('policy', 'yes');
  await device.person.says('camera', 'allow');
  assert.strictEqual(await again, 'worked');
});

test('a system dialog that never answers keeps nobody waiting once the window is gone', async () => {
  const app = await accepted();
  const feature = tap(app);
  await device.person.next('camera');
  app.ability.loseWindow();
  assert.strictEqual(await reason(feature), 'consent_not_asked');
});

test('a window that is gone already denies, and says so', async () => {
  const app = fresh();
  app.ability.window = 'gone';
  assert.strictEqual(await reason(tap(app)), 'policy_not_accepted');
  assert.deepStrictEqual(device.messages.map((it) => it.text), ['asking was broken off: this window state is abnormal']);
});

test('a user interface that throws denies, and the next one\'s turn comes', async () => {
  let broken = true;
  class Breaking extends AskingUi {
    show(...given) {
      if (broken) throw new Error('no such component');
      return super.show(...given);
    }
  }
  const app = fresh({ options: { ui: new Breaking() } });
  assert.strictEqual(await reason(tap(app)), 'policy_not_accepted');
  assert.deepStrictEqual(device.messages.map((it) => it.text), ['asking was broken off: no such component']);
  broken = false;
  const again = tap(app);
  await device.person.says('policy', 'no');
  assert.strictEqual(await reason(again), 'policy_not_accepted');
});

test('what was answered outlives the process', async () => {
  const app = fresh();
  const feature = tap(app);
  await device.person.says('policy', 'yes');
  await device.person.says('camera', 'allow');
  await feature;
  device.restart();
  const again = open();
  assert.strictEqual(await tap(again), 'worked');
  assert.deepStrictEqual(device.person.kinds, ['policy', 'camera']);
  assert.notStrictEqual(again.menshen, app.menshen);
});

test('the gate of a process is one', () => {
  const { menshen } = fresh();
  assert.strictEqual(library().Menshen.open(device.app), menshen);
  assert.strictEqual(library().Menshen.get(), menshen);
});
