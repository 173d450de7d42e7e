// What the system's calls throw and reject with.
'use strict';

class BusinessError extends Error {
  constructor(code, message = `BusinessError ${code}`) {
    super(message);
    this.name = 'BusinessError';
    this.code = code;
  }
}

/** Throws a `BusinessError` unless something holds. */
function need(holds, code, message) {
  if (!holds) throw new BusinessError(code, message);
}

module.exports = { BusinessError, need };
