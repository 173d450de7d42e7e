// What a user finds on a screen, and does there.
'use strict';

const { Reference } = require('./resources.cjs');
const { settle } = require('./state.cjs');

const hidden = [1, 2];

/** The system's own buttons, which tell whether the tap granted what they are for. */
const granting = ['PasteButton'];
const granted = 0;

class View {
  constructor(root, resources) {
    this.root = root;
    this.resources = resources;
  }

  /** Every visible component, from top to bottom. */
  nodes() {
    settle();
    return visible(this.root);
  }

  /** Every text that can be read. */
  texts() {
    return this.nodes().map((node) => this.textOf(node)).filter((text) => text !== undefined && text !== '');
  }

  /** The only component with this text, name for screen readers, or id. */
  find(wanted) {
    const found = this.all(wanted);
    if (found.length === 1) return found[0];
    throw new Error(`${found.length} components are ${wanted}, among:\n${this.texts().join('\n')}`);
  }

  all(wanted) {
    const fits = (text) => (wanted instanceof RegExp ? wanted.test(text) : wanted === text);
    return this.nodes().filter((node) => [this.textOf(node), this.nameOf(node), node.attributes.get('id')?.[0]]
      .some((text) => text !== undefined && fits(text)));
  }

  has(wanted) {
    return this.all(wanted).length > 0;
  }

  /** Taps it: the nearest that listens hears it. */
  tap(wanted) {
    const target = upwards(this.find(wanted)).find((node) => node.attributes.has('onClick'));
    if (target === undefined) throw new Error(`nothing happens when ${wanted} is tapped`);
    if (target.attributes.get('enabled')?.[0] === false) throw new Error(`${wanted} is not enabled`);
    target.attributes.get('onClick')[0]({}, ...(granting.includes(target.kind) ? [granted] : []));
    settle();
  }

  /** Flips a switch, which shows its new state until it is drawn again. */
  flip(wanted) {
    const node = this.of('Toggle', wanted);
    node.flipped = !isOn(node);
    node.attributes.get('onChange')[0](node.flipped);
    settle();
  }

  isOn(wanted) {
    return isOn(this.of('Toggle', wanted));
  }

  /** Types into a text field, over what was there. */
  type(wanted, text) {
    const node = this.of('TextInput', wanted);
    node.typed = text;
    node.attributes.get('onChange')[0](text);
    settle();
  }

  /** Picks an entry of a menu. */
  pick(wanted, entry) {
    const node = this.of('Select', wanted);
    const names = node.values[0].map(({ value }) => this.said(value));
    if (!names.includes(entry)) throw new Error(`${wanted} has no ${entry}, but ${names}`);
    node.attributes.get('onSelect')[0](names.indexOf(entry), entry);
    settle();
  }

  of(kind, wanted) {
    const found = this.all(wanted).filter((node) => node.kind === kind);
    if (found.length !== 1) throw new Error(`${found.length} ${kind} are ${wanted}`);
    return found[0];
  }

  textOf(node) {
    if (!['Text', 'Span', 'Button'].includes(node.kind)) return undefined;
    const [text] = node.values;
    return typeof text === 'string' || text instanceof Reference ? this.said(text) : undefined;
  }

  /** What a screen reader calls it. */
  nameOf(node) {
    if (granting.includes(node.kind)) return node.kind;
    const given = node.attributes.get('accessibilityText');
    return given === undefined ? undefined : this.said(given[0]);
  }

  said(text) {
    return typeof text === 'string' ? text : this.resources.of(text);
  }
}

const isOn = (node) => node.flipped ?? node.values[0].isOn ?? false;

function visible(node) {
  if (hidden.includes(node.attributes.get('visibility')?.[0])) return [];
  const own = node.kind.startsWith('#') || node.screen !== undefined ? [] : [node];
  return [...own, ...node.children.flatMap(visible)];
}

function upwards(node) {
  return node === undefined ? [] : [node, ...upwards(node.parent)];
}

module.exports = { View, isOn };
