// What the device is, and how its calls fail.
'use strict';

const { device, BusinessError } = require('../device.cjs');

const deviceInfo = {
  get sdkApiVersion() {
    return device.api;
  },
};

module.exports = { deviceInfo, BusinessError };
