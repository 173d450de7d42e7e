'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { device } = require('./gates.cjs');
const { centre, eventually, status, until, whole } = require('./windows.cjs');

test('erasing asks first, and then nothing is left of the user', async () => {
  const { menshen, view } = await centre();
  menshen.switchSubject('anna', 'adult');
  await menshen.user.grant(whole('qr-scan'));
  await eventually(() => view.has('Signed in') && view.isOn('Scan a QR code'));
  view.tap('Erase my data');
  assert.ok(view.has(/It cannot be undone\.$/));
  view.tap('Cancel');
  assert.ok(!view.has('Erase'));
  view.tap('Erase my data');
  view.tap('Erase');
  await eventually(() => view.has('Guest'));
  menshen.switchSubject('anna', 'adult');
  await eventually(() => view.has('Signed in'));
  assert.strictEqual(status(view, 'Scan a QR code'), 'Asked when used');
});

test('the policy can be taken back, and agreed to again', async () => {
  const { menshen, view, host } = await centre();
  view.tap('Withdraw from the policy');
  view.tap('Withdraw');
  await eventually(() => view.has(/^Basic mode: you declined/));
  assert.ok(!view.has('Withdraw from the policy'));
  assert.match(status(view, 'Scan a QR code'), /^Not available: policy not accepted$/);
  view.tap('Read the policy and decide');
  (await until(host, 'Agree')).tap('Agree');
  await eventually(() => view.has(/^You accepted the/));
  assert.strictEqual(menshen.policyState.state, 'accepted');
  assert.ok(!view.has('Read the policy and decide'));
});

/** Without what is new in each copy. */
const lasting = (json) => JSON.parse(json, (key, value) => (['exported', 'receipt_id'].includes(key) ? undefined : value));

for (const [name, file, expected] of [
  ['Save a copy of my data', 'my-data.json', (menshen) => menshen.user.ownCopy()],
  ['Save receipts of my consents', 'consent-receipts.json', (menshen) => menshen.user.receipts()],
]) {
  test(`${name}: to where the user picks`, async () => {
    const { menshen, view, host } = await centre();
    await menshen.user.grant(whole('qr-scan'));
    const place = path.join(device.filesDir, 'picked.json');
    view.tap(name);
    const question = await device.person.next('save picker');
    assert.deepStrictEqual(question.about.newFileNames, [file]);
    question.answer([place]);
    await eventually(() => host.toasts.length > 0);
    assert.deepStrictEqual(host.toasts, ['Saved']);
    assert.deepStrictEqual(lasting(fs.readFileSync(place, 'utf8')), lasting(await expected(menshen)));
    assert.ok(!fs.existsSync(path.join(device.filesDir, file)), 'no copy stays behind');
  });
}

test('who picks no place gets no file, and no message', async () => {
  const { view, host } = await centre();
  const before = fs.readdirSync(device.filesDir);
  view.tap('Save a copy of my data');
  await device.person.says('save picker', []);
  await new Promise(setImmediate);
  assert.deepStrictEqual([fs.readdirSync(device.filesDir), host.toasts], [before, []]);
});

test('what could not be saved is said', async () => {
  const { view, host } = await centre();
  view.tap('Save a copy of my data');
  await device.person.says('save picker', ['/nowhere/at/all.json']);
  await eventually(() => host.toasts.length > 0);
  assert.match(host.toasts[0], /^That failed: /);
});

test('the centre leads to the log and the policy, and back', async () => {
  const { view, host } = await centre();
  view.tap('Access log');
  (await until(host, 'Save the whole log')).tap('Back');
  await until(host, 'My data');
  host.top.tap('Privacy policy');
  const policy = await until(host, '8 third-party services');
  policy.tap(/^Scan a QR code, collapsed$/);
  assert.ok(policy.has('If you refuse') && policy.has('Not kept'));
  host.back();
  assert.ok(host.top.has('My data'));
});
