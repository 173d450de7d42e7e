// Takes approximate pictures of every screen, in both languages, by day and night:
//
//   node bindings/harmony/test/pictures.cjs DIR [part of a name]
//
// `CHROMIUM` says where the browser is.
'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { html } = require('../node/arkui.cjs');
const { access, device, internal } = require('./gates.cjs');
const { eventually, inWindow, launch, page, whole } = require('./windows.cjs');

const [folder = '.', part = ''] = process.argv.slice(2);
const size = { width: 360, height: 780 };
const words = {
  zh: { log: '保存完整日志', centre: '我的数据', scan: '扫描二维码', denied: '被拒绝的', used: '本周用过' },
  en: { log: 'Save the whole log', centre: 'My data', scan: 'Scan a QR code', denied: 'Denied', used: 'Used this week' },
};

main();

async function main() {
  fs.mkdirSync(folder, { recursive: true });
  for (const language of ['zh', 'en']) {
    for (const dark of [false, true]) await looks({ language, dark });
  }
}

async function looks(look) {
  const app = await used(look);
  for (const [name, show] of Object.entries(screens)) {
    const file = path.join(folder, `${name}-${look.language}${look.dark ? '-dark' : ''}`);
    if (!file.includes(part)) continue;
    const host = inWindow(app.ability, look);
    await show(host, app, words[look.language]);
    take(host, file);
  }
}

/** The app after a day's use. */
async function used(look) {
  const app = launch(look);
  const { menshen } = app;
  const scan = access('qr-scan', 'camera', 'preview');
  await menshen.user.acceptPolicy();
  await menshen.user.grant(whole('qr-scan'));
  device.permissions.set('ohos.permission.CAMERA', 'granted');
  for (let count = 0; count < 3; count += 1) menshen.acquire(scan, true).close();
  for (const [purpose, resource, scope] of [['hum-recognition', 'microphone', 'recognise'], ['nearby-people', 'location', 'coarse']]) {
    await Promise.resolve().then(() => menshen.acquire(access(purpose, resource, scope))).catch(() => undefined);
  }
  await menshen.user.withdraw(whole('personalised-content'));
  return app;
}

const purposeOf = (menshen, id) => menshen.policy.purposes.find((it) => it.id === id);

async function prompt(host, { menshen }, made) {
  menshen.ui.show(host.uiContext, made, () => undefined);
  while (host.top === undefined) await new Promise(setImmediate);
}

/** A prompt for a purpose, by the name of its class. */
const about = (type, id, ...rest) => (host, app) => {
  const purpose = purposeOf(app.menshen, id);
  return prompt(host, app, new (internal('Prompt')[type])(purpose, ...rest.map((it) => (it === 'needs' ? purpose.needs : it))));
};

const screens = {
  policy: (host, app) => prompt(host, app, new (internal('Prompt').PolicyPrompt)(app.menshen.policy, false, 'https://example.com')),
  consent: about('ConsentPrompt', 'qr-scan', 'needs', false),
  'consent-separate': about('ConsentPrompt', 'device-location', 'needs', true),
  'consent-third-party': (host, app) => {
    const sdk = app.menshen.policy.sdks.find((it) => it.id === 'payment');
    return about('ConsentPrompt', 'payment', [], true, { ...sdk, privacyUrl: 'https://example.com' })(host, app);
  },
  beside: about('BesideDialogPrompt', 'qr-scan', 'camera'),
  settings: about('SettingsPrompt', 'qr-scan', 'camera'),
  switch: about('SwitchPrompt', 'device-location', 'location'),
  centre: (host, _, { centre }) => page(host, 'PrivacyCentrePage', centre),
  'centre-open': async (host, _, { centre, used: filter, scan }) => {
    const view = await page(host, 'PrivacyCentrePage', centre);
    view.tap(filter);
    view.tap(new RegExp(`^${scan}[，,]`));
    scrolled(host, 540);
  },
  log: (host, _, { log }) => entries(host, log),
  'log-denied': async (host, _, { log, denied }) => {
    const folded = await entries(host, log);
    host.top.tap(denied);
    host.top.tap(folded()[0]);
  },
  view: async (host) => void host.open(internal('ui/pages/PolicyPage').PolicyPage),
};

/** The log, once it is read; gives what names its closed entries. */
async function entries(host, text) {
  const view = await page(host, 'AccessLogPage', text);
  const folded = () => view.nodes().map((node) => view.nameOf(node)).filter((name) => /，已收起$|, collapsed$/.test(name));
  await eventually(() => folded().length > 0);
  return folded;
}

/** How far down the list a picture begins. */
function scrolled(host, by) {
  host.scroll = by;
}

function take(host, file) {
  const script = `<script>document.querySelectorAll('[data-is=List]').forEach((it) => { it.scrollTop = ${host.scroll ?? 0}; });</script>`;
  fs.writeFileSync(`${file}.html`, html(host, size) + script);
  const options = ['--headless', '--no-sandbox', '--hide-scrollbars', '--disable-gpu', '--force-device-scale-factor=1.25', `--window-size=${size.width},${size.height}`];
  execFileSync(process.env.CHROMIUM ?? 'chromium', [...options, `--screenshot=${file}.png`, `${file}.html`], { stdio: 'ignore' });
  fs.rmSync(`${file}.html`);
}
