module.exports = { open, shut: close };
function open() {} // is other.open
function close() {} // is other.close
