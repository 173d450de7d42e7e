// Counting what holds and what does not.
let passed = 0;
const failed = [];

export function check(name, holds, detail = "") {
  if (holds) {
    passed += 1;
    return;
  }
  failed.push(name);
  console.log(`FAILED ${name}${detail === "" ? "" : `: ${detail}`}`);
}

export function equal(name, actual, expected) {
  const [a, b] = [actual, expected].map((it) => JSON.stringify(it));
  check(name, a === b, `${a}, expected ${b}`);
}

/** The closing line; whether all is well. */
export function close() {
  console.log(`${passed} passed, ${failed.length} failed`);
  return failed.length === 0;
}
