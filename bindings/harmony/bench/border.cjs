'use strict';
// What a call costs from JavaScript: the hand-written border, a class of napi-rs, the core without a
// border, and a look-up in a `Map`, in one run. Prints a table.
// usage: node border.cjs <library> <peer> <policy> [--quick]

const fs = require('node:fs');
const path = require('node:path');
const { remove } = require('../node/remove.cjs');

const [library, peer, policyFile] = process.argv.slice(2);
const quick = process.argv.includes('--quick');
const ROUNDS = quick ? 50 : 2_001;
// Short, so that most rounds are not interrupted.
const CHECKS = 2_000;
const LEASES = 50;
const [PURPOSE, CAMERA, PREVIEW] = ['qr-scan', 0, 1];

function load(file) {
  const module = { exports: {} };
  process.dlopen(module, path.resolve(file));
  return module.exports;
}

function unlimited() {
  const policy = JSON.parse(fs.readFileSync(policyFile, 'utf8'));
  for (const purpose of policy.purposes) delete purpose.limit;
  return JSON.stringify(policy);
}

async function granted(native, dir, policy) {
  const gate = native.open(JSON.stringify({ dir, policy, process: 'main', api: 12, observe: [], callSites: false }));
  const access = native.prepare(PURPOSE, CAMERA, PREVIEW, 'app', true);
  await native.acceptPolicy(gate);
  native.appState(gate, 'foreground');
  native.osChanged(gate, CAMERA, 7, 'granted');
  await native.answer(gate, access, 'grant');
  if (native.check(gate, access) !== 0) throw new Error('the access is denied');
  return { gate, access };
}

/** Nanoseconds of a call. */
function each(calls, act) {
  const start = process.hrtime.bigint();
  for (let call = 0; call < calls; call++) act();
  return Number(process.hrtime.bigint() - start) / calls;
}

function percentile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** The sides of a comparison, the first of which is the measure of the others. Each has its share of
 *  every round, so that they share what the machine does; a ratio is taken within the round. */
function compare(sides) {
  const times = sides.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    sides.forEach(([, measure], side) => times[side].push(measure()));
  }
  return sides.map(([name], side) => ({
    name,
    p50: percentile(times[side], 0.5),
    p99: percentile(times[side], 0.99),
    ratio: percentile(times[side].map((time, round) => time / times[0][round]), 0.5),
    more: percentile(times[side].map((time, round) => time - times[0][round]), 0.5),
  }));
}

const words = (time) => (time < 1e3 ? `${time.toFixed(0)} ns` : `${(time / 1e3).toFixed(1)} µs`);

function table(rows) {
  console.log('| | p50 | p99 | ÷ the core | more than the core |\n|---|---:|---:|---:|---:|');
  for (const { name, p50, p99, ratio, more } of rows) {
    console.log(`| ${name} | ${words(p50)} | ${words(p99)} | ${ratio.toFixed(2)} | ${words(more)} |`);
  }
  console.log();
}

async function main() {
  const native = load(library);
  const dir = fs.mkdtempSync(path.join(path.dirname(library), 'border-'));
  const policy = unlimited();
  const { gate, access } = await granted(native, path.join(dir, 'own'), policy);
  const { PeerGate } = load(peer);
  const other = new PeerGate(path.join(dir, 'peer'), policy, PURPOSE, CAMERA, PREVIEW);
  const map = new Map(JSON.parse(policy).purposes.map((purpose) => [purpose.id, 0]));
  const lease = native.acquire(gate, access);
  const core = 'the core alone, called from Rust';
  table(compare([
    [core, () => other.coreCheck(CHECKS)],
    ['a `Map` from purpose to yes, in JavaScript', () => each(CHECKS, () => map.get(PURPOSE))],
    ['`ended`: whether a lease lives', () => each(CHECKS, () => native.ended(lease))],
    ['`check` through the hand-written border', () => each(CHECKS, () => native.check(gate, access))],
    ['`check` of a napi-rs class', () => each(CHECKS, () => other.check())],
  ]));
  table(compare([
    [core, () => other.coreAcquire(LEASES)],
    ['`acquire` and `release` through the hand-written border', () => each(LEASES, () => native.release(native.acquire(gate, access)))],
    ['`acquire` and `release` of napi-rs classes', () => each(LEASES, () => other.acquire().release())],
  ]));
  native.close(gate);
  remove(dir);
}

main();
