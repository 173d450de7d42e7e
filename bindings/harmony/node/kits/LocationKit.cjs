// The position: exact for whoever holds the permission for that, else within some five kilometres.
'use strict';

const { device, need } = require('../device.cjs');

const EVENT = 'locationChange';
const allowed = () => device.permissions.need(['APPROXIMATELY_LOCATION']);
const switchedOn = () => need(device.switches.location, 3301100, 'the location switch is off');

function measured(place) {
  need(place !== undefined, 3301200, 'failed to obtain the position');
  if (device.permissions.state('ohos.permission.LOCATION') === 'granted') return { ...place };
  const blurred = (degrees) => Math.round(degrees * 20) / 20;
  return { ...place, latitude: blurred(place.latitude), longitude: blurred(place.longitude), accuracy: 5000 };
}

const functions = {
  isLocationEnabled: () => device.switches.location,

  getLastLocation() {
    allowed();
    switchedOn();
    device.hardware.works('getLastLocation');
    return measured(device.hardware.place);
  },

  async getCurrentLocation(request) {
    allowed();
    switchedOn();
    need(request.priority !== undefined && request.timeoutMs >= 1000, 401);
    const off = device.hardware.on('location');
    try {
      await device.hardware.takes('getCurrentLocation');
      return measured(device.hardware.place);
    } finally {
      off();
    }
  },

  on(type, request, callback) {
    need(type === EVENT && request.timeInterval >= 0 && typeof callback === 'function', 401);
    allowed();
    switchedOn();
    device.hardware.works('locationChange');
    const tell = (place) => callback(measured(place));
    tells.set(callback, tell);
    device.hardware.listen(EVENT, 'location', tell);
  },

  off(type, callback) {
    need(type === EVENT, 401);
    allowed();
    device.hardware.unlisten(EVENT, tells.get(callback));
  },
};

const tells = new WeakMap();

const geoLocationManager = {
  ...device.recorded('geoLocationManager', functions),
  LocationRequestPriority: { UNSET: 0x200, ACCURACY: 0x201, LOW_POWER: 0x202, FIRST_FIX: 0x203 },
  LocationRequestScenario: { UNSET: 0x300 },
};

module.exports = { geoLocationManager };
