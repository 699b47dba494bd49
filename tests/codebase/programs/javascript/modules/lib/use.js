const store = require('./store');
const { open, shut } = require('./other');

function run() {
  const handle = store.open('a'); // calls open
  store.flush(handle); // calls flush
  store.close(handle); // calls close
  open(); // calls other.open
  shut(); // calls other.close
}
run();
