module.exports = { lint: () => [] };
