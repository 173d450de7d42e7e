'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { kit } = require('../../bindings/harmony/node/kit.cjs');
const { device, until } = require('./phone.cjs');
const { Story } = require('./story.cjs');

const { modes } = kit('@kit.BackgroundTasksKit');
const history = 'playback-history';

async function plays(story) {
  story.phone.home.tap('播放');
  await until('its task', () => modes().includes('audioPlayback'));
}

async function pauses(story) {
  story.phone.home.tap('暂停');
  await until('the end of its task', () => !modes().includes('audioPlayback'));
}

const heard = (story) => story.app.player.history.read();

test('in basic mode it plays, and remembers nothing', async () => {
  const story = await new Story().declined();
  await plays(story);
  assert.deepStrictEqual(heard(story), []);
});

test('it remembers what was heard once the user agreed, also when it is started again', async () => {
  const story = await new Story().accepted();
  await plays(story);
  story.phone.home.tap('下一首');
  await until('the next song', () => heard(story).length === 2);
  assert.deepStrictEqual(heard(story), [0, 1]);
  story.phone.kill();
  assert.deepStrictEqual(heard(story), [0, 1]);
  await story.app.menshen.user.withdraw(story.feature(history).wish);
  await plays(story);
  assert.deepStrictEqual(heard(story), [0, 1], 'withdrawn');
});

test('history goes on in the background for as long as music plays', async () => {
  const story = await new Story().accepted();
  await plays(story);
  story.phone.leave();
  assert.strictEqual(story.reason(history), undefined);
  await pauses(story);
  story.phone.leave();
  await until('the end of it', () => story.reason(history) === 'not_foreground');
});

test('a live room goes on when the user looks elsewhere', async () => {
  const story = await new Story().accepted({ account: true });
  await story.taps('live-mic');
  await story.saysYesToAll('live-mic');
  assert.deepStrictEqual(modes(), ['audioRecording']);
  // Once what is for the foreground has ended, the rest has been judged as well.
  await story.taps('shake');
  story.phone.leave();
  await until('the end of the shaking', () => !story.runs('shake'));
  assert.ok(story.runs('live-mic'));
  assert.ok(device.hardware.running.includes('microphone'));
});

test('a live room and the music are one task', async () => {
  const story = await new Story().accepted({ account: true });
  await plays(story);
  await story.taps('live-mic');
  await story.saysYesToAll('live-mic');
  assert.deepStrictEqual(modes(), ['audioPlayback', 'audioRecording']);
  await story.stops('live-mic');
  assert.deepStrictEqual(modes(), ['audioPlayback']);
  await until('the microphone', () => device.hardware.running.length === 0);
});

test('a live room whose consent is withdrawn ends its task, and the music plays on', async () => {
  const story = await new Story().accepted({ account: true });
  await plays(story);
  await story.taps('live-mic');
  await story.saysYesToAll('live-mic');
  await story.app.menshen.user.withdraw(story.feature('live-mic').wish);
  await until('the end of it', () => !story.runs('live-mic'));
  assert.deepStrictEqual(modes(), ['audioPlayback']);
});
