// A phone, as far as an app sees it: what the fakes of the kits read, and tests turn. Each test starts from a
// phone out of the box:
//
//   const { device } = require('../node/device.cjs');
//   device.reset({ api: 20 });
'use strict';

const path = require('node:path');
const { Ability, ApplicationContext, unique } = require('./device/abilities.cjs');
const { BusinessError, need } = require('./device/errors.cjs');
const { Hardware } = require('./device/hardware.cjs');
const { SystemPermissions } = require('./device/permissions.cjs');
const { Person } = require('./device/person.cjs');
const { remove } = require('./remove.cjs');

const newest = 20;
const menshen = path.resolve(__dirname, '../library/src/main/ets/Menshen.ets');

class Device {
  bundle = 'com.example.music';
  token = 537_000_001;

  constructor() {
    process.once('exit', () => this.#clean());
    this.reset();
  }

  /** A phone out of the box, with the app just installed. `dir` keeps the files of another installation. */
  reset({ api = newest, dir } = {}) {
    if (this.app !== undefined) this.#endProcess();
    this.#clean();
    this.#own = dir === undefined ? unique('device') : undefined;
    this.filesDir = dir ?? this.#own;
    this.api = api;
    this.permissions = new SystemPermissions(this);
    this.person = new Person();
    /** The device-wide switches. */
    this.switches = { camera: true, microphone: true, location: true, bluetooth: true };
    /** `not_asked`, `on` or `off`. */
    this.notifications = 'not_asked';
    /** The files below `rawfile`, by name. */
    this.rawFiles = new Map();
    /** The keys in HUKS, by alias; `brokenHuks` is the code that all its calls fail with, `busyHuks` what they wait
     *  for. */
    this.keys = new Map();
    this.busyHuks = undefined;
    this.brokenHuks = undefined;
    /** What the library said to hilog. */
    this.messages = [];
    this.#begin();
    return this;
  }

  #own;

  /** Opens the app: an ability in the foreground. */
  launch({ process = this.bundle } = {}) {
    return this.create({ process }).toForeground();
  }

  /** An ability that is not in the foreground yet. */
  create({ process = this.bundle } = {}) {
    const ability = new Ability(this, this.app, process);
    this.app.tell('onAbilityCreate', ability);
    return ability;
  }

  /** The process dies: the gate is given up, and of the library's state nothing is left but its files. Require
   *  it anew. */
  restart() {
    this.#endProcess();
    this.#begin();
  }

  /** The user takes a permission back in the settings, for which the system ends the process. */
  revokeInSettings(...permissions) {
    permissions.forEach((it) => need(this.permissions.state(it) === 'granted', 401, `${it} is not granted`));
    // Nobody in the process hears of it any more.
    this.#endProcess();
    permissions.forEach((it) => this.permissions.set(it, 'refused'));
    this.#begin();
  }

  /** The user switches a permission on in the settings, while the app lives. */
  grantInSettings(...permissions) {
    permissions.forEach((it) => this.permissions.set(it, 'granted'));
  }

  /** An ability of another app, such as the settings: the app is behind it until the person answers. */
  async startAbility(want, ability) {
    this.calls.push({ name: 'startAbility', args: [want] });
    ability.toBackground();
    this.person.ask('page', want, () => ability.toForeground());
  }

  /** The names of the calls that the app made of the system so far. */
  called(prefix = '') {
    return this.calls.map((call) => call.name).filter((name) => name.startsWith(prefix));
  }

  /** The functions of a kit, whose calls are recorded under `name`. */
  recorded(name, functions) {
    const wrapped = Object.entries(Object.getOwnPropertyDescriptors(functions)).map(([key, it]) => {
      if (typeof it.value !== 'function' || /^class\b/.test(it.value.toString())) return [key, it];
      const value = (...args) => {
        this.calls.push({ name: `${name}.${key}`, args });
        return it.value.apply(functions, args);
      };
      return [key, { ...it, value }];
    });
    return Object.defineProperties({}, Object.fromEntries(wrapped));
  }

  #begin() {
    this.calls = [];
    this.hardware = new Hardware();
    this.app = new ApplicationContext(this);
  }

  #endProcess() {
    const loaded = Object.keys(require.cache).filter((file) => file.endsWith('.ets'));
    if (loaded.includes(menshen)) require.cache[menshen].exports.Menshen.get().close();
    loaded.forEach((file) => delete require.cache[file]);
    this.permissions.forgetProcess();
    this.person.asked.forEach((question) => question.close());
  }

  #clean() {
    if (this.#own !== undefined) remove(this.#own);
  }
}

module.exports = { device: new Device(), BusinessError, need };
