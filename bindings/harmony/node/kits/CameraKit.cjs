// The cameras, and the system's own camera app.
'use strict';

const { device, need } = require('../device.cjs');
const { isAbility } = require('../device/abilities.cjs');

const SERVICE = 7400201;

class Input {
  #off = () => {};

  async open() {
    need(device.switches.camera, 7400108, 'the camera is disabled');
    await device.hardware.takes('camera.open');
    this.#off = device.hardware.on('camera');
  }

  async close() {
    this.#off();
    device.hardware.works('camera.close');
  }
}

/** Where frames go, once the session runs. */
class Output {
  #callbacks = new Map();
  #gone;
  released = false;
  running = false;

  constructor(name) {
    this.#gone = device.hardware.on(name);
  }

  on(type, callback) {
    this.#callbacks.set(type, callback);
  }

  off(type) {
    this.#callbacks.delete(type);
  }

  async capture() {
    need(!this.released && this.running, 7400104, 'the session is not running');
    await device.hardware.takes('camera.capture');
    this.#callbacks.get('photoAvailable')?.(undefined, new Photo());
  }

  async start() {
    need(this.running, 7400103);
  }

  async release() {
    need(!this.released, SERVICE);
    this.released = true;
    this.#gone();
  }
}

/** A picture, whose memory is the system's until it is released. */
class Photo {
  #offs = [device.hardware.on('photo'), device.hardware.on('photo')];
  main = {
    getComponent: async () => ({ byteBuffer: new Uint8Array([0xff, 0xd8, 0xff]).buffer }),
    release: async () => this.#offs[0](),
  };

  async release() {
    this.#offs[1]();
  }
}

class Session {
  #input;
  #outputs = [];
  #configuring = false;
  #committed = false;
  #off = () => {};

  beginConfig() {
    need(!this.#configuring, 7400105);
    this.#configuring = true;
  }

  addInput(input) {
    need(this.#configuring, 7400102);
    this.#input = input;
  }

  addOutput(output) {
    need(this.#configuring, 7400102);
    this.#outputs.push(output);
  }

  async commitConfig() {
    need(this.#configuring && this.#input !== undefined && this.#outputs.length > 0, 7400102);
    await device.hardware.takes('session.commit');
    this.#configuring = false;
    this.#committed = true;
  }

  async start() {
    need(this.#committed, 7400103);
    await device.hardware.takes('session.start');
    this.#off = device.hardware.on('camera session');
    this.#outputs.forEach((it) => { it.running = true; });
  }

  async release() {
    this.#off();
    this.#outputs.forEach((it) => { it.running = false; });
    device.hardware.works('session.release');
  }
}

function output(name, surface) {
  need(surface === undefined || typeof surface === 'string' && surface !== '', 7400101);
  return new Output(name);
}

const manager = {
  getSupportedCameras: () => device.hardware.cameras.map((position) => ({ cameraId: `${position}`, cameraPosition: position })),
  createCameraInput(camera) {
    need(camera !== undefined, 7400101);
    device.permissions.need(['CAMERA'], 7400102);
    return new Input();
  },
  createPreviewOutput: (surface) => output('preview', surface),
  createPhotoOutput: () => output('photos'),
  createVideoOutput: (surface) => output('video', surface),
  createSession(mode) {
    need([1, 2].includes(mode), 401);
    return new Session();
  },
};

const camera = {
  getCameraManager(context) {
    need(context !== undefined, 7400101);
    return device.recorded('camera', manager);
  },
  CameraPosition: { CAMERA_POSITION_UNSPECIFIED: 0, CAMERA_POSITION_BACK: 1, CAMERA_POSITION_FRONT: 2 },
  SceneMode: { NORMAL_PHOTO: 1, NORMAL_VIDEO: 2 },
  CameraErrorCode: { SESSION_NOT_RUNNING: 7400104 },
};

const PickerMediaType = { PHOTO: 'photo', VIDEO: 'video' };

const cameraPicker = {
  ...device.recorded('cameraPicker', {
    async pick(context, types, profile) {
      need(isAbility(context) && types.every((it) => Object.values(PickerMediaType).includes(it)), 401);
      const taken = await device.person.answers('system camera', { types, profile });
      return { resultCode: taken === undefined ? -1 : 0, resultUri: taken ?? '', mediaType: types[0] };
    },
  }),
  PickerMediaType,
  PickerProfile: class {},
};

module.exports = { camera, cameraPicker };
