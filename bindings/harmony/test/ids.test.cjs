// Random numbers that stand for an installation, for as long as a purpose's consent holds.
'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const test = require('node:test');
const { accepted, access, device, open } = require('./gates.cjs');

const info = (caller) => access('device-info', 'device_id', 'app_scoped', caller);
const kept = () => fs.readdirSync(`${device.filesDir}/menshen-ids`);

test('an installation has a number for each purpose and caller, which outlives the process', async () => {
  const { menshen } = await accepted();
  const id = menshen.ids.of(info());
  assert.match(id, /^[0-9a-f-]{36}$/);
  assert.strictEqual(menshen.ids.of(info()), id);
  assert.notStrictEqual(menshen.ids.of(info('location-device')), id);
  device.restart();
  assert.strictEqual(open().menshen.ids.of(info()), id);
});

test('a number that was cut short is made anew', async () => {
  const { menshen } = await accepted();
  menshen.ids.of(info());
  fs.writeFileSync(`${device.filesDir}/menshen-ids/${kept()[0]}`, 'short');
  assert.match(menshen.ids.of(info()), /^[0-9a-f-]{36}$/);
});

const forgets = {
  'a withdrawal': (menshen) => menshen.user.withdraw(info()),
  'a declined policy': (menshen) => menshen.user.declinePolicy(),
  'another account': (menshen) => menshen.switchSubject('somebody else'),
  'an erased subject': (menshen) => menshen.user.erase(),
};
for (const [what, act] of Object.entries(forgets)) {
  test(`${what} wipes it`, async () => {
    const { menshen } = await accepted();
    menshen.ids.of(info());
    assert.strictEqual(kept().length, 1);
    await act(menshen);
    assert.deepStrictEqual(kept(), []);
  });
}

test('a withdrawal leaves those of other purposes', async () => {
  const { menshen } = await accepted();
  menshen.ids.of(info());
  await menshen.user.withdraw(access('qr-scan', 'camera', 'preview'));
  assert.strictEqual(kept().length, 1);
});
