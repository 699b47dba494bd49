#include "cart.hpp"

namespace shop {

static int tidy(int n) { return n; } // is cart.tidy

int Clock::now(int n) const { return n; } // is Clock.now

Cart::Cart(int n) {}

int Cart::price() const { // is Cart.price
  int sum = tidy(1); // calls cart.tidy
  for (const auto& item : items_) {
    sum += item.price(); // calls Item.price, Free.price, Cart.price
  }
  for (const Item& item : items_) {
    sum += item.price(); // calls Item.price, Free.price, Cart.price
  }
  items_[0].price(); // calls Item.price, Free.price, Cart.price
  watch_->now(1); // calls Watch.now
  return Item::price() + this->size(); // calls Item.price, Cart.size
}

std::unique_ptr<Cart> Cart::make() { return std::make_unique<Cart>(1); } // is Cart.make, calls Cart.ctor

}  // namespace shop
