// Whatever runs under a lease stops with it, however the lease ends.
'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { device, ends, failure, holding } = require('./leases.cjs');

const limit = { timeout: 30_000 };
const nothing = () => {};

/** What wrappers keep running: `running` names the device's parts that are on meanwhile. */
const features = {
  'the microphone that listens': {
    held: () => holding('hum-recognition', 'microphone', 'recognise', { allow: ['MICROPHONE'] }),
    start: ({ gate, lease }) => gate.GatedMicrophone.open(lease, nothing),
    running: ['capturer', 'microphone'],
  },
  'the microphone that records': {
    held: () => holding('voice-recording', 'microphone', 'record', { allow: ['MICROPHONE'] }),
    start: ({ gate, lease }) => gate.GatedMicrophone.recordTo(lease, `${device.filesDir}/voice.m4a`),
    running: ['microphone', 'recorder'],
  },
  'the camera that shows': {
    held: () => holding('qr-scan', 'camera', 'preview', { allow: ['CAMERA'] }),
    start: ({ gate, lease }) => gate.GatedCamera.open(lease, 'surface'),
    running: ['camera', 'camera session', 'preview'],
  },
  'the camera for photos': {
    held: () => holding('take-photo', 'camera', 'photo', { allow: ['CAMERA'] }),
    start: ({ gate, lease }) => gate.GatedCamera.openForPhotos(lease, 'surface'),
    running: ['camera', 'camera session', 'photos', 'preview'],
  },
  'the camera that films': {
    held: () => holding('record-video', 'camera', 'video', { allow: ['CAMERA', 'MICROPHONE'] }),
    start: ({ gate, lease }) => gate.GatedCamera.film(lease, 'surface', `${device.filesDir}/film.mp4`),
    running: ['camera', 'camera session', 'film', 'preview', 'recorder', 'video'],
  },
  'the position': {
    held: () => holding('nearby-people', 'location', 'coarse', { allow: ['APPROXIMATELY_LOCATION'] }),
    start: ({ gate, lease }) => gate.GatedLocation.updates(lease, nothing),
    running: ['location'],
  },
  'the motion sensor': {
    held: () => holding('shake', 'motion', 'raw'),
    start: ({ gate, lease }) => gate.GatedMotion.sensor(lease, 1, nothing),
    running: ['sensor'],
  },
  'the step counter': {
    held: () => holding('shake', 'motion', 'activity', { allow: ['ACTIVITY_MOTION'] }),
    start: ({ gate, lease }) => gate.GatedMotion.steps(lease, nothing),
    running: ['sensor'],
  },
  'the search for Bluetooth devices': {
    held: () => holding('bluetooth-devices', 'bluetooth', 'scan', { allow: ['ACCESS_BLUETOOTH'] }),
    start: ({ gate, lease }) => gate.GatedBluetooth.scan(lease, nothing),
    running: ['search', 'search events'],
  },
};

for (const [name, { held, start, running }] of Object.entries(features)) {
  for (const [how, end] of Object.entries(ends)) {
    test(`${how} stops ${name}`, limit, async () => {
      const holder = await held();
      await start(holder);
      assert.deepStrictEqual(holder.hardware.running, running);
      await end(holder);
      await holder.hardware.off();
      assert.strictEqual(holder.lease.live(), false);
    });
  }

  test(`its own end stops ${name}, once`, limit, async () => {
    const { lease, hardware, ...holder } = await held();
    const feature = await start({ lease, hardware, ...holder });
    const stop = () => (feature.close ?? feature.end).call(feature);
    await stop();
    await hardware.off();
    await stop();
    lease.close();
    assert.deepStrictEqual(device.messages, []);
  });

  test(`without a lease that lives, ${name} stays off`, limit, async () => {
    const holder = await held();
    holder.lease.close();
    const error = await failure(() => start(holder));
    assert.strictEqual(error.name, 'Denied');
    assert.deepStrictEqual(holder.hardware.running, []);
    assert.deepStrictEqual(device.called('audio'), []);
  });
}

test('the background stops what runs', limit, async () => {
  const { held, start } = features['the microphone that listens'];
  const holder = await held();
  await start(holder);
  holder.ability.toBackground();
  await holder.hardware.off();
  assert.strictEqual(holder.lease.ended(), 'background');
});

test('the loss of the system\'s permission stops what runs', limit, async () => {
  const { held, start } = features['the camera that shows'];
  const holder = await held();
  await start(holder);
  device.permissions.lapse('ohos.permission.CAMERA');
  await holder.hardware.off();
  assert.strictEqual(holder.lease.ended(), 'os_changed');
});

test('what takes long to stop is said when it fails, and the rest is stopped', limit, async () => {
  const holder = await holding('qr-scan', 'camera', 'preview', { allow: ['CAMERA'] });
  await holder.gate.GatedCamera.open(holder.lease, 'surface');
  holder.hardware.breaks('camera.close', 7400201);
  holder.lease.close();
  await holder.hardware.off();
  await new Promise(setImmediate);
  assert.deepStrictEqual(device.messages.map((it) => it.text), ['the camera did not stop: 7400201']);
});

/** Calls that take time, during which the lease ends. */
const between = {
  'createAudioCapturer': 'the microphone that listens',
  'capturer.start': 'the microphone that listens',
  'createAVRecorder': 'the microphone that records',
  'recorder.prepare': 'the microphone that records',
  'recorder.start': 'the microphone that records',
  'camera.open': 'the camera that shows',
  'session.commit': 'the camera that shows',
  'session.start': 'the camera for photos',
};

for (const [call, name] of Object.entries(between)) {
  test(`a lease that ends during ${call} leaves nothing on`, limit, async () => {
    const { held, start } = features[name];
    const holder = await held();
    const latch = holder.hardware.latch(call);
    const started = failure(() => start(holder));
    await latch.begun;
    await holder.menshen.user.withdraw(holder.wish);
    latch.goOn();
    const error = await started;
    assert.strictEqual(error.name, 'Denied', error.stack);
    assert.strictEqual(error.reason, 'consent_withdrawn');
    await holder.hardware.off();
  });

  test(`a ${call} that fails when the lease has ended is denied`, limit, async () => {
    const { held, start } = features[name];
    const holder = await held();
    const latch = holder.hardware.latch(call);
    const started = failure(() => start(holder));
    await latch.begun;
    holder.lease.close();
    holder.hardware.breaks(call, 5400105);
    latch.goOn();
    assert.strictEqual((await started).name, 'Denied');
    await holder.hardware.off();
  });

  test(`a ${call} that fails leaves nothing on`, limit, async () => {
    const { held, start } = features[name];
    const holder = await held();
    holder.hardware.breaks(call, 5400105);
    const error = await failure(() => start(holder));
    assert.strictEqual(error.name, 'SystemError', error.stack);
    assert.strictEqual(error.code, 5400105);
    assert.doesNotMatch(error.message, /30\.27|138000/);
    await holder.hardware.off();
    assert.strictEqual(holder.lease.live(), true);
  });
}
