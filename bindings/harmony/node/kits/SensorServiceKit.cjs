// The sensors of movement.
'use strict';

const { device, need } = require('../device.cjs');

const SensorId = {
  ACCELEROMETER: 1, GYROSCOPE: 2, MAGNETIC_FIELD: 6, GRAVITY: 257, LINEAR_ACCELEROMETER: 258, ROTATION_VECTOR: 259,
  PEDOMETER: 266, HEART_RATE: 278,
};
const NEEDED = { 1: 'ACCELEROMETER', 258: 'ACCELEROMETER', 2: 'GYROSCOPE', 266: 'ACTIVITY_MOTION', 278: 'READ_HEALTH_DATA' };

const allowed = (type) => NEEDED[type] === undefined || device.permissions.need([NEEDED[type]]);

const functions = {
  on(type, callback, options) {
    need(Object.values(SensorId).includes(type) && typeof callback === 'function', 401);
    need(options === undefined || options.interval > 0, 401);
    allowed(type);
    need(device.hardware.sensors.includes(type), 14500101, 'there is no such sensor');
    device.hardware.listen(`sensor ${type}`, 'sensor', callback);
  },

  off(type, callback) {
    allowed(type);
    device.hardware.unlisten(`sensor ${type}`, callback);
  },
};

module.exports = { sensor: { ...device.recorded('sensor', functions), SensorId } };
