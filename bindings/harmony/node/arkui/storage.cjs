// The app's own storage, for @StorageLink and @StorageProp.
'use strict';

const { State } = require('./state.cjs');

const states = new Map();

/** The state of a key; made with a first value where there is none. */
function shared(key, value) {
  if (!states.has(key)) states.set(key, new State(key, value));
  return states.get(key);
}

const AppStorage = {
  get: (key) => states.get(key)?.get(),
  has: (key) => states.has(key),
  set: (key, value) => states.has(key) && (states.get(key).set(value), true),
  setOrCreate: (key, value) => shared(key, value).set(value),
};

module.exports = { AppStorage, shared };
