'use strict';
// A worker that is stopped in the middle: it watches, listens, holds a lease and waits for promises.
const { parentPort, workerData } = require('node:worker_threads');

const { grant, native, scan } = require('./native.cjs');

const gate = native.open(workerData.options);
native.watch(gate, () => native.policyState(gate));
native.onLeaseEnd((lease) => native.ended(lease));

grant(gate).then(() => {
  parentPort.postMessage(native.acquire(gate, scan()));
  for (let round = 0; round < 500; round++) {
    native.osChanged(gate, 2, 1, round % 2 ? 'granted' : 'denied');
    native.ownCopy(gate).then(() => native.checkpoint(gate));
  }
});
