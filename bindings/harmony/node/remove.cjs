// Removes a folder that a gate may still write its last records into, from a thread of its own.
'use strict';

const fs = require('node:fs');

/** Each time all of it anew: `maxRetries` alone does not see what came meanwhile. */
function remove(folder) {
  for (let left = 200; left >= 0; left--) {
    try {
      return fs.rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if (error.code !== 'ENOTEMPTY' || left === 0) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
  }
}

module.exports = { remove };
