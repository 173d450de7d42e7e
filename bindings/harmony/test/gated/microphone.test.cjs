'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const test = require('node:test');
const { native } = require('../gates.cjs');
const { device, failure, holding } = require('./leases.cjs');

const limit = { timeout: 30_000 };
const listening = () => holding('hum-recognition', 'microphone', 'recognise', { allow: ['MICROPHONE'] });
const recording = () => holding('voice-recording', 'microphone', 'record', { allow: ['MICROPHONE'] });
const voice = () => `${device.filesDir}/voice.m4a`;

/** The microphone once it is on. */
async function ear(hardware) {
  while (hardware.ears.size === 0) await new Promise(setImmediate);
  return [...hardware.ears][0];
}

test('a record is what was heard, as long as was asked', limit, async () => {
  const { gate, lease, hardware } = await listening();
  const sound = gate.GatedMicrophone.record(lease, 0.001, 8000);
  const microphone = await ear(hardware);
  [[1, -2, 3], [4, 5], [6, 7, 8, 9, 10, 11]].forEach((some) => microphone.hear(some));
  assert.deepStrictEqual([...await sound], [1, -2, 3, 4, 5, 6, 7, 8]);
  await hardware.off();
  assert.strictEqual(lease.live(), true);
});

test('16-bit samples of one channel, 16000 a second, unless another rate is asked for', limit, async () => {
  const { gate, lease } = await listening();
  await gate.GatedMicrophone.open(lease, () => {});
  const { args: [options] } = device.calls.find((it) => it.name === 'audio.createAudioCapturer');
  assert.deepStrictEqual(options.streamInfo, { samplingRate: 16000, channels: 1, sampleFormat: 1, encodingType: 0 });
  const error = await failure(() => gate.GatedMicrophone.open(lease, () => {}, 12345));
  assert.deepStrictEqual([error.name, error.code], ['SystemError', 6800101]);
  lease.close();
});

test('what is heard is the caller\'s own: the system uses its buffer again', limit, async () => {
  const { gate, lease, hardware } = await listening();
  const heard = [];
  const microphone = await gate.GatedMicrophone.open(lease, (samples) => heard.push(samples));
  (await ear(hardware)).hear([7, 8]);
  assert.deepStrictEqual([...heard[0]], [7, 8]);
  microphone.close();
  assert.strictEqual(await microphone.over, undefined);
});

test('a record whose lease ends is denied, and what was heard is dropped', limit, async () => {
  const { gate, lease, hardware, menshen, wish } = await listening();
  const sound = failure(() => gate.GatedMicrophone.record(lease, 1));
  const microphone = await ear(hardware);
  microphone.hear([1, 2, 3]);
  await menshen.user.withdraw(wish);
  assert.strictEqual((await sound).reason, 'consent_withdrawn');
  await hardware.off();
});

test('what is heard after the end is not passed on, even before this worker hears of the end', limit, async () => {
  const { gate, lease, hardware } = await listening();
  const heard = [];
  const microphone = await gate.GatedMicrophone.open(lease, (samples) => heard.push(samples));
  const capturer = await ear(hardware);
  native().release(lease.handle);
  capturer.hear([1]);
  assert.deepStrictEqual(heard, []);
  microphone.close();
  assert.strictEqual((await microphone.over).name, 'Denied');
});

test('a microphone that cannot be stopped is not listened to any more', limit, async () => {
  const { gate, lease, hardware } = await listening();
  const heard = [];
  const microphone = await gate.GatedMicrophone.open(lease, (samples) => heard.push(samples));
  const capturer = await ear(hardware);
  hardware.breaks('capturer.release', 6800301);
  microphone.close();
  capturer.hear([1]);
  assert.deepStrictEqual(heard, []);
  lease.close();
});

test('a call that takes the microphone ends a record with an error', limit, async () => {
  const { gate, lease, hardware } = await listening();
  const sound = failure(() => gate.GatedMicrophone.record(lease, 1));
  (await ear(hardware)).interrupt();
  const error = await sound;
  assert.deepStrictEqual([error.name, error.message], ['SystemError', 'the microphone was taken away: the system says 3']);
  assert.strictEqual(lease.live(), true);
  await hardware.off();
});

test('a microphone that is taken away while it starts does not stay on', limit, async () => {
  const { gate, lease, hardware } = await listening();
  const latch = hardware.latch('capturer.start');
  const sound = failure(() => gate.GatedMicrophone.record(lease, 1));
  await latch.begun;
  hardware.capturer.interrupt();
  latch.goOn();
  assert.strictEqual((await sound).name, 'SystemError');
  await hardware.off();
});

test('a file has what was recorded, also when the lease ends', limit, async () => {
  const own = (recorder) => recorder.close();
  const users = (_, { menshen, wish }) => menshen.user.withdraw(wish);
  for (const end of [own, users, (_, { lease }) => lease.close()]) {
    const holder = await recording();
    const recorder = await holder.gate.GatedMicrophone.recordTo(holder.lease, voice());
    await end(recorder, holder);
    await holder.hardware.off();
    await recorder.close();
    assert.strictEqual(fs.readFileSync(voice(), 'utf8'), 'a recording');
  }
});

test('an earlier file is replaced', limit, async () => {
  const { gate, lease } = await recording();
  fs.writeFileSync(voice(), 'x'.repeat(100));
  await (await gate.GatedMicrophone.recordTo(lease, voice())).close();
  assert.strictEqual(fs.readFileSync(voice(), 'utf8'), 'a recording');
});

test('a file in which nothing was recorded is none', limit, async () => {
  const { gate, lease, hardware } = await recording();
  hardware.breaks('recorder.stop', 5400105);
  await (await gate.GatedMicrophone.recordTo(lease, voice())).close();
  assert.strictEqual(fs.existsSync(voice()), false);
  assert.deepStrictEqual(hardware.running, []);
});

test('a file that cannot be written is an error, before the microphone is on', limit, async () => {
  const { gate, lease, hardware } = await recording();
  const error = await failure(() => gate.GatedMicrophone.recordTo(lease, `${device.filesDir}/none/voice.m4a`));
  assert.deepStrictEqual([error.name, error.code], ['SystemError', 13900002]);
  assert.deepStrictEqual([hardware.running, device.called('media')], [[], []]);
  hardware.breaks('createAVRecorder', 5400101);
  await failure(() => gate.GatedMicrophone.recordTo(lease, voice()));
  assert.strictEqual(fs.existsSync(voice()), false);
});
