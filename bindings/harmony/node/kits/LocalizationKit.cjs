// Formats that go with the user's language. The resources are a window's own (`arkui/resources.cjs`).
'use strict';

module.exports = { intl: Intl };
