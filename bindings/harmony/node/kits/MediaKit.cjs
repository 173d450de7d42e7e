// The recorder, which writes into a file.
'use strict';

const fs = require('node:fs');
const { device, need } = require('../device.cjs');

const ILLEGAL = 5400102;

class Recorder {
  state = 'idle';
  #config;
  #offs = [];
  #gone = device.hardware.on('recorder');

  async prepare(config) {
    need(this.state === 'idle', ILLEGAL);
    const { profile, url } = config;
    need(typeof profile?.fileFormat === 'string' && /^fd:\/\/\d+$/.test(url), 401);
    if (config.audioSourceType !== undefined) device.permissions.need(['MICROPHONE']);
    await device.hardware.takes('recorder.prepare');
    this.#config = config;
    this.state = 'prepared';
  }

  async getInputSurface() {
    need(this.state === 'prepared' && this.#config.videoSourceType === 0, ILLEGAL);
    return 'surface of the recorder';
  }

  async start() {
    need(this.state === 'prepared', ILLEGAL);
    await device.hardware.takes('recorder.start');
    this.state = 'started';
    if (this.#config.audioSourceType !== undefined) this.#offs.push(device.hardware.on('microphone'));
    if (this.#config.videoSourceType !== undefined) this.#offs.push(device.hardware.on('film'));
  }

  async stop() {
    need(this.state === 'started', ILLEGAL);
    this.#silence('stopped');
    device.hardware.works('recorder.stop');
    fs.writeSync(Number(this.#config.url.slice('fd://'.length)), 'a recording');
  }

  async release() {
    need(this.state !== 'released', 5400105);
    this.#silence('released');
    this.#gone();
  }

  #silence(state) {
    this.state = state;
    this.#offs.splice(0).forEach((off) => off());
  }
}

const functions = {
  async createAVRecorder() {
    await device.hardware.takes('createAVRecorder');
    return new Recorder();
  },
};

const media = {
  ...device.recorded('media', functions),
  AudioSourceType: { AUDIO_SOURCE_TYPE_MIC: 1 },
  VideoSourceType: { VIDEO_SOURCE_TYPE_SURFACE_YUV: 0 },
  CodecMimeType: { AUDIO_AAC: 'audio/mp4a-latm', VIDEO_AVC: 'video/avc' },
  ContainerFormatType: { CFT_MPEG_4: 'mp4', CFT_MPEG_4A: 'm4a' },
};

module.exports = { media };
