'use strict';

const assert = require('node:assert');
const test = require('node:test');

process.env.MENSHEN_NATIVE = '/nowhere/libmenshen_harmony.so';
require('../node/ets.cjs');
const { telling } = require('../node/kit.cjs');
const { Sum } = require('./fixtures/run/Sum.ets');

test('ArkTS runs, with what it imports', () => {
  assert.strictEqual(new Sum().of(1, 2), '3');
});

test('a stack names the line of the source', () => {
  assert.throws(() => new Sum().fails(), (error) => /Sum\.ets:11:/.test(error.stack));
});

test('a kit without a fake says so when it is used', () => {
  assert.throws(() => require('@kit.NoSuchKit').door, /kits\/NoSuchKit\.cjs is missing: @kit\.NoSuchKit has no fake of `door`/);
});

test('a name that a fake lacks is an error, at whatever depth it is asked for', () => {
  const kit = telling({ camera: { open: () => 'open' }, Taken: class {} }, '@kit.Some');
  assert.strictEqual(kit.camera.open(), 'open');
  assert.ok(new kit.Taken());
  assert.throws(() => kit.microphone, /@kit\.Some has no fake of `microphone`/);
  assert.throws(() => kit.camera.close(), /@kit\.Some camera has no fake of `close`/);
});

test('a native library that is not there names itself and how to build it', () => {
  assert.throws(() => require('./fixtures/run/Gate.ets'), /nowhere\/libmenshen_harmony\.so is missing: run `cargo build/);
});
