// What is read of books, and written into them: people, the calendar, pictures and music.
'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const test = require('node:test');
const { kit } = require('../../node/kit.cjs');
const { another, device, failure, holding, reason } = require('./leases.cjs');

const limit = { timeout: 30_000 };
const people = [
  { id: 1, name: '王芳', numbers: ['13800000001', '13800000002'], note: 'secret' },
  { id: 2, name: 'Lee', numbers: [], note: 'secret' },
  { id: 3, name: 'Ada', numbers: ['+86 138-0000-0003'], note: 'secret' },
];
const friends = (scope, allow = ['READ_CONTACTS']) => holding('friend-recommendation', 'contacts', scope, { allow });
const diary = (scope, allow = ['READ_CALENDAR', 'WRITE_CALENDAR']) => holding('live-reminder', 'calendar', scope, { allow });
const music = (scope, allow = ['READ_AUDIO', 'READ_IMAGEVIDEO']) => holding('local-music', 'media', scope, { allow });
const saving = () => holding('download', 'media', 'save');
const bytes = new Uint8Array([1, 2, 3, 4]).subarray(1);
const saved = (uri) => [...fs.readFileSync(kit('@kit.CoreFileKit').placeOf(uri))];
const plain = (value) => JSON.parse(JSON.stringify(value));

test('the book gives names and numbers, and asks for no more', limit, async () => {
  const { gate, lease, hardware } = await friends('read');
  hardware.people = people;
  assert.deepStrictEqual(plain(await gate.GatedContacts.read(lease)), [
    { name: '王芳', number: '13800000001' }, { name: '王芳', number: '13800000002' }, { name: 'Ada', number: '+86 138-0000-0003' },
  ]);
  const [{ args: [, , attributes] }] = device.calls.filter((it) => it.name === 'contact.queryContacts');
  assert.deepStrictEqual(attributes.attributes, [6, 10]);
});

test('with a lease to read, each number is looked up, and nothing else', limit, async () => {
  const { gate, lease, hardware } = await friends('read');
  hardware.people = people;
  const found = await gate.GatedContacts.match(lease, ['13800000002', ' ', '13800000009', '13800000002']);
  assert.deepStrictEqual(found, ['13800000002']);
  assert.deepStrictEqual(device.called('contact'), Array(2).fill('contact.queryContactsByPhoneNumber'));
});

test('with a lease to match, what the user picks is matched, and the rest stays', limit, async () => {
  const { gate, lease } = await friends('match', []);
  const found = gate.GatedContacts.match(lease, ['+8613800000003', '13800000009']);
  const question = await device.person.next('contacts picker');
  assert.deepStrictEqual(question.about, { isMultiSelect: true });
  question.answer([people[0], people[2]]);
  assert.deepStrictEqual(await found, ['+8613800000003']);
  assert.deepStrictEqual(device.called('contact.query'), []);
});

test('a lookup whose lease ends meanwhile goes no further', limit, async () => {
  const { gate, lease, hardware } = await friends('read');
  hardware.people = people;
  const latch = hardware.latch('queryContactsByPhoneNumber');
  const found = failure(() => gate.GatedContacts.match(lease, ['13800000001', '13800000002']));
  await latch.begun;
  lease.close();
  latch.goOn();
  assert.strictEqual((await found).name, 'Denied');
  assert.strictEqual(device.called('contact').length, 1);
});

test('the picker needs neither permission nor lease', limit, async () => {
  const { gate } = await friends('match', []);
  const picked = gate.GatedContacts.pick();
  await device.person.says('contacts picker', [people[2]]);
  assert.deepStrictEqual(plain(await picked), [{ name: 'Ada', number: '+86 138-0000-0003' }]);
  const left = failure(() => gate.GatedContacts.pick());
  await device.person.says('contacts picker', undefined);
  assert.strictEqual((await left).name, 'SystemError');
});

test('who may no longer read the book is denied', limit, async () => {
  const { gate, lease } = await friends('read');
  device.permissions.unwatch([]);
  device.permissions.lapse('ohos.permission.READ_CONTACTS');
  assert.strictEqual(await reason(() => gate.GatedContacts.read(lease)), 'os_denied');
  await holding('shake', 'motion', 'raw', { how: {} });
});

test('an entry for the calendar is the user\'s to save', limit, async () => {
  const { gate, lease } = await diary('add', ['WRITE_CALENDAR']);
  const event = new gate.CalendarEvent('Live', 1000, 2000, 'Here', 'Bring a friend', 10);
  for (const [said, is] of [['save', true], ['leave', false]]) {
    const kept = gate.GatedCalendar.edit(lease, event);
    const question = await device.person.next('calendar editor');
    assert.deepStrictEqual(plain(question.about), {
      type: 0, title: 'Live', startTime: 1000, endTime: 2000, location: { location: 'Here' }, description: 'Bring a friend',
      reminderTime: [10],
    });
    question.answer(said);
    assert.strictEqual(await kept, is);
  }
});

test('an entry that is written is not read, and one that is read has no more than was asked for', limit, async () => {
  const holder = await diary('write');
  const { gate, lease, hardware } = holder;
  const event = new gate.CalendarEvent('Live', 1000, 2000, 'Here', 'text', 5);
  assert.strictEqual(await gate.GatedCalendar.insert(lease, event), 1);
  assert.deepStrictEqual(device.called('calendar.'), ['calendar.addEvent']);
  hardware.entries.push({ type: 0, title: 'Later', startTime: 5000, endTime: 6000, attendee: [{ email: 'a@b' }] });
  hardware.entries.push({ type: 0, title: 'Plain', startTime: 1500, endTime: 1600 });
  const reading = await another(holder, 'live-reminder', 'calendar', 'read');
  const found = await gate.GatedCalendar.read(reading.lease, 0, 3000);
  assert.deepStrictEqual(found, [event, new gate.CalendarEvent('Plain', 1500, 1600)]);
});

test('without the permission to read, the calendar cannot be found', limit, async () => {
  const { gate, lease } = await diary('write', ['WRITE_CALENDAR']);
  const event = new gate.CalendarEvent('Live', 1000, 2000);
  assert.strictEqual(await reason(() => gate.GatedCalendar.insert(lease, event)), 'os_denied');
});

test('entries of a lease that ends meanwhile are not handed out', limit, async () => {
  for (const call of ['getCalendar', 'getEvents']) {
    const { gate, lease, hardware } = await diary('read');
    const latch = hardware.latch(call);
    const found = failure(() => gate.GatedCalendar.read(lease, 0, 1));
    await latch.begun;
    lease.close();
    latch.goOn();
    assert.strictEqual((await found).name, 'Denied');
  }
});

test('the user picks pictures, videos or both, without a permission', limit, async () => {
  const { gate, lease } = await holding('publish-post', 'media', 'pick');
  for (const [what, type] of [[undefined, 'image/*'], ['video', 'video/*'], ['images_and_video', '*/*']]) {
    const picked = gate.GatedMedia.pick(lease, what, 3);
    const question = await device.person.next('photo picker');
    assert.deepStrictEqual({ ...question.about }, { MIMEType: type, maxSelectNumber: 3 });
    question.answer(['file://media/Photo/1/a.jpg']);
    assert.deepStrictEqual(await picked, ['file://media/Photo/1/a.jpg']);
  }
});

test('what is picked when the lease is over is not handed out', limit, async () => {
  const { gate, lease, menshen, wish } = await holding('publish-post', 'media', 'pick');
  const picked = failure(() => gate.GatedMedia.pick(lease));
  const question = await device.person.next('photo picker');
  await menshen.user.withdraw(wish);
  question.answer(['file://media/Photo/1/a.jpg']);
  assert.strictEqual((await picked).name, 'Denied');
});

test('music is what the user picks', limit, async () => {
  const { gate, lease } = await music('audio');
  const picked = gate.GatedMedia.audio(lease, 2);
  const question = await device.person.next('audio picker');
  assert.deepStrictEqual({ ...question.about }, { maxSelectNumber: 2 });
  question.answer(['file://docs/a.mp3']);
  assert.deepStrictEqual(await picked, ['file://docs/a.mp3']);
});

test('the gallery gives pictures or videos to whoever may read it, and is closed', limit, async () => {
  const { gate, lease, hardware, ...holder } = await music('images');
  hardware.gallery = [{ uri: 'a', type: 1 }, { uri: 'b', type: 2 }, { uri: 'c', type: 1 }];
  assert.deepStrictEqual(await gate.GatedMedia.images(lease), ['a', 'c']);
  const videos = await another(holder, 'local-music', 'media', 'video');
  assert.deepStrictEqual(await gate.GatedMedia.video(videos.lease), ['b']);
  hardware.breaks('getAllObjects', 14000011);
  assert.strictEqual((await failure(() => gate.GatedMedia.images(lease))).code, 14000011);
  assert.deepStrictEqual(hardware.running, []);
});

test('the photo kit says in its own way that it refuses', limit, async () => {
  const { gate, lease } = await music('images');
  device.permissions.unwatch([]);
  device.permissions.lapse('ohos.permission.READ_IMAGEVIDEO');
  assert.strictEqual(await reason(() => gate.GatedMedia.images(lease)), 'os_denied');
  await holding('shake', 'motion', 'raw', { how: {} });
});

test('a picture is saved when the system\'s dialog is allowed, and leaves no copy', limit, async () => {
  const { gate, lease } = await saving();
  const files = () => fs.readdirSync(device.filesDir).filter((it) => it.endsWith('.jpg'));
  const kept = gate.GatedMedia.save(lease, '../cover.art.jpg', 'image/jpeg', bytes);
  const question = await device.person.next('save dialog');
  assert.deepStrictEqual(saved(question.about.sources[0]), [2, 3, 4]);
  assert.deepStrictEqual(question.about.configs, [{ title: 'cover.art', fileNameExtension: 'jpg', photoType: 1 }]);
  assert.strictEqual(files().length, 1);
  question.answer('allow');
  assert.deepStrictEqual(saved(await kept), [2, 3, 4]);
  assert.deepStrictEqual(files(), []);
});

test('what the user does not want saved is not', limit, async () => {
  const { gate, lease, hardware } = await saving();
  const kept = gate.GatedMedia.save(lease, 'a.mp4', 'video/mp4', bytes);
  await device.person.says('save dialog', 'refuse');
  assert.strictEqual(await kept, undefined);
  assert.deepStrictEqual(hardware.gallery, []);
});

test('music and documents are saved where the user chooses', limit, async () => {
  const { gate, lease } = await saving();
  for (const [name, mime] of [['song.mp3', 'audio/mpeg'], ['notes', 'text/plain']]) {
    const kept = gate.GatedMedia.save(lease, name, mime, bytes);
    const question = await device.person.next('save picker');
    assert.deepStrictEqual(question.about.newFileNames, [name]);
    question.answer([`file://docs/${name}`]);
    assert.strictEqual(await kept, `file://docs/${name}`);
    assert.deepStrictEqual(saved(`file://docs/${name}`), [2, 3, 4]);
  }
});

test('a tap on the system\'s button saves one picture, and no tap none', limit, async () => {
  const { gate, lease, hardware } = await saving();
  const save = () => gate.GatedMedia.saveTapped(lease, 'a.png', 'image/png', bytes);
  assert.strictEqual(await reason(save), 'os_denied');
  hardware.tapped.save = true;
  assert.deepStrictEqual(saved(await save()), [2, 3, 4]);
  assert.strictEqual(await reason(save), 'os_denied');
});

test('what is to be saved when the lease is over is not written', limit, async () => {
  const { gate, lease, menshen, wish } = await saving();
  const kept = failure(() => gate.GatedMedia.save(lease, 'song.mp3', 'audio/mpeg', bytes));
  const question = await device.person.next('save picker');
  await menshen.user.withdraw(wish);
  question.answer(['file://docs/late.mp3']);
  assert.strictEqual((await kept).name, 'Denied');
  assert.deepStrictEqual(saved('file://docs/late.mp3'), []);
});
