// A phone with the sample on it: the app as it is, from its first code to its screens.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { device, native, root } = require('../../bindings/harmony/test/gates.cjs');
const { Host } = require('../../bindings/harmony/node/arkui.cjs');
const { parseJson, valueOf } = require('../../bindings/harmony/node/lint/source.cjs');

const sample = path.join(root, 'harmony-sample');
const main = path.join(sample, 'entry/src/main');
const module_ = valueOf(parseJson(path.join(main, 'module.json5'))).module;
const resources = [path.join(main, 'resources'), path.join(sample, 'AppScope/resources'), path.join(root, 'bindings/harmony/library/src/main/resources')];
/** The app's own pages, which the system loads by their names. */
const pages = JSON.parse(fs.readFileSync(path.join(main, 'resources/base/profile/main_pages.json'), 'utf8')).src;
const raw = 'menshen/policy.json';
const longerThanThere = 6_000;

/** A module of the app, as the process of now has it. */
const load = (name) => require(path.join(main, 'ets', `${name}.ets`));

/** The pages that have a name for the router: those that the app's own import, and these. */
function routes() {
  pages.forEach(load);
  const loaded = Object.values(require.cache).filter(({ filename }) => filename.endsWith('.ets'));
  const isNamed = (it) => it?.ui?.kinds.some(([kind, options]) => kind === 'Entry' && options?.routeName !== undefined);
  return loaded.flatMap(({ exports }) => Object.values(exports)).filter(isNamed);
}

/** The app's window, which counts what is put above its screen. */
class Window extends Host {
  prompts = 0;

  show(content, options) {
    super.show(content, options);
    if (options.isModal !== false) this.prompts += 1;
  }
}

class Phone {
  #prompts = 0;

  /** Out of the box, with the app just installed. */
  constructor({ language = 'zh', dark = false, api } = {}) {
    this.look = { language, dark };
    device.reset({ api });
    device.rawFiles.set(raw, fs.readFileSync(path.join(main, 'resources/rawfile', raw), 'utf8'));
    install(module_.requestPermissions);
    Object.assign(device.person.habits, otherApps);
  }

  get app() {
    return load('model/Music').Music.get();
  }

  /** The home screen, whatever is above it. */
  get home() {
    return this.host.pages[0].view;
  }

  /** How often the user was asked something so far, by the app or the system. */
  get prompts() {
    const system = device.person.kinds.filter((kind) => !(kind in otherApps));
    return this.#prompts + this.host.prompts + system.length;
  }

  /** The user opens the app. */
  open() {
    const stage = Object.assign(new (load('MusicAbilityStage').default)(), { context: device.app });
    stage.onCreate();
    this.ability = device.create();
    this.ability.makeWindow();
    this.#show();
    const entry = Object.assign(new (load('entryability/EntryAbility').default)(), { context: this.ability.context });
    const opened = entry.onWindowStageCreate({ loadContent: async (page) => void this.host.open(load(page)[path.basename(page)]) });
    this.ability.toForeground();
    return opened;
  }

  #show() {
    this.#prompts += this.host?.prompts ?? 0;
    this.host = new Window({ ...this.look, resources, routes: routes(), context: this.ability.context });
    this.ability.uiContext = this.host.uiContext;
  }

  /** Another app comes in front, for longer than what still counts as there. */
  leave() {
    this.ability.toBackground();
    native().testPass(longerThanThere);
  }

  comeBack() {
    this.ability.toForeground();
  }

  /** The user takes permissions back in the settings, for which the system ends the process; then opens the app
   *  again. */
  revoke(...permissions) {
    device.revokeInSettings(...permissions);
    this.open();
  }

  /** The process ends, and the user opens the app again. */
  kill() {
    device.restart();
    this.open();
  }
}

/** What the system grants without asking it grants at the installation. */
function install(permissions) {
  device.permissions.declared = new Set(permissions.map(({ name }) => name));
  const silent = permissions.filter(({ reason }) => reason === undefined);
  silent.forEach(({ name }) => device.permissions.set(name, 'granted'));
}

/** What the user does in other apps that the sample leads to. */
const otherApps = {
  'audio picker': ['file:///music/1.mp3', 'file:///music/2.mp3'],
  'save picker': ['file:///saved.wav'],
  'photo picker': ['file:///photo/1.jpg'],
  'system camera': 'file:///photo/new.jpg',
  'calendar editor': 'save',
};

/** Lets time pass for the gate. */
const pass = ({ minutes = 0, days = 0 }) => native().testPass((days * 1_440 + minutes) * 60_000);

/** Waits until something holds. */
async function until(what, holds) {
  const end = Date.now() + 60_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise(setImmediate);
  }
}

module.exports = { device, load, main, pass, Phone, sample, until };
