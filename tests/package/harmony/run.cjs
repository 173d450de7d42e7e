// Starts `App.ets` above the package whose entry is given.
'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');

const root = path.resolve(__dirname, '../../..');
process.env.MENSHEN_GATE = path.resolve(process.argv[2]);
require('../../../bindings/harmony/node/ets.cjs');
const { device } = require('../../../bindings/harmony/node/device.cjs');
const { start } = require('./App.ets');

device.reset();
device.rawFiles.set('menshen/policy.json', fs.readFileSync(path.join(root, 'policies/netease-cloud-music.json'), 'utf8'));
start(device.launch().context).then(([fault, before, after]) => {
  assert.deepStrictEqual({ fault, before, after }, { fault: 'the gate was given up', before: 'policy_not_accepted', after: 'allow' });
});
