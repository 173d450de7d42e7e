'use strict';

const assert = require('node:assert');
const test = require('node:test');
require('../node/ets.cjs');
const { kit } = require('../node/kit.cjs');
const { device } = require('../node/device.cjs');

const CAMERA = 'ohos.permission.CAMERA';
const [APPROXIMATE, PRECISE, BEHIND] = ['APPROXIMATELY_LOCATION', 'LOCATION', 'LOCATION_IN_BACKGROUND'].map((it) => `ohos.permission.${it}`);
const { abilityAccessCtrl } = kit('@kit.AbilityKit');
const failsWith = (code) => (error) => error.name === 'BusinessError' && error.code === code;

function phone(options) {
  device.reset(options);
  return { host: device.launch().context, manager: abilityAccessCtrl.createAtManager() };
}

test('the system asks once, and its dialog never shows again', async () => {
  const { host, manager } = phone();
  const asked = manager.requestPermissionsFromUser(host, [CAMERA]);
  await device.person.says('camera', 'refuse');
  assert.deepStrictEqual(await asked, { permissions: [CAMERA], authResults: [-1], dialogShownResults: [true] });
  const again = await manager.requestPermissionsFromUser(host, [CAMERA]);
  assert.deepStrictEqual([again.authResults, again.dialogShownResults], [[-1], [false]]);
  assert.deepStrictEqual(device.person.kinds, ['camera']);
});

test('what module.json5 does not declare, and the precise place alone, are invalid requests', async () => {
  const { host, manager } = phone();
  device.permissions.declared.delete(CAMERA);
  assert.deepStrictEqual((await manager.requestPermissionsFromUser(host, [CAMERA])).authResults, [2]);
  assert.deepStrictEqual((await manager.requestPermissionsFromUser(host, [PRECISE])).authResults, [2]);
  assert.deepStrictEqual((await manager.requestPermissionsFromUser(host, [APPROXIMATE, BEHIND])).authResults, [2, 2]);
  await assert.rejects(manager.requestPermissionsFromUser(device.app, [CAMERA]), failsWith(12100001));
});

test('the settings\' sheet is for what was refused', async () => {
  const { host, manager } = phone();
  await assert.rejects(manager.requestPermissionOnSetting(host, [CAMERA]), failsWith(12100012));
  device.permissions.set(CAMERA, 'refused');
  await assert.rejects(manager.requestPermissionOnSetting(host, [CAMERA, PRECISE]), failsWith(12100001));
  const first = manager.requestPermissionOnSetting(host, [CAMERA]);
  await assert.rejects(manager.requestPermissionOnSetting(host, [CAMERA]), failsWith(12100010));
  await device.person.says('settings', 'allow');
  assert.deepStrictEqual(await first, [0]);
  await assert.rejects(manager.requestPermissionOnSetting(host, [CAMERA]), failsWith(12100011));
});

test('who allows the approximate place refuses the precise one', async () => {
  const { host, manager } = phone();
  const asked = manager.requestPermissionsFromUser(host, [APPROXIMATE, PRECISE]);
  await device.person.says('location', 'approximate');
  assert.deepStrictEqual((await asked).authResults, [0, -1]);
});

test('a revocation in the settings ends the process, and nobody in it hears of that', () => {
  const { manager } = phone();
  const heard = [];
  manager.on('selfPermissionStateChange', [CAMERA], (change) => heard.push(change.change));
  device.grantInSettings(CAMERA);
  device.permissions.lapse(CAMERA);
  device.grantInSettings(CAMERA);
  const app = device.app;
  device.revokeInSettings(CAMERA);
  assert.deepStrictEqual(heard, [1, 0, 1]);
  assert.notStrictEqual(device.app, app);
  assert.strictEqual(device.permissions.state(CAMERA), 'refused');
});

test('older systems lack the newer calls', () => {
  const { manager } = phone({ api: 12 });
  assert.strictEqual(manager.on, undefined);
  assert.strictEqual(manager.getSelfPermissionStatus, undefined);
  assert.strictEqual(kit('@kit.NotificationKit').notificationManager.openNotificationSettings, undefined);
});

test('a window that is gone says so', () => {
  device.reset();
  const ability = device.launch();
  ability.loseWindow();
  assert.throws(() => ability.context.windowStage.getMainWindowSync(), failsWith(1300002));
});

test('what is said privately does not reach the log', () => {
  device.reset();
  const { hilog } = kit('@kit.PerformanceAnalysisKit');
  hilog.error(1, 'menshen', '%{public}s: %s', 'why', 'whom');
  assert.deepStrictEqual(device.messages.map((it) => it.text), ['why: <private>']);
});

test('HUKS signs with a key of its own, and says what it lacks', async () => {
  device.reset();
  const { huks } = kit('@kit.UniversalKeystoreKit');
  await assert.rejects(huks.exportKeyItem('none', { properties: [] }), failsWith(12000011));
  await assert.rejects(huks.generateKeyItem('mine', { properties: [] }), failsWith(12000002));
  device.brokenHuks = 12000012;
  await assert.rejects(huks.hasKeyItem('mine', { properties: [] }), failsWith(12000012));
});

test('files are real, and fail as the system\'s do', () => {
  device.reset();
  const { fileIo } = kit('@kit.CoreFileKit');
  const name = `${device.filesDir}/a`;
  assert.throws(() => fileIo.openSync(name, fileIo.OpenMode.READ_ONLY), failsWith(13900002));
  const file = fileIo.openSync(name, fileIo.OpenMode.READ_WRITE | fileIo.OpenMode.CREATE);
  fileIo.writeSync(file.fd, 'abc', { offset: 0 });
  const read = new ArrayBuffer(3);
  assert.strictEqual(fileIo.readSync(file.fd, read, { offset: 0 }), 3);
  assert.strictEqual(Buffer.from(read).toString(), 'abc');
  fileIo.closeSync(file);
});
