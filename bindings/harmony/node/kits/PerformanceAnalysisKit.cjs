// The system's log, of which the device keeps what the app said.
'use strict';

const { device } = require('../device.cjs');

/** What a release build writes: `%{private}s` is not shown, and nothing is without saying that it is public. */
function written(format, args) {
  let at = 0;
  return format.replace(/%(\{public\}|\{private\})?[sdo]/g, (_, mark) => {
    const value = args[at++];
    return mark === '{public}' ? String(value) : '<private>';
  });
}

const at = (level) => (domain, tag, format, ...args) => {
  device.messages.push({ level, domain, tag, text: written(format, args) });
};

const hilog = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error'), fatal: at('fatal') };

module.exports = { hilog };
