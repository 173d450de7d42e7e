'use strict';

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { lint } = require('../node/lint/index.cjs');

const fixtures = path.join(__dirname, 'fixtures/lint');
const mark = / \/\/! (.*)$/;

const filesIn = (folder) => fs.readdirSync(folder, { recursive: true }).map((name) => path.join(folder, name))
  .filter((file) => fs.statSync(file).isFile());

const linted = (folder) => lint(filesIn(folder).filter((file) => file.endsWith('.ets')), [folder]);

test('what is right passes the lint, the type check and the ArkTS linter', () => {
  const good = path.join(fixtures, 'good');
  assert.deepStrictEqual(linted(good), []);
  const check = path.join(__dirname, '../node/check.cjs');
  assert.strictEqual(execFileSync('node', [check, good], { encoding: 'utf8' }), '');
});

const marks = filesIn(path.join(fixtures, 'bad')).flatMap((file) => fs.readFileSync(file, 'utf8').split('\n')
  .flatMap((line, index) => (mark.test(line) ? [{ place: `${file}:${index + 1}:`, text: mark.exec(line)[1] }] : [])));
const complaints = linted(path.join(fixtures, 'bad'));

for (const { place, text } of marks) {
  test(`${path.basename(place)} ${text}`, () => {
    assert.ok(complaints.some((it) => it.startsWith(place) && it.includes(text)), complaints.join('\n'));
  });
}

test('nothing else is complained about', () => {
  const unmarked = complaints.filter((it) => !marks.some(({ place }) => it.startsWith(place)));
  assert.deepStrictEqual(unmarked, []);
});

test('a manifest that cannot be read is named', () => {
  const folder = fs.mkdtempSync(path.join(require('node:os').tmpdir(), 'menshen-lint-'));
  fs.writeFileSync(path.join(folder, 'module.json5'), '{ "module": { "name" "x" } }');
  assert.match(lint([], [folder]).join(), /module\.json5:1:\d+: error: /);
  fs.rmSync(folder, { recursive: true });
});
