// What lets an app go on behind the screen: one continuous task, of several modes.
'use strict';

const { device, need } = require('../device.cjs');
const { isAbility } = require('../device/abilities.cjs');

const MODES = ['audioPlayback', 'audioRecording', 'location', 'bluetoothInteraction'];

/** The modes of each process's task. */
const running = new WeakMap();
const task = (context) => running.get(context.getApplicationContext());

/** The fake's own: the modes of the task that runs, none when none does. */
const modes = () => task(device.app) ?? [];

const backgroundTaskManager = device.recorded('backgroundTaskManager', {
  async startBackgroundRunning(context, wanted, agent) {
    need(isAbility(context) && known(wanted) && agent?.wants?.length > 0, 401);
    need(task(context) === undefined, 9800005, 'the ability has a task already');
    running.set(context.getApplicationContext(), wanted);
  },

  async updateBackgroundRunning(context, wanted) {
    need(isAbility(context) && known(wanted), 401);
    need(task(context) !== undefined, 9800005, 'the ability has no task');
    running.set(context.getApplicationContext(), wanted);
  },

  async stopBackgroundRunning(context) {
    need(isAbility(context), 401);
    need(task(context) !== undefined, 9800005, 'the ability has no task');
    running.delete(context.getApplicationContext());
  },
});

const known = (wanted) => Array.isArray(wanted) && wanted.length > 0 && wanted.every((it) => MODES.includes(it));

module.exports = { backgroundTaskManager, modes };
