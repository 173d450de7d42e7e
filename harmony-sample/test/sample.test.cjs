// The sample is what its policy says.
'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { command, policyFile, policyText, root } = require('../../bindings/harmony/test/gates.cjs');
const { parseJson, valueOf } = require('../../bindings/harmony/node/lint/source.cjs');
const { flows } = require('./flows.cjs');
const { load, main, Phone, sample } = require('./phone.cjs');

// Another system's assistant, and what is at home in clause 20.
const elsewhere = ['siri-control', 'customer-support'];
const clauses = [...Array.from({ length: 14 }, (_, at) => `一(二)${at + 4}`), '一(二)19'];
const purposes = JSON.parse(policyText()).purposes;

const features = () => {
  new Phone();
  return load('model/features/All').FEATURES;
};
const json5 = (...names) => valueOf(parseJson(path.join(sample, ...names)));

test('its policy is the shipped one', () => {
  const own = path.join(main, 'resources/rawfile/menshen/policy.json');
  assert.ok(fs.readFileSync(own, 'utf8') === policyText(), `copy ${policyFile()} to ${own}`);
});

test('its module is accepted without findings', () => {
  const { text } = command('policy', 'manifest', policyFile(), '--harmony', path.join(main, 'module.json5'));
  assert.ok(text.startsWith('no findings'), text);
});

test('the gate’s folders stay out of backups', () => {
  const { includes, excludes } = JSON.parse(fs.readFileSync(path.join(main, 'resources/base/profile/backup_config.json'), 'utf8'));
  const files = '/data/storage/el2/base/files/';
  assert.deepStrictEqual(excludes, [`${files}menshen/`, `${files}menshen-ids/`]);
  assert.ok(!includes.some((it) => files.startsWith(it)));
});

test('it is built for API 12, on the library’s package', () => {
  const [product] = json5('build-profile.json5').app.products;
  assert.strictEqual(product.compatibleSdkVersion, '5.0.0(12)');
  const library = JSON.parse(fs.readFileSync(path.join(root, 'bindings/harmony/library/oh-package.json5'), 'utf8'));
  const package_ = `file:../../target/har/menshen-gate-${library.version}.har`;
  assert.deepStrictEqual(json5('entry/oh-package.json5').dependencies, { [library.name]: package_ });
});

test('every purpose of its clauses is a feature', () => {
  const wanted = purposes.filter((it) => it.clauses.some((clause) => clauses.includes(clause))).map((it) => it.id)
    .filter((it) => !elsewhere.includes(it)).sort();
  assert.deepStrictEqual(features().map((it) => it.purpose).sort(), wanted);
  assert.deepStrictEqual(flows.map((it) => it.purpose).sort(), wanted);
});

test('every feature stands on the clause that it names', () => {
  for (const feature of features()) {
    const { clauses: own } = purposes.find((it) => it.id === feature.purpose);
    assert.ok(own.includes(`一(二)${feature.clause}`), feature.purpose);
  }
});

test('it has the features of the Android sample, under the same titles', () => {
  const rows = (name) => readme(name).map((row) => row.split(' | ').slice(0, 3).join(' | '));
  assert.deepStrictEqual(rows('harmony-sample').sort(), rows('android-sample').sort());
});

test('its README lists every feature, and what is asked', () => {
  const wanted = flows.map((flow) => {
    const feature = features().find((it) => it.purpose === flow.purpose);
    const through = feature.through.split(', ').map((it) => `\`${it}\``).join(', ');
    return `| 一(二)${feature.clause} | ${feature.title.zh} · ${feature.title.en} | \`${flow.purpose}\` | ${through} | ${asked(flow)} |`;
  });
  assert.deepStrictEqual(readme('harmony-sample'), wanted);
});

const readme = (name) => fs.readFileSync(path.join(root, name, 'README.md'), 'utf8').split('\n').filter((line) => line.startsWith('| 一(二)'));

const dialogs = {
  camera: 'camera', microphone: 'microphone', contacts: 'contacts', calendar: 'calendar', bluetooth: 'Bluetooth', audio: 'music and audio',
  notifications: 'notifications',
};

function asked({ asks, account, permissions }) {
  const place = permissions.length > 1 ? 'precise or approximate location' : 'approximate location';
  const said = asks.map((it) => (it === 'consent' ? 'a sheet' : `the system’s dialog (${it === 'location' ? place : dialogs[it]})`));
  return `${said.join(', ') || 'nothing'}${account ? '; for an account' : ''}`;
}

