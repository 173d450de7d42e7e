// What a web page asks for, as a caller of its own.
'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { access } = require('../gates.cjs');
const { device, holding, page } = require('./leases.cjs');

const limit = { timeout: 30_000 };
const [VIDEO, AUDIO, SENSOR] = ['TYPE_VIDEO_CAPTURE', 'TYPE_AUDIO_CAPTURE', 'TYPE_SENSOR'];
const ORIGIN = 'https://h5.example.com/';
const accesses = (caller) => ({
  camera: access('record-video', 'camera', 'video', caller),
  microphone: access('record-video', 'microphone', 'record', caller),
  location: access('nearby-live', 'location', 'fine', caller),
});

/** A page in a view, on a phone that permits the app everything; `reloads` counts. */
async function shown() {
  const allow = ['CAMERA', 'MICROPHONE', 'APPROXIMATELY_LOCATION', 'LOCATION'];
  const { menshen, gate } = await holding('shake', 'motion', 'raw', { allow });
  const view = { reloads: 0 };
  view.reloaded = new Promise((resolve) => { view.tell = resolve; });
  const reload = () => {
    view.reloads += 1;
    view.tell();
  };
  device.person.habits = { consent: 'no' };
  return { menshen, view, gate, web: new gate.GatedWeb(menshen, reload, accesses()) };
}

async function allow(menshen) {
  for (const it of Object.values(accesses(page))) await menshen.user.grant(it);
}

/** The answer to what a page asks for. */
function ask(web, resources, origin = ORIGIN) {
  return new Promise((resolve, reject) => {
    let answered = false;
    const answer = (said) => {
      if (answered) reject(new Error('answered twice'));
      answered = true;
      resolve(said);
    };
    web.ask({
      getOrigin: () => origin,
      getAccessibleResource: () => resources,
      grant: (granted) => answer(`granted ${granted.join(' ')}`),
      deny: () => answer('denied'),
    });
  });
}

function where(web, origin = ORIGIN) {
  return new Promise((resolve) => web.askWhere(origin, { invoke: (from, allowed, retain) => resolve([from, allowed, retain]) }));
}

async function latest(menshen, kinds) {
  return (await menshen.user.records(50, kinds)).map((it) => JSON.parse(it));
}

/** Waits until so many leases were given back or revoked. */
async function ended(menshen, before, count) {
  while ((await latest(menshen, ['release', 'revoked'])).length < before + count) await new Promise(setImmediate);
}

const ends = async (menshen) => (await latest(menshen, ['release', 'revoked'])).length;

test('a page is a caller of its own', limit, async () => {
  const { menshen, web } = await shown();
  for (const it of Object.values(accesses())) await menshen.user.grant(it);
  assert.strictEqual(await ask(web, [VIDEO]), 'denied');
  await allow(menshen);
  assert.strictEqual(await ask(web, [VIDEO, AUDIO]), `granted ${VIDEO} ${AUDIO}`);
  const two = (await latest(menshen, ['decision'])).slice(0, 2);
  assert.ok(two.every((it) => it.caller === page && it.reason == null));
  web.close();
});

test('a page that the policy does not list is denied', limit, async () => {
  const { menshen, web } = await shown();
  await allow(menshen);
  assert.strictEqual(await ask(web, [VIDEO], 'https://ads.example.com'), 'denied');
  const [record] = await latest(menshen, ['decision']);
  assert.deepStrictEqual([record.caller, record.reason], ['web:https://ads.example.com', 'undeclared_caller']);
});

test('an origin is one however it is written', limit, async () => {
  const { menshen, web } = await shown();
  await allow(menshen);
  assert.strictEqual(await ask(web, [VIDEO], 'HTTPS://H5.Example.com//'), `granted ${VIDEO}`);
  web.close();
});

test('what nobody gives an access for is denied, whole', limit, async () => {
  const { menshen, gate, web } = await shown();
  await allow(menshen);
  assert.strictEqual(await ask(web, [VIDEO, SENSOR]), 'denied');
  assert.strictEqual(await ask(web, []), 'denied');
  const eye = new gate.GatedWeb(menshen, () => {}, { camera: accesses().camera });
  assert.strictEqual(await ask(eye, [VIDEO, AUDIO]), 'denied');
  assert.deepStrictEqual(await where(eye), [ORIGIN, false, false]);
});

test('a withdrawal loads the page anew, and ends all of its leases', limit, async () => {
  const { menshen, view, web } = await shown();
  await allow(menshen);
  await ask(web, [VIDEO, AUDIO]);
  const before = await ends(menshen);
  await menshen.user.withdraw(accesses(page).microphone);
  await view.reloaded;
  await ended(menshen, before, 2);
  assert.strictEqual(view.reloads, 1);
  assert.strictEqual(await ask(web, [VIDEO, AUDIO]), 'denied');
});

test('another page, and the view\'s end, give the leases back', limit, async () => {
  const { menshen, view, web } = await shown();
  await allow(menshen);
  for (const end of [() => web.begin(), () => web.close()]) {
    await ask(web, [VIDEO]);
    const before = await ends(menshen);
    end();
    await ended(menshen, before, 1);
  }
  assert.strictEqual(view.reloads, 0);
  assert.strictEqual(await ask(web, [VIDEO]), 'denied');
});

test('the same asked again takes the place of the first', limit, async () => {
  const { menshen, web } = await shown();
  await allow(menshen);
  await ask(web, [VIDEO]);
  const before = await ends(menshen);
  assert.strictEqual(await ask(web, [VIDEO]), `granted ${VIDEO}`);
  await ended(menshen, before, 1);
  web.close();
  await ended(menshen, before, 2);
});

test('where the device is, is asked for alike', limit, async () => {
  const { menshen, view, web } = await shown();
  assert.deepStrictEqual(await where(web), [ORIGIN, false, false]);
  await allow(menshen);
  assert.deepStrictEqual(await where(web), [ORIGIN, true, false]);
  let before = await ends(menshen);
  web.hideWhere();
  await ended(menshen, before, 1);
  assert.strictEqual(view.reloads, 0);
  await where(web);
  before = await ends(menshen);
  await menshen.user.withdraw(accesses(page).location);
  await view.reloaded;
});

test('a page that goes while the user is asked gets nothing', limit, async () => {
  const { menshen, web } = await shown();
  device.person.habits = {};
  const answer = ask(web, [VIDEO]);
  const question = await device.person.next('consent');
  const before = await ends(menshen);
  web.close();
  question.answer('yes');
  assert.strictEqual(await answer, 'denied');
  await ended(menshen, before, 1);
});
