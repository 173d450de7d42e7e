// The address book, and its picker.
'use strict';

const { device, need } = require('../device.cjs');

const Attribute = { ATTR_NAME: 6, ATTR_PHONE: 10 };
const allowed = () => device.permissions.need(['READ_CONTACTS']);

/** No more of an entry than was asked for. */
function shown(person, attributes) {
  const wants = (attribute) => attributes === undefined || attributes.includes(attribute);
  return {
    id: person.id,
    ...(wants(Attribute.ATTR_NAME) ? { name: { fullName: person.name } } : {}),
    ...(wants(Attribute.ATTR_PHONE) ? { phoneNumbers: person.numbers.map((phoneNumber) => ({ phoneNumber })) } : {}),
    ...(attributes === undefined ? { note: { noteContent: person.note } } : {}),
  };
}

const functions = {
  async selectContacts(options) {
    const picked = await device.person.answers('contacts picker', options);
    need(Array.isArray(picked), 16700102, 'nothing was picked');
    return picked.map((person) => shown(person));
  },

  async queryContacts(context, holder, attributes) {
    need(context !== undefined && holder === undefined, 401);
    allowed();
    await device.hardware.takes('queryContacts');
    return device.hardware.people.map((person) => shown(person, attributes?.attributes));
  },

  async queryContactsByPhoneNumber(context, number, holder, attributes) {
    need(context !== undefined && holder === undefined && number !== '', 401);
    allowed();
    await device.hardware.takes('queryContactsByPhoneNumber');
    return device.hardware.people.filter((it) => it.numbers.includes(number)).map((it) => shown(it, attributes?.attributes));
  },
};

module.exports = { contact: { ...device.recorded('contact', functions), Attribute } };
