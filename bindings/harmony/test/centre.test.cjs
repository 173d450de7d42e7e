'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { access, device, fresh, internal } = require('./gates.cjs');
const { centre, eventually, inWindow, status, until, whole } = require('./windows.cjs');

/** The titles of the purposes that are listed: those of the rows. */
function listed(view, menshen) {
  const titles = menshen.policy.purposes.map((it) => it.title.en);
  const inRow = (node) => node !== undefined && (node.kind === 'PurposeRow' || inRow(node.parent));
  return view.nodes().filter((node) => node.kind === 'Text' && inRow(node)).map((node) => view.textOf(node)).filter((text) => titles.includes(text));
}

/** Opens or closes a row, by what a screen reader calls it. */
const fold = (view, title) => view.tap(new RegExp(`^${title}, .*(expanded|collapsed)$`));

test('the privacy centre lists every purpose, how it stands, and who uses the app', async () => {
  const { menshen, view } = await centre();
  assert.deepStrictEqual(listed(view, menshen), menshen.policy.purposes.map((it) => it.title.en));
  assert.ok(view.has('Guest') && view.has(/^You accepted the NetEase Cloud Music privacy policy, version 2024-08-23, on /));
  assert.match(status(view, 'Register and log in'), /^Needs no consent: needed for a contract$/);
  assert.match(status(view, 'Playback history and favourites'), /^Allowed · since \w+ \d+, \d{4}$/);
  assert.strictEqual(status(view, 'Scan a QR code'), 'Asked when used');
  assert.match(status(view, 'One account for related products'), /^Not available: sign-in required$/);
});

for (const [reason, standing] of [
  [undefined, 'on'], ['over_budget', 'on'], ['not_foreground', 'on'], ['consent_scope', 'not_asked'], ['consent_not_asked', 'not_asked'],
  ['consent_withdrawn', 'off'], ['consent_refused', 'off'], ['guardian_required', 'unavailable'], ['gate_fault', 'unavailable'],
]) {
  test(`without a grant, ${reason ?? 'allowed'} stands as ${standing}`, () => {
    fresh();
    const { PurposeState } = internal('ui/PurposeState');
    const { OwnCopy } = internal('ui/OwnCopy');
    const purpose = { id: 'x', basis: 'consent', consent: 'policy' };
    const stands = (policy) => new PurposeState(purpose, reason, new OwnCopy('null'), { state: policy }, []).standing;
    assert.deepStrictEqual([stands('accepted'), stands('declined')], [standing, 'unavailable']);
  });
}

test('a purpose of which a part is allowed can be switched off', async () => {
  const { menshen, view } = await centre();
  menshen.switchSubject('anna', 'adult');
  await menshen.user.grant(access('record-video', 'microphone', 'record'));
  assert.match(menshen.check(whole('record-video')).reason, /^consent_/);
  const title = menshen.policy.purposes.find((it) => it.id === 'record-video').title.en;
  await eventually(() => view.all(title).some((node) => node.kind === 'Toggle') && view.isOn(title));
  view.flip(title);
  await eventually(() => /^(Off|Asked)/.test(status(view, title)));
  assert.strictEqual(view.isOn(title), false);
});

test('a row opens to all about its purpose, with how often it was used this week', async () => {
  const { menshen, view, host } = await centre();
  device.permissions.set('ohos.permission.CAMERA', 'granted');
  await menshen.user.grant(access('qr-scan', 'camera', 'preview'));
  await menshen.with(access('qr-scan', 'camera', 'preview'), () => {});
  await menshen.with(access('qr-scan', 'camera', 'preview'), () => {});
  await menshen.user.withdraw(whole('voice-recording'));
  await until(host, /^Allowed · since .* · used 2 times this week$/);
  fold(view, 'Scan a QR code');
  assert.ok(view.has(/^Allowed 2 times, denied 0 times; last on /));
  for (const label of ['Why', 'Data collected', 'Permissions used', 'When off', 'Consent', 'Kept for', 'Policy clauses']) {
    assert.ok(view.has(label), label);
  }
  assert.ok(view.has('Camera (preview); media (what you pick), optional') && view.has('一(二)7') && view.has('Not kept'));
  fold(view, 'Scan a QR code');
  assert.ok(!view.has('When off'));
});

test('a switch that goes off withdraws at once, and ends what is under way', async () => {
  const { menshen, view, host } = await centre();
  await menshen.user.grant(whole('qr-scan'));
  device.permissions.set('ohos.permission.CAMERA', 'granted');
  const lease = menshen.acquire(access('qr-scan', 'camera', 'preview'));
  await eventually(() => view.isOn('Scan a QR code'));
  view.flip('Scan a QR code');
  await eventually(() => /^Off/.test(status(view, 'Scan a QR code')));
  assert.strictEqual(view.isOn('Scan a QR code'), false);
  assert.strictEqual(lease.live(), false);
  assert.strictEqual(menshen.check(access('qr-scan', 'camera', 'preview')).reason, 'consent_withdrawn');
  assert.deepStrictEqual(host.toasts, []);
});

test('what the policy covers goes on at once', async () => {
  const { menshen, view } = await centre();
  view.flip('Personalised content');
  await eventually(() => status(view, 'Personalised content') === 'Off');
  view.flip('Personalised content');
  await eventually(() => /^Allowed/.test(status(view, 'Personalised content')));
  assert.strictEqual(menshen.mayUse(whole('personalised-content')), true);
});

test('anything else goes on by its sheet, and not without a yes', async () => {
  const { menshen, view, host } = await centre();
  view.flip('Hum to search');
  const sheet = await until(host, 'Separate consent · sensitive personal data');
  sheet.tap('Don’t allow');
  await eventually(() => status(view, 'Hum to search') === 'Off');
  assert.strictEqual(view.isOn('Hum to search'), false, 'the switch is back where it was');
  view.flip('Hum to search');
  (await until(host, 'Allow')).tap('Allow');
  await eventually(() => /^Allowed/.test(status(view, 'Hum to search')));
  assert.ok(view.isOn('Hum to search'));
  assert.strictEqual(menshen.check(whole('hum-recognition')).allowed || menshen.check(whole('hum-recognition')).reason.startsWith('os_'), true);
});

test('what could not be kept is said, and the switch goes back', async () => {
  const { menshen, view, host } = await centre();
  menshen.user.withdraw = async () => { throw new Error('the disk is full'); };
  view.flip('Personalised content');
  await eventually(() => host.toasts.length > 0);
  assert.deepStrictEqual(host.toasts, ['That failed: the disk is full']);
  await eventually(() => view.isOn('Personalised content'));
});

test('chips choose what is listed', async () => {
  const { menshen, view, host } = await centre();
  assert.ok(view.has('✓ All'));
  view.tap('Used this week');
  assert.deepStrictEqual([listed(view, menshen), view.has('No such purpose.')], [[], true]);
  view.tap('Sensitive');
  const sensitive = menshen.policy.purposes.filter((it) => it.sensitive).map((it) => it.title.en);
  assert.deepStrictEqual(listed(view, menshen), sensitive);
  view.tap('Allowed');
  const allowed = listed(view, menshen);
  assert.ok(allowed.includes('Personalised content') && !allowed.includes('Scan a QR code'));
  view.flip('Personalised content');
  await eventually(() => !listed(view, menshen).includes('Personalised content'));
  assert.deepStrictEqual(host.toasts, []);
});

test('a change from elsewhere is shown, and what is open stays open', async () => {
  const { menshen, view } = await centre();
  fold(view, 'Scan a QR code');
  await menshen.user.grant(whole('qr-scan'));
  await eventually(() => /^Allowed/.test(status(view, 'Scan a QR code')));
  assert.ok(view.has('When off'));
});

test('without a gate the centre says why', async () => {
  const { ability } = fresh({ policy: '{}', options: { ui: undefined } });
  const host = inWindow(ability, { language: 'en' });
  const view = host.open(internal('ui/pages/PrivacyCentrePage').PrivacyCentrePage);
  assert.ok(view.has(/^The gate is not open and denies everything: /));
});

test('everything that can be tapped is large enough, and has a name', async () => {
  const { view, host } = await centre();
  fold(view, 'Scan a QR code');
  view.tap('Erase my data');
  const screens = [view];
  for (const name of ['AccessLogPage', 'PolicyPage']) screens.push(host.open(internal(`ui/pages/${name}`)[name]));
  for (const screen of screens) {
    const tappable = screen.nodes().filter((node) => node.attributes.has('onClick') || ['Toggle', 'Select'].includes(node.kind));
    assert.ok(tappable.length > 3);
    for (const node of tappable) {
      assert.ok(touched(node) >= 48, `${node.kind} ${name(screen, node)}: ${touched(node)}`);
      assert.ok(name(screen, node), `${node.kind} has no name`);
    }
  }
});

/** How high the place is where a tap counts. */
function touched({ attributes }) {
  return attributes.get('responseRegion')?.[0].height ?? attributes.get('height')?.[0] ?? attributes.get('constraintSize')?.[0].minHeight;
}

/** What a screen reader says: its own name, or the texts in it. */
const name = (screen, node) => screen.nameOf(node) ?? screen.textOf(node) ?? node.children.map((child) => name(screen, child)).join(' ').trim();
