// HUKS, with keys that really sign.
'use strict';

const crypto = require('node:crypto');
const { device, need } = require('../device.cjs');

const UINT = 2 << 28;
const HuksTag = {
  HUKS_TAG_ALGORITHM: UINT | 1,
  HUKS_TAG_PURPOSE: UINT | 2,
  HUKS_TAG_KEY_SIZE: UINT | 3,
  HUKS_TAG_DIGEST: UINT | 4,
};
const HuksKeyAlg = { HUKS_ALG_ED25519: 102 };
const HuksKeySize = { HUKS_CURVE25519_KEY_SIZE_256: 256 };
const HuksKeyPurpose = { HUKS_KEY_PURPOSE_SIGN: 4, HUKS_KEY_PURPOSE_VERIFY: 8 };
const HuksKeyDigest = { HUKS_DIGEST_NONE: 0, HUKS_DIGEST_SHA256: 12 };

const sessions = new Map();
let count = 0;

async function works() {
  await device.busyHuks;
  need(device.brokenHuks === undefined, device.brokenHuks, 'HUKS is broken');
}
const value = (options, tag) => options?.properties?.find((it) => it.tag === tag)?.value;

/** The key of an alias, as the options describe it. */
function key(alias) {
  need(device.keys.has(alias), 12000011, 'the key does not exist');
  return device.keys.get(alias);
}

function described(options) {
  const given = [HuksTag.HUKS_TAG_ALGORITHM, HuksTag.HUKS_TAG_PURPOSE, HuksTag.HUKS_TAG_KEY_SIZE];
  need(given.every((tag) => value(options, tag) !== undefined), 12000002, 'a parameter is missing');
  need(value(options, HuksTag.HUKS_TAG_ALGORITHM) === HuksKeyAlg.HUKS_ALG_ED25519, 12000001, 'not supported');
  need(value(options, HuksTag.HUKS_TAG_KEY_SIZE) === 256, 12000003, 'an invalid key size');
}

const functions = {
  async hasKeyItem(alias, _options) {
    await works();
    return device.keys.has(alias);
  },

  async generateKeyItem(alias, options) {
    await works();
    described(options);
    device.keys.set(alias, crypto.generateKeyPairSync('ed25519'));
  },

  async exportKeyItem(alias, _options) {
    await works();
    return { outData: new Uint8Array(key(alias).publicKey.export({ type: 'spki', format: 'der' })) };
  },

  async initSession(alias, options) {
    await works();
    described(options);
    need(sessions.size < 15, 12000010, 'too many sessions');
    sessions.set(++count, key(alias));
    return { handle: count };
  },

  async finishSession(handle, options) {
    await works();
    need(sessions.has(handle), 12000011, 'no such session');
    const { privateKey } = sessions.get(handle);
    sessions.delete(handle);
    return { outData: new Uint8Array(crypto.sign(null, options.inData ?? new Uint8Array(0), privateKey)) };
  },

  async abortSession(handle, _options) {
    await works();
    sessions.delete(handle);
  },

  async deleteKeyItem(alias, _options) {
    await works();
    key(alias);
    device.keys.delete(alias);
  },
};

const huks = { ...device.recorded('huks', functions), HuksTag, HuksKeyAlg, HuksKeySize, HuksKeyPurpose, HuksKeyDigest };

module.exports = { huks };
