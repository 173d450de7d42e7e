'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const test = require('node:test');
const { another, device, failure, holding } = require('./leases.cjs');

const limit = { timeout: 30_000 };
const showing = () => holding('qr-scan', 'camera', 'preview', { allow: ['CAMERA'] });
const photos = () => holding('take-photo', 'camera', 'photo', { allow: ['CAMERA'] });
const filming = () => holding('record-video', 'camera', 'video', { allow: ['CAMERA', 'MICROPHONE'] });
const film = () => `${device.filesDir}/film.mp4`;

test('the camera at the back, or that which is asked for, or any', limit, async () => {
  const { gate, lease, hardware } = await showing();
  const positions = () => device.calls.filter((it) => it.name === 'camera.createCameraInput').map((it) => it.args[0].cameraPosition);
  (await gate.GatedCamera.open(lease, 'surface')).close();
  (await gate.GatedCamera.open(lease, 'surface', 2)).close();
  hardware.cameras = [2];
  (await gate.GatedCamera.open(lease, 'surface')).close();
  assert.deepStrictEqual(positions(), [1, 2, 2]);
  hardware.cameras = [];
  assert.strictEqual((await failure(() => gate.GatedCamera.open(lease, 'surface'))).code, 7400101);
  await hardware.off();
});

test('a camera that another app has, or that is disabled, is an error', limit, async () => {
  const { gate, lease, hardware } = await showing();
  device.switches.camera = false;
  assert.strictEqual((await failure(() => gate.GatedCamera.open(lease, 'surface'))).code, 7400108);
  device.switches.camera = true;
  assert.strictEqual((await failure(() => gate.GatedCamera.open(lease, ''))).code, 7400101);
  await hardware.off();
  hardware.breaks('camera.open', 7400107);
  const error = await failure(() => gate.GatedCamera.open(lease, 'surface'));
  assert.deepStrictEqual([error.name, error.message], ['SystemError', 'the camera cannot be opened: the system says 7400107']);
  await hardware.off();
});

test('a photo is the caller\'s own, and the system\'s memory is given back', limit, async () => {
  const { gate, lease, hardware } = await photos();
  const camera = await gate.GatedCamera.openForPhotos(lease, 'surface');
  const photo = await camera.take();
  assert.deepStrictEqual([...new Uint8Array(photo)], [0xff, 0xd8, 0xff]);
  await camera.take();
  assert.ok(!hardware.running.includes('photo'));
  camera.close();
  assert.strictEqual((await failure(() => camera.take())).code, 7400104);
});

test('a photo of a lease that ends meanwhile is not handed out', limit, async () => {
  const { gate, lease, hardware, menshen, wish } = await photos();
  const camera = await gate.GatedCamera.openForPhotos(lease, 'surface');
  const latch = hardware.latch('camera.capture');
  const photo = failure(() => camera.take());
  await latch.begun;
  await menshen.user.withdraw(wish);
  assert.strictEqual((await photo).reason, 'consent_withdrawn');
  latch.goOn();
});

test('a photo that fails, or whose camera is given back, is an error', limit, async () => {
  const { gate, lease, hardware } = await photos();
  const camera = await gate.GatedCamera.openForPhotos(lease, 'surface');
  const latch = hardware.latch('camera.capture');
  const photo = failure(() => camera.take());
  await latch.begun;
  camera.close();
  assert.deepStrictEqual([(await photo).name, (await photo).code], ['SystemError', 7400104]);
  const again = await gate.GatedCamera.openForPhotos(lease, 'surface');
  hardware.breaks('camera.capture', 7400201);
  assert.strictEqual((await failure(() => again.take())).code, 7400201);
  again.close();
});

test('a film without a lease for the sound has none', limit, async () => {
  const { gate, lease, hardware } = await filming();
  const filmed = await gate.GatedCamera.film(lease, 'surface', film());
  assert.ok(!hardware.running.includes('microphone'));
  await filmed.close();
  assert.strictEqual(fs.readFileSync(film(), 'utf8'), 'a recording');
  assert.deepStrictEqual(hardware.running, []);
});

test('a film with sound ends with either lease', limit, async () => {
  for (const which of ['eye', 'ear']) {
    const holder = await filming();
    const ear = await another(holder, 'record-video', 'microphone', 'record');
    await holder.gate.GatedCamera.film(holder.lease, 'surface', film(), ear.lease);
    assert.ok(holder.hardware.running.includes('microphone') && holder.hardware.running.includes('camera'));
    await (which === 'eye' ? holder.lease : ear.lease).close();
    await holder.hardware.off();
  }
});

test('a film whose sound may not be recorded any more does not start', limit, async () => {
  const holder = await filming();
  const ear = await another(holder, 'record-video', 'microphone', 'record');
  const latch = holder.hardware.latch('camera.open');
  const started = failure(() => holder.gate.GatedCamera.film(holder.lease, 'surface', film(), ear.lease));
  await latch.begun;
  ear.lease.close();
  latch.goOn();
  assert.strictEqual((await started).name, 'Denied');
  await holder.hardware.off();
  assert.strictEqual(fs.existsSync(film()), false);
});

test('a recorder that fails gives the camera back', limit, async () => {
  const { gate, lease, hardware } = await filming();
  hardware.breaks('recorder.start', 5400105);
  assert.strictEqual((await failure(() => gate.GatedCamera.film(lease, 'surface', film()))).code, 5400105);
  await hardware.off();
});

test('the system\'s camera gives what the user takes, or nothing', limit, async () => {
  const { gate, lease } = await holding('take-photo', 'camera', 'photo', { allow: ['CAMERA'] });
  const taken = gate.GatedCamera.picture(lease, 'file://mine/a.jpg');
  const question = await device.person.next('system camera');
  assert.deepStrictEqual([question.about.types, question.about.profile.saveUri], [['photo'], 'file://mine/a.jpg']);
  question.answer('file://media/Photo/1/a.jpg');
  assert.strictEqual(await taken, 'file://media/Photo/1/a.jpg');
  const left = gate.GatedCamera.picture(lease);
  await device.person.says('system camera', undefined);
  assert.strictEqual(await left, undefined);
});

test('a video of the system\'s camera of a lease that ends meanwhile is not handed out', limit, async () => {
  const { gate, lease } = await filming();
  const taken = failure(() => gate.GatedCamera.video(lease));
  const question = await device.person.next('system camera');
  assert.deepStrictEqual(question.about.types, ['video']);
  lease.close();
  question.answer('file://media/Video/1/a.mp4');
  assert.strictEqual((await taken).name, 'Denied');
});
