'use strict';

const assert = require('node:assert');
const path = require('node:path');
const test = require('node:test');
const { access, command, device, internal, reason } = require('./gates.cjs');
const { eventually, inWindow, launch, page, until, whole } = require('./windows.cjs');

const scan = () => access('qr-scan', 'camera', 'preview');
const hum = () => access('hum-recognition', 'microphone', 'recognise');

/** The log of a user who scanned a code, and whose hummed song was not searched for. */
async function log(how) {
  const opened = launch({ language: 'en', ...how });
  const { menshen, host } = opened;
  await menshen.user.acceptPolicy();
  await menshen.user.grant(scan());
  device.permissions.set('ohos.permission.CAMERA', 'granted');
  await menshen.with(scan(), () => {});
  await reason(Promise.resolve().then(() => menshen.acquire(hum())));
  const text = how?.language === 'zh' ? '保存完整日志' : 'Save the whole log';
  return { ...opened, view: await page(host, 'AccessLogPage', text) };
}

/** The entries, newest first. */
const entries = (view) => view.nodes().filter((node) => /, (collapsed|expanded)$/.test(view.nameOf(node)))
  .map((node) => view.nameOf(node).replace(/^[\d:]+, /, '').replace(/, collapsed$/, ''));

const SCANNED = 'Scan a QR code, Camera (preview): allowed, released after less than 1 s';
const NOT_HUMMED = 'Hum to search, Microphone (recognise): denied, consent not asked for';

test('the log says in plain words what was used, by what, and how it ended', async () => {
  const { view } = await log();
  await eventually(() => entries(view).length > 0);
  assert.deepStrictEqual(entries(view), [NOT_HUMMED, SCANNED]);
  assert.ok(view.has('Records: 2. Kept on this device only.'));
});

test('and so in Chinese', async () => {
  const { view, host } = await log({ language: 'zh' });
  await until(host, '麦克风（识别声音）：拒绝，尚未征求同意');
  assert.ok(view.has('相机（取景）：允许，用完归还，历时不到 1 秒') && view.has('2 条记录，只存在这台设备上。'));
});

test('chips tell accesses, denials and everything apart', async () => {
  const { view } = await log();
  await eventually(() => entries(view).length > 0);
  view.tap('Denied');
  assert.deepStrictEqual(entries(view), [NOT_HUMMED]);
  view.tap('All records');
  const all = entries(view);
  assert.ok(all.length > 4 && all.includes(SCANNED), all.join('\n'));
  assert.ok(all.includes('Privacy policy, Accepted, version 2024-08-23'), all.join('\n'));
  assert.ok(all.includes('Scan a QR code, Granted (by the user, in the app)') || all.some((it) => /^Scan a QR code, Camera.*granted \(by the user, in the app\)$/.test(it)), all.join('\n'));
});

test('menus choose a purpose and a resource', async () => {
  const { view } = await log();
  await eventually(() => entries(view).length > 0);
  view.pick('By purpose: All purposes', 'Hum to search');
  assert.deepStrictEqual(entries(view), [NOT_HUMMED]);
  view.pick('By purpose: Hum to search', 'All purposes');
  view.pick('By resource: All resources', 'Camera');
  assert.deepStrictEqual(entries(view), [SCANNED]);
  view.pick('By purpose: All purposes', 'Hum to search');
  assert.deepStrictEqual(entries(view), []);
  assert.ok(view.has('Records: 0. Kept on this device only.'));
});

test('an entry opens to its details', async () => {
  const { view } = await log();
  await eventually(() => entries(view).length > 0);
  view.tap(/Hum to search, .*collapsed$/);
  for (const said of ['Policy clauses: 一(二)8', 'Asked by: the app itself', 'App: foreground', 'Tapped by the user: no',
    'Policy version: 2024-08-23', 'In the log: decision · hum-recognition · consent_not_asked']) {
    assert.ok(view.has(said), `${said} among\n${view.nodes().map((node) => view.nameOf(node)).join('\n')}`);
  }
});

test('only the first entry of a day says the day', async () => {
  const { view } = await log();
  await eventually(() => entries(view).length > 1);
  const day = /^\w+ \d+, \d{4}$/;
  assert.strictEqual(view.texts().filter((text) => day.test(text)).length, 1);
});

test('what is earlier comes on demand', async () => {
  const { menshen, ability } = launch({ language: 'en' });
  await menshen.user.acceptPolicy();
  menshen.switchSubject('anna', 'adult');
  const record = access('voice-recording', 'microphone', 'record');
  await menshen.user.grant(record);
  device.permissions.set('ohos.permission.MICROPHONE', 'granted');
  for (let count = 0; count < 110; count += 1) menshen.acquire(record).close();
  const host = inWindow(ability, { language: 'en' });
  const view = await page(host, 'AccessLogPage', 'Earlier records');
  const before = entries(view).length;
  view.tap('Earlier records');
  await eventually(() => entries(view).length > before);
  assert.ok(!view.has('Earlier records'));
});

test('the whole log is saved as the file that the command verifies', async () => {
  const { menshen, view, host } = await log();
  await menshen.user.grant(whole('targeted-ads'));
  const place = path.join(device.filesDir, 'picked.tar');
  view.tap('Save the whole log');
  await device.person.says('save picker', [place]);
  await eventually(() => host.toasts.length > 0);
  assert.deepStrictEqual(host.toasts, ['Saved']);
  const verified = command('log', 'verify', place);
  assert.strictEqual(verified.code, 0, verified.text + verified.errors);
});

/** A record in words, as it stands below the time. */
function told(record, language = 'en') {
  const { host, menshen } = launch({ language });
  const { Lang } = internal('ui/Lang');
  const { LogReader } = internal('ui/LogReader');
  const [entry] = new LogReader(Lang.of(host.uiContext), menshen.policy).read([JSON.stringify({ at: '2026-11-22T08:00:00Z', ...record })]);
  return entry;
}

for (const [record, en, zh] of [
  [{ kind: 'os_observed', resource: 'location', scope: ['fine'], covered: false }, 'Location (precise): the system saw a use that did not pass the gate', '位置（精确位置）：系统看到一次没有经过门的使用'],
  [{ kind: 'os_observed', resource: 'location', scope: ['fine', 'coarse'], covered: true }, 'Location (precise): the system saw a use that the gate allowed', '位置（精确位置）：系统看到一次经门允许的使用'],
  [{ kind: 'sdk', sdk: 'push', running: true, verdict: 'deny', reason: 'policy_not_accepted' }, 'Running, denied, policy not accepted', '已在运行，拒绝，未同意隐私政策'],
  [{ kind: 'os_grant', resource: 'camera', scope: ['preview'], grant: 'permanently_denied' }, 'Camera (preview): system permission: denied for good', '相机（取景）：系统权限：被拒绝且不再询问'],
  [{ kind: 'subject', subject_kind: 'account' }, 'An account signed in', '账号登录'],
  [{ kind: 'guardian', action: 'grant' }, 'Granted', '同意'],
  [{ kind: 'erased' }, 'Erased', '已清除'],
  [{ kind: 'gap', count: 3 }, '3 missing', '缺 3 条'],
  [{ kind: 'prompt', purpose: 'qr-scan', prompt: 'os_dialog', answer: 'refused' }, 'System dialog (refused)', '系统权限弹窗（拒绝）'],
  [{ kind: 'decision', purpose: 'qr-scan', verdict: 'deny', reason: 'consent_refused', observed: true, count: 4, uses: [] }, 'Denied, consent refused, let through in observe mode ×4', '拒绝，用户已拒绝，观察模式仍放行 ×4'],
  [{ kind: 'decision', purpose: 'gone', verdict: 'deny', reason: 'reason_of_tomorrow', uses: [] }, 'Denied, reason_of_tomorrow', '拒绝，reason_of_tomorrow'],
]) {
  test(`${record.kind}: ${en}`, () => {
    assert.strictEqual(told(record).what, en);
    assert.strictEqual(told(record, 'zh').what, zh);
  });
}

test('what did not pass the gate stands out as a denial does', () => {
  assert.strictEqual(told({ kind: 'os_observed', resource: 'location', scope: ['fine'], covered: false }).denied, true);
  assert.strictEqual(told({ kind: 'os_observed', resource: 'location', scope: ['fine'], covered: true }).denied, false);
});

test('a lease is told apart from another whose number differs in the last digit only', () => {
  const { host, menshen } = launch({ language: 'en' });
  const { Lang } = internal('ui/Lang');
  const { LogReader } = internal('ui/LogReader');
  const decision = (lease) => `{"kind":"decision","at":"2026-11-22T08:00:00Z","purpose":"qr-scan","verdict":"allow","uses":[{"resource":"camera","scope":["preview"],"lease":${lease}}]}`;
  const read = new LogReader(Lang.of(host.uiContext), menshen.policy).read([
    '{"kind":"release","at":"2026-11-22T08:00:09Z","lease":18446744073709551614,"how":"released","held_ms":9000}',
    decision('18446744073709551615'), decision('18446744073709551614'),
  ]);
  assert.deepStrictEqual(read.map((it) => it.what), ['Camera (preview): allowed', 'Camera (preview): allowed, released after 9 s']);
});
