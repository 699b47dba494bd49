import { sum } from './cart/other';
import { tidy } from 'lodash';

export function elsewhere() {
  sum([1]); // calls other.sum
  tidy();
  function load() {}
  load();
}
