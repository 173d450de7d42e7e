// The type check and the ArkTS linter.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { ts, sdk, globals, options } = require('./compiler.cjs');
const { decorators } = require('./lint/source.cjs');

const library = path.resolve(__dirname, '../library');
const newer = path.join(__dirname, 'newer');
const native = 'src/main/cpp/types/libmenshen_harmony/Index.d.ts';

/** What is wrong with the files. */
function program(files, gate = path.join(library, 'Index.ets')) {
  const all = {
    ...options,
    module: ts.ModuleKind.ES2020,
    moduleResolution: ts.ModuleResolutionKind.NodeJs,
    lib: ['lib.es2021.d.ts'],
    types: [],
    typeRoots: [],
    baseUrl: sdk,
    paths: {
      '@menshen/gate': [gate],
      '@menshen/gate/*': [path.join(path.dirname(gate), '*')],
      'libmenshen_harmony.so': [path.join(library, native)],
      '@ohos/hypium': [path.join(__dirname, 'stubs/hypium.d.ts')],
      '*': ['./api/*', './kits/*', './arkts/*'],
    },
    noEmit: true,
    strict: true,
    noImplicitReturns: true,
    skipLibCheck: true,
    compatibleSdkVersion: 12,
    packageManagerType: 'ohpm',
    needDoArkTsLinter: true,
    isCompatibleVersion: false,
  };
  const builder = ts.createIncrementalProgram({ rootNames: files.concat(globals), options: all, host: host(all) });
  return diagnostics(builder, files).map((found) => show(found, files)).filter((line) => line !== undefined);
}

/** The SDK's declarations are of API 13; what came later and is used stands in `newer/`, under the same name. */
function host(all) {
  const made = ts.createIncrementalCompilerHost(all);
  const source = made.getSourceFile;
  made.getSourceFile = (name, version, ...rest) => {
    const later = path.join(newer, path.basename(name));
    if (!path.resolve(name).startsWith(sdk) || !fs.existsSync(later)) return source.call(made, name, version, ...rest);
    const text = fs.readFileSync(name, 'utf8') + fs.readFileSync(later, 'utf8');
    const file = ts.createSourceFile(name, text, version, undefined, undefined, all);
    file.version = made.createHash(text);
    return file;
  };
  return made;
}

function diagnostics(builder, files) {
  const checked = builder.getProgram();
  const each = files.map((file) => checked.getSourceFile(file));
  return [
    ...checked.getOptionsDiagnostics(),
    ...checked.getGlobalDiagnostics(),
    ...each.flatMap((file) => [...checked.getSyntacticDiagnostics(file), ...checked.getSemanticDiagnostics(file)]),
    ...ts.ArkTSLinter_1_1.runArkTSLinter(builder, undefined, undefined, 'ArkTSVersion_1_1'),
  ];
}

function show({ file, start, code, messageText }, files) {
  const text = ts.flattenDiagnosticMessageText(messageText, ' ');
  if (file === undefined) return `options:1:1: error: ${text}`;
  const name = path.resolve(file.fileName);
  if (!files.includes(name) || (code === withoutValue && isGiven(file, start))) return undefined;
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return `${name}:${line + 1}:${character + 1}: error: ${text}`;
}

const withoutValue = ts.Diagnostics.Property_0_has_no_initializer_and_is_not_definitely_assigned_in_the_constructor.code;
const given = ['BuilderParam', 'Consume', 'Link', 'ObjectLink', 'Prop', 'Require'];

/** A variable of a screen whose value comes from its parent. */
function isGiven(file, start) {
  const { parent } = ts.getTokenAtPosition(file, start);
  return ts.isStructDeclaration(parent.parent) && decorators(parent).some((name) => given.includes(name));
}

module.exports = { program };
