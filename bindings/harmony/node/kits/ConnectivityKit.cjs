// Bluetooth and Wi-Fi.
'use strict';

const { device, need } = require('../device.cjs');

const BluetoothState = { STATE_OFF: 0, STATE_TURNING_ON: 1, STATE_ON: 2, STATE_TURNING_OFF: 3 };
const ConnState = { CONNECTED: 4, DISCONNECTED: 6 };
const FOUND = 'bluetoothDeviceFind';

const allowed = () => device.permissions.need(['ACCESS_BLUETOOTH']);
const usable = () => {
  allowed();
  need(device.switches.bluetooth, 2900003, 'Bluetooth is off');
};
const peers = (is) => [...device.hardware.peers].filter(([, peer]) => is(peer)).map(([address]) => address);
const profile = (name) => ({
  getConnectedDevices() {
    usable();
    return peers((it) => it.connected === name);
  },
});

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

let discovering = () => {};

const connection = device.recorded('connection', {
  getPairedDevices() {
    usable();
    return peers((it) => it.paired);
  },

  getRemoteDeviceName(address) {
    usable();
    return device.hardware.peers.get(address)?.name ?? '';
  },

  getRemoteDeviceClass(address) {
    usable();
    return { majorMinorClass: device.hardware.peers.get(address)?.model };
  },

  on(type, callback) {
    need(type === FOUND, 401);
    allowed();
    device.hardware.listen(FOUND, 'search events', callback);
  },

  off(type, callback) {
    need(type === FOUND, 401);
    allowed();
    device.hardware.unlisten(FOUND, callback);
  },

  startBluetoothDiscovery() {
    usable();
    device.hardware.works('startBluetoothDiscovery');
    need(!connection.isBluetoothDiscovering(), 2900099, 'operation failed');
    discovering = device.hardware.on('search');
  },

  stopBluetoothDiscovery() {
    usable();
    discovering();
  },

  isBluetoothDiscovering() {
    usable();
    return device.hardware.running.includes('search');
  },
});

const wifiAllowed = () => device.permissions.need(['GET_WIFI_INFO']);

const wifiManager = {
  ...device.recorded('wifiManager', {
    isWifiActive: () => device.hardware.wifi.on,

    isConnected() {
      wifiAllowed();
      return device.hardware.wifi.ssid !== undefined;
    },

    async getLinkedInfo() {
      wifiAllowed();
      await device.hardware.takes('getLinkedInfo');
      const { ssid } = device.hardware.wifi;
      const connState = ssid === undefined ? ConnState.DISCONNECTED : ConnState.CONNECTED;
      return { ssid: ssid ?? '', bssid: '02:00:00:00:00:00', connState };
    },
  }),
  ConnState,
};

module.exports = {
  access,
  connection,
  wifiManager,
  a2dp: { createA2dpSrcProfile: () => profile('a2dp') },
  hfp: { createHfpAgProfile: () => profile('hfp') },
};
