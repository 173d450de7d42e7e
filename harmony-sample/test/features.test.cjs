// Every feature, from the first start on.
'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { flows } = require('./flows.cjs');
const { device, pass, until } = require('./phone.cjs');
const { no, nothing, Story } = require('./story.cjs');

for (const flow of flows) {
  const { purpose, asks } = flow;

  test(`${purpose}: in basic mode only music plays`, async () => {
    const story = await new Story().declined();
    await story.taps(purpose);
    assert.strictEqual(story.shown, 'policy', 'who taps is asked again');
    await story.saysNo(purpose);
    story.denied(purpose, 'policy_not_accepted');
    assert.strictEqual(story.app.menshen.policyState.state, 'declined');
    story.phone.home.tap('播放');
    assert.ok(story.app.player.playing.on);
  });

  test(`${purpose}: allowed it works, and is not asked again`, async () => {
    const story = await new Story().accepted(flow);
    await story.taps(purpose);
    assert.deepStrictEqual(await story.saysYesToAll(purpose), asks);
    await story.worked(purpose);
    assert.strictEqual(story.runs(purpose), flow.holds === true);
    if (flow.toggles) return assert.strictEqual(story.reason(purpose), 'consent_withdrawn');
    if (flow.holds) await story.stops(purpose);
    const { prompts } = story.phone;
    await story.taps(purpose);
    assert.strictEqual(story.phone.prompts, prompts, 'nothing more is asked');
  });

  if (asks.length > 0) {
    test(`${purpose}: refused it rests for two days, is asked once more, and then only at a tap`, async () => {
      const story = await new Story().accepted(flow);
      await story.taps(purpose);
      assert.strictEqual(story.shown, asks[0]);
      await story.saysNo(purpose);
      story.denied(purpose, ...refusals(flow));
      if (flow.alternatives) return;
      assert.strictEqual(await story.isAskedOnItsOwn(purpose), nothing, 'within 48 hours');
      pass({ days: 2 });
      const again = await story.isAskedOnItsOwn(purpose);
      assert.ok(['consent', nothing].includes(again), `after 48 hours: ${again}`);
      if (again !== nothing) await saysNo(story);
      pass({ days: 3 });
      assert.strictEqual(await story.isAskedOnItsOwn(purpose), nothing, 'twice refused');
      await story.taps(purpose);
      assert.notStrictEqual(story.shown, nothing, 'the user may always change their mind');
    });

    test(`${purpose}: a question whose process dies grants nothing`, async () => {
      const story = await new Story().accepted(flow);
      await story.taps(purpose);
      story.phone.kill();
      assert.strictEqual(story.shown, nothing);
      assert.ok(['consent_not_asked', 'os_not_asked'].includes(story.reason(purpose)), story.reason(purpose));
      await story.taps(purpose);
      assert.strictEqual(story.shown, asks[0], 'what was never answered is asked anew');
      await story.saysYesToAll(purpose);
      await story.worked(purpose);
    });
  }

  test(`${purpose}: withdrawn it ends`, async () => {
    const story = await new Story().accepted(flow);
    await story.taps(purpose);
    await story.saysYesToAll(purpose);
    await story.app.menshen.user.withdraw(story.feature(purpose).wish);
    if (flow.holds) {
      await until(`the end of ${purpose}`, () => !story.runs(purpose));
      assert.strictEqual(story.reads(purpose), '您撤回了同意，已停止');
      assert.deepStrictEqual(device.hardware.running, [], 'what was open is given back');
    }
    // What rests on a contract or on the law cannot be withdrawn.
    if (story.basis(purpose) === 'consent') assert.strictEqual(story.reason(purpose), 'consent_withdrawn');
  });
}

const refusals = ({ alternatives }) => ['consent_refused', alternatives ? 'consent_not_asked' : 'os_permanently_denied'];

async function saysNo(story) {
  await story.says(no);
  await until('the answer', () => story.over);
}
