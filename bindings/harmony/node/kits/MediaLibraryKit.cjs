// The gallery: its picker, its dialog, and all of it for whoever may.
'use strict';

const fs = require('node:fs');
const { device, need } = require('../device.cjs');
const { placeOf } = require('./CoreFileKit.cjs');

const DENIED = 13900012;
const PhotoType = { IMAGE: 1, VIDEO: 2 };
const PhotoViewMIMETypes = { IMAGE_TYPE: 'image/*', VIDEO_TYPE: 'video/*', IMAGE_VIDEO_TYPE: '*/*' };

/** A new file of the gallery, which its maker may write. */
function made(type, title, ending) {
  const uri = `file://media/Photo/${device.hardware.gallery.length + 1}/${title}.${ending}`;
  device.hardware.gallery.push({ uri, type });
  fs.writeFileSync(placeOf(uri), '');
  return uri;
}

class Found {
  #off = device.hardware.on('gallery');

  constructor(all) {
    this.all = all;
  }

  async getAllObjects() {
    device.hardware.works('getAllObjects');
    return this.all;
  }

  close() {
    this.#off();
  }
}

const functions = {
  async getAssets({ fetchColumns, predicates }) {
    need(Array.isArray(fetchColumns), 401);
    device.permissions.need(['READ_IMAGEVIDEO'], DENIED);
    await device.hardware.takes('getAssets');
    const type = predicates.wanted.find(([field]) => field === 'media_type')[1];
    return new Found(device.hardware.gallery.filter((it) => it.type === type));
  },

  async createAsset(type, ending, options) {
    need(Object.values(PhotoType).includes(type) && ending !== '', 401);
    need(device.hardware.tapped.save, DENIED, 'permission denied');
    device.hardware.tapped.save = false;
    return made(type, options?.title ?? 'untitled', ending);
  },

  async showAssetsCreationDialog(sources, configs) {
    need(sources.length === configs.length && sources.every((it) => fs.existsSync(placeOf(it))), 401);
    const said = await device.person.answers('save dialog', { sources, configs });
    return said === 'allow' ? configs.map((it) => made(it.photoType, it.title, it.fileNameExtension)) : [];
  },
};

class PhotoViewPicker {
  async select(options) {
    need(options.maxSelectNumber >= 1 && Object.values(PhotoViewMIMETypes).includes(options.MIMEType), 401);
    const photoUris = await device.person.answers('photo picker', options);
    need(Array.isArray(photoUris), 13900042, 'unknown error');
    return { photoUris, isOriginalPhoto: false };
  }
}

const photoAccessHelper = {
  getPhotoAccessHelper(context) {
    need(context !== undefined, 401);
    return device.recorded('photoAccessHelper', functions);
  },
  PhotoType,
  PhotoKeys: { PHOTO_TYPE: 'media_type' },
  PhotoViewMIMETypes,
  PhotoSelectOptions: class {},
  PhotoViewPicker,
};

module.exports = { photoAccessHelper };
