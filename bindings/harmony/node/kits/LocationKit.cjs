// The position.
'use strict';

const { device } = require('../device.cjs');

const geoLocationManager = device.recorded('geoLocationManager', {
  isLocationEnabled: () => device.switches.location,
});

module.exports = { geoLocationManager };
