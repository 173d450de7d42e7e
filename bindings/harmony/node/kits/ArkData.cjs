// What is asked of the gallery.
'use strict';

class DataSharePredicates {
  wanted = [];

  equalTo(field, value) {
    this.wanted.push([field, value]);
    return this;
  }
}

module.exports = { dataSharePredicates: { DataSharePredicates } };
