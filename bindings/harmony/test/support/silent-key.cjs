'use strict';
// A worker that offers a key: it gives its public half, says when it is to sign, and never does.
const { parentPort, workerData } = require('node:worker_threads');

const { native } = require('./native.cjs');

native.open(workerData.options, 'silent-keystore', (number, message) => {
  if (message.length === 0) native.keyAnswered(number, new Uint8Array(32), '');
  else parentPort.postMessage('asked');
});
parentPort.on('message', () => {});
parentPort.postMessage('open');
