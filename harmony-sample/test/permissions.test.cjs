// Every feature that the system has a word in.
'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { flows } = require('./flows.cjs');
const { device, pass, until } = require('./phone.cjs');
const { nothing, Story } = require('./story.cjs');

const guarded = flows.filter(({ alternatives, dialogs }) => dialogs.length > 0 && !alternatives);

for (const flow of guarded) {
  const { purpose } = flow;

  test(`${purpose}: refused by the system it leads to the settings, and back`, async () => {
    const story = await new Story().accepted(flow);
    await refusesTheSystem(story, flow);
    await goesToTheSettings(story, purpose);
    assert.strictEqual(story.shown, 'settings');
    await story.saysYesToAll(purpose);
    await story.worked(purpose);
    assert.deepStrictEqual(twice(device.person.kinds.filter((it) => flow.dialogs.includes(it))), [], 'the system asks once');
  });

  test(`${purpose}: who comes back from the settings empty-handed is denied`, async () => {
    const story = await new Story().accepted(flow);
    await refusesTheSystem(story, flow);
    await goesToTheSettings(story, purpose);
    await story.saysNo(purpose);
    assert.strictEqual(story.shown, nothing);
    story.denied(purpose, 'os_permanently_denied');
  });

  test(`${purpose}: revoked in the settings it is denied after the restart, until it is allowed there`, async () => {
    const story = await new Story().accepted(flow);
    await story.taps(purpose);
    await story.saysYesToAll(purpose);
    pass({ minutes: 5 });
    story.phone.revoke(...flow.permissions);
    assert.ok(['os_permanently_denied', 'consent_withdrawn'].includes(story.reason(purpose)), story.reason(purpose));
    assert.strictEqual(await story.isAskedOnItsOwn(purpose), nothing, 'whoever took it back is left alone');
    await story.taps(purpose);
    const asked = await story.saysYesToAll(purpose);
    assert.deepStrictEqual(asked.slice(-2), ['settings prompt', 'settings']);
    await story.worked(purpose);
  });

  test(`${purpose}: “only this time” runs out without a grudge`, async () => {
    const story = await new Story().accepted(flow);
    await story.taps(purpose);
    await story.saysYesToAll(purpose);
    if (flow.holds) await story.stops(purpose);
    story.phone.leave();
    device.permissions.lapse(...flow.permissions);
    pass({ minutes: 1 });
    story.phone.comeBack();
    // In part where a picker, too, gives some of it: of the address book what the user picks.
    assert.ok(['os_not_asked', 'os_scope'].includes(story.reason(purpose)), story.reason(purpose));
    await story.taps(purpose);
    assert.deepStrictEqual(await story.saysYesToAll(purpose), flow.dialogs, 'only the system asks again');
    await story.worked(purpose);
  });
}

async function refusesTheSystem(story, { purpose, dialogs }) {
  await story.taps(purpose);
  while (!dialogs.includes(story.shown)) await story.saysYes(purpose);
  await story.saysNo(purpose);
}

async function goesToTheSettings(story, purpose) {
  await story.taps(purpose);
  while (story.shown === 'consent') await story.saysYes(purpose);
  assert.strictEqual(story.shown, 'settings prompt');
  await story.saysYes(purpose);
}

const twice = (names) => names.filter((name, at) => names.indexOf(name) !== at);
