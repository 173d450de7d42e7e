'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { html } = require('../node/arkui.cjs');
const { access, device, internal, reason } = require('./gates.cjs');
const { eventually, inWindow, launch, until } = require('./windows.cjs');

const scan = () => access('qr-scan', 'camera', 'preview');
const hum = () => access('hum-recognition', 'microphone', 'recognise');

/** The feature, tapped: what comes of it. */
const tapped = (menshen, wish) => menshen.with(wish, () => 'used', true);

async function accepted(how) {
  const opened = launch(how);
  await opened.menshen.user.acceptPolicy();
  return opened;
}

test('the policy comes first; who agrees goes on, with the purpose beside the system\'s dialog', async () => {
  const { menshen, host } = launch();
  const feature = tapped(menshen, scan());
  const policy = await until(host, '网易云音乐隐私政策');
  assert.ok(policy.has(/2024-08-23 版，2024-08-23 起生效/));
  policy.tap('同意');
  const dialog = await device.person.next('camera');
  const beside = await until(host, '扫描二维码');
  assert.ok(beside.has(/^用相机取景识别二维码/) && beside.has(/^如果拒绝：不能用相机扫码/));
  assert.deepStrictEqual(beside.nodes().filter((node) => node.attributes.has('onClick')), []);
  host.back();
  assert.strictEqual(host.top.has('扫描二维码'), true, 'it goes with the dialog, not before');
  dialog.answer('allow');
  assert.strictEqual(await feature, 'used');
  await eventually(() => host.dialogs.length === 0);
});

for (const [how, act, state] of [
  ['who disagrees', (host) => host.top.tap('不同意'), 'declined'],
  ['who goes back', (host) => host.back(), 'declined'],
]) {
  test(`${how} is in basic mode`, async () => {
    const { menshen, host } = launch();
    const feature = tapped(menshen, scan());
    await until(host, '不同意');
    act(host);
    assert.strictEqual(await reason(feature), 'policy_not_accepted');
    assert.strictEqual(menshen.policyState.state, state);
    assert.strictEqual(host.dialogs.length, 0);
  });
}

test('a tap beside a prompt may be a slip, and changes nothing', async () => {
  const { menshen, host } = launch();
  const feature = tapped(menshen, scan());
  await until(host, '不同意');
  host.tapOutside();
  assert.strictEqual(menshen.policyState.state, 'undecided');
  host.top.tap('不同意');
  await reason(feature);
});

test('the policy tells of everything, and leads to its full text', async () => {
  const { menshen, host, links } = launch();
  const feature = tapped(menshen, scan());
  const policy = await until(host, '同意');
  assert.ok(policy.has(/^同意后，我们为 35 项用途/) && policy.has(/^政策列出 8 项第三方服务，其中 4 项/));
  assert.ok(!policy.has('注册和登录'));
  policy.tap('全部 90 项用途');
  assert.ok(policy.has('注册和登录') && policy.has('全部 90 项用途，已展开'));
  policy.tap('全部 90 项用途，已展开');
  assert.ok(!policy.has('注册和登录'));
  policy.tap('阅读《网易云音乐隐私政策》全文');
  assert.deepStrictEqual(links, ['https://example.com/privacy']);
  policy.tap('不同意');
  await reason(feature);
});

test('without a browser the address is said', async () => {
  const { ability, menshen, host } = launch({ language: 'en' });
  ability.context.openLink = async () => { throw new Error('16000019'); };
  const feature = tapped(menshen, scan());
  (await until(host, 'Agree')).tap(/^Read the NetEase/);
  await eventually(() => host.toasts.length > 0);
  assert.deepStrictEqual(host.toasts, ['No browser to open it: https://example.com/privacy']);
  host.top.tap('Disagree');
  await reason(feature);
});

test('sensitive data has a sheet of its own that says what the law wants said', async () => {
  const { menshen, host } = await accepted();
  device.person.habits = { microphone: 'allow' };
  const feature = tapped(menshen, hum());
  const sheet = await until(host, '哼唱识别');
  for (const text of ['单独同意 · 敏感个人信息', '为什么必要', '对您的影响', '收集的信息', '如果拒绝', '保存期限', '政策条款']) {
    assert.ok(sheet.has(text), text);
  }
  sheet.tap('允许');
  assert.strictEqual(await feature, 'used');
});

test('nothing is ticked beforehand, and yes and no look the same', async () => {
  const { menshen, host } = await accepted();
  const feature = tapped(menshen, hum());
  const sheet = await until(host, '拒绝');
  assert.deepStrictEqual(sheet.nodes().filter((node) => ['Toggle', 'Checkbox', 'Radio'].includes(node.kind)), []);
  const looks = ['允许', '仅本次允许', '拒绝'].map((text) => {
    const label = sheet.find(text);
    const shown = (node) => JSON.stringify([...node.attributes].filter(([name]) => name !== 'onClick'));
    return shown(label) + shown(label.parent);
  });
  assert.strictEqual(new Set(looks).size, 1);
  sheet.tap('拒绝');
  assert.strictEqual(await reason(feature), 'consent_refused');
});

for (const [how, act] of [['a refusal', (host) => host.top.tap('Don’t allow')], ['the way back', (host) => host.back()]]) {
  test(`${how} is respected, and tells what else works`, async () => {
    const { menshen, host } = await accepted({ language: 'en' });
    const feature = tapped(menshen, hum());
    const sheet = await until(host, 'Hum to search');
    assert.ok(sheet.has('If you refuse'));
    act(host);
    assert.strictEqual(await reason(feature), 'consent_refused');
    assert.strictEqual(await reason(menshen.with(hum(), () => {})), 'consent_refused');
    assert.strictEqual(host.dialogs.length, 0, 'nobody is asked again without a tap');
  });
}

test('only this time is for this time', async () => {
  const { menshen, host } = await accepted({ language: 'en' });
  device.permissions.set('ohos.permission.MICROPHONE', 'granted');
  const feature = tapped(menshen, hum());
  (await until(host, 'Only this time')).tap('Only this time');
  assert.strictEqual(await feature, 'used');
  assert.strictEqual(menshen.check(hum()).allowed, false);
});

test('a third party that asks is named, with how it stands and the way to its policy', async () => {
  const { menshen, host, links } = await accepted({ language: 'en' });
  const { ConsentPrompt } = internal('Prompt');
  const purpose = menshen.policy.purposes.find((it) => it.id === 'payment');
  const sdk = { ...menshen.policy.sdks.find((it) => it.id === 'payment'), privacyUrl: 'https://pay.example.com' };
  menshen.ui.show(host.uiContext, new ConsentPrompt(purpose, [], true, sdk), () => {});
  const sheet = await until(host, 'Third party');
  assert.ok(sheet.has(/^.+ · 网易支付、.+ \(independent controller\)$/), sheet.texts().join('\n'));
  assert.ok(!sheet.has('Only this time'), 'nothing is used here that could be used once');
  sheet.tap('Read the third party’s privacy policy');
  assert.deepStrictEqual(links, ['https://pay.example.com']);
});

test('who refused for good is led to the settings, and told where to tap', async () => {
  const { menshen, host } = await accepted();
  device.person.habits = { camera: 'refuse' };
  await reason(tapped(menshen, scan()));
  const feature = tapped(menshen, scan());
  (await until(host, '允许')).tap('允许');
  const sheet = await until(host, '请在系统设置中允许“相机”');
  assert.ok(sheet.has('点“去设置”') && sheet.has('允许“相机”，然后返回') && sheet.has('2.'));
  sheet.tap('去设置');
  await device.person.says('settings', 'allow');
  assert.strictEqual(await feature, 'used');
});

test('a switch of the device is explained, and may be left as it is', async () => {
  const { menshen, host } = await accepted({ language: 'en' });
  const { SwitchPrompt } = internal('Prompt');
  const heard = [];
  const purpose = menshen.policy.purposes.find((it) => it.id === 'device-location');
  menshen.ui.show(host.uiContext, new SwitchPrompt(purpose, 'location'), (answer) => heard.push(answer));
  const sheet = await until(host, '“Location” is switched off on this device');
  assert.ok(sheet.has('Switch on “Location”, then come back'));
  sheet.tap('Not now');
  assert.deepStrictEqual(heard, ['no']);
});

test('a double tap answers once', async () => {
  const { menshen, host } = launch({ language: 'en' });
  const { PolicyPrompt } = internal('Prompt');
  const heard = [];
  menshen.ui.show(host.uiContext, new PolicyPrompt(menshen.policy, false), (answer) => heard.push(answer));
  const policy = await until(host, 'Agree');
  policy.tap('Agree');
  policy.tap('Disagree');
  assert.deepStrictEqual(heard, ['yes']);
});

test('a policy that changed says so', async () => {
  const { menshen, host } = launch({ language: 'en' });
  const { PolicyPrompt } = internal('Prompt');
  menshen.ui.show(host.uiContext, new PolicyPrompt(menshen.policy, true), () => {});
  const policy = await until(host, 'Agree');
  assert.ok(policy.has('The policy was updated to version 2024-08-23. You agreed to an earlier one; please decide again.'));
  assert.ok(!policy.has(/in full$/), 'there is no link without an address');
});

test('what cannot be shown counts as dismissed', async () => {
  const { menshen, ability } = launch();
  const { PolicyPrompt } = internal('Prompt');
  const host = inWindow(ability, {});
  host.show = () => { throw new Error('no window'); };
  const answer = await new Promise((resolve) => { menshen.ui.show(host.uiContext, new PolicyPrompt(menshen.policy, false), resolve); });
  assert.strictEqual(answer, 'dismissed');
  assert.match(device.messages.at(-1).text, /a prompt was not shown: no window/);
});

test('large text puts the choices below each other, and they scroll with what they are about', async () => {
  const isScrolled = (node) => node !== undefined && (node.kind === 'Scroll' || isScrolled(node.parent));
  const row = (node) => (node === undefined || node.kind === 'Row' ? node : row(node.parent));
  const laidOut = async (fontSizeScale) => {
    const { menshen, ability, host } = launch({ language: 'en' });
    ability.context.config = { fontSizeScale };
    const { PolicyPrompt } = internal('Prompt');
    menshen.ui.show(host.uiContext, new PolicyPrompt(menshen.policy, false), () => {});
    const [left, right] = [(await until(host, 'Disagree')).find('Disagree'), host.top.find('Agree')];
    return { besides: row(left) !== undefined && row(left) === row(right), scrolled: isScrolled(left) };
  };
  assert.deepStrictEqual(await laidOut(1), { besides: true, scrolled: false });
  assert.deepStrictEqual(await laidOut(2), { besides: false, scrolled: true });
});

test('by night everything is drawn in the colours of the night', async () => {
  const drawn = async (dark) => {
    const { menshen, host } = launch({ dark });
    const { PolicyPrompt } = internal('Prompt');
    menshen.ui.show(host.uiContext, new PolicyPrompt(menshen.policy, true), () => {});
    await until(host, '同意');
    return new Set(html(host).match(/#[0-9A-F]{8}/g));
  };
  const [day, night] = [await drawn(false), await drawn(true)];
  day.delete('#00000099');
  assert.deepStrictEqual([...day].filter((colour) => night.has(colour)), []);
});
