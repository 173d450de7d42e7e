// Lets Node `require` ArkTS files: the library's own sources, above the real native library and fakes of
// the platform's kits.
//
//   require('../node/ets.cjs');
//   const { Menshen } = require('../library/Index.ets');
//
// `MENSHEN_NATIVE` names the native library; without it, that of a debug build is taken. `MENSHEN_GATE` names
// the entry of another copy of the ArkTS library, such as an unpacked package.
'use strict';

const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { screens } = require('./arkui/compile.cjs');
const { ts, options } = require('./compiler.cjs');
const { kit } = require('./kit.cjs');
require('./arkui.cjs');

const root = path.resolve(__dirname, '../../..');
const native = 'libmenshen_harmony.so';
const gate = '@menshen/gate';
const library = process.env.MENSHEN_GATE ?? path.resolve(__dirname, '../library/Index.ets');

process.setSourceMapsEnabled(true);

const load = Module._load;
Module._load = function (request, parent, isMain) {
  return request.startsWith('@kit.') ? kit(request) : load.call(this, request, parent, isMain);
};

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  return known(request, parent) ?? resolve.call(this, request, parent, ...rest);
};

function known(request, parent) {
  if (request === gate) return library;
  if (request.startsWith(`${gate}/`)) return `${path.join(path.dirname(library), request.slice(gate.length))}.ets`;
  if (request === native) return built(process.env.MENSHEN_NATIVE ?? path.join(root, 'target/debug', native));
  if (!request.startsWith('.') || !parent?.filename) return undefined;
  const file = path.resolve(path.dirname(parent.filename), request);
  return [`${file}.ets`, path.join(file, 'Index.ets')].find((candidate) => fs.existsSync(candidate));
}

function built(file) {
  if (fs.existsSync(file)) return path.resolve(file);
  throw new Error(`${file} is missing: run \`cargo build -p menshen-harmony\`, or set MENSHEN_NATIVE`);
}

Module._extensions['.so'] = (module, file) => process.dlopen(module, file);
Module._extensions['.ets'] = (module, file) => module._compile(outputOf(file), file);

// Tests that play a new process load everything anew; what it compiles to stays the same.
const outputs = new Map();

function outputOf(file) {
  if (!outputs.has(file)) outputs.set(file, compile(file));
  return outputs.get(file);
}

/** JavaScript for Node, with a map by which stack traces name the lines of the source. */
function compile(file) {
  const compiled = ts.transpileModule(fs.readFileSync(file, 'utf8'), {
    fileName: file,
    reportDiagnostics: true,
    compilerOptions: { ...options, module: ts.ModuleKind.CommonJS, inlineSourceMap: true, inlineSources: true },
    transformers: { before: [screens, withoutMarks] },
  });
  const wrong = compiled.diagnostics.map((it) => ts.flattenDiagnosticMessageText(it.messageText, ' '));
  if (wrong.length > 0) throw new SyntaxError(`${file}: ${wrong.join('; ')}`);
  return compiled.outputText;
}

// What only HarmonyOS's compiler and threads have a use for.
const marks = ['Concurrent', 'Sendable'];

function withoutMarks(context) {
  const isMark = (node) => ts.isDecorator(node) && marks.includes(node.expression.getText());
  const visit = (node) => (isMark(node) ? undefined : ts.visitEachChild(node, visit, context));
  return (file) => ts.visitNode(file, visit);
}
