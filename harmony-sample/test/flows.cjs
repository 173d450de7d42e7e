// What the user sees of each feature between the first tap and its work, when they say yes to everything.
'use strict';

const P = (name) => `ohos.permission.${name}`;
const permissions = {
  camera: [P('CAMERA')],
  microphone: [P('MICROPHONE')],
  location: [P('APPROXIMATELY_LOCATION')],
  precise: [P('APPROXIMATELY_LOCATION'), P('LOCATION')],
  contacts: [P('READ_CONTACTS')],
  calendar: [P('WRITE_CALENDAR')],
  bluetooth: [P('ACCESS_BLUETOOTH')],
  audio: [P('READ_AUDIO')],
};

/** `account`: only for one. `holds`: goes on until it is stopped. `alternatives`: needs one of several, and without
 *  what the system refused goes on to the next. `toggles`: on once the policy is accepted; a tap switches it off.
 *  `takes`: what the system's dialogs are about. */
const flow = (purpose, asks = '', { takes, ...how } = {}) => {
  const kinds = asks.split(' ').filter((it) => it !== '');
  const dialogs = kinds.filter((it) => it in permissions);
  return { purpose, asks: kinds, dialogs, permissions: permissions[takes] ?? dialogs.flatMap((it) => permissions[it]), ...how };
};
const account = true;
const holds = true;
const alternatives = true;
const toggles = true;

/** Every feature. Adding one is adding a line. */
const flows = [
  flow('playback-history'),
  flow('download', 'consent'),
  flow('local-music', 'audio'),
  flow('search'),
  flow('qr-scan', 'camera', { holds }),
  flow('ar-scan', 'camera', { holds }),
  flow('take-photo', 'camera', { account }),
  flow('hum-recognition', 'consent microphone'),
  flow('hum-feedback', 'consent'),
  flow('voice-interaction', 'consent microphone'),
  flow('voice-recording', 'consent microphone', { account, holds }),
  flow('record-video', 'consent camera microphone', { account, holds }),
  flow('nearby-people', 'consent location', { account }),
  flow('nearby-visibility', 'consent', { account }),
  flow('listen-together', 'consent location', { account }),
  flow('nearby-live', 'consent location', { takes: 'precise' }),
  flow('publish-phone', '', { account }),
  flow('publish-post', 'consent', { account }),
  flow('publish-location', 'consent location', { account }),
  flow('friend-recommendation', 'consent contacts', { account }),
  flow('be-recommended', 'consent', { account }),
  flow('clipboard-command'),
  flow('share-to-third-party', 'consent'),
  flow('order-delivery', '', { account }),
  flow('payment', '', { account }),
  flow('order-records', '', { account }),
  flow('refund', 'consent', { account }),
  flow('transaction-status', '', { account }),
  flow('live-mic', 'consent microphone', { account, holds }),
  flow('music-alarm', 'consent notifications'),
  flow('ringtone', 'consent'),
  flow('ticket-reminder', 'calendar', { account }),
  flow('live-reminder', 'calendar', { account }),
  flow('member-reminder', 'calendar', { account }),
  flow('bluetooth-devices', 'bluetooth'),
  flow('driving-mode', 'bluetooth'),
  flow('device-sound', 'bluetooth'),
  flow('device-playlist', 'bluetooth', { alternatives }),
  flow('device-control', 'bluetooth', { alternatives }),
  flow('device-benefits', 'bluetooth', { account, alternatives }),
  flow('wired-headphones', 'consent'),
  flow('running-recommendation', 'consent', { holds }),
  flow('shake', '', { holds }),
  flow('personalised-content', '', { toggles }),
  flow('targeted-ads', '', { toggles }),
  flow('content-by-location-orders', 'consent', { account }),
  flow('ads-by-location-orders', 'consent', { account }),
  flow('profiled-marketing', '', { account, toggles }),
];

module.exports = { flows };
