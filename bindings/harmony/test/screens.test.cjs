'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { Resources } = require('../node/arkui/resources.cjs');
const { internal, native } = require('./gates.cjs');
const { launch } = require('./windows.cjs');

const folder = path.resolve(__dirname, '../library/src/main/resources');
const looks = [{ language: 'zh' }, { language: 'en' }];

/** The words of the native library, by the family that names them for people; and those of the library's own. */
const families = {
  resource: 'resource',
  permission: 'resource',
  reason: 'reason',
  how: 'lease_end',
  consent: 'consent',
  basis: 'basis',
  grant: 'os_grant',
  state: 'app_state',
  role: ['processor', 'independent'],
  standing: ['on', 'off', 'not_asked'],
  retention: ['none', 'd', 'h', 'm', 's', 'one_d', 'one_h', 'one_m', 'one_s'],
};

for (const [family, kind] of Object.entries(families)) {
  test(`every ${family} has a name in both languages`, () => {
    const words = Array.isArray(kind) ? kind : native().wordNames(kind);
    assert.ok(words.length > 1, kind);
    for (const look of looks) {
      const resources = new Resources([folder], look);
      words.forEach((word) => assert.ok(resources.of({ type: 'string', name: `menshen_${family}_${word}`, params: ['7'] }), word));
    }
  });
}

test('a span is told in its unit, and one in the singular', () => {
  const { host } = launch({ language: 'en' });
  const { retention } = internal('ui/PolicyWords');
  const lang = internal('ui/Lang').Lang.of(host.uiContext);
  assert.deepStrictEqual(['0d', '1d', '30d', '12h', '1m', '45s', undefined].map((span) => retention(lang, span)),
    ['Not kept', '1 day', '30 days', '12 hours', '1 minute', '45 seconds', 'As the privacy policy says']);
});

test('every scope has a name in both languages', () => {
  const names = native().wordNames('resource').flatMap((resource, number) => native().scopeNames(number).map((scope) => `${resource}_${scope}`));
  assert.ok(names.length > 30);
  for (const look of looks) {
    const resources = new Resources([folder], look);
    names.forEach((name) => assert.ok(resources.of({ type: 'string', name: `menshen_scope_${name}` }), name));
  }
});

/** Text, and what it stands on. */
const pairs = [
  ['text', 'background'], ['text', 'card'], ['quiet', 'background'], ['quiet', 'card'], ['accent', 'background'], ['accent', 'card'],
  ['on_choice', 'choice'], ['on_notice', 'notice'],
];

for (const dark of [false, true]) {
  test(`by ${dark ? 'night' : 'day'} every text keeps a contrast of 4.5 : 1`, () => {
    const resources = new Resources([folder], { language: 'en', dark });
    const brightness = (name) => luminance(resources.of({ type: 'color', name: `menshen_${name}` }));
    for (const [text, ground] of pairs) {
      const [low, high] = [brightness(text), brightness(ground)].sort((one, other) => one - other);
      assert.ok((high + 0.05) / (low + 0.05) >= 4.5, `${text} on ${ground}`);
    }
  });
}

/** As WCAG 2 has it. */
function luminance(colour) {
  const [red, green, blue] = colour.match(/[0-9A-F]{2}/g).slice(1).map((part) => {
    const share = parseInt(part, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test('no screen has a colour of its own', () => {
  const ui = path.resolve(folder, '../ets/ui');
  const sources = fs.readdirSync(ui, { recursive: true }).filter((name) => name.endsWith('.ets'));
  const own = sources.filter((name) => /#[0-9a-fA-F]{6}|Color\.\w+|rgba?\(/.test(fs.readFileSync(path.join(ui, name), 'utf8')));
  assert.deepStrictEqual(own, []);
});
