// Files: real ones.
'use strict';

const fs = require('node:fs');
const { BusinessError, need } = require('../device.cjs');

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
  openSync: (path, mode = 0) => new File(path, fs.openSync(path, mode, 0o600)),
  closeSync(file) {
    if (file instanceof File) file.unlock();
    fs.closeSync(file.fd ?? file);
  },
  readSync: (fd, buffer, options) => fs.readSync(fd, new Uint8Array(buffer), 0, options?.length ?? buffer.byteLength, options?.offset ?? null),
  writeSync(fd, content, options) {
    const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
    return fs.writeSync(fd, bytes, 0, options?.length ?? bytes.length, options?.offset ?? null);
  },
  fsyncSync: (fd) => fs.fsyncSync(fd),
  listFileSync: (path) => fs.readdirSync(path),
  unlinkSync: (path) => fs.unlinkSync(path),
  OpenMode: { READ_ONLY: 0, WRITE_ONLY: 1, READ_WRITE: 2, CREATE: 0o100, TRUNC: 0o1000, APPEND: 0o2000 },
});

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

module.exports = { fileIo, File };
