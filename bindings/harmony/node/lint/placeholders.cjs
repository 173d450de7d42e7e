// The places of a text, such as `%1$d`.
'use strict';

/** Which places a text has, in order of their numbers: `1 d`, `2 s`. */
function placeholders(text) {
  let next = 0;
  const found = [...text.replaceAll('%%', '').matchAll(/%(?:(\d+)\$)?([a-z])/g)];
  return found.map(([, number, type]) => `${number ?? ++next} ${type}`).sort();
}

module.exports = { placeholders };
