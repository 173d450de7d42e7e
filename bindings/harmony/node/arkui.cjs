// Runs ArkUI screens without a device: `require` this, then the `.ets` file with the struct, and open it in a
// `Host`. What it does not know is an error.
//
//   const { Host } = require('../node/arkui.cjs');
//   const host = new Host({ language: 'en', dark: true });
//   host.open(PrivacyCentrePage).tap('Erase my data');
'use strict';

const { enums } = require('./arkui/enums.cjs');
const { Host } = require('./arkui/host.cjs');
const { html } = require('./arkui/html.cjs');
const { $r } = require('./arkui/resources.cjs');
const { Observed } = require('./arkui/state.cjs');
const { AppStorage } = require('./arkui/storage.cjs');
const { Struct, call } = require('./arkui/struct.cjs');
const { branch, each, lazily, node } = require('./arkui/tree.cjs');

// What every `.ets` file sees without importing it, and what `arkui/compile.cjs` makes of its screens.
Object.assign(globalThis, enums(), {
  $r,
  AppStorage,
  ArkUI: { Struct, branch, call, each, lazily, node },
  Observed,
  getContext: (screen) => screen.getUIContext().getHostContext(),
  wrapBuilder: (builder) => ({ builder }),
});

module.exports = { Host, html };
