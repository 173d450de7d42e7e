// The key in HUKS that signs checkpoints, and what signs where there is none.
'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { accepted, command, device, fresh, heard, native, open } = require('./gates.cjs');

const dir = () => path.join(device.filesDir, 'menshen');

/** What the command says of the log after a checkpoint. */
async function signed({ menshen }) {
  await heard(native().checkpoint(menshen.gate));
  return command('log', 'verify', dir(), '--json').json();
}

test('HUKS signs and the command verifies', async () => {
  const report = await signed(await accepted());
  assert.deepStrictEqual([report.state, report.provider], ['clean', 'huks']);
  assert.deepStrictEqual([...device.keys.keys()], ['dev.menshen.log']);
  const raw = device.keys.get('dev.menshen.log').publicKey.export({ format: 'jwk' }).x;
  assert.strictEqual(report.public_key, Buffer.from(raw, 'base64url').toString('hex'));
  assert.ok(!fs.existsSync(path.join(dir(), 'key')), 'no key in a file beside it');
});

test('the key is kept', async () => {
  const first = await signed(await accepted());
  device.restart();
  const second = await signed(open());
  assert.strictEqual(second.public_key, first.public_key);
  assert.deepStrictEqual([second.state, device.called('huks.generateKeyItem')], ['clean', []]);
});

test('opening does not wait for HUKS', () => {
  fresh();
  assert.deepStrictEqual(device.called('huks.'), []);
});

for (const [what, code] of Object.entries({ 'that is broken': 12000012, 'without the curve': 12000001, 'that is not there': 801 })) {
  test(`beside a HUKS ${what} a file signs, which is said`, async () => {
    fresh();
    device.brokenHuks = code;
    const report = await signed({ menshen: require('../library/Index.ets').Menshen.get() });
    assert.deepStrictEqual([report.state, report.provider], ['clean', 'software']);
  });
}

test('a HUKS that breaks later leaves a tail unsigned, for no other key to sign, until it works again', async () => {
  const app = await accepted();
  assert.strictEqual((await signed(app)).provider, 'huks');
  device.brokenHuks = 12000005;
  await app.menshen.user.declinePolicy();
  await assert.rejects(signed(app), { code: 'storage', message: /the key did not sign: HUKS is broken/ });
  const report = command('log', 'verify', dir(), '--json').json();
  assert.deepStrictEqual([report.state, report.provider], ['unsigned_tail', 'huks']);
  device.brokenHuks = undefined;
  assert.strictEqual((await signed(app)).state, 'clean');
});

test('a checkpoint that waits for HUKS keeps no answer waiting', async () => {
  const app = await accepted();
  let release;
  device.busyHuks = new Promise((resolve) => { release = resolve; });
  const waiting = native().checkpoint(app.menshen.gate);
  await heard(app.menshen.user.declinePolicy());
  release();
  await heard(waiting);
});
