// What screens are drawn from, and who drew from it. As in ArkUI (state management V1): a variable tells when it
// is assigned, or when its array or object itself is changed, and not of what lies deeper, unless that is
// @Observed and a variable of its own holds it.
'use strict';

const observed = new WeakMap();
const proxies = new WeakSet();
const holders = new WeakMap();
const waiting = new Set();
let running;
let numbers = 0;

/** Something drawn, and drawn again when what it read has changed. */
class Drawing {
  constructor(draw) {
    this.draw = draw;
    this.number = numbers++;
    this.read = new Set();
    this.run();
  }

  run() {
    this.forget();
    const before = running;
    running = this;
    try {
      this.draw();
    } finally {
      running = before;
    }
  }

  forget() {
    this.read.forEach((state) => state.readers.delete(this));
    this.read.clear();
    waiting.delete(this);
  }
}

/** A variable of a screen. */
class State {
  constructor(name, value) {
    this.name = name;
    this.watchers = new Set();
    this.readers = new Set();
    this.hold(value);
  }

  hold(value) {
    release(this.value, this);
    this.value = observable(value);
    if (proxies.has(this.value)) holders.get(this.value).add(this);
  }

  get() {
    if (running !== undefined) {
      this.readers.add(running);
      running.read.add(this);
    }
    return this.value;
  }

  set(value) {
    if (observable(value) === this.value) return;
    this.hold(value);
    this.tell();
  }

  tell() {
    if (running !== undefined && this.readers.has(running)) throw new Error(`\`${this.name}\` changes while it is drawn`);
    this.readers.forEach((reader) => waiting.add(reader));
    this.watchers.forEach((watcher) => watcher());
  }
}

function release(value, state) {
  holders.get(value)?.delete(state);
}

/** The same object, telling the variables that hold it when its own fields change. */
function observable(value) {
  if (value === null || typeof value !== 'object' || proxies.has(value)) return value;
  for (const kind of [Map, Set, Date]) {
    if (value instanceof kind) throw new Error(`a ${kind.name} as state is not known to the runner`);
  }
  return observe(value);
}

function observe(value) {
  if (observed.has(value)) return observed.get(value);
  const proxy = new Proxy(value, {
    set(target, key, next, receiver) {
      const before = target[key];
      const done = Reflect.set(target, key, next, receiver === proxy ? target : receiver);
      if (before !== next || key === 'length') holders.get(proxy).forEach((state) => state.tell());
      return done;
    },
  });
  observed.set(value, proxy);
  proxies.add(proxy);
  holders.set(proxy, new Set());
  return proxy;
}

/** The decorator: what is made by the class tells of its changes, wherever it is kept. */
function Observed(type) {
  return new Proxy(type, { construct: (target, values, made) => observe(Reflect.construct(target, values, made)) });
}

/** Draws what has changed since, until nothing does. */
function settle() {
  for (let rounds = 0; waiting.size > 0; rounds += 1) {
    if (rounds > 1000) throw new Error('the screen never comes to rest');
    const [next] = [...waiting].sort((one, other) => one.number - other.number);
    waiting.delete(next);
    next.run();
  }
}

module.exports = { Drawing, Observed, State, settle };
