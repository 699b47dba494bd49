#include "cart.hpp"

static int tidy(int n) { return n; } // is main.tidy

int main() {
  auto cart = shop::Cart::make(); // calls Cart.make, Cart.make:declared
  cart->size(); // calls Cart.size
  shop::Cart* raw = cart.get();
  raw->size(); // calls Cart.size
  shop::Cart other(2); // calls Cart.ctor
  auto* made = new shop::Cart(3); // calls Cart.ctor
  made->size(); // calls Cart.size
  (*raw).size(); // calls Cart.size
  auto lambda = [&](shop::Watch& w) { return w.now(tidy(1)); }; // calls Watch.now, main.tidy
  shop::twice<int>(2); // calls twice
  static_cast<shop::Cart*>(made)->size(); // calls Cart.size
  return 0;
}
