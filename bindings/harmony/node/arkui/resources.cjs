// What `$r` stands for, in a language and by day or night: read from the modules' own files.
'use strict';

const fs = require('node:fs');
const path = require('node:path');

const kinds = ['string', 'color', 'float', 'integer', 'boolean', 'plural', 'strarray'];

/** A name to be looked up. */
class Reference {
  constructor(type, name, params) {
    Object.assign(this, { type, name, params });
  }
}

/** `$r('app.string.name', …)`. */
function $r(name, ...values) {
  const [where, type, ...rest] = name.split('.');
  if (where !== 'app') throw new Error(`${name}: only the app's own resources are known to the runner`);
  return new Reference(type, rest.join('.'), values);
}

/** The resources of some folders, of which the first that has a name wins, as one user sees them. */
class Resources {
  constructor(folders, { language, dark }) {
    const preferred = [...(dark ? ['dark'] : []), ...(language === 'zh' ? ['zh_CN'] : ['en_US']), 'base'];
    this.folders = folders.flatMap((folder) => preferred.map((qualifier) => path.join(folder, qualifier)))
      .filter((folder) => fs.existsSync(folder));
    this.tables = this.folders.map(read);
  }

  /** The value of a resource: text with its places filled, a colour, a number of `vp` or `fp`, a file's path. */
  of({ type, name, params = [] }) {
    if (type === 'media') return this.media(name);
    const found = this.tables.map((table) => table.get(`${type}.${name}`)).find((value) => value !== undefined);
    if (found === undefined) throw missing(type, name);
    return type === 'string' ? format(found, params) : found;
  }

  media(name) {
    const files = this.folders.flatMap((folder) => list(path.join(folder, 'media')));
    const found = files.find((file) => path.parse(file).name === name);
    if (found === undefined) throw missing('media', name);
    return found;
  }

  /** What the platform's resource manager offers. */
  manager() {
    return {
      getStringSync: ({ type, name, params = [] }, ...values) => this.of({ type, name, params: [...params, ...values] }),
      getStringByNameSync: (name, ...values) => this.of({ type: 'string', name, params: values }),
    };
  }
}

/** As the platform says it (9001003: no such name). */
function missing(type, name) {
  return Object.assign(new Error(`there is no ${type} \`${name}\` among the resources`), { code: 9001003 });
}

function format(text, values) {
  let next = 0;
  return text.replace(/%(?:(\d+)\$)?([ds%])/g, (_, number, type) => {
    if (type === '%') return '%';
    const index = number === undefined ? next++ : number - 1;
    if (index >= values.length) throw new Error(`\`${text}\` is given ${values.length} values`);
    return values[index];
  });
}

function read(folder) {
  const tables = list(path.join(folder, 'element')).map((file) => JSON.parse(fs.readFileSync(file, 'utf8')));
  return new Map(tables.flatMap((table) => kinds.flatMap((kind) => (table[kind] ?? []).map(({ name, value }) => [`${kind}.${name}`, value]))));
}

const list = (folder) => (fs.existsSync(folder) ? fs.readdirSync(folder).map((name) => path.join(folder, name)) : []);

module.exports = { $r, Reference, Resources };
