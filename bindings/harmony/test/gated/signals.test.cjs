// What tells of the device and what is around it: Bluetooth, Wi-Fi, movement, numbers, notifications.
'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { another, device, ends, failure, holding, reason } = require('./leases.cjs');

const limit = { timeout: 30_000 };
const near = (scopes) => holding('bluetooth-devices', 'bluetooth', scopes, { allow: ['ACCESS_BLUETOOTH'] });
const moving = () => holding('shake', 'motion', 'raw');
const telling = (scope, allow = ['APP_TRACKING_CONSENT']) => holding('device-info', 'device_id', scope, { allow });
const peers = () => new Map([
  ['11:22:33:44:55:66', { name: 'Buds', model: 0x0404, connected: 'a2dp', paired: true }],
  ['11:22:33:44:55:77', { name: 'Car', model: 0x0408, connected: 'hfp', paired: true }],
  ['11:22:33:44:55:88', { name: '', model: 0x0100, connected: 'hfp', paired: true }],
  ['11:22:33:44:55:99', { name: 'Watch', paired: true }],
]);
const plain = (value) => JSON.parse(JSON.stringify(value));
const [buds, car] = [{ name: 'Buds', model: 0x0404 }, { name: 'Car', model: 0x0408 }];

test('headsets and loudspeakers that tell their name, without addresses', limit, async () => {
  const holder = await near('connect');
  holder.hardware.peers = peers();
  assert.deepStrictEqual(plain(holder.gate.GatedBluetooth.connected(holder.lease)), [car, buds]);
  assert.deepStrictEqual(plain(holder.gate.GatedBluetooth.paired(holder.lease)), [buds, car, { name: 'Watch' }]);
  device.switches.bluetooth = false;
  assert.deepStrictEqual(holder.gate.GatedBluetooth.connected(holder.lease), []);
  assert.strictEqual(device.called('connection.getPairedDevices').length, 1);
  device.switches.bluetooth = true;
});

test('devices nearby are told once each, until the end', limit, async () => {
  const { gate, lease, hardware } = await near('scan');
  hardware.peers = peers();
  const seen = [];
  const scan = gate.GatedBluetooth.scan(lease, (peer) => seen.push(peer));
  hardware.tell('bluetoothDeviceFind', ['11:22:33:44:55:66', '11:22:33:44:55:88']);
  hardware.tell('bluetoothDeviceFind', ['11:22:33:44:55:66', '11:22:33:44:55:77']);
  assert.deepStrictEqual(plain(seen), [buds, car]);
  scan.end();
  hardware.tell('bluetoothDeviceFind', ['11:22:33:44:55:99']);
  assert.strictEqual(seen.length, 2);
});

test('one search serves several leases, until the last ends', limit, async () => {
  const holder = await near('scan');
  const second = await another(holder, 'bluetooth-devices', 'bluetooth', 'scan');
  holder.gate.GatedBluetooth.scan(holder.lease, () => {});
  holder.gate.GatedBluetooth.scan(second.lease, () => {});
  holder.lease.close();
  await new Promise(setImmediate);
  assert.deepStrictEqual(holder.hardware.running, ['search', 'search events']);
  second.lease.close();
  await holder.hardware.off();
});

test('a search that cannot start leaves nothing on', limit, async () => {
  const { gate, lease, hardware } = await near('scan');
  hardware.breaks('startBluetoothDiscovery', 2900099);
  const error = await failure(() => gate.GatedBluetooth.scan(lease, () => {}));
  assert.deepStrictEqual([error.name, error.code], ['SystemError', 2900099]);
  assert.deepStrictEqual(hardware.running, []);
});

test('the network\'s state and name', limit, async () => {
  const { gate, lease, hardware, ...holder } = await holding('device-info', 'wifi', 'state');
  assert.deepStrictEqual({ ...gate.GatedWifi.state(lease) }, { on: true, connected: true });
  const named = await another(holder, 'device-info', 'wifi', 'ssid');
  assert.strictEqual(await gate.GatedWifi.ssid(named.lease), 'Home');
  assert.deepStrictEqual({ ...gate.GatedWifi.state(named.lease) }, { on: true, connected: true });
  hardware.wifi = { on: true, ssid: undefined };
  assert.strictEqual(await gate.GatedWifi.ssid(named.lease), undefined);
  device.permissions.declared.delete('ohos.permission.GET_WIFI_INFO');
  const denied = [await reason(() => gate.GatedWifi.state(lease)), await reason(() => gate.GatedWifi.ssid(named.lease))];
  device.permissions.declared.add('ohos.permission.GET_WIFI_INFO');
  assert.deepStrictEqual(denied, ['os_denied', 'os_denied']);
});

test('samples of movement, until the end', limit, async () => {
  const { gate, lease, hardware } = await moving();
  const seen = [];
  const motion = gate.GatedMotion.sensor(lease, 2, (it) => seen.push(it), 20_000_000);
  hardware.tell('sensor 2', { x: 1, y: 2, z: 3, timestamp: 99, accuracy: 3 });
  motion.end();
  hardware.tell('sensor 2', { x: 1, y: 2, z: 3, timestamp: 100 });
  assert.deepStrictEqual(plain(seen), [{ values: [1, 2, 3], nanos: 99 }]);
  const { args: [, , options] } = device.calls.find((it) => it.name === 'sensor.on');
  assert.deepStrictEqual(options, { interval: 20_000_000 });
});

test('steps are counted', limit, async () => {
  const { gate, lease, hardware } = await holding('shake', 'motion', 'activity', { allow: ['ACTIVITY_MOTION'] });
  const seen = [];
  gate.GatedMotion.steps(lease, (it) => seen.push(it));
  hardware.tell('sensor 266', { steps: 12, timestamp: 5 });
  assert.deepStrictEqual(plain(seen), [{ values: [12], nanos: 5 }]);
  lease.close();
});

test('a sensor of another kind is refused, and one that is missing is an error', limit, async () => {
  const { gate, lease, hardware } = await moving();
  const heart = await failure(() => gate.GatedMotion.sensor(lease, 278, () => {}));
  assert.strictEqual(heart.message, 'sensor 278 does not measure movement');
  assert.deepStrictEqual(device.called('sensor'), []);
  const missing = await failure(() => gate.GatedMotion.sensor(lease, 259, () => {}));
  assert.deepStrictEqual([missing.name, missing.code], ['SystemError', 14500101]);
  assert.deepStrictEqual(hardware.running, []);
});

test('the app\'s own number is one a purpose, and gone with the consent', limit, async () => {
  const { gate, lease, menshen, wish, ...holder } = await telling('model app_scoped');
  const { GatedDeviceId } = gate;
  assert.strictEqual(GatedDeviceId.model(lease), 'HUAWEI ALN-AL00');
  const first = GatedDeviceId.appScoped(lease);
  assert.match(first, /^[0-9a-f-]{36}$/);
  assert.strictEqual(GatedDeviceId.appScoped(lease), first);
  await ends['a withdrawal']({ menshen, wish });
  assert.strictEqual(await reason(() => GatedDeviceId.appScoped(lease)), 'consent_withdrawn');
  const again = await another({ menshen, ...holder }, 'device-info', 'device_id', 'model app_scoped');
  assert.notStrictEqual(GatedDeviceId.appScoped(again.lease), first);
});

test('the advertising identifier is the user\'s to give', limit, async () => {
  const { gate, lease, hardware } = await telling('advertising');
  assert.strictEqual(await gate.GatedDeviceId.advertising(lease), hardware.oaid);
  const latch = hardware.latch('getOAID');
  const late = failure(() => gate.GatedDeviceId.advertising(lease));
  await latch.begun;
  device.permissions.lapse('ohos.permission.APP_TRACKING_CONSENT');
  latch.goOn();
  assert.strictEqual((await late).name, 'Denied');
});

test('the zeros that stand for no identifier are none', limit, async () => {
  const { gate, lease, hardware } = await telling('advertising');
  for (const none of ['00000000-0000-0000-0000-000000000000', '']) {
    hardware.oaid = none;
    assert.strictEqual(await gate.GatedDeviceId.advertising(lease), undefined);
  }
});

test('a notification is shown while the lease lives, and stays', limit, async () => {
  const { gate, lease, hardware } = await holding('push-notifications', 'notifications', 'post');
  const request = { id: 7, content: { normal: { title: 'a', text: 'b' } } };
  await gate.GatedNotifications.post(lease, request);
  hardware.breaks('publish', 1600009);
  assert.strictEqual((await failure(() => gate.GatedNotifications.post(lease, request))).code, 1600009);
  lease.close();
  assert.strictEqual((await failure(() => gate.GatedNotifications.post(lease, request))).name, 'Denied');
  assert.deepStrictEqual(hardware.shown, [request]);
});
