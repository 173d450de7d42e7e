// Leases: what passes, what ends them, and who hears of it.
'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { accepted, access, denial, device, fresh, heard, library, native, reason, revoked, unlimited } = require('./gates.cjs');

const scan = (caller) => access('qr-scan', 'camera', 'preview', caller);
const friends = () => access('friend-recommendation', 'contacts', 'read');
const allow = { consent: 'yes', camera: 'allow', microphone: 'allow', contacts: 'allow', bluetooth: 'allow' };

/** An app whose user allows everything, and has used some features. */
async function used(...wishes) {
  const app = await accepted({ policy: unlimited() });
  app.menshen.switchSubject('somebody', 'adult');
  device.person.habits = allow;
  for (const wish of wishes) await app.menshen.with(wish, () => {}, true);
  device.person.habits = {};
  return app;
}

test('nothing passes before the policy is accepted', () => {
  const { menshen } = fresh();
  const { reason: why, next } = menshen.check(scan());
  assert.deepStrictEqual([why, next], ['policy_not_accepted', 'accept_policy']);
  assert.throws(() => menshen.acquire(scan()), { name: 'Denied', reason: 'policy_not_accepted', purpose: 'qr-scan' });
});

test('what the policy does not declare is denied by name', async () => {
  const { menshen } = await accepted();
  const why = (wish) => menshen.check(wish).reason;
  assert.strictEqual(why(access('no-such', 'camera', 'preview')), 'undeclared_purpose');
  assert.strictEqual(why(access('qr-scan', 'microphone', 'record')), 'undeclared_resource');
  assert.strictEqual(why(access('qr-scan', 'camera', 'video')), 'undeclared_scope');
  assert.strictEqual(why(scan('push')), 'undeclared_caller');
});

test('a lease lives until the consent is withdrawn', async () => {
  const { menshen } = await used(scan());
  const lease = menshen.acquire(scan());
  assert.ok(lease.live());
  const how = [];
  lease.onRevoked((it) => how.push(it));
  await menshen.user.withdraw(scan());
  assert.deepStrictEqual([lease.live(), lease.ended()], [false, 'withdrawn']);
  assert.strictEqual(await revoked(lease), 'withdrawn');
  await heard(new Promise((resolve) => (how.length > 0 ? resolve() : menshen.changes.on(resolve))));
  lease.close();
  lease.close();
  assert.deepStrictEqual(how, ['withdrawn'], 'once');
});

test('a lease that was given back revokes nothing', async () => {
  const { menshen } = await used(scan());
  const [given, kept] = [menshen.acquire(scan()), menshen.acquire(scan())];
  const heardOf = [];
  given.onRevoked((how) => heardOf.push(how));
  given.close();
  given.onRevoked((how) => heardOf.push(how));
  await menshen.user.withdraw(scan());
  await revoked(kept);
  assert.deepStrictEqual([given.ended(), heardOf], ['released', []]);
});

test('a lease that was revoked tells so although it is given back before anybody heard', async () => {
  const { menshen } = await used(scan());
  const lease = menshen.acquire(scan());
  const how = [];
  lease.onRevoked((it) => how.push(it));
  menshen.switchSubject('somebody else', 'adult');
  assert.deepStrictEqual([lease.live(), how], [false, []]);
  lease.close();
  assert.deepStrictEqual(how, ['subject_changed']);
});

test('what a lease holds is stopped once, whichever way it ends', async () => {
  const { menshen } = await used(scan());
  const stopped = [];
  const hold = (lease, name) => lease.hold(() => stopped.push(name));
  const closed = menshen.acquire(scan());
  hold(closed, 'closed');
  const early = hold(closed, 'early');
  early();
  early();
  closed.close();
  hold(closed, 'late');
  const taken = menshen.acquire(scan());
  hold(taken, 'taken');
  await menshen.user.withdraw(scan());
  await revoked(taken);
  taken.close();
  assert.deepStrictEqual(stopped, ['early', 'closed', 'late', 'taken']);
});

test('a gate that was given up denies, and says so', async () => {
  const { menshen } = await used(scan());
  menshen.close();
  menshen.close();
  assert.strictEqual(menshen.fault, 'the gate was given up');
  assert.deepStrictEqual(menshen.policyState, { state: 'undecided' });
  assert.strictEqual(menshen.check(scan()).reason, 'gate_fault');
});

test('one thing that cannot be stopped keeps no other running', async () => {
  const { menshen } = await used(scan());
  const lease = menshen.acquire(scan());
  const stopped = [];
  lease.hold(() => { throw new Error('stuck'); });
  lease.hold(() => stopped.push('held'));
  lease.onRevoked(() => { throw new Error('stuck, too'); });
  lease.onRevoked(() => stopped.push('told'));
  await menshen.user.withdraw(scan());
  await revoked(lease);
  assert.deepStrictEqual(stopped, ['held', 'told']);
  assert.strictEqual(device.messages.filter((it) => it.text.includes('stuck')).length, 2);
});

test('a watcher hears what is new, until it ends', async () => {
  const { menshen } = await used(scan());
  const heardOf = [];
  let next;
  const change = () => heard(new Promise((resolve) => { next = resolve; }));
  menshen.watch(scan(), (verdict) => { if (!verdict.allowed) throw new Error('mine'); });
  const watching = menshen.watch(scan(), (verdict) => heardOf.push(verdict.reason));
  menshen.watch(scan(), (verdict) => next?.(verdict));
  const withdrawn = change();
  await menshen.user.withdraw(scan());
  await withdrawn;
  assert.deepStrictEqual(heardOf, [undefined, 'consent_withdrawn'], 'each once, whatever another watcher does');
  watching.end();
  watching.end();
  const granted = change();
  await menshen.user.grant(scan());
  await granted;
  assert.deepStrictEqual(heardOf, [undefined, 'consent_withdrawn']);
  assert.deepStrictEqual(device.messages.map((it) => it.text), ['a listener of changes failed: mine']);
});

test('another account has consents of its own, and leases end with it', async () => {
  const { menshen } = await used(scan());
  const lease = menshen.acquire(scan());
  menshen.switchSubject('somebody else', 'adult');
  assert.strictEqual(lease.ended(), 'subject_changed');
  assert.strictEqual(menshen.check(scan()).reason, 'consent_not_asked');
  menshen.switchSubject('somebody', 'adult');
  menshen.acquire(scan()).close();
  await menshen.user.erase();
  assert.ok(!menshen.check(scan()).allowed);
});

test('a child needs a guardian, whose withdrawal ends the lease', async () => {
  const { menshen } = await accepted({ policy: unlimited() });
  menshen.switchSubject('child', 'child');
  assert.strictEqual(menshen.check(scan()).next, 'guardian_consent');
  await menshen.user.guardian(true);
  device.person.habits = allow;
  await menshen.with(scan(), () => {}, true);
  const lease = menshen.acquire(scan());
  await menshen.user.guardian(false);
  assert.strictEqual(lease.ended(), 'withdrawn');
});

test('an SDK starts once, when it may', async () => {
  const { menshen } = fresh();
  const { Sdk } = library();
  const push = menshen.sdk(new Sdk('push'));
  assert.strictEqual(push.mayStart(), false);
  let starts = 0;
  const started = push.startWhenAllowed(() => { starts += 1; });
  assert.strictEqual(starts, 0);
  await menshen.user.acceptPolicy();
  const post = access('push-notifications', 'notifications', 'post', 'push');
  await menshen.user.grant(post);
  await heard(started);
  assert.strictEqual(starts, 1);
  assert.strictEqual(push.mayStart(), true);
  assert.strictEqual(menshen.sdk(new Sdk('no-such')).mayStart(), false);
});

test('waiting for an SDK leaves no records', async () => {
  const { menshen } = fresh();
  const { Sdk } = library();
  const kinds = async () => (await menshen.user.records(50)).map((it) => JSON.parse(it).kind);
  menshen.sdk(new Sdk('push')).startWhenAllowed(() => {});
  await menshen.user.acceptPolicy();
  const before = await kinds();
  menshen.sdk(new Sdk('push')).mayStart();
  const [kind] = await kinds();
  assert.ok(!before.includes(kind), `${kind} is logged when it is asked for, and not before`);
});

test('a purpose that is only observed lets through, and says what it would have denied', async () => {
  const { menshen } = await accepted({ options: { observe: ['qr-scan'] } });
  const lease = menshen.acquire(scan());
  assert.ok(lease.live());
  lease.close();
  const [decision] = (await menshen.user.records(10, ['decision'])).map((it) => JSON.parse(it));
  assert.match(JSON.stringify(decision), /consent_not_asked/);
  assert.match(JSON.stringify(decision), /observe/);
});

test('a lease that is over says how when somebody asks late', async () => {
  const { menshen } = await used(scan());
  const lease = menshen.acquire(scan());
  await menshen.user.declinePolicy();
  assert.strictEqual(lease.ended(), 'policy_changed');
  let late;
  lease.onRevoked((how) => { late = how; });
  assert.strictEqual(late, 'policy_changed');
});

test('the user sees what was used, and has their own copy', async () => {
  const { menshen } = await used(scan());
  const usage = await menshen.user.usage();
  assert.deepStrictEqual(usage.filter((it) => it.purpose === 'qr-scan').map((it) => [it.resource, it.allowed]), [[0, 1]]);
  assert.match(await menshen.user.ownCopy(), /qr-scan/);
  assert.match(await menshen.user.receipts(), /qr-scan/);
});

test('what cannot be kept rejects', async () => {
  const { menshen } = await accepted();
  await assert.rejects(menshen.user.grant(access('no-such', 'camera', 'preview')), { code: 'unknown' });
});
