// Custom components: what a struct becomes, and how its variables go with its parent's.
'use strict';

const { shared } = require('./storage.cjs');
const { State } = require('./state.cjs');
const { grow, host, recorder, within } = require('./tree.cjs');

/** What every struct inherits. */
class Struct {
  constructor() {
    this.host = host();
  }

  getUIContext() {
    return this.host.uiContext;
  }
}

/** Builds a custom component, or what a `@Builder` function describes. */
function call(target, given, describe, content) {
  if (target.prototype instanceof Struct) return custom(target, given, describe, content);
  if (describe !== undefined) throw new Error(`${target.name} is no component, and takes no attributes`);
  return typeof given === 'function' ? target(...given()) : target(byReference(given));
}

/** An object whose fields are read where they are used. */
function byReference(given) {
  const fields = Object.entries(given).map(([name, [get]]) => [name, { get, enumerable: true }]);
  return Object.defineProperties({}, Object.fromEntries(fields));
}

function custom(type, given, describe, content) {
  const made = grow(type.name);
  if (describe !== undefined) made.draw(() => describe(recorder(made)));
  made.screen = new type();
  fill(made, type, typeof given === 'function' ? {} : given, content);
  made.begun = true;
  made.screen.aboutToAppear?.();
  within(made, () => made.screen.build());
}

function fill(made, { name: typeName, ui }, given, content) {
  const unknown = Object.keys(given).find((name) => !ui.members.includes(name));
  if (unknown !== undefined) throw new Error(`${typeName} has no \`${unknown}\``);
  for (const name of ui.members) {
    const marks = ui.states[name] ?? [];
    const [kind, key] = marks.find(([mark]) => mark in variables) ?? none(typeName, name, marks);
    variables[kind](made, name, { key, way: given[name], watch: marks.find(([mark]) => mark === 'Watch')?.[1] });
  }
  const slot = ui.members.find((name) => ui.states[name]?.some(([mark]) => mark === 'BuilderParam'));
  if (content !== undefined) made.screen[slot] = content;
}

const silent = ['Require', 'Watch'];

function none(type, name, marks) {
  const unknown = marks.find(([mark]) => !silent.includes(mark));
  if (unknown !== undefined) throw new Error(`@${unknown[0]} of ${type}.${name} is not known to the runner`);
  return ['plain'];
}

/** How a variable begins, by its decorator. `way` is how the parent's value is read, and written. */
const variables = {
  plain(made, name, { way }) {
    if (way !== undefined) made.screen[name] = way[0]();
  },
  BuilderParam(made, name, { way }) {
    variables.plain(made, name, { way });
  },
  State(made, name, { way, watch }) {
    keep(made, name, own(made, name, way === undefined ? made.screen[name] : way[0](), watch));
  },
  Prop(made, name, { way, watch }) {
    const state = own(made, name, made.screen[name], watch);
    if (way !== undefined) follow(made, state, () => copy(way[0]()));
    keep(made, name, state);
  },
  ObjectLink(made, name, { way, watch }) {
    const state = own(made, name, undefined, watch);
    follow(made, state, mustBeGiven(way, name)[0]);
    keep(made, name, state, () => { throw new Error(`@ObjectLink ${name} cannot be assigned`); });
  },
  Link(made, name, { way, watch }) {
    const state = own(made, name, undefined, watch);
    const [read, write] = mustBeGiven(way, name);
    follow(made, state, read);
    keep(made, name, state, (value) => {
      write(value);
      state.set(value);
    });
  },
  StorageLink(made, name, { key, watch }) {
    const state = shared(key, made.screen[name]);
    if (watch !== undefined) state.watchers.add(() => made.screen[watch](name));
    keep(made, name, state);
  },
  StorageProp(made, name, { key, watch }) {
    const from = shared(key, made.screen[name]);
    const state = own(made, name, undefined, watch);
    follow(made, state, () => from.get());
    keep(made, name, state);
  },
};

function own(made, name, value, watch) {
  const state = new State(name, value);
  if (watch !== undefined) state.watchers.add(() => made.begun && made.screen[watch](name));
  return state;
}

/** Takes the parent's value whenever that changes. */
function follow(made, state, read) {
  made.draw(() => state.set(read()));
}

function keep({ screen }, name, state, set = (value) => state.set(value)) {
  Object.defineProperty(screen, name, { get: () => state.get(), set, enumerable: true });
}

function mustBeGiven(way, name) {
  if (way === undefined) throw new Error(`\`${name}\` must be given`);
  return way;
}

/** As @Prop takes its value: whole, so that no change finds its way back. */
function copy(value) {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(copy);
  const fields = Object.entries(value).map(([name, field]) => [name, copy(field)]);
  return Object.assign(Object.create(Object.getPrototypeOf(value)), Object.fromEntries(fields));
}

module.exports = { Struct, call };
