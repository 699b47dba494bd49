import { sum, clean, load, other } from './cart';
import { Cart } from '.';
import fetchCart from './cart/cart';
import * as carts from './cart';

export function page(cart: Cart) {
  sum([1]); // calls sum
  clean(); // calls tidy
  load().total(); // calls load, Cart.total
  other.sum([1]); // calls other.sum
  cart.total(); // calls Cart.total
  fetchCart()?.total(); // calls load, Cart.total
  carts.sum([2]); // calls sum
}
