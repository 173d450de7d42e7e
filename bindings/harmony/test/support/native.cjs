'use strict';
// The native library in plain Node, and gates on the real policy.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { execFileSync } = require('node:child_process');
const { remove } = require('../../node/remove.cjs');

const root = path.join(__dirname, '../../../..');
const library = process.env.MENSHEN_NATIVE ?? path.join(root, 'target/debug/libmenshen_harmony.so');
const command = process.env.MENSHEN_BIN ?? path.join(root, 'target/debug/menshen');

function load() {
  const module = { exports: {} };
  process.dlopen(module, library);
  return module.exports;
}

const native = load();
const FAULT = 1;
const CAMERA = 0;
const PREVIEW = 1;

/** The real policy without its limits, for tests that use a purpose as fast as they can. */
function unlimited() {
  const policy = JSON.parse(fs.readFileSync(path.join(root, 'policies/netease-cloud-music.json'), 'utf8'));
  for (const purpose of policy.purposes) delete purpose.limit;
  return JSON.stringify(policy);
}
const policy = unlimited();

function options(dir, more = {}) {
  return JSON.stringify({ dir, policy, process: 'main', api: 12, observe: [], callSites: false, ...more });
}

/** A fresh folder, removed after the test. */
function folder(t) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'menshen-native-'));
  t.after(() => remove(dir));
  return dir;
}

/** A gate on a fresh folder, closed after the test. */
function opened(t, ...key) {
  let gate;
  // Before the folder is removed: what is to be done after a test is done in the order it was asked for.
  t.after(() => gate === undefined || native.close(gate));
  const dir = folder(t);
  gate = native.open(options(dir), ...key);
  return { gate, dir };
}

const scan = () => native.prepare('qr-scan', CAMERA, PREVIEW, 'app', true);

/** Grants `qr-scan` the camera. */
async function grant(gate) {
  await native.acceptPolicy(gate);
  native.switchSubject(gate, 'tester', 'adult');
  native.appState(gate, 'foreground');
  native.osChanged(gate, CAMERA, 7, 'granted');
  await native.answer(gate, scan(), 'grant');
}

async function granted(t, ...key) {
  const own = opened(t, ...key);
  await grant(own.gate);
  return own;
}

/** Waits for a callback, which alone does not keep Node alive. */
function heard(listen) {
  const awake = setInterval(() => {}, 1_000);
  return new Promise(listen).finally(() => clearInterval(awake));
}

/** What the `menshen` command prints for these words. */
function menshen(...words) {
  return execFileSync(command, words, { encoding: 'utf8' });
}

module.exports = { CAMERA, FAULT, PREVIEW, folder, grant, granted, heard, load, menshen, native, opened, options, policy, root, scan };
