// A reporter for `node --test`: only what failed, and how many tests ran.
'use strict';

module.exports = async function* failures(events) {
  let ran = 0;
  for await (const { type, data } of events) {
    if (type === 'test:pass' && data.details.type !== 'suite') ran += 1;
    if (type === 'test:fail') yield `FAILED ${data.file ?? ''} ${data.name}\n${cause(data.details.error)}\n\n`;
    if (type === 'test:stderr' || type === 'test:stdout') yield data.message;
  }
  yield `${ran} tests passed\n`;
};

function cause(error) {
  const of = error?.cause ?? error;
  return of?.stack ?? String(of);
}
