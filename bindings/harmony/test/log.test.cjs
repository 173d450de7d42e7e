// A log that is written here is read, verified and audited by the command.
'use strict';

const assert = require('node:assert');
const path = require('node:path');
const test = require('node:test');
const { access, command, device, fresh, library, native, policyFile, reason } = require('./gates.cjs');

const scan = () => access('qr-scan', 'camera', 'preview');
const hum = () => access('hum-recognition', 'microphone', 'recognise');

/** What is exported of an app after some use. */
async function log(use) {
  const { menshen } = fresh();
  await use(menshen);
  await native().checkpoint(menshen.gate);
  const file = path.join(device.filesDir, 'menshen.tar');
  await menshen.user.exportLog(file);
  return file;
}

async function day(menshen) {
  assert.throws(() => menshen.acquire(scan()), { reason: 'policy_not_accepted' });
  device.person.habits = { policy: 'yes', camera: 'allow', consent: 'yes', microphone: 'allow' };
  await menshen.with(scan(), () => {}, true);
  await menshen.with(hum(), () => menshen.user.withdraw(hum()), true);
}

test('a day of the app is verified and audited clean', async () => {
  const file = await log(day);
  assert.strictEqual(command('log', 'verify', file, '--json').json().state, 'clean');
  const audit = command('log', 'audit', file, '--policy', policyFile(), '--json');
  assert.strictEqual(audit.code, 0, audit.text);
  const shown = command('log', 'show', file, '--json').lines();
  const those = (word) => shown.filter((line) => line.includes(`"${word}"`)).length;
  assert.deepStrictEqual([those('policy_not_accepted'), those('withdrawn')], [1, 1], shown.join('\n'));
});

test('an SDK that ran unasked is found', async () => {
  const file = await log(async (menshen) => {
    await day(menshen);
    menshen.sdk(new (library().Sdk)('push')).foundRunning();
  });
  assert.strictEqual(command('log', 'audit', file, '--policy', policyFile(), '--json').code, 1);
});

test('what the user was asked and said is in it, and nothing of what was protected', async () => {
  const file = await log(async (menshen) => {
    device.person.habits = { policy: 'yes', camera: 'refuse' };
    await reason(menshen.with(scan(), () => {}, true));
  });
  const shown = command('log', 'show', file, '--json').lines().map((line) => JSON.parse(line));
  const prompts = shown.filter((it) => it.kind === 'prompt');
  assert.deepStrictEqual(prompts.map((it) => [it.prompt ?? it.what, it.answer]), [['os_dialog', 'refused']]);
  assert.deepStrictEqual(shown.filter((it) => it.kind === 'consent').map((it) => it.action), ['refuse']);
});
