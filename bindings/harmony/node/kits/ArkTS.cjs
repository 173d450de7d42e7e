// Text, random numbers, and workers.
'use strict';

const { randomUUID } = require('node:crypto');

const util = {
  TextDecoder: {
    create: (encoding = 'utf-8') => ({ decodeToString: (bytes) => new TextDecoder(encoding).decode(bytes) }),
  },
  TextEncoder: class {
    encodeInto(text) {
      return new TextEncoder().encode(text);
    }
  },
  generateRandomUUID: (_cached) => randomUUID(),
};

module.exports = { util };
