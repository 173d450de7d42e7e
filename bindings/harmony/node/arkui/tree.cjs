// The tree that a screen builds, kept up to date as ArkUI does it: what read a changed variable is drawn
// again; an `if` builds anew only for another branch, a loop only what has a new key.
'use strict';

const { check } = require('./components.cjs');
const { Drawing } = require('./state.cjs');

let growing;

class Node {
  constructor(kind, parent) {
    this.kind = kind;
    this.parent = parent;
    this.children = [];
    this.values = [];
    this.attributes = new Map();
    this.drawings = [];
  }

  /** Draws now, and whenever what it read has changed. */
  draw(what) {
    this.drawings.push(new Drawing(() => within(this, what)));
  }

  clear() {
    this.children.forEach((child) => child.end());
    this.children = [];
  }

  end() {
    this.drawings.forEach((drawing) => drawing.forget());
    this.clear();
    this.screen?.aboutToDisappear?.();
  }
}

/** The tree of what is built. */
function tree(host, build) {
  const root = new Node('#root');
  root.host = host;
  within(root, build);
  return root;
}

function within(node, build) {
  const before = growing;
  growing = node;
  try {
    build();
  } finally {
    growing = before;
  }
}

function grow(kind) {
  if (growing === undefined) throw new Error(`${kind} is built outside of a screen`);
  const made = new Node(kind, growing);
  growing.children.push(made);
  return made;
}

/** A component of ArkUI. */
function node(kind, describe, body) {
  const made = grow(kind);
  made.draw(() => describe(recorder(made)));
  if (body !== undefined) within(made, body);
}

/** Writes down the attributes, the latest of each. */
function recorder(node) {
  node.attributes.clear();
  const note = (name) => (...values) => {
    if (name === 'create') node.values = values;
    else node.attributes.set(name, values);
    check(node.kind, name);
    return recording;
  };
  const recording = new Proxy({}, { get: (_, name) => note(name) });
  return recording;
}

function branch(choose, branches) {
  const made = grow('#if');
  made.draw(() => {
    const chosen = choose();
    if (chosen === made.chosen) return;
    made.chosen = chosen;
    made.clear();
    branches[chosen]?.();
  });
}

function each(items, build, keyOf = (item, index) => `${index}__${JSON.stringify(item)}`) {
  const made = grow('#each');
  made.draw(() => {
    const now = items();
    const keys = now.map(keyOf);
    if (new Set(keys).size < keys.length) throw new Error(`two items of a loop have the same key among ${keys}`);
    const before = new Map(made.children.map((child) => [child.key, child]));
    made.children = [];
    keys.forEach((key, index) => (before.has(key) ? made.children.push(before.get(key)) : item(key, () => build(now[index], index))));
    [...before].filter(([key]) => !keys.includes(key)).forEach(([, child]) => child.end());
  });
}

function item(key, build) {
  const made = grow('#item');
  made.key = key;
  within(made, build);
}

/** The rows of a data source, all of them; anew when it says that they have changed. */
function lazily(source, build, keyOf) {
  const made = grow('#lazy');
  const rows = () => Array.from({ length: source().totalCount() }, (_, index) => source().getData(index));
  const load = () => {
    made.clear();
    within(made, () => each(rows, build, keyOf));
  };
  const listener = new Proxy({}, { get: () => load });
  source().registerDataChangeListener(listener);
  load();
}

/** The host of what is being built. */
function host() {
  let at = growing;
  while (at?.parent !== undefined) at = at.parent;
  return at?.host;
}

module.exports = { branch, each, grow, host, lazily, node, recorder, tree, within };
