'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { device, failure, holding, reason } = require('./leases.cjs');

const limit = { timeout: 30_000 };
const both = ['APPROXIMATELY_LOCATION', 'LOCATION'];
const coarsely = (allow = both) => holding('nearby-people', 'location', 'coarse', { allow });
const finely = () => holding('device-location', 'location', 'fine', { allow: both });
const metres = 111_195;

/** How far apart two positions are, in metres; good enough for some kilometres. */
function apart(a, b) {
  const east = (a.longitude - b.longitude) * Math.cos(a.latitude * Math.PI / 180);
  return Math.hypot(a.latitude - b.latitude, east) * metres;
}

test('a lease for the coarse position gives no more, whatever the app may have', limit, async () => {
  const { gate, lease, hardware } = await coarsely();
  const { place } = hardware;
  const positions = [gate.GatedLocation.last(lease), await gate.GatedLocation.current(lease)];
  gate.GatedLocation.updates(lease, (position) => positions.push(position));
  hardware.tell('locationChange', place);
  assert.strictEqual(positions.length, 3);
  for (const position of positions) {
    assert.strictEqual(position.accuracy, 2000);
    assert.strictEqual(position.time, place.timeStamp);
    assert.deepStrictEqual([position.altitude, position.speed, position.direction], [undefined, undefined, undefined]);
    assert.ok(apart(position, place) < 1500 && apart(position, place) > 1);
  }
  lease.close();
});

test('a coarse lease asks the system for no satellites', limit, async () => {
  const priorities = () => device.calls.flatMap((it) => it.args).filter((it) => it?.priority !== undefined).map((it) => it.priority);
  const { gate, lease } = await coarsely();
  await gate.GatedLocation.current(lease);
  gate.GatedLocation.updates(lease, () => {}).end();
  assert.deepStrictEqual(priorities(), [0x202, 0x202]);
  const exact = await finely();
  await exact.gate.GatedLocation.current(exact.lease);
  assert.deepStrictEqual(priorities(), [0x203]);
});

test('all places of a cell of the grid are one, everywhere', limit, async () => {
  const { gate, lease, hardware } = await coarsely();
  const cells = new Set();
  for (const latitude of [30.27, 0, -52.1, 89.99, -90]) {
    for (const longitude of [120.15, -179.999, 180, 0]) {
      hardware.place = { ...hardware.place, latitude, longitude };
      const at = gate.GatedLocation.last(lease);
      assert.ok(Math.abs(at.latitude) <= 90);
      assert.ok(apart(at, { latitude, longitude }) < 1500, `${latitude} ${longitude}`);
      hardware.place = { ...hardware.place, latitude: at.latitude, longitude: at.longitude };
      const centre = gate.GatedLocation.last(lease);
      hardware.place = { ...hardware.place, latitude: at.latitude + 0.004, longitude: at.longitude + 0.004 };
      const near = gate.GatedLocation.last(lease);
      assert.deepStrictEqual([near.latitude, near.longitude], [centre.latitude, centre.longitude]);
      cells.add(`${at.latitude} ${at.longitude}`);
    }
  }
  assert.ok(cells.size > 12);
});

test('a cell is as wide at any latitude', limit, async () => {
  const { gate, lease, hardware } = await coarsely();
  for (const latitude of [0, 45, -70, 85]) {
    const seen = new Set();
    for (let east = 0; east < 20_000; east += 250) {
      const longitude = 120 + east / metres / Math.cos(latitude * Math.PI / 180);
      hardware.place = { ...hardware.place, latitude, longitude };
      seen.add(gate.GatedLocation.last(lease).longitude);
    }
    assert.ok(seen.size >= 9 && seen.size <= 12, `${seen.size} cells at ${latitude}`);
  }
});

test('a lease for the fine position gives it whole', limit, async () => {
  const { gate, lease, hardware } = await finely();
  const { latitude, longitude, accuracy, altitude, speed, direction, timeStamp } = hardware.place;
  const position = gate.GatedLocation.last(lease);
  assert.deepStrictEqual({ ...position }, { latitude, longitude, accuracy, altitude, speed, direction, time: timeStamp });
});

test('no position is an answer; so is a switch that is off', limit, async () => {
  const { gate, lease, hardware } = await coarsely();
  hardware.place = undefined;
  assert.strictEqual(gate.GatedLocation.last(lease), undefined);
  assert.strictEqual(await gate.GatedLocation.current(lease), undefined);
  device.switches.location = false;
  assert.strictEqual(gate.GatedLocation.last(lease), undefined);
  assert.strictEqual(await gate.GatedLocation.current(lease), undefined);
  const error = await failure(() => gate.GatedLocation.updates(lease, () => {}));
  device.switches.location = true;
  assert.deepStrictEqual([error.name, error.code], ['SystemError', 3301100]);
  assert.deepStrictEqual(hardware.running, []);
});

test('another error is one, and says nothing of the place', limit, async () => {
  const { gate, lease, hardware } = await coarsely();
  hardware.breaks('getCurrentLocation', 3301000);
  const error = await failure(() => gate.GatedLocation.current(lease));
  assert.deepStrictEqual([error.name, error.message], ['SystemError', 'the position is not known: the system says 3301000']);
});

test('what the system refuses after all is denied', limit, async () => {
  const { gate, lease } = await coarsely(['APPROXIMATELY_LOCATION']);
  // Before API 18 nobody hears that a permission is gone.
  device.permissions.unwatch([]);
  device.permissions.lapse('ohos.permission.APPROXIMATELY_LOCATION');
  assert.strictEqual(await reason(() => gate.GatedLocation.last(lease)), 'os_denied');
  await holding('shake', 'motion', 'raw', { how: {} });
});

test('a position that comes after the lease\'s end is not handed out', limit, async () => {
  const { gate, lease, hardware, menshen, wish } = await coarsely();
  const latch = hardware.latch('getCurrentLocation');
  const position = reason(() => gate.GatedLocation.current(lease));
  await latch.begun;
  await menshen.user.withdraw(wish);
  latch.goOn();
  assert.strictEqual(await position, 'consent_withdrawn');
});

test('a position that is known when the lease has just ended is not handed out', limit, async () => {
  const { gate, lease, hardware } = await coarsely();
  hardware.meanwhile('getLastLocation', () => lease.close());
  assert.strictEqual((await failure(() => gate.GatedLocation.last(lease))).name, 'Denied');
});

test('positions are passed on until the end', limit, async () => {
  const { gate, lease, hardware } = await coarsely();
  const seen = [];
  const updates = gate.GatedLocation.updates(lease, (it) => seen.push(it), 5, 100);
  const { args: [, request] } = device.calls.find((it) => it.name === 'geoLocationManager.on');
  assert.deepStrictEqual([request.timeInterval, request.distanceInterval], [5, 100]);
  hardware.tell('locationChange', hardware.place);
  updates.end();
  hardware.tell('locationChange', hardware.place);
  assert.strictEqual(seen.length, 1);
});
