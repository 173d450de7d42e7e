// The user's language and the formats that go with it.
'use strict';

let language = 'zh-Hans';
let twentyFourHours = true;

/** The fake's own switch: the system's language, such as `en-Latn-US`. */
function speak(tag) {
  language = tag;
}

const i18n = {
  System: {
    getSystemLanguage: () => language,
    getSystemLocale: () => language,
    is24HourClock: () => twentyFourHours,
  },
};

module.exports = { i18n, intl: Intl, speak };
