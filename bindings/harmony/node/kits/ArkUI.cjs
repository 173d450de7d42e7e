// What screens are shown with; the window itself is `arkui/host.cjs`.
'use strict';

/** What a `@Builder` describes, to be shown in a dialog. */
class ComponentContent {
  constructor(uiContext, builder, args) {
    this.uiContext = uiContext;
    this.builder = builder;
    this.args = args;
    this.disposed = false;
  }

  build() {
    this.builder.builder(this.args);
  }

  dispose() {
    this.disposed = true;
  }
}

module.exports = { ComponentContent };
