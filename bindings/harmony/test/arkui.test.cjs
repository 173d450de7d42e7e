'use strict';

const assert = require('node:assert');
const test = require('node:test');
require('../node/ets.cjs');
const { Host, html } = require('../node/arkui.cjs');
const { Restless, Screen, Unknown } = require('./fixtures/run/Screen.ets');

const opened = (struct = Screen) => new Host({ resources: [] }).open(struct);

test('a screen says what it says', () => {
  assert.deepStrictEqual(opened().texts(), [
    'count 0', 'counted 0', 'by value 0', 'by reference 0', 'none', 'a open 0 first 0', 'b open 0 first 0', 'linked 0', 'inside',
    'deep 0', 'one more',
  ]);
});

test('a tap is heard by the nearest that listens, and what it changed is drawn anew', () => {
  const screen = opened();
  screen.tap('count 0');
  assert.ok(screen.has('count 1'));
  assert.ok(screen.has('counted 1'), '@Watch');
  assert.ok(screen.has('some'));
  screen.tap(/^a open/);
  assert.deepStrictEqual(screen.texts().filter((text) => / first /.test(text)), ['a done 1 first 0', 'b open 1 first 0']);
});

test('a builder sees changes only of what it is given by reference', () => {
  const screen = opened();
  screen.tap('count 0');
  assert.ok(screen.has('by value 0') && screen.has('by reference 1'));
});

test('a link goes both ways', () => {
  const screen = opened();
  screen.tap('linked 0');
  assert.ok(screen.has('count 10') && screen.has('linked 10') && screen.has('many'));
});

test('what lies deeper than a variable is not seen to change', () => {
  const screen = opened();
  screen.tap('deep 0');
  assert.ok(screen.has('deep 0'));
});

test('a loop builds what has a new key, and keeps the rest', () => {
  const screen = opened();
  screen.tap('count 0');
  screen.tap('one more');
  assert.deepStrictEqual(screen.texts().filter((text) => / first /.test(text)), ['a open 1 first 0', 'b open 1 first 0', 'c open 1 first 1']);
});

test('two items with one key are an error', () => {
  const screen = opened();
  screen.tap('one more');
  assert.throws(() => screen.tap('one more'), /two items of a loop have the same key/);
});

test('a switch tells of its flip', () => {
  const screen = opened();
  assert.strictEqual(screen.isOn('switch'), false);
  screen.flip('switch');
  assert.ok(screen.isOn('switch') && screen.has('count 3'));
});

test('what cannot be seen cannot be found, and what is not enabled not be tapped', () => {
  const screen = opened();
  assert.throws(() => screen.find('out of sight'), /^Error: 0 components are out of sight/);
  screen.tap('linked 0');
  screen.tap('linked 10');
  assert.throws(() => screen.tap('one more'), /one more is not enabled/);
  assert.throws(() => screen.tap('inside'), /nothing happens/);
});

test('an attribute that the runner does not know is an error', () => {
  assert.throws(() => opened(Unknown), /Text\.rotate is not known to the runner/);
});

test('a screen that changes while it is drawn is an error', () => {
  assert.throws(() => opened(Restless), /`count` changes while it is drawn/);
});

test('a picture has the same texts', () => {
  const host = new Host({ resources: [] });
  const texts = host.open(Screen).texts();
  const drawn = html(host);
  texts.forEach((text) => assert.ok(drawn.includes(`>${text}<`), text));
});
