// ArkTS as HarmonyOS's own build reads it: which names are components, which functions build a screen.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const ts = require('ohos-typescript');

const sdk = path.dirname(require.resolve('@arkts/declarations/dist/global.d.ts'));
const loops = ['ForEach', 'LazyForEach', 'Repeat'];

/** The declarations that every file sees without importing them. */
const globals = fs.readdirSync(path.join(sdk, 'component'))
  .map((name) => path.join(sdk, 'component', name))
  .concat(path.join(sdk, 'global.d.ts'));

/** The components that the SDK declares. */
const components = [...new Set(globals.flatMap(declared))].filter((name) => !loops.includes(name));

function declared(file) {
  const constants = fs.readFileSync(file, 'utf8').matchAll(/^declare const (\w+): \w+Interface(?:<.*>)?;/gm);
  return [...constants].map((found) => found[1]).filter((name) => !name.endsWith('Instance'));
}

const ets = {
  render: { method: ['build', 'pageTransition'], decorator: ['Builder', 'LocalBuilder'] },
  components,
  // Given as files of the program instead: as libraries they would be read again for each file.
  libs: [],
  extend: {
    decorator: ['Extend', 'AnimatableExtend'],
    components: components.map((name) => ({ name, type: `${name}Attribute`, instance: `${name}Instance` })),
  },
  styles: {
    decorator: 'Styles',
    component: { name: 'Common', type: 'T', instance: 'CommonInstance' },
    property: 'stateStyles',
  },
  concurrent: { decorator: 'Concurrent' },
  customComponent: 'CustomComponent',
  propertyDecorators: ['Link', 'Prop', 'ObjectLink', 'Consume', 'Param', 'Event', 'Require']
    .map((name) => ({ name, needInitialization: false })),
  emitDecorators: [],
  syntaxComponents: {
    paramsUICallback: ['ForEach', 'LazyForEach'],
    attrUICallback: [{ name: 'Repeat', attributes: ['each', 'template'] }],
  },
};

/** What checking and running have in common. */
const options = {
  target: ts.ScriptTarget.ES2021,
  experimentalDecorators: true,
  esModuleInterop: true,
  noTransformedKitInParser: true,
  ets,
};

module.exports = { ts, sdk, globals, components, options };
