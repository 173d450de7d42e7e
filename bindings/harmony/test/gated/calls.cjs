// Every call of every wrapper: with which lease, and what it is given. `payload` stands in each for what no record
// may ever hold; `sees` is what the call then gives out, as far as it does.
'use strict';

const fs = require('node:fs');
const { device } = require('./leases.cjs');

const file = (name) => `${device.filesDir}/${name}`;
const nothing = () => {};
const held = (purpose, resource, scopes, ...allow) => ({ purpose, resource, scopes, allow });
const event = ({ gate }) => new gate.CalendarEvent(SECRETS.title, 1000, 2000, SECRETS.place, SECRETS.text, 5);
const image = new Uint8Array(Buffer.from('picture bytes of nobody'));

/** What the phone knows, by the looks of it. */
const SECRETS = {
  person: 'Zhuge Kongming', number: '13912345678', title: 'Dentist at nine', place: 'Qinghefang 7', text: 'bring the X-rays',
  clip: 'https://music.163.com/song?id=90071992', words: 'swordfish and marzipan', peer: 'Kongming\'s Buds', address: '12:34:56:78:9A:BC',
  ssid: 'Longzhong Cottage', oaid: '5eb63bbb-e01e-4ed0-93cb-22bb8f5acdc3', latitude: '31.948213', longitude: '112.083347',
  picture: 'picture bytes of nobody', notification: 'Your friend Pang Tong', uri: 'file://media/Photo/77/wolong.jpg', inMessages: '+8613800000000',
};

/** Puts all of it into the phone, and has the user do whatever they are asked to. */
function fill({ hardware }) {
  hardware.place = { ...hardware.place, latitude: Number(SECRETS.latitude), longitude: Number(SECRETS.longitude) };
  hardware.people = [{ id: 1, name: SECRETS.person, numbers: [SECRETS.number], note: SECRETS.text }];
  hardware.entries = [{ type: 0, title: SECRETS.title, startTime: 1000, endTime: 2000, location: { location: SECRETS.place } }];
  hardware.gallery = [{ uri: SECRETS.uri, type: 1 }, { uri: SECRETS.uri, type: 2 }];
  hardware.clip = { type: 'text/plain', value: `${SECRETS.words} ${SECRETS.clip}`, timestamp: Date.now() };
  hardware.peers = new Map([[SECRETS.address, { name: SECRETS.peer, model: 4, connected: 'a2dp', paired: true }]]);
  hardware.wifi = { on: true, ssid: SECRETS.ssid };
  hardware.oaid = SECRETS.oaid;
  hardware.tapped.save = true;
  Object.assign(device.person.habits, {
    'photo picker': [SECRETS.uri], 'audio picker': [SECRETS.uri], 'save picker': ['file://docs/wolong.mp3'], 'save dialog': 'allow',
    'calendar editor': 'save', 'system camera': SECRETS.uri, 'contacts picker': hardware.people,
  });
}

/** By `Class.method`. */
const CALLS = {
  'GatedMicrophone.record': {
    lease: held('hum-recognition', 'microphone', 'recognise', 'MICROPHONE'),
    async call({ gate, lease, hardware }) {
      const sound = gate.GatedMicrophone.record(lease, 0.001);
      sound.catch(nothing);
      for (let tries = 0; hardware.ears.size === 0 && tries < 100; tries += 1) await new Promise(setImmediate);
      hardware.ears.forEach((it) => it.hear(Array(16).fill(1)));
      return sound;
    },
  },
  'GatedMicrophone.open': {
    lease: held('live-mic', 'microphone', 'live', 'MICROPHONE'),
    call: ({ gate, lease }) => gate.GatedMicrophone.open(lease, nothing),
  },
  'GatedMicrophone.recordTo': {
    lease: held('voice-recording', 'microphone', 'record', 'MICROPHONE'),
    call: ({ gate, lease }) => gate.GatedMicrophone.recordTo(lease, file('voice.m4a')),
  },
  'GatedCamera.open': {
    lease: held('real-name-face', 'camera', 'face', 'CAMERA'),
    call: ({ gate, lease }) => gate.GatedCamera.open(lease, 'surface'),
  },
  'GatedCamera.openForPhotos': {
    lease: held('take-photo', 'camera', 'photo', 'CAMERA'),
    call: ({ gate, lease }) => gate.GatedCamera.openForPhotos(lease, 'surface'),
  },
  'GatedCamera.film': {
    lease: held('record-video', 'camera', 'video', 'CAMERA'),
    call: ({ gate, lease }) => gate.GatedCamera.film(lease, 'surface', file('film.mp4')),
  },
  'GatedCamera.picture': {
    lease: held('take-photo', 'camera', 'photo', 'CAMERA'),
    call: ({ gate, lease }) => gate.GatedCamera.picture(lease),
  },
  'GatedCamera.video': {
    lease: held('record-video', 'camera', 'video', 'CAMERA'),
    call: ({ gate, lease }) => gate.GatedCamera.video(lease),
  },
  'GatedLocation.last': {
    lease: held('device-location', 'location', 'fine', 'APPROXIMATELY_LOCATION', 'LOCATION'),
    call: ({ gate, lease }) => gate.GatedLocation.last(lease),
  },
  'GatedLocation.current': {
    lease: held('device-location', 'location', 'fine', 'APPROXIMATELY_LOCATION', 'LOCATION'),
    call: ({ gate, lease }) => gate.GatedLocation.current(lease),
  },
  'GatedLocation.updates': {
    lease: held('nearby-people', 'location', 'coarse', 'APPROXIMATELY_LOCATION'),
    call: ({ gate, lease }) => gate.GatedLocation.updates(lease, nothing),
  },
  'GatedContacts.match': {
    lease: held('friend-recommendation', 'contacts', 'match', 'READ_CONTACTS'),
    call: ({ gate, lease }) => gate.GatedContacts.match(lease, [SECRETS.number]),
  },
  'GatedContacts.read': {
    lease: held('friend-recommendation', 'contacts', 'read', 'READ_CONTACTS'),
    call: ({ gate, lease }) => gate.GatedContacts.read(lease),
  },
  'GatedClipboard.readMatch': {
    lease: held('clipboard-command', 'clipboard', 'match', 'READ_PASTEBOARD'),
    call: ({ gate, lease }) => gate.GatedClipboard.readMatch(lease),
  },
  'GatedClipboard.read': {
    lease: held('clipboard-command', 'clipboard', 'read', 'READ_PASTEBOARD'),
    call: ({ gate, lease }) => gate.GatedClipboard.read(lease),
  },
  'GatedClipboard.write': {
    lease: held('clipboard-command', 'clipboard', 'write'),
    call: ({ gate, lease }) => gate.GatedClipboard.write(lease, SECRETS.words),
  },
  'GatedBluetooth.connected': {
    lease: held('driving-mode', 'bluetooth', 'connected', 'ACCESS_BLUETOOTH'),
    call: ({ gate, lease }) => gate.GatedBluetooth.connected(lease),
  },
  'GatedBluetooth.paired': {
    lease: held('bluetooth-devices', 'bluetooth', 'connect', 'ACCESS_BLUETOOTH'),
    call: ({ gate, lease }) => gate.GatedBluetooth.paired(lease),
  },
  'GatedBluetooth.scan': {
    lease: held('bluetooth-devices', 'bluetooth', 'scan', 'ACCESS_BLUETOOTH'),
    call: ({ gate, lease }) => gate.GatedBluetooth.scan(lease, nothing),
  },
  'GatedCalendar.edit': {
    lease: held('live-reminder', 'calendar', 'add', 'WRITE_CALENDAR'),
    call: (it) => it.gate.GatedCalendar.edit(it.lease, event(it)),
  },
  'GatedCalendar.insert': {
    lease: held('live-reminder', 'calendar', 'write', 'WRITE_CALENDAR', 'READ_CALENDAR'),
    call: (it) => it.gate.GatedCalendar.insert(it.lease, event(it)),
  },
  'GatedCalendar.read': {
    lease: held('live-reminder', 'calendar', 'read', 'READ_CALENDAR'),
    call: ({ gate, lease }) => gate.GatedCalendar.read(lease, 0, 3000),
  },
  'GatedMedia.pick': {
    lease: held('publish-post', 'media', 'pick'),
    call: ({ gate, lease }) => gate.GatedMedia.pick(lease),
  },
  'GatedMedia.audio': {
    lease: held('local-music', 'media', 'audio', 'READ_AUDIO'),
    call: ({ gate, lease }) => gate.GatedMedia.audio(lease),
  },
  'GatedMedia.images': {
    lease: held('local-music', 'media', 'images', 'READ_IMAGEVIDEO'),
    call: ({ gate, lease }) => gate.GatedMedia.images(lease),
  },
  'GatedMedia.video': {
    lease: held('local-music', 'media', 'video', 'READ_IMAGEVIDEO'),
    call: ({ gate, lease }) => gate.GatedMedia.video(lease),
  },
  'GatedMedia.save': {
    lease: held('download', 'media', 'save'),
    call: ({ gate, lease }) => gate.GatedMedia.save(lease, 'wolong.jpg', 'image/jpeg', image),
  },
  'GatedMedia.saveTapped': {
    lease: held('download', 'media', 'save'),
    call: ({ gate, lease }) => gate.GatedMedia.saveTapped(lease, 'wolong.jpg', 'image/jpeg', image),
  },
  'GatedNotifications.post': {
    lease: held('push-notifications', 'notifications', 'post'),
    call: ({ gate, lease }) => gate.GatedNotifications.post(lease, { id: 1, content: { normal: { text: SECRETS.notification } } }),
  },
  'GatedMotion.sensor': {
    lease: held('shake', 'motion', 'raw'),
    call: ({ gate, lease }) => gate.GatedMotion.sensor(lease, 1, nothing),
  },
  'GatedMotion.steps': {
    lease: held('shake', 'motion', 'activity', 'ACTIVITY_MOTION'),
    call: ({ gate, lease }) => gate.GatedMotion.steps(lease, nothing),
  },
  'GatedDeviceId.model': {
    lease: held('device-info', 'device_id', 'model'),
    call: ({ gate, lease }) => gate.GatedDeviceId.model(lease),
  },
  'GatedDeviceId.appScoped': {
    lease: held('device-info', 'device_id', 'app_scoped'),
    call: ({ gate, lease }) => gate.GatedDeviceId.appScoped(lease),
  },
  'GatedDeviceId.advertising': {
    lease: held('device-info', 'device_id', 'advertising', 'APP_TRACKING_CONSENT'),
    call: ({ gate, lease }) => gate.GatedDeviceId.advertising(lease),
  },
  'GatedWifi.state': {
    lease: held('device-info', 'wifi', 'state'),
    call: ({ gate, lease }) => gate.GatedWifi.state(lease),
  },
  'GatedWifi.ssid': {
    lease: held('device-info', 'wifi', 'ssid'),
    call: ({ gate, lease }) => gate.GatedWifi.ssid(lease),
  },
};

/** All files below a folder. */
function files(folder) {
  return fs.readdirSync(folder, { withFileTypes: true })
    .flatMap((it) => (it.isDirectory() ? files(`${folder}/${it.name}`) : [`${folder}/${it.name}`]));
}

module.exports = { CALLS, SECRETS, files, fill };
