// Notifications: a dialog that asks once, a switch, and its page.
'use strict';

const { device, need } = require('../device.cjs');
const { isAbility } = require('../device/abilities.cjs');

const functions = {
  isNotificationEnabledSync: () => device.notifications === 'on',

  async requestEnableNotification(context) {
    need(isAbility(context), 401);
    if (device.notifications === 'not_asked') {
      device.notifications = await device.person.answers('notifications') === 'allow' ? 'on' : 'off';
    }
    need(device.notifications === 'on', 1600004, 'notification disabled');
  },

  async publish(request) {
    need(request?.content !== undefined, 401);
    need(device.notifications === 'on', 1600004, 'notification disabled');
    await device.hardware.takes('publish');
    device.hardware.shown.push(request);
  },
};

const since13 = device.recorded('notificationManager', {
  async openNotificationSettings(context) {
    need(isAbility(context), 1600001);
    device.notifications = await device.person.answers('notification settings') === 'on' ? 'on' : 'off';
  },
});

const notificationManager = Object.defineProperty(device.recorded('notificationManager', functions), 'openNotificationSettings', {
  get: () => (device.api >= 13 ? since13.openNotificationSettings : undefined),
});

Object.defineProperty(notificationManager, 'ContentType', { value: { NOTIFICATION_CONTENT_BASIC_TEXT: 0 } });

module.exports = { notificationManager };
