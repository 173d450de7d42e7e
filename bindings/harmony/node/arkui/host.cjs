// A window of the app: its pages, the dialogs above them, and what screens ask of the platform.
'use strict';

const path = require('node:path');
const { Resources } = require('./resources.cjs');
const { call } = require('./struct.cjs');
const { settle } = require('./state.cjs');
const { tree } = require('./tree.cjs');
const { View } = require('./view.cjs');

const library = path.resolve(__dirname, '../../library/src/main/resources');
const reasons = { back: 0, outside: 1 };

class Host {
  /** `routes` are the structs that have a name for the router; `context` is the ability's. */
  constructor({ language = 'zh', dark = false, resources = [library], routes = [], context = {} } = {}) {
    this.resources = new Resources(resources, { language, dark });
    this.routes = routes;
    this.pages = [];
    this.dialogs = [];
    this.toasts = [];
    this.language = language;
    this.context = Object.create(context, {
      resourceManager: { value: { ...context.resourceManager, ...this.resources.manager() } },
    });
    this.uiContext = {
      getHostContext: () => this.context,
      getPromptAction: () => this.promptAction(),
      getRouter: () => this.router(),
    };
  }

  /** Opens a page, or any component as one. */
  open(struct, given = {}, params = {}) {
    const ways = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, [() => value]]));
    const root = tree(this, () => call(struct, ways));
    this.pages.push({ root, params, view: new View(root, this.resources) });
    root.children[0].screen.onPageShow?.();
    settle();
    return this.top;
  }

  /** What the user sees above all else. */
  get top() {
    return (this.dialogs.at(-1) ?? this.pages.at(-1))?.view;
  }

  /** The system's way back. */
  back() {
    if (this.dialogs.length > 0) return this.dismiss(reasons.back);
    const { root } = this.pages.at(-1);
    if (root.children[0].screen.onBackPress?.() !== true) this.leave();
    return settle();
  }

  /** A tap beside the dialog. */
  tapOutside() {
    if (this.dialogs.at(-1).options.autoCancel !== false) this.dismiss(reasons.outside);
  }

  dismiss(reason) {
    const { content, options } = this.dialogs.at(-1);
    const dismiss = () => this.close(content);
    if (options.onWillDismiss === undefined) dismiss();
    else options.onWillDismiss({ dismiss, reason });
    settle();
  }

  leave() {
    this.pages.pop().root.end();
    this.pages.at(-1)?.root.children[0].screen.onPageShow?.();
  }

  promptAction() {
    return {
      openCustomDialog: async (content, options = {}) => this.show(content, options),
      closeCustomDialog: async (content) => this.close(content),
      showToast: ({ message }) => void this.toasts.push(typeof message === 'string' ? message : this.resources.of(message)),
    };
  }

  show(content, options) {
    if (this.dialogs.some((dialog) => dialog.content === content)) throw failure(103302, 'the ComponentContent already exists');
    const root = tree(this, () => content.build());
    this.dialogs.push({ content, options, root, view: new View(root, this.resources) });
  }

  close(content) {
    const found = this.dialogs.findIndex((dialog) => dialog.content === content);
    if (found < 0) throw failure(103303, 'the ComponentContent cannot be found');
    this.dialogs.splice(found, 1)[0].root.end();
  }

  router() {
    return {
      pushNamedRoute: async ({ name, params }) => void this.open(this.route(name), {}, params),
      back: () => this.leave(),
      getParams: () => this.pages.at(-1)?.params,
    };
  }

  route(name) {
    const isNamed = ({ ui }) => ui.kinds.some(([kind, options]) => kind === 'Entry' && options?.routeName === name);
    const found = this.routes.find(isNamed);
    if (found === undefined) throw failure(100004, `there is no route ${name}`);
    return found;
  }
}

const failure = (code, text) => Object.assign(new Error(text), { code });

module.exports = { Host };
