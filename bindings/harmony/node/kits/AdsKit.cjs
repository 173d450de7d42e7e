// The advertising identifier: zeros for an app that may not track.
'use strict';

const { device } = require('../device.cjs');

const identifier = device.recorded('identifier', {
  async getOAID() {
    await device.hardware.takes('getOAID');
    const may = device.permissions.state('ohos.permission.APP_TRACKING_CONSENT') === 'granted';
    return may ? device.hardware.oaid : '00000000-0000-0000-0000-000000000000';
  },
});

module.exports = { identifier };
