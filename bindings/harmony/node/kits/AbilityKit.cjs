// Abilities, bundles and permissions.
'use strict';

const { device, need } = require('../device.cjs');
const { isAbility } = require('../device/abilities.cjs');

const SWITCHES = ['camera', 'microphone', 'location'];
const STATUS = { refused: -1, granted: 0, not_asked: 1, undeclared: 2, restricted: 3 };

const manager = {
  checkAccessTokenSync(token, permission) {
    need(typeof permission === 'string', 401);
    need(token !== 0 && permission.length <= 256, 12100001);
    return token === device.token && device.permissions.state(permission) === 'granted' ? 0 : -1;
  },

  async checkAccessToken(token, permission) {
    return manager.checkAccessTokenSync(token, permission);
  },

  async requestPermissionsFromUser(context, permissions) {
    need(isAbility(context), 12100001, 'the context is no ability\'s');
    return device.permissions.request(permissions);
  },

  async requestPermissionOnSetting(context, permissions) {
    need(isAbility(context), 12100001, 'the context is no ability\'s');
    return device.permissions.requestOnSetting(permissions);
  },

  async requestGlobalSwitch(context, type) {
    const name = SWITCHES[type];
    need(isAbility(context) && name !== undefined, 12100001);
    need(!device.switches[name], 12100013, 'the switch is on');
    device.switches[name] = await device.person.answers('switch', name) === 'on';
    return device.switches[name];
  },
};

const since18 = {
  on(type, permissions, changed) {
    need(type === 'selfPermissionStateChange' && permissions.length <= 1024, 401);
    device.permissions.watch(permissions, changed);
  },

  off(type, permissions, changed) {
    need(type === 'selfPermissionStateChange', 401);
    device.permissions.unwatch(permissions, changed);
  },
};

const since20 = {
  getSelfPermissionStatus(permission) {
    need(typeof permission === 'string' && permission.length <= 256, 12100001);
    return STATUS[device.permissions.state(permission)];
  },
};

const abilityAccessCtrl = {
  createAtManager: () => device.recorded('abilityAccessCtrl', {
    ...manager,
    ...(device.api >= 18 ? since18 : {}),
    ...(device.api >= 20 ? since20 : {}),
  }),
  GrantStatus: { PERMISSION_DENIED: -1, PERMISSION_GRANTED: 0 },
  PermissionStatus: { DENIED: -1, GRANTED: 0, NOT_DETERMINED: 1, INVALID: 2, RESTRICTED: 3 },
  SwitchType: { CAMERA: 0, MICROPHONE: 1, LOCATION: 2 },
};

const bundleManager = {
  ...device.recorded('bundleManager', {
    getBundleInfoForSelfSync: (_flags) => ({ name: device.bundle, appInfo: { accessTokenId: device.token } }),
  }),
  BundleFlag: { GET_BUNDLE_INFO_WITH_APPLICATION: 1 },
};

class UIAbility {}

class AbilityStage {}

const wantAgent = {
  getWantAgent: async (info) => info,
  OperationType: { UNKNOWN_TYPE: 0, START_ABILITY: 1, START_ABILITIES: 2, START_SERVICE: 3, SEND_COMMON_EVENT: 4 },
};

module.exports = { abilityAccessCtrl, bundleManager, AbilityStage, UIAbility, wantAgent };
