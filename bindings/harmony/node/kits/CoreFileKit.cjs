// Files: real ones.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { device, BusinessError, need } = require('../device.cjs');

// The system's numbers for what the kernel says.
const CODES = { EPERM: 13900001, ENOENT: 13900002, EACCES: 13900012, EEXIST: 13900015, ENOTDIR: 13900018, EISDIR: 13900019 };
const UNKNOWN = 13900042;

/** Files that this process or another holds a lock of. */
const locked = new Set();

class File {
  constructor(path, fd) {
    this.path = path;
    this.fd = fd;
  }

  tryLock(_exclusive) {
    need(!locked.has(this.path), 13900034, 'the operation would block');
    locked.add(this.path);
  }

  unlock() {
    locked.delete(this.path);
  }
}

const fileIo = failing({
  accessSync: (path) => fs.existsSync(path),
  mkdirSync: (path, recursion = false) => void fs.mkdirSync(path, { recursive: recursion }),
  openSync(name, mode = 0) {
    const place = placeOf(name);
    return new File(place, fs.openSync(place, mode, 0o600));
  },
  closeSync(file) {
    if (file instanceof File) file.unlock();
    fs.closeSync(file.fd ?? file);
  },
  readSync: (fd, buffer, options) => fs.readSync(fd, new Uint8Array(buffer), 0, options?.length ?? buffer.byteLength, options?.offset ?? null),
  writeSync(fd, content, options) {
    const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
    return fs.writeSync(fd, bytes, 0, options?.length ?? bytes.length, options?.offset ?? null);
  },
  copyFileSync: (from, to) => void fs.writeFileSync(to, fs.readFileSync(from)),
  fsyncSync: (fd) => fs.fsyncSync(fd),
  listFileSync: (path) => fs.readdirSync(path),
  unlinkSync: (path) => fs.unlinkSync(path),
  OpenMode: { READ_ONLY: 0, WRITE_ONLY: 1, READ_WRITE: 2, CREATE: 0o100, TRUNC: 0o1000, APPEND: 0o2000 },
});

/** Where an address leads: what pickers and the gallery give stands in a folder of the device's. */
function placeOf(name) {
  if (!name.startsWith('file://')) return name;
  const own = `file://${device.bundle}`;
  if (name.startsWith(own)) return name.slice(own.length);
  const place = path.join(device.filesDir, 'shared', name.slice('file://'.length));
  fs.mkdirSync(path.dirname(place), { recursive: true });
  return place;
}

/** A picker of the system's: what the user chooses, as addresses. */
class ViewPicker {
  constructor(context) {
    need(context !== undefined, 401);
  }

  async select(options) {
    return this.#asks('audio picker', options);
  }

  async save(options) {
    need(options.newFileNames.every((it) => it !== '' && !it.includes('/')), 401);
    const chosen = await this.#asks('save picker', options);
    chosen.forEach((it) => fs.writeFileSync(placeOf(it), ''));
    return chosen;
  }

  async #asks(kind, options) {
    const chosen = await device.person.answers(kind, options);
    need(Array.isArray(chosen), UNKNOWN, 'unknown error');
    return chosen;
  }
}

const picker = {
  AudioSelectOptions: class {},
  AudioSaveOptions: class {},
  DocumentSaveOptions: class {},
  AudioViewPicker: ViewPicker,
  DocumentViewPicker: ViewPicker,
};

const fileUri = { getUriFromPath: (place) => `file://${device.bundle}${place}` };

/** The same functions, which fail as the system's do. */
function failing(functions) {
  const wrap = (act) => (...args) => {
    try {
      return act.apply(functions, args);
    } catch (error) {
      throw error instanceof BusinessError ? error : new BusinessError(CODES[error.code] ?? UNKNOWN, error.code);
    }
  };
  const entries = Object.entries(functions);
  return Object.fromEntries(entries.map(([name, it]) => [name, typeof it === 'function' ? wrap(it) : it]));
}

module.exports = { fileIo, fileUri, picker, placeOf, File };
