// Checks ArkTS files with the compiler and the linter that HarmonyOS's own build uses, and prints
// `file:line:column: error: text`, a line each. Ends with 0 when it could check, whatever it found.
'use strict';

const path = require('node:path');
const ts = require('ohos-typescript');

const [contract, ...given] = process.argv.slice(2).map((file) => path.resolve(file));
const files = [contract, ...given];

const options = {
  target: ts.ScriptTarget.ES2021,
  module: ts.ModuleKind.ES2020,
  moduleResolution: ts.ModuleResolutionKind.NodeJs,
  lib: ['lib.es2021.d.ts'],
  types: [],
  baseUrl: '.',
  paths: { '@menshen/gate': [contract] },
  noEmit: true,
  strict: true,
  noImplicitReturns: true,
  // No user interface here, so none of its components.
  ets: {
    render: { method: [], decorator: [] },
    components: [],
    libs: [],
    extend: { decorator: [], components: [] },
    styles: { decorator: '', component: {}, property: '' },
    concurrent: { decorator: '' },
    customComponent: 'CustomComponent',
    propertyDecorators: [],
    emitDecorators: [],
    syntaxComponents: { paramsUICallback: [], attrUICallback: [] },
  },
  compatibleSdkVersion: 12,
  packageManagerType: 'ohpm',
  needDoArkTsLinter: true,
  isCompatibleVersion: false,
  noTransformedKitInParser: true,
};

function show(diagnostic) {
  const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ');
  if (diagnostic.file === undefined) {
    console.log(`options:1:1: error: ${text}`);
    return;
  }
  const name = path.resolve(diagnostic.file.fileName);
  if (files.includes(name)) {
    const { line, character } = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start);
    console.log(`${name}:${line + 1}:${character + 1}: error: ${text}`);
  }
}

const host = ts.createIncrementalCompilerHost(options);
const builder = ts.createIncrementalProgram({ rootNames: files, options, host });
const program = builder.getProgram();
program.getOptionsDiagnostics().forEach(show);
program.getGlobalDiagnostics().forEach(show);
for (const file of files) {
  const source = program.getSourceFile(file);
  program.getSyntacticDiagnostics(source).forEach(show);
  program.getSemanticDiagnostics(source).forEach(show);
}
ts.ArkTSLinter_1_1.runArkTSLinter(builder, undefined, undefined, 'ArkTSVersion_1_1').forEach(show);
