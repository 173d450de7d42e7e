// Bluetooth and Wi-Fi.
'use strict';

const { device, need } = require('../device.cjs');

const BluetoothState = { STATE_OFF: 0, STATE_TURNING_ON: 1, STATE_ON: 2, STATE_TURNING_OFF: 3 };

const permitted = () => need(device.permissions.state('ohos.permission.ACCESS_BLUETOOTH') === 'granted', 201);

const access = {
  ...device.recorded('access', {
    getState() {
      permitted();
      return device.switches.bluetooth ? BluetoothState.STATE_ON : BluetoothState.STATE_OFF;
    },

    // Answers before the user does.
    enableBluetooth() {
      permitted();
      device.person.ask('switch', 'bluetooth', (said) => { device.switches.bluetooth = said === 'on'; });
    },
  }),
  BluetoothState,
};

module.exports = { access };
