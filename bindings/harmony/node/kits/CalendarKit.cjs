// The calendar, and its editor.
'use strict';

const { device, need } = require('../device.cjs');

class EventFilter {
  static filterByTime(begin, end) {
    return Object.assign(new EventFilter(), { fits: (it) => it.startTime < end && it.endTime > begin });
  }
}

const calendar = {
  async addEvent(event) {
    device.permissions.need(['WRITE_CALENDAR']);
    await device.hardware.takes('addEvent');
    return device.hardware.entries.push(event);
  },

  async getEvents(filter, keys) {
    device.permissions.need(['READ_CALENDAR']);
    await device.hardware.takes('getEvents');
    const seen = device.hardware.entries.filter((it) => filter?.fits(it) ?? true);
    return seen.map((it) => Object.fromEntries((keys ?? Object.keys(it)).map((key) => [key, it[key]])));
  },
};

const functions = {
  async getCalendar() {
    device.permissions.need(['READ_CALENDAR']);
    await device.hardware.takes('getCalendar');
    return device.recorded('calendar', calendar);
  },

  /** The user saves it or leaves; the number is the entry's. */
  async editEvent(event) {
    need(typeof event.startTime === 'number', 401);
    const said = await device.person.answers('calendar editor', event);
    return said === 'save' ? device.hardware.entries.push(event) : -1;
  },
};

const calendarManager = {
  getCalendarManager(context) {
    need(context !== undefined, 401);
    return device.recorded('calendarManager', functions);
  },
  EventFilter,
  EventType: { NORMAL: 0, IMPORTANT: 1 },
};

module.exports = { calendarManager };
