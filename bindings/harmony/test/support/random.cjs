'use strict';
// Random numbers that can be had again: the seed is said, and `MENSHEN_SEED` gives it.

const seed = Number(process.env.MENSHEN_SEED ?? Date.now() % 2 ** 31);

/** A generator (mulberry32) of whole numbers below a bound. */
function random(start = seed) {
  let state = start >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

const pick = (next, list) => list[next(list.length)];

module.exports = { pick, random, seed };
