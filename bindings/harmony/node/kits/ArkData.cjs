// What an app keeps by name (in its files once it is flushed, and until then with the process), and what is asked of
// the gallery.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { device, need } = require('../device.cjs');

/** The preferences of each process, by name. */
const open = new WeakMap();

class Preferences {
  constructor(file) {
    this.file = file;
    this.values = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
  }

  getSync(key, otherwise) {
    return this.values[key] ?? otherwise;
  }

  putSync(key, value) {
    need(typeof key === 'string' && key !== '', 401);
    this.values[key] = value;
  }

  deleteSync(key) {
    delete this.values[key];
  }

  async flush() {
    fs.writeFileSync(this.file, JSON.stringify(this.values));
  }
}

const preferences = {
  getPreferencesSync(context, { name }) {
    need(context?.filesDir !== undefined && name !== undefined, 401);
    const all = open.get(device.app) ?? new Map();
    open.set(device.app, all);
    if (!all.has(name)) all.set(name, new Preferences(path.join(device.filesDir, `preferences-${name}`)));
    return all.get(name);
  },
};

class DataSharePredicates {
  wanted = [];

  equalTo(field, value) {
    this.wanted.push([field, value]);
    return this;
  }
}

module.exports = { dataSharePredicates: { DataSharePredicates }, preferences };
