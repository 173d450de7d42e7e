// The microphone, as samples.
'use strict';

const { device, need } = require('../device.cjs');

const State = { STATE_PREPARED: 1, STATE_RUNNING: 2, STATE_STOPPED: 3, STATE_RELEASED: 4 };
const RATES = [8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200, 96000, 176400, 192000];
const ILLEGAL = 6800103;

class Capturer {
  state = State.STATE_PREPARED;
  #callbacks = new Map();
  #off = () => {};
  #gone = device.hardware.on('capturer');
  #starting = false;

  on(type, callback) {
    need(['readData', 'audioInterrupt', 'stateChange'].includes(type) && typeof callback === 'function', 401);
    this.#callbacks.set(type, callback);
  }

  off(type) {
    this.#callbacks.delete(type);
  }

  async start() {
    need([State.STATE_PREPARED, State.STATE_STOPPED].includes(this.state), ILLEGAL);
    this.#starting = true;
    try {
      await device.hardware.takes('capturer.start');
    } finally {
      this.#starting = false;
    }
    this.state = State.STATE_RUNNING;
    device.hardware.ears.add(this);
    this.#off = device.hardware.on('microphone');
  }

  async stop() {
    need(this.state === State.STATE_RUNNING, ILLEGAL);
    this.#silence(State.STATE_STOPPED);
  }

  async release() {
    need(this.state !== State.STATE_RELEASED && !this.#starting, ILLEGAL);
    device.hardware.works('capturer.release');
    this.#silence(State.STATE_RELEASED);
    this.#gone();
  }

  /** Another app, such as a call, takes the microphone. */
  interrupt() {
    if (this.state === State.STATE_RUNNING) this.#silence(State.STATE_STOPPED);
    this.#callbacks.get('audioInterrupt')?.({ eventType: 1, forceType: 0, hintType: 3 });
  }

  /** What it hears, in a buffer that is used again. */
  hear(samples) {
    const buffer = new Int16Array(samples).buffer;
    this.#callbacks.get('readData')?.(buffer);
    new Int16Array(buffer).fill(0);
  }

  #silence(state) {
    this.state = state;
    device.hardware.ears.delete(this);
    this.#off();
  }
}

const functions = {
  async createAudioCapturer(options) {
    const { streamInfo, capturerInfo } = options;
    need(RATES.includes(streamInfo.samplingRate) && capturerInfo.source === 0, 6800101);
    await device.hardware.takes('createAudioCapturer');
    // The service says no more than that it failed.
    device.permissions.need(['MICROPHONE'], 6800301);
    device.hardware.capturer = new Capturer();
    return device.hardware.capturer;
  },
};

const audio = {
  ...device.recorded('audio', functions),
  AudioState: State,
  AudioChannel: { CHANNEL_1: 1, CHANNEL_2: 2 },
  AudioSampleFormat: { SAMPLE_FORMAT_S16LE: 1 },
  AudioEncodingType: { ENCODING_TYPE_RAW: 0 },
  SourceType: { SOURCE_TYPE_MIC: 0 },
  InterruptForceType: { INTERRUPT_FORCE: 0, INTERRUPT_SHARE: 1 },
};

module.exports = { audio };
