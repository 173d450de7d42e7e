// Bluetooth and Wi-Fi.
'use strict';

const { device } = require('../device.cjs');

const BluetoothState = { STATE_OFF: 0, STATE_TURNING_ON: 1, STATE_ON: 2, STATE_TURNING_OFF: 3 };

const access = {
  ...device.recorded('access', {
    getState: () => (device.switches.bluetooth ? BluetoothState.STATE_ON : BluetoothState.STATE_OFF),
  }),
  BluetoothState,
};

module.exports = { access };
