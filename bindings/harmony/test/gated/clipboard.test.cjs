'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { another, device, failure, holding, reason } = require('./leases.cjs');

const limit = { timeout: 30_000 };
const link = 'https://music.163.com/song?id=29';
const copied = (value, timestamp, type = 'text/plain') => ({ type, value, timestamp });
const matching = (how) => holding('clipboard-command', 'clipboard', 'match', { allow: ['READ_PASTEBOARD'], how });
const reading = (allow = ['READ_PASTEBOARD']) => holding('clipboard-command', 'clipboard', 'read', { allow });
const looks = () => device.called('clip.').length;

test('only what the patterns match leaves the clipboard', limit, async () => {
  const { gate, lease, hardware } = await matching();
  hardware.clip = copied(`my code is 4711, see ${link} there`, 1);
  assert.strictEqual(await gate.GatedClipboard.readMatch(lease), link);
});

test('a clip is matched once for each purpose and clip', limit, async () => {
  const { gate, lease, hardware } = await matching();
  hardware.clip = copied(link, 10);
  assert.strictEqual(await gate.GatedClipboard.readMatch(lease), link);
  assert.strictEqual(await gate.GatedClipboard.readMatch(lease), undefined);
  assert.strictEqual(looks(), 1);
  hardware.clip = copied(`${link}0`, 11);
  assert.strictEqual(await gate.GatedClipboard.readMatch(lease), `${link}0`);
});

test('a clip without what is looked for is not read', limit, async () => {
  const { gate, lease, hardware } = await matching();
  for (const clip of [undefined, copied('a password', 20), copied(link, 21, 'pixelMap')]) {
    hardware.clip = clip;
    assert.strictEqual(await gate.GatedClipboard.readMatch(lease), undefined);
  }
  assert.deepStrictEqual(device.called('pasteboard.getData'), []);
  assert.strictEqual(looks(), 0);
});

test('a purpose whose patterns are no links says what they are like', limit, async () => {
  const { gate, lease, hardware } = await matching();
  hardware.clip = copied('4711', 30);
  assert.strictEqual(await gate.GatedClipboard.readMatch(lease, [1]), undefined);
  assert.strictEqual(device.called('pasteboard.getData').length, 1);
  hardware.clip = copied('hello', 31);
  assert.strictEqual(await gate.GatedClipboard.readMatch(lease, []), undefined);
  assert.strictEqual(device.called('pasteboard.getData').length, 2);
});

test('a system that cannot tell before reads', limit, async () => {
  const { gate, lease, hardware } = await matching({ api: 12 });
  hardware.clip = copied(link, 40);
  assert.strictEqual(await gate.GatedClipboard.readMatch(lease), link);
  assert.deepStrictEqual(device.called('pasteboard.detectPatterns'), []);
  await matching({});
});

test('without the permission a tap on the system\'s button is the grant, once', limit, async () => {
  const { gate, lease, hardware } = await reading([]);
  hardware.clip = copied('hello', 50);
  assert.strictEqual(await reason(() => gate.GatedClipboard.read(lease)), 'os_denied');
  hardware.tapped.paste = true;
  assert.strictEqual(await gate.GatedClipboard.read(lease), 'hello');
  assert.strictEqual(await reason(() => gate.GatedClipboard.read(lease)), 'os_denied');
});

test('a clip without text is none', limit, async () => {
  const { gate, lease, hardware } = await reading();
  hardware.clip = copied('<b>hello</b>', 60, 'text/html');
  assert.strictEqual(await gate.GatedClipboard.read(lease), '<b>hello</b>');
  hardware.clip = copied('x', 61, 'pixelMap');
  assert.strictEqual(await gate.GatedClipboard.read(lease), undefined);
  hardware.clip = undefined;
  assert.strictEqual(await gate.GatedClipboard.read(lease), undefined);
});

test('a clip of a lease that ends meanwhile is not handed out', limit, async () => {
  for (const read of ['readMatch', 'read']) {
    const { gate, lease, hardware } = await reading();
    hardware.clip = copied(link, 70);
    const latch = hardware.latch('pasteboard.getData');
    const clip = failure(() => gate.GatedClipboard[read](lease));
    await latch.begun;
    lease.close();
    latch.goOn();
    assert.strictEqual((await clip).name, 'Denied');
    assert.strictEqual(looks(), 0);
  }
});

test('what is written is there, and reads nothing', limit, async () => {
  const holder = await reading();
  const { lease } = await another(holder, 'clipboard-command', 'clipboard', 'write').catch(() => assert.fail());
  await holder.gate.GatedClipboard.write(lease, 'mine');
  assert.deepStrictEqual([device.hardware.clip.value, device.hardware.clip.type], ['mine', 'text/plain']);
  assert.deepStrictEqual(device.called('pasteboard.getData'), []);
  device.hardware.breaks('pasteboard.setData', 12900004);
  const error = await failure(() => holder.gate.GatedClipboard.write(lease, 'secret'));
  assert.strictEqual(error.message, 'the clipboard cannot be written: the system says 12900004');
});
