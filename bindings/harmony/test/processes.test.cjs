// Several processes of one app share its directory.
'use strict';

const assert = require('node:assert');
const { fork } = require('node:child_process');
const { once } = require('node:events');
const path = require('node:path');
const test = require('node:test');
const { accepted, access, command, device, heard, native, revoked, unlimited } = require('./gates.cjs');

const scan = () => access('qr-scan', 'camera', 'preview');
const dir = () => path.join(device.filesDir, 'menshen');

/** Another process of the app, `:player`, which holds a lease until it is told otherwise. */
async function player() {
  const child = fork(path.join(__dirname, 'fixtures/player.cjs'), {
    env: { ...process.env, APP_FILES: device.filesDir },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const says = async () => (await heard(once(child, 'message')))[0];
  assert.deepStrictEqual(await says(), { live: true });
  return { child, says };
}

async function used() {
  const app = await accepted({ policy: unlimited() });
  device.person.habits = { camera: 'allow' };
  await app.menshen.with(scan(), () => {}, true);
  return app;
}

test('a withdrawal in one process ends the lease of the other', async () => {
  const { menshen } = await used();
  const { child, says } = await player();
  await menshen.user.withdraw(scan());
  assert.deepStrictEqual(await says(), { revoked: 'withdrawn' });
  child.disconnect();
  await heard(once(child, 'exit'));
});

test('a withdrawal in the other process ends the lease of this one', async () => {
  const { menshen } = await used();
  const { child, says } = await player();
  const lease = menshen.acquire(scan());
  const ended = revoked(lease);
  child.send('withdraw');
  assert.deepStrictEqual(await says(), { revoked: 'withdrawn' });
  assert.strictEqual(await ended, 'withdrawn');
  child.disconnect();
  await heard(once(child, 'exit'));
});

test('a killed process leaves a clean log that says so', async () => {
  const { menshen } = await used();
  const { child } = await player();
  child.kill('SIGKILL');
  await heard(once(child, 'exit'));
  const again = await player();
  again.child.disconnect();
  await heard(once(again.child, 'exit'));
  await native().checkpoint(menshen.gate);
  assert.strictEqual(command('log', 'verify', dir(), '--json').json().state, 'clean');
  const ends = command('log', 'show', dir(), '--json').lines().filter((line) => line.includes('process_died'));
  assert.strictEqual(ends.length, 1, ends.join('\n'));
});
