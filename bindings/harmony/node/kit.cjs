// The fakes of the platform's kits: `@kit.AbilityKit` is `kits/AbilityKit.cjs`.
'use strict';

const fs = require('node:fs');
const path = require('node:path');

const kits = new Map();

/** The fake of a kit. What it does not have is an error that says so, once it is used. */
function kit(request) {
  const file = path.join(__dirname, 'kits', `${request.slice('@kit.'.length)}.cjs`);
  if (!fs.existsSync(file)) return telling({}, `${path.relative('.', file)} is missing: ${request}`);
  if (!kits.has(file)) kits.set(file, telling(require(file), request));
  return kits.get(file);
}

/** The same object, but a name that it does not have is an error; of its namespaces, too. */
function telling(object, name, depth = 1) {
  const get = (target, key, receiver) => {
    const value = Reflect.get(target, key, receiver);
    if (value === undefined && !(key in target) && !isAskedByTheRuntime(key)) {
      throw new Error(`${name} has no fake of \`${key}\``);
    }
    return depth > 0 && isNamespace(value) ? telling(value, `${name} ${key}`, depth - 1) : value;
  };
  return new Proxy(object, { get });
}

const isNamespace = (value) => value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
const isAskedByTheRuntime = (key) => typeof key === 'symbol' || ['__esModule', 'default', 'then', 'toJSON'].includes(key);

module.exports = { kit, telling };
