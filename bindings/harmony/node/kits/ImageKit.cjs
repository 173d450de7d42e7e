// Pictures.
'use strict';

module.exports = { image: { ComponentType: { JPEG: 4 } } };
