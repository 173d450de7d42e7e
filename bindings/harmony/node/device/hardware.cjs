// The device's parts: what of them runs for the app, what they measure, how they break, and what stays in between
// until a test lets it go on.
'use strict';

const { need } = require('./errors.cjs');

class Hardware {
  #running = [];
  #breaks = new Map();
  #meanwhile = new Map();
  #latches = new Map();
  #heard = new Map();
  #waiting = [];

  /** What is in the device, of which each kit knows its own part. */
  place = { latitude: 30.274150, longitude: 120.155150, altitude: 19, accuracy: 5, speed: 1.2, direction: 270, timeStamp: 1_700_000_000_000 };
  /** The address book, the calendar and the gallery. */
  people = [];
  entries = [];
  gallery = [];
  /** What was copied: `{ type, value, timestamp }`. */
  clip = undefined;
  /** Whether the user has just tapped a button of the system's: what it grants for a moment. */
  tapped = { paste: false, save: false };
  /** By address: `{ name, model, paired, connected }`. */
  peers = new Map();
  wifi = { on: true, ssid: 'Home' };
  oaid = '6f1b7f3e-52c4-4a6e-9d0c-1f7c2b3a4d5e';
  shown = [];
  cameras = [1, 2];
  sensors = [1, 2, 257, 266];
  /** The microphones that are on, which hear what the test says. */
  ears = new Set();
  /** The last that was made, on or not. */
  capturer = undefined;

  /** What runs now, such as `microphone`. */
  get running() {
    return [...this.#running].sort();
  }

  /** Switches something on; the result switches it off. */
  on(name) {
    let on = true;
    this.#running.push(name);
    return () => {
      if (on) this.#running.splice(this.#running.indexOf(name), 1);
      on = false;
      if (this.#running.length === 0) this.#waiting.splice(0).forEach((tell) => tell());
    };
  }

  /** Waits until nothing runs. */
  async off() {
    if (this.#running.length > 0) await new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** From now on a call fails. */
  breaks(call, code) {
    this.#breaks.set(call, code);
  }

  /** Has something happen during a call. */
  meanwhile(call, happens) {
    this.#meanwhile.set(call, happens);
  }

  works(call) {
    this.#meanwhile.get(call)?.();
    need(!this.#breaks.has(call), this.#breaks.get(call), `${call}: 30.274150 +8613800000000`);
  }

  /** Has a call stay in between: `begun` is kept when it was made, `goOn` ends it. */
  latch(call) {
    const latch = {};
    latch.begun = new Promise((resolve) => { latch.begin = resolve; });
    latch.done = new Promise((resolve) => { latch.goOn = resolve; });
    this.#latches.set(call, latch);
    return latch;
  }

  /** A call that takes time. */
  async takes(call) {
    this.works(call);
    const latch = this.#latches.get(call);
    latch?.begin();
    await latch?.done;
    if (latch !== undefined) this.works(call);
  }

  /** Whoever hears of an event, `running` meanwhile. */
  listen(event, running, callback) {
    const off = this.on(running);
    this.#listeners(event).push({ callback, off });
  }

  /** Without a callback nobody hears any more. */
  unlisten(event, callback) {
    const all = this.#listeners(event);
    all.filter((it) => callback === undefined || it.callback === callback).forEach((it) => {
      it.off();
      all.splice(all.indexOf(it), 1);
    });
  }

  tell(event, ...what) {
    [...this.#listeners(event)].forEach((it) => it.callback(...what));
  }

  #listeners(event) {
    if (!this.#heard.has(event)) this.#heard.set(event, []);
    return this.#heard.get(event);
  }
}

module.exports = { Hardware };
