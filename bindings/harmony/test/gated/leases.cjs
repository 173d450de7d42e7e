// Leases for tests of the wrappers: the real gate gives them, on a phone whose user allows everything.
'use strict';

const { after } = require('node:test');
const { Hardware } = require('../../node/device/hardware.cjs');
const { accepted, access, device, library, policyText } = require('../gates.cjs');

// The gate's threads do not keep Node alive while a test waits for them.
const alive = setInterval(() => {}, 60_000);
after(() => clearInterval(alive));

/** What the real policy does not declare, and there are wrappers for. */
const more = {
  'bluetooth-devices': { bluetooth: ['scan'] },
  'clipboard-command': { clipboard: ['read', 'write'] },
  'device-location': { location: ['coarse'] },
  'friend-recommendation': { contacts: ['match'] },
  'live-reminder': { calendar: ['write', 'read'] },
  'local-music': { media: ['images', 'video'] },
  'shake': { motion: ['activity'] },
};

const page = 'web:https://h5.example.com';

function policy() {
  const all = JSON.parse(policyText());
  for (const [id, needs] of Object.entries(more)) {
    const purpose = all.purposes.find((it) => it.id === id);
    Object.entries(needs).forEach(([resource, scope]) => purpose.needs.push({ resource, scope, optional: true }));
  }
  // One page may film, and know where it is.
  all.sdks.push({ ...all.sdks[3], id: page, role: 'independent' });
  all.purposes.filter((it) => ['record-video', 'nearby-live'].includes(it.id)).forEach((it) => { it.callers = ['app', page]; });
  // Tests ask more often than people do.
  all.purposes.forEach((purpose) => delete purpose.limit);
  return JSON.stringify(all);
}

const text = policy();
let open;
let accounts = 0;

/** A phone as new, with another account on it: opening the gate anew takes far longer. */
async function phone(how) {
  if (open?.app !== device.app || how !== undefined) {
    const { menshen, ability } = await accepted({ phone: how, policy: text });
    open = { menshen, ability, app: device.app };
  }
  device.hardware = new Hardware();
  device.calls = [];
  device.messages = [];
  device.notifications = 'on';
  open.ability.toForeground();
  open.menshen.switchSubject(`account ${accounts += 1}`, 'adult');
  return open;
}

/** What the tests hold: a lease, the gate that gave it, the library (`gate`) and the phone's parts. `allow` are the
 *  permissions that the user gave, of those that the app declares. */
async function holding(purpose, resource, scopes, { allow = [], how } = {}) {
  const { menshen, ability } = await phone(how);
  const given = new Set(allow.map((it) => `ohos.permission.${it}`));
  [...device.permissions.declared].forEach((it) => device.permissions.set(it, given.has(it) ? 'granted' : 'not_asked'));
  const held = { menshen, ability, gate: library(), hardware: device.hardware };
  return { ...held, ...await another(held, purpose, resource, scopes) };
}

/** Another lease, on the same phone. */
async function another({ menshen }, purpose, resource, scopes) {
  const wish = access(purpose, resource, scopes);
  await menshen.user.grant(wish);
  return { wish, lease: menshen.acquire(wish, true) };
}

/** How a lease can end. */
const ends = {
  'a withdrawal': ({ menshen, wish }) => menshen.user.withdraw(wish),
  'another account': ({ menshen }) => menshen.switchSubject('somebody else', 'adult'),
  'an erasure': ({ menshen }) => menshen.user.erase(),
  'its close': ({ lease }) => lease.close(),
};

/** What a call threw or rejected with. */
async function failure(call) {
  try {
    await call();
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
}

/** The words of how a call was denied. */
async function reason(call) {
  const error = await failure(call);
  if (error.name !== 'Denied') throw error;
  return error.reason;
}

module.exports = { another, device, ends, failure, holding, page, reason };
