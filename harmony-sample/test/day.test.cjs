// A day with the sample, its log, and what the `menshen` command makes of it; alone, and after a day on Android.
'use strict';

const assert = require('node:assert');
const { spawnSync } = require('node:child_process');
const path = require('node:path');
const test = require('node:test');
const { command, library, root } = require('../../bindings/harmony/test/gates.cjs');
const { flows } = require('./flows.cjs');
const { device, load, pass } = require('./phone.cjs');
const { Story } = require('./story.cjs');

const policy = path.join(root, 'policies/netease-cloud-music.json');
/** What the Android sample's day wrote through Kotlin, a century ahead: see `tests/logs/README.md`. */
const kotlin = path.join(root, 'tests/logs/android-day.tar.gz');

/** Reads the policy, says no, then yes; uses everything once, refuses some, changes accounts, is revoked something
 *  and leaves. */
async function aDay(story) {
  await story.declined();
  await story.taps('qr-scan');
  await story.saysYes('qr-scan');
  await story.saysNo('qr-scan');
  story.app.account.signIn('lin', 'adult');
  for (const flow of flows) {
    pass({ minutes: 1 });
    await story.taps(flow.purpose);
    await story.saysYesToAll(flow.purpose);
    if (story.runs(flow.purpose)) await story.stops(flow.purpose);
  }
  story.phone.leave();
  pass({ days: 1 });
  story.phone.comeBack();
  await story.taps('hum-recognition');
  story.phone.revoke('ohos.permission.MICROPHONE');
  await story.taps('hum-recognition');
  await story.saysNo('hum-recognition');
  story.app.account.signOut();
  story.phone.leave();
}

async function exported(story) {
  const file = path.join(device.filesDir, 'log.tar');
  await story.app.menshen.user.exportLog(file);
  return file;
}

const findings = (log) => command('log', 'audit', log, '--policy', policy, '--json').json().findings.map((it) => it.rule);

test('the log of a day is sound, and the audit finds nothing', async () => {
  const story = new Story();
  await aDay(story);
  const log = await exported(story);
  assert.match(command('log', 'verify', log).text, /clean/);
  assert.deepStrictEqual(findings(log), []);
  for (const purpose of withResources(story)) {
    assert.ok(command('log', 'show', log, '--json', '--purpose', purpose).text.includes(`"${purpose}"`), purpose);
  }
});

test('what was done wrong on purpose is found, and nothing else', async () => {
  const story = new Story();
  await aDay(story);
  story.app.menshen.sdk(load('Purposes').Sdks.Advertising).foundRunning();
  assert.deepStrictEqual(findings(await exported(story)), ['sdk-start']);
});

test('one log goes on where Kotlin has begun it, and one command reads both', async () => {
  const story = new Story();
  unpack(kotlin, device.filesDir);
  const before = records(kotlin);
  const last = Date.parse(before.at(-1).at);
  pass({ days: Math.ceil((last - Date.now()) / 86_400_000) });
  await aDay(story);
  const log = await exported(story);
  const verified = command('log', 'verify', log).text;
  assert.match(verified, /^clean/);
  assert.match(verified, /signed by huks: \w+ \(the key changed 1 time before\)/);
  assert.deepStrictEqual(findings(log), []);
  const all = records(log);
  assert.deepStrictEqual(all.slice(0, before.length), before, 'what Kotlin wrote comes first, and is as it was');
  for (const purpose of withResources(story)) {
    const at = all.filter((it) => it.kind === 'decision' && it.purpose === purpose).map((it) => it.at);
    assert.ok(at.some((it) => Date.parse(it) <= last) && at.some((it) => Date.parse(it) > last), `${purpose} on both days`);
  }
});

/** The purposes whose use is an access, which is logged. */
const withResources = (story) => flows.map((it) => it.purpose).filter((it) => !(story.feature(it).wish instanceof library().MayUse));

const records = (log) => command('log', 'show', log, '--json').lines().map((line) => JSON.parse(line));

function unpack(bundle, folder) {
  const { status, stderr } = spawnSync('tar', ['xf', bundle, '-C', folder], { encoding: 'utf8' });
  assert.strictEqual(status, 0, stderr);
}
