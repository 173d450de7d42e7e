'use strict';
// A worker that knows the number of a gate, and did not open it.
const { parentPort, workerData } = require('node:worker_threads');

const { native } = require('./native.cjs');

parentPort.postMessage(native.close(workerData.gate));
