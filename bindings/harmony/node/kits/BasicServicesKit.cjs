// What the device is, how its calls fail, and the clipboard.
'use strict';

const { device, BusinessError, need } = require('../device.cjs');

const deviceInfo = {
  manufacture: 'HUAWEI',
  productModel: 'ALN-AL00',
  get sdkApiVersion() {
    return device.api;
  },
};

const Pattern = { URL: 0, NUMBER: 1, EMAIL_ADDRESS: 2 };
const LOOKS = [/https?:\/\//, /\d/, /\S@\S/];

/** A clip as whoever may read it gets it. */
const data = ({ type, value, timestamp }) => ({
  getPrimaryText() {
    device.calls.push({ name: 'clip.getPrimaryText', args: [] });
    return type.startsWith('text/') ? value : '';
  },
  getProperty: () => ({ timestamp, mimeTypes: [type] }),
});

const board = {
  hasDataType: (type) => device.hardware.clip?.type === type,

  async getData() {
    // The tap on a `PasteButton` grants one read.
    if (!device.hardware.tapped.paste) device.permissions.need(['READ_PASTEBOARD']);
    device.hardware.tapped.paste = false;
    await device.hardware.takes('pasteboard.getData');
    return data(device.hardware.clip);
  },

  async setData(given) {
    await device.hardware.takes('pasteboard.setData');
    device.hardware.clip = { ...given.clip, timestamp: (device.hardware.clip?.timestamp ?? 0) + 1 };
  },
};

const since13 = {
  async detectPatterns(patterns) {
    need(patterns.every((it) => LOOKS[it] !== undefined), 401);
    await device.hardware.takes('detectPatterns');
    return patterns.filter((it) => LOOKS[it].test(device.hardware.clip?.value ?? ''));
  },
};

const pasteboard = {
  getSystemPasteboard: () => device.recorded('pasteboard', { ...board, ...(device.api >= 13 ? since13 : {}) }),
  createData: (type, value) => ({ clip: { type, value } }),
  get Pattern() {
    return device.api >= 13 ? Pattern : undefined;
  },
  MIMETYPE_TEXT_PLAIN: 'text/plain',
  MIMETYPE_TEXT_HTML: 'text/html',
};

module.exports = { deviceInfo, pasteboard, BusinessError };
