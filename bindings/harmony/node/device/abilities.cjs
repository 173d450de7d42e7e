// Abilities, their windows, and who follows them.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { BusinessError, need } = require('./errors.cjs');

/** The application's context, of which there is one a process. */
class ApplicationContext {
  #callbacks = new Map();
  #count = 0;

  constructor(device) {
    this.device = device;
    this.applicationInfo = { name: device.bundle, accessTokenId: device.token };
    this.filesDir = device.filesDir;
    this.cacheDir = device.filesDir;
    this.resourceManager = { getRawFileContentSync: (name) => rawFile(device, name) };
  }

  getApplicationContext() {
    return this;
  }

  on(type, callback) {
    need(type === 'abilityLifecycle', 401, `no events ${type}`);
    this.#callbacks.set(++this.#count, callback);
    return this.#count;
  }

  off(type, id, done) {
    need(type === 'abilityLifecycle', 401, `no events ${type}`);
    const known = this.#callbacks.delete(id);
    if (done !== undefined) return done(known ? undefined : new BusinessError(16000011));
    return Promise.resolve();
  }

  /** Tells whoever follows the abilities. */
  tell(event, ability) {
    Array.from(this.#callbacks.values()).forEach((callback) => callback[event]?.(ability, ability.context.windowStage));
  }
}

function rawFile(device, name) {
  need(device.rawFiles.has(name), 9001005, `no raw file ${name}`);
  return new Uint8Array(Buffer.from(device.rawFiles.get(name)));
}

/** An ability with its window. */
class Ability {
  constructor(device, app, process) {
    this.context = context(device, app, this, process);
    this.window = undefined;
    this.inFront = false;
  }

  toForeground() {
    if (this.window === undefined) this.makeWindow();
    this.inFront = true;
    this.#tell('onAbilityForeground');
    this.#tell('onWindowStageActive');
    return this;
  }

  toBackground() {
    this.inFront = false;
    this.#tell('onWindowStageInactive');
    this.#tell('onAbilityBackground');
    return this;
  }

  /** The user pulls the system's panel down, does something there, and lets it go. */
  underPanel(act) {
    this.#tell('onWindowStageInactive');
    act();
    this.#tell('onWindowStageActive');
  }

  /** Closed by the user: the system sends it to the background first. */
  destroy() {
    if (this.inFront) this.toBackground();
    this.loseWindow();
    this.#tell('onAbilityDestroy');
  }

  makeWindow() {
    this.window = 'there';
    this.#tell('onWindowStageCreate');
  }

  loseWindow() {
    this.window = 'gone';
    this.#tell('onWindowStageDestroy');
  }

  #tell(event) {
    this.context.getApplicationContext().tell(event, this);
  }
}

function context(device, app, ability, process) {
  const made = Object.create(app);
  // A window that shows nothing; tests of screens put another in its place.
  ability.uiContext = { getHostContext: () => made };
  const window = { getUIContext: () => ability.uiContext, isWindowShowing: () => ability.inFront };
  const windowStage = {
    getMainWindowSync() {
      need(ability.window === 'there', 1300002, 'this window state is abnormal');
      return window;
    },
  };
  return Object.defineProperties(made, Object.getOwnPropertyDescriptors({
    abilityInfo: { name: 'EntryAbility', bundleName: device.bundle, process },
    getApplicationContext: () => app,
    startAbility: (want) => device.startAbility(want, ability),
    get windowStage() {
      return ability.window === undefined ? undefined : windowStage;
    },
  }));
}

/** Whether a context is an ability's, as the system's dialogs want it. */
const isAbility = (given) => given?.abilityInfo !== undefined;

function unique(name) {
  return fs.mkdtempSync(path.join(require('node:os').tmpdir(), `menshen-${name}-`));
}

module.exports = { Ability, ApplicationContext, isAbility, unique };
