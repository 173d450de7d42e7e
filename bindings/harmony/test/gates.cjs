// Gates for tests: the real native library on the real policy, on a phone out of the box.
'use strict';

const assert = require('node:assert');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
require('../node/ets.cjs');
const { device } = require('../node/device.cjs');

const root = path.resolve(__dirname, '../../..');
const raw = 'menshen/policy.json';
const binary = process.env.MENSHEN_BIN ?? path.join(root, 'target/debug/menshen');

/** The library as the app of now sees it: after `device.restart()` another one. */
const library = (file = 'library/Index.ets') => require(path.resolve(__dirname, '..', file));
const internal = (name) => library(`library/src/main/ets/${name}.ets`);

const policyFile = (name = 'netease-cloud-music') => path.join(root, `policies/${name}.json`);
const policyText = (name) => fs.readFileSync(policyFile(name), 'utf8');

/** The policy without its limits, for tests that use a feature again and again. */
function unlimited() {
  const policy = JSON.parse(policyText());
  policy.purposes.forEach((purpose) => delete purpose.limit);
  return JSON.stringify(policy);
}

/** Opens the gate on a phone out of the box: nothing is accepted, nothing granted. `phone` says which, `policy`
 *  is its text. */
function fresh({ phone = {}, policy = policyText(), options = {} } = {}) {
  device.reset(phone);
  device.rawFiles.set(raw, policy);
  return open(options);
}

/** Opens the app again, such as after `device.restart()`. */
function open(options = {}) {
  const ability = device.create();
  const menshen = library().Menshen.open(ability.context, { ui: new AskingUi(), ...options });
  ability.toForeground();
  return { menshen, ability };
}

/** A gate whose user accepted the policy. */
async function accepted(how) {
  const opened = fresh(how);
  await opened.menshen.user.acceptPolicy();
  return opened;
}

/** Prompts, put before the person of the device under their names: `policy`, `consent`, `settings prompt`, `switch
 *  prompt`. The one beside the system's dialog needs no answer: it is kept in `beside`. */
class AskingUi {
  static beside = [];

  show(host, prompt, answer) {
    assert.ok(host.getHostContext(), 'a prompt is shown in a window');
    const kind = KINDS[prompt.constructor.name];
    if (kind !== 'beside') return device.person.ask(kind, prompt, answer);
    const shown = { prompt, open: true, close: () => { shown.open = false; } };
    AskingUi.beside.push(shown);
    return shown;
  }
}

const KINDS = {
  PolicyPrompt: 'policy',
  ConsentPrompt: 'consent',
  BesideDialogPrompt: 'beside',
  SettingsPrompt: 'settings prompt',
  SwitchPrompt: 'switch prompt',
};

/** An access by the names of a resource and its scopes, as generated code makes it. */
function access(purpose, resource, scopes, caller) {
  const { Access } = library();
  const number = internal('Words').RESOURCES.indexOf(resource);
  const names = native().scopeNames(number);
  const bits = scopes.split(' ').reduce((sum, name) => sum | (1 << names.indexOf(name)), 0);
  assert.ok(number >= 0 && bits > 0, `${resource}:${scopes}`);
  return new Access(purpose, number, bits, caller);
}

const native = () => require('libmenshen_harmony.so');

/** Does something with another native library in the real one's place: the app is opened anew for it. */
async function withNative(exports, act) {
  const loaded = require.cache[require.resolve('libmenshen_harmony.so')];
  const real = loaded.exports;
  device.restart();
  loaded.exports = exports(real);
  try {
    await act();
  } finally {
    loaded.exports = real;
    device.restart();
  }
}

/** Lets time pass, for the gates of this process: the native library of tests has a clock that can be moved. */
const pass = ({ hours = 0, seconds = 0 }) => native().testPass((hours * 3600 + seconds) * 1000);

/** How a feature was denied. */
async function denial(feature) {
  const denied = await Promise.resolve(feature).then(() => assert.fail('it was allowed'), (error) => error);
  assert.strictEqual(denied.name, 'Denied', denied.stack);
  return denied;
}

const reason = async (feature) => (await denial(feature)).reason;

/** Waits for what the native library tells: that alone keeps no process alive. */
async function heard(promise, most = 20_000) {
  let timer;
  const nothing = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('nothing was heard')), most);
  });
  return Promise.race([promise, nothing]).finally(() => clearTimeout(timer));
}

/** How a lease is ended by somebody else. */
const revoked = (lease) => heard(new Promise((resolve) => lease.onRevoked(resolve)));

/** Runs the `menshen` command: what it prints, and its exit code. */
function command(...words) {
  const { status, stdout, stderr, error } = spawnSync(binary, words, { encoding: 'utf8' });
  if (error) throw error;
  return { code: status, text: stdout, errors: stderr, json: () => JSON.parse(stdout), lines: () => stdout.trim().split('\n') };
}

/** Ends the app when a test file is done, whatever came of it. */
require('node:test').after(() => device.restart());

module.exports = { accepted, access, AskingUi, command, denial, device, fresh, heard, internal, library, native, open, pass, policyFile, policyText, raw, reason, revoked, root, unlimited, withNative };
