// The logs that the reports are of, and what the command line says about them.
import { execFileSync } from "node:child_process";
import { closeSync, openSync, readSync, writeSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const ROOT = new URL("../..", import.meta.url);

/** A day with two mistakes, a long life, and a log full of odd names with a damaged block. */
export function inputs(dir) {
  const demo = join(dir, "demo");
  menshen("demo", "--dir", demo, "--lang", "en");
  const long = join(dir, "long");
  helper("long_log", long, "100000");
  const odd = join(dir, "odd");
  helper("odd_log", odd);
  damage(odd);
  return {
    demo: { ...input(demo), url: url(join(demo, "report.html")) },
    long: { ...input(long), url: report(long) },
    odd: { ...input(odd), url: report(odd) },
  };
}

function input(dir) {
  const audit = JSON.parse(menshen("log", "audit", dir, "--policy", join(dir, "policy.json"), "--json"));
  const show = (...args) => lines(menshen("log", "show", dir, "--json", ...args));
  return { dir, audit, show };
}

function report(dir) {
  const page = join(dir, "report.html");
  menshen(
    "log",
    "report",
    dir,
    "--policy",
    join(dir, "policy.json"),
    "-o",
    page,
    "--lang",
    "en",
    "--tz",
    "+08:00",
  );
  return url(page);
}

const url = (path) => pathToFileURL(path).href;
const lines = (text) =>
  text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** Flips a bit in the second block of the first segment. */
function damage(dir) {
  const log = join(dir, "log");
  const [segment] = readdirSync(log)
    .filter((name) => name.endsWith(".seg"))
    .sort();
  const file = openSync(join(log, segment), "r+");
  const byte = Buffer.alloc(1);
  readSync(file, byte, 0, 1, 4096 + 300);
  byte[0] ^= 1;
  writeSync(file, byte, 0, 1, 4096 + 300);
  closeSync(file);
}

function menshen(...args) {
  return cargo("menshen-cli", "menshen", args);
}

function helper(name, ...args) {
  return cargo("menshen-tests", name, args);
}

/** Runs a program of the workspace; findings are no failure. */
function cargo(crate, bin, args) {
  const run = ["run", "--quiet", "--release", "--package", crate, "--bin", bin, "--", ...args];
  const options = { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] };
  try {
    return execFileSync(process.env.CARGO || "cargo", run, options);
  } catch (error) {
    if (error.status === 1 && error.stdout) return error.stdout;
    throw error;
  }
}
