// The app in a window: the real gate and the real screens, and a user who reads and taps.
'use strict';

const assert = require('node:assert');
const { Host } = require('../node/arkui.cjs');
const { fresh, internal, library } = require('./gates.cjs');

const pages = ['PrivacyCentrePage', 'AccessLogPage', 'PolicyPage'];

/** Opens the gate, with the library's own prompts, and a window in a language, by day or night. */
function launch({ language = 'zh', dark = false, policyUrl = 'https://example.com/privacy', ...how } = {}) {
  const { menshen, ability } = fresh({ ...how, options: { ui: undefined, policyUrl } });
  const links = [];
  ability.context.openLink = async (link) => void links.push(link);
  return { menshen, ability, links, host: inWindow(ability, { language, dark }) };
}

/** Another window of the ability, such as in another language. */
function inWindow(ability, look) {
  const routes = pages.map((name) => internal(`ui/pages/${name}`)[name]);
  const host = new Host({ context: ability.context, routes, ...look });
  ability.uiContext = host.uiContext;
  return host;
}

/** Opens one of the library's pages, and waits until it says `text`: what it shows is read from the disk. */
async function page(host, name, text) {
  host.open(internal(`ui/pages/${name}`)[name]);
  return until(host, text);
}

/** The privacy centre of a user who accepted the policy. */
async function centre(how) {
  const opened = launch({ language: 'en', ...how });
  await opened.menshen.user.acceptPolicy();
  const view = await page(opened.host, 'PrivacyCentrePage', 'My data');
  return { ...opened, view };
}

/** A purpose as a whole, as a wish. */
const whole = (purpose) => new (library().MayUse)(purpose);

/** What stands below a purpose's title. */
const status = (view, title) => view.texts()[view.texts().indexOf(title) + 1];

/** Waits until the user sees `text`, which is the only one. */
async function until(host, text) {
  await eventually(() => host.top?.has(text), () => `there is no ${text} among\n${host.top?.texts().join('\n')}`);
  return host.top;
}

const patience = 10_000;

/** Waits until something holds. What never comes fails the test, and says `what` there is instead. */
async function eventually(holds, what = () => 'it never came') {
  const end = Date.now() + patience;
  while (!holds()) {
    assert.ok(Date.now() < end, what());
    await new Promise(setImmediate);
  }
}

module.exports = { centre, eventually, inWindow, launch, page, status, until, whole };
