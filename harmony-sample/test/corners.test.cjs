// What happens once in a while.
'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { library } = require('../../bindings/harmony/test/gates.cjs');
const { device, load, pass, until } = require('./phone.cjs');
const { no, nothing, Story, yes } = require('./story.cjs');

const purposes = () => load('Purposes').Purposes;
const ended = (how) => load('model/Said').ended(how).zh;

test('the approximate place will do', async () => {
  const story = await new Story().accepted();
  await story.taps('nearby-live');
  await story.saysYes('nearby-live');
  device.person.asked.at(-1).answer('approximate');
  await story.waitsFor('nearby-live');
  assert.strictEqual(story.reads('nearby-live'), '附近有 2 场演出');
  pass({ minutes: 5 });
  const { NearbyLive } = purposes();
  assert.strictEqual(story.app.menshen.check(NearbyLive.locationFine).reason, 'os_permanently_denied');
  assert.ok(story.app.menshen.check(NearbyLive.locationCoarse).allowed);
});

test('a double tap asks once', async () => {
  const story = await new Story().accepted();
  const scan = () => story.app.menshen.with(purposes().QrScan.cameraPreview, () => undefined, true);
  const both = [scan(), scan()].map((it) => it.catch((denied) => denied.reason));
  await until('the dialog', () => story.shown === 'camera');
  await story.says(no);
  assert.deepStrictEqual(await Promise.all(both), ['consent_refused', 'consent_refused']);
  assert.deepStrictEqual(device.person.kinds, ['camera']);
});

test('prompts of two features queue', async () => {
  const story = await new Story().accepted();
  const done = [];
  const { HumRecognition, QrScan } = purposes();
  const hum = story.app.menshen.with(HumRecognition.microphoneRecognise, () => { done.push('hum'); }, true);
  const scan = story.app.menshen.with(QrScan.cameraPreview, () => { done.push('scan'); }, true);
  for (const shown of ['consent', 'microphone', 'camera']) {
    await until(shown, () => story.shown === shown);
    await story.says(yes);
  }
  await Promise.all([hum, scan]);
  assert.deepStrictEqual(done, ['hum', 'scan']);
});

test('without a screen the step comes back at once', async () => {
  const story = await new Story().accepted();
  story.phone.leave();
  const { prompts } = story.phone;
  const denied = await story.app.menshen.with(purposes().QrScan.cameraPreview, () => undefined).catch((it) => it);
  assert.deepStrictEqual([denied.reason, denied.next], ['consent_not_asked', 'ask_consent']);
  assert.strictEqual(story.phone.prompts, prompts);
});

test('another account ends what runs, and starts afresh', async () => {
  const story = await new Story().accepted({ account: true });
  await story.taps('voice-recording');
  await story.saysYesToAll('voice-recording');
  assert.ok(device.hardware.running.includes('microphone'));
  story.app.account.signIn('wei', 'adult');
  await until('the end of it', () => !story.runs('voice-recording') && device.hardware.running.length === 0);
  assert.strictEqual(story.reads('voice-recording'), ended('subject_changed'));
  assert.strictEqual(story.reason('voice-recording'), 'consent_not_asked');
  story.app.account.signIn('lin', 'adult');
  assert.strictEqual(story.reason('voice-recording'), undefined, 'a consent stays with who gave it');
});

test('a guest is asked to sign in, by the row and by the feature', async () => {
  const story = await new Story().accepted();
  await until('what the rows say', () => story.phone.home.has('需登录'));
  await story.taps('nearby-people');
  story.denied('nearby-people', 'sign_in_required');
});

test('a child needs a guardian, and a sheet of its own', async () => {
  const story = await new Story().accepted({ account: true, age: 'child' });
  await story.taps('qr-scan');
  story.denied('qr-scan', 'guardian_required');
  await story.app.menshen.user.guardian(true);
  await story.taps('qr-scan');
  assert.deepStrictEqual(await story.saysYesToAll('qr-scan'), ['consent', 'camera']);
  assert.ok(story.runs('qr-scan'));
  await story.app.menshen.user.guardian(false);
  await until('the end of it', () => !story.runs('qr-scan'));
});

test('third parties start when they may, and not before', async () => {
  const story = await new Story().declined();
  const started = () => Object.fromEntries(story.app.sdks.filter((it) => it.started > 0).map((it) => [it.who.id, it.started]));
  assert.deepStrictEqual(started(), {});
  story.phone.home.tap('查看隐私政策');
  await until('the policy', () => story.shown === 'policy');
  await story.says(yes);
  await until('the processors', () => Object.keys(started()).length === 2);
  assert.deepStrictEqual(started(), { performance: 1, security: 1 }, 'who decides for itself needs a consent of its own');
});

test('the device’s switch is shown when it is off', async () => {
  const story = await new Story().accepted();
  device.switches.location = false;
  story.phone.leave();
  story.phone.comeBack();
  await story.taps('nearby-live');
  assert.deepStrictEqual(await story.saysYesToAll('nearby-live'), ['consent', 'settings prompt', 'switch', 'location']);
  await story.worked('nearby-live');
});

test('the way back is a refusal', async () => {
  const story = await new Story().accepted();
  await story.taps('hum-recognition');
  story.phone.host.back();
  await until('the answer', () => story.shown === nothing);
  await story.waitsFor('hum-recognition');
  story.denied('hum-recognition', 'consent_refused');
});

test('what runs ends in the background unless the policy says otherwise', async () => {
  const story = await new Story().accepted();
  await story.taps('qr-scan');
  await story.saysYesToAll('qr-scan');
  story.phone.leave();
  await until('the end of it', () => !story.runs('qr-scan') && device.hardware.running.length === 0);
  assert.strictEqual(story.reads('qr-scan'), ended('background'));
});

test('what the system cannot do is said, and no more', async () => {
  const story = await new Story().accepted();
  device.hardware.breaks('createAudioCapturer', 6800301);
  await story.taps('voice-interaction');
  await story.saysYesToAll('voice-interaction');
  assert.strictEqual(story.reads('voice-interaction'), '系统没有完成（6800301）');
});

test('a copied link is read at a tap of the paste button, once, and nothing else is', async () => {
  const story = await new Story().accepted();
  const copied = (value, timestamp) => { device.hardware.clip = { type: 'text/plain', value, timestamp }; };
  const pastes = async () => {
    pass({ minutes: 5 });
    await story.taps('clipboard-command');
    return story.reads('clipboard-command');
  };
  copied('see https://music.163.com/song?id=1 soon', 1);
  assert.strictEqual(await pastes(), '打开朋友分享的歌');
  assert.strictEqual(await pastes(), '剪贴板里没有口令', 'it was read before');
  copied('my secret', 2);
  assert.strictEqual(await pastes(), '剪贴板里没有口令');
  assert.ok(!(await story.app.menshen.user.records(500)).some((it) => /163|secret/.test(it)), 'no clip is in the log');
});

test('an older system leads to the settings as well', async () => {
  const story = await new Story({ api: 12 }).accepted();
  await story.taps('qr-scan');
  await story.saysNo('qr-scan');
  await story.taps('qr-scan');
  assert.deepStrictEqual(await story.saysYesToAll('qr-scan'), ['consent', 'settings prompt', 'settings']);
  assert.ok(story.runs('qr-scan'));
});
