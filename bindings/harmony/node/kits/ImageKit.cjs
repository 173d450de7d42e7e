// Pictures.
'use strict';

let surfaces = 0;

/** Where frames go, of which the surface is the address. */
class ImageReceiver {
  #surface = `${++surfaces}`;

  async getReceivingSurfaceId() {
    return this.#surface;
  }

  async release() {
    this.#surface = undefined;
  }
}

const image = {
  ComponentType: { JPEG: 4 },
  ImageFormat: { YCBCR_422_SP: 1000, JPEG: 2000 },
  createImageReceiver: (_size, _format, _capacity) => new ImageReceiver(),
};

module.exports = { image };
