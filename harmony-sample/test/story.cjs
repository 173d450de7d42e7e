// Uses the app: taps rows, reads prompts, presses their buttons, and says what came of it.
'use strict';

const assert = require('node:assert');
const { device, library } = require('../../bindings/harmony/test/gates.cjs');
const { load, Phone, until } = require('./phone.cjs');

const nothing = 'nothing';

/** The library's prompts by the buttons for yes and no. */
const prompts = {
  policy: ['menshen_agree', 'menshen_disagree'],
  consent: ['menshen_allow', 'menshen_refuse'],
  'settings prompt': ['menshen_go_to_settings', 'menshen_not_now'],
};

/** What the user says to the system: yes and no. */
const answers = {
  ...Object.fromEntries(['camera', 'microphone', 'location', 'contacts', 'calendar', 'bluetooth', 'audio', 'notifications', 'settings']
    .map((kind) => [kind, ['allow', 'refuse']])),
  'notification settings': ['on', 'off'],
  switch: ['on', 'off'],
};
const [yes, no] = [0, 1];

class Story {
  constructor(phone) {
    this.phone = new Phone(phone);
  }

  get app() {
    return this.phone.app;
  }

  /** What is before the user; `nothing` when nothing is. */
  get shown() {
    return this.#question?.kind ?? Object.keys(prompts).find((kind) => this.#top?.has(this.#button(kind, yes))) ?? nothing;
  }

  get #question() {
    return device.person.asked.find((it) => it.open);
  }

  get #top() {
    return this.phone.host?.dialogs.at(-1)?.view;
  }

  #button(kind, how) {
    return this.phone.host.resources.of({ type: 'string', name: prompts[kind][how] });
  }

  /** Answers what is before the user, which goes away with that. */
  async says(how) {
    const { shown } = this;
    if (!(shown in prompts)) return this.#question.answer(answers[shown][how]);
    const before = this.#top;
    before.tap(this.#button(shown, how));
    await until('its end', () => this.#top !== before);
  }

  /** The app is open for the first time, with the policy before the user. */
  async opened() {
    this.welcome = this.phone.open();
    await until('the policy', () => this.shown === 'policy');
    return this;
  }

  async accepted({ account = false, age = 'adult' } = {}) {
    await this.#decides(yes, 'accepted');
    if (account) this.app.account.signIn('lin', age);
    assert.strictEqual(this.app.menshen.fault, undefined);
    return this;
  }

  declined() {
    return this.#decides(no, 'declined');
  }

  async #decides(how, state) {
    await this.opened();
    await this.says(how);
    await this.welcome;
    assert.strictEqual(this.app.menshen.policyState.state, state);
    return this;
  }

  /** Taps a feature's row, and waits until something is asked, or it runs on or is done. */
  async taps(purpose) {
    const { pastes } = this.feature(purpose);
    device.hardware.tapped.paste = pastes;
    this.phone.home.tap(pastes ? 'PasteButton' : purpose);
    await this.waitsFor(purpose);
  }

  async waitsFor(purpose) {
    const done = () => !this.runs(purpose) || this.reads(purpose) !== undefined;
    await until(`what comes of ${purpose}`, () => {
      device.hardware.ears.forEach((ear) => ear.hear(new Array(4_000).fill(1)));
      return this.shown !== nothing || done();
    });
  }

  async saysYes(purpose) {
    await this.says(yes);
    await this.waitsFor(purpose);
  }

  async saysNo(purpose) {
    await this.says(no);
    await this.waitsFor(purpose);
  }

  /** Yes to whatever is asked, until nothing is; says what that was. */
  async saysYesToAll(purpose) {
    const asked = [];
    for (await this.waitsFor(purpose); this.shown !== nothing; await this.saysYes(purpose)) asked.push(this.shown);
    return asked;
  }

  /** Taps what runs, which stops it. */
  async stops(purpose) {
    this.phone.home.tap(purpose);
    await until(`the end of ${purpose}`, () => !this.runs(purpose));
  }

  feature(purpose) {
    return load('model/features/All').FEATURES.find((it) => it.purpose === purpose);
  }

  /** What stands under a feature's title. */
  reads(purpose) {
    return this.#standing(purpose).said?.zh;
  }

  runs(purpose) {
    return this.#standing(purpose).running;
  }

  #standing(purpose) {
    return this.app.desk.standing(this.feature(purpose));
  }

  /** Why a feature would be denied now; `undefined` when it would not be. */
  reason(purpose) {
    return this.app.menshen.check(this.feature(purpose).wish).reason;
  }

  basis(purpose) {
    return this.app.menshen.policy.purposes.find((it) => it.id === purpose).basis;
  }

  /** A feature asks on its own, without a tap, as code that runs at start-up does: says what the user is asked, and
   *  in `over` whether it has its answer. */
  async isAskedOnItsOwn(purpose) {
    this.over = false;
    const end = () => { this.over = true; };
    this.#with(this.feature(purpose).wish).then(end, end);
    await until(`an answer for ${purpose}`, () => this.over || this.shown !== nothing);
    return this.shown;
  }

  #with(wish) {
    const { menshen } = this.app;
    const work = () => undefined;
    if (wish instanceof library().Access) return menshen.with(wish, work);
    return wish instanceof library().Group ? menshen.withAll(wish, work) : menshen.ask(wish);
  }

  /** The latest decision about a purpose that is in the log: `allow`, or the reason against it. */
  async decision(purpose) {
    const records = (await this.app.menshen.user.records(500, ['decision'])).map((it) => JSON.parse(it));
    const found = records.find((it) => it.purpose === purpose);
    return found && (found.reason ?? 'allow');
  }

  /** It did what it is for. */
  async worked(purpose) {
    const { Reason, MayUse } = library();
    const refusals = Object.values(Reason).map((it) => load('model/Said').no(it).zh);
    const text = this.reads(purpose);
    assert.ok(text !== undefined && !refusals.includes(text) && !text.startsWith('系统没有完成'), `${purpose}: ${text}`);
    if (!(this.feature(purpose).wish instanceof MayUse)) assert.strictEqual(await this.decision(purpose), 'allow');
  }

  denied(purpose, ...reasons) {
    assert.ok(!this.runs(purpose), purpose);
    const texts = reasons.map((it) => load('model/Said').no(it).zh);
    assert.ok(texts.includes(this.reads(purpose)), `${purpose}: ${this.reads(purpose)}`);
  }
}

module.exports = { no, nothing, Story, yes };
