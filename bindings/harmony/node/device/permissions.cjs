// The app's permissions, as the system keeps them: its dialog asks once; whoever refused is asked by the sheet
// of the settings, and whoever revokes a permission in the settings ends the process.
'use strict';

const { BusinessError, need } = require('./errors.cjs');

const P = (names) => names.map((name) => `ohos.permission.${name}`);
const LOCATION = P(['APPROXIMATELY_LOCATION', 'LOCATION', 'LOCATION_IN_BACKGROUND']);
const [APPROXIMATE, PRECISE, BEHIND] = LOCATION;

/** Which permissions one dialog asks for. */
const groups = {
  camera: P(['CAMERA']),
  microphone: P(['MICROPHONE']),
  location: LOCATION,
  contacts: P(['READ_CONTACTS', 'WRITE_CONTACTS']),
  calendar: P(['READ_CALENDAR', 'WRITE_CALENDAR']),
  bluetooth: P(['ACCESS_BLUETOOTH']),
  images: P(['READ_IMAGEVIDEO', 'WRITE_IMAGEVIDEO', 'MEDIA_LOCATION']),
  audio: P(['READ_AUDIO', 'WRITE_AUDIO']),
  motion: P(['ACTIVITY_MOTION']),
  tracking: P(['APP_TRACKING_CONSENT']),
  pasteboard: P(['READ_PASTEBOARD']),
};
/** What the system gives whoever declares it. */
const given = P(['ACCELEROMETER', 'GYROSCOPE', 'GET_WIFI_INFO']);
const all = Object.values(groups).flat();
const groupOf = (permission) => Object.keys(groups).find((name) => groups[name].includes(permission));

class SystemPermissions {
  #device;
  #states = new Map();
  #watching = [];
  #sheet = false;
  /** What module.json5 declares. */
  declared = new Set([...all, ...given]);

  constructor(device) {
    this.#device = device;
  }

  /** `not_asked`, `granted`, `refused`, `restricted` or `undeclared`. */
  state(permission) {
    if (!this.declared.has(permission)) return 'undeclared';
    return given.includes(permission) ? 'granted' : this.#states.get(permission) ?? 'not_asked';
  }

  /** Fails as most kits do unless all are granted. */
  need(names, code = 201) {
    need(P(names).every((it) => this.state(it) === 'granted'), code, 'permission denied');
  }

  /** Puts a permission into a state, of which whoever watches hears (API 18). */
  set(permission, state) {
    const before = this.state(permission);
    this.#states.set(permission, state);
    const granted = state === 'granted';
    if (granted === (before === 'granted')) return;
    const change = { change: granted ? 1 : 0, tokenID: this.#device.token, permissionName: permission };
    this.#watching.filter((it) => it.permissions.includes(permission)).forEach((it) => it.changed(change));
  }

  watch(permissions, changed) {
    this.#watching.push({ permissions, changed });
  }

  /** Of nothing named, nobody hears any more. */
  unwatch(permissions, changed) {
    const matches = (it) => (permissions.length === 0 || it.permissions.join() === permissions.join()) &&
      (changed === undefined || it.changed === changed);
    this.#watching = this.#watching.filter((it) => !matches(it));
  }

  /** Of the process nothing is left, of what was granted everything. */
  forgetProcess() {
    this.#watching = [];
    this.#sheet = false;
  }

  /** The dialogs, one a group. */
  async request(permissions) {
    need(permissions.length > 0, 12100001, 'the permission list is empty');
    const invalid = permissions.filter((it) => !this.#mayAsk(it, permissions));
    const asked = permissions.filter((it) => !invalid.includes(it) && this.state(it) === 'not_asked');
    for (const group of new Set(asked.map(groupOf))) {
      await this.#dialog(group, asked.filter((it) => groupOf(it) === group));
    }
    return {
      permissions,
      authResults: permissions.map((it) => (invalid.includes(it) ? 2 : this.#status(it))),
      dialogShownResults: permissions.map((it) => asked.includes(it)),
    };
  }

  // The background is given in the settings alone, and spoils a request that it is part of; the precise place is
  // asked for with the approximate one.
  #mayAsk(permission, together) {
    if (this.state(permission) === 'undeclared' || LOCATION.includes(permission) && together.includes(BEHIND)) return false;
    return permission !== PRECISE || together.includes(APPROXIMATE) || this.state(APPROXIMATE) === 'granted';
  }

  async #dialog(group, permissions) {
    const said = await this.#device.person.answers(group, permissions);
    if (said instanceof BusinessError) throw said;
    const granted = { allow: permissions, once: permissions, approximate: [APPROXIMATE], refuse: [] }[said];
    need(granted !== undefined, 401, `the dialog has no answer ${said}`);
    permissions.forEach((it) => this.set(it, granted.includes(it) ? 'granted' : 'refused'));
  }

  /** The sheet of the settings, for what was refused. */
  async requestOnSetting(permissions) {
    need(permissions.length > 0 && new Set(permissions.map(groupOf)).size === 1, 12100001, 'not of one group');
    need(permissions.every((it) => this.state(it) !== 'undeclared'), 12100001, 'not declared');
    need(!this.#sheet, 12100010, 'the request already exists');
    need(permissions.some((it) => this.state(it) !== 'granted'), 12100011, 'all granted');
    need(permissions.every((it) => this.state(it) !== 'not_asked'), 12100012, 'not revoked by the user');
    this.#sheet = true;
    const said = await this.#device.person.answers('settings', permissions);
    this.#sheet = false;
    const open = permissions.filter((it) => this.state(it) === 'refused');
    if (said === 'allow') open.forEach((it) => this.set(it, 'granted'));
    return permissions.map((it) => this.#status(it));
  }

  /** "Only this time" is over: a lapse, which ends no process. */
  lapse(...permissions) {
    permissions.forEach((it) => this.set(it, 'not_asked'));
  }

  #status(permission) {
    return this.state(permission) === 'granted' ? 0 : -1;
  }
}

module.exports = { SystemPermissions, all };
