// The golden vectors, through the library's classes and through one number: the same files that every language passes.
'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { internal, native, root } = require('./gates.cjs');

const folder = path.join(root, 'tests/vectors');
const { Verdict } = internal('Verdict');
const { Reason, Step } = internal('Words');

const json = (name) => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
const topics = fs.readdirSync(folder).filter((name) => /^\d\d-.*\.json$/.test(name)).sort().map(json);
const cases = topics.flatMap((topic) => {
  const policy = fs.readFileSync(path.join(folder, topic.policy), 'utf8');
  return topic.cases.map((it) => ({ ...it, policy }));
});

test('every vector holds in ArkTS', () => {
  assert.ok(cases.length >= 570, `only ${cases.length} cases were found`);
  const wrong = cases.map(difference).filter((it) => it !== undefined);
  assert.strictEqual(wrong.length, 0, wrong.join('\n'));
});

test('every reason and every step occurs', () => {
  const denials = cases.map((it) => it.expect).filter((it) => it.verdict === 'deny');
  assert.deepStrictEqual(new Set(denials.map((it) => it.reason)), new Set(Object.values(Reason)));
  assert.deepStrictEqual(new Set(denials.map((it) => it.next)), new Set(Object.values(Step)));
});

/** How the answers differ from the expected one, if they do. */
function difference({ name, why, policy, state, request, expect }) {
  const asked = [policy, JSON.stringify(state), request.purpose, request.resource, request.scope ?? []];
  const answers = [rich(native().decideIn(...asked)), Verdict.unpack(native().decidePacked(...asked))];
  const wrong = answers.filter((it) => !it.equals(expected(expect)));
  return wrong.length === 0 ? undefined : `${name}: ${JSON.stringify(wrong)}, expected ${JSON.stringify(expect)}: ${why}`;
}

const rich = (denial) => new Verdict(denial?.reason, denial?.step, denial?.until);

function expected({ verdict, reason, next, until }) {
  assert.ok(['allow', 'deny'].includes(verdict), verdict);
  return verdict === 'allow' ? new Verdict() : new Verdict(reason, next, until && Date.parse(until));
}
