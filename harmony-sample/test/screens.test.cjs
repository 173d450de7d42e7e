// The screens, and where they lead.
'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { html } = require('../../bindings/harmony/node/arkui.cjs');
const { root } = require('../../bindings/harmony/test/gates.cjs');
const { until } = require('./phone.cjs');
const { Story } = require('./story.cjs');

function signsIn(story, name) {
  const { host, home } = story.phone;
  home.tap('settings');
  host.top.type('name', name);
  host.top.tap('sign-in:adult');
  assert.ok(host.top.has(name));
  host.back();
}

/** Pictures as HTML, for people to look at. */
const pictures = path.join(root, 'target/screenshots/harmony-sample');

function picture(story, name) {
  const { language, dark } = story.phone.look;
  fs.mkdirSync(pictures, { recursive: true });
  fs.writeFileSync(path.join(pictures, `${name}-${language}${dark ? '-dark' : ''}.html`), html(story.phone.host));
}

for (const look of [{ language: 'zh' }, { language: 'en' }, { language: 'zh', dark: true }, { language: 'en', dark: true }]) {
  const title = look.language === 'zh' ? '门神音乐' : 'Menshen Music';
  const basic = look.language === 'zh' ? '基本模式' : 'Basic mode';

  test(`the home screen in ${look.language}${look.dark ? ' by night' : ''}`, async () => {
    const story = await new Story(look).declined();
    const { home } = story.phone;
    assert.ok(home.has(title) && home.has(basic));
    picture(story, 'basic');
    await story.app.menshen.user.acceptPolicy();
    await until('the rest', () => !home.has(basic));
    signsIn(story, 'lin');
    for (const purpose of ['playback-history', 'local-music']) {
      await story.taps(purpose);
      await story.saysYesToAll(purpose);
    }
    assert.ok(home.has(look.language === 'zh' ? '找到 2 首歌' : '2 songs found'));
    assert.deepStrictEqual(home.texts().filter((it) => (look.language === 'zh' ? false : /[\u4e00-\u9fff]/.test(it))), [], 'one language');
    picture(story, 'home');
  });
}

test('a row says what it is, what it said and whether it is allowed', async () => {
  const story = await new Story().accepted();
  const row = () => rowOf(story.phone.home, 'hum-feedback');
  assert.deepStrictEqual(row(), ['哼', '哼唱反馈', '隐私政策 一(二)8']);
  await story.taps('hum-feedback');
  await story.saysYesToAll('hum-feedback');
  await until('the verdict', () => row().length === 4);
  assert.deepStrictEqual(row(), ['哼', '哼唱反馈', '谢谢，反馈会让识别更准', '已允许']);
});

test('a row that runs says how to stop it', async () => {
  const story = await new Story().accepted();
  await story.taps('shake');
  assert.deepStrictEqual(rowOf(story.phone.home, 'shake').slice(2), ['摇一摇换下一首，点一下结束', '停止']);
});

const rowOf = (view, id) => view.nodes().filter((node) => isIn(node, view.find(id))).map((node) => view.textOf(node)).filter((it) => it);
const isIn = (node, other) => node !== undefined && (node === other || isIn(node.parent, other));

test('who signs in is on the home screen, and may sign out', async () => {
  const story = await new Story().accepted();
  const { host, home } = story.phone;
  signsIn(story, 'wei');
  home.tap('wei');
  host.top.tap('sign-out');
  host.back();
  assert.ok(home.has('游客'));
  assert.strictEqual(story.app.account.name, '');
});

test('a child’s guardian agrees in the settings', async () => {
  const story = await new Story().accepted();
  const { host, home } = story.phone;
  home.tap('settings');
  picture(story, 'settings');
  host.top.tap('sign-in:child');
  assert.strictEqual(story.reason('search'), 'guardian_required');
  host.top.tap('guardian');
  await until('the guardian', () => story.reason('search') !== 'guardian_required');
  host.top.tap('guardian-off');
  await until('the end of it', () => story.reason('search') === 'guardian_required');
});

test('the settings lead to the library’s privacy centre and access log', async () => {
  const story = await new Story().accepted();
  const { host, home } = story.phone;
  home.tap('settings');
  host.top.tap('privacy');
  await until('the privacy centre', () => host.top.has('扫描二维码'));
  host.back();
  host.top.tap('log');
  await until('the access log', () => host.top.has('访问日志'));
});
