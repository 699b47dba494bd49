#pragma once
#include <memory>
#include <vector>
namespace shop {
class Clock {
 public:
  int now(int n) const; // is Clock.now:declared
};
class Watch {
 public:
  int now(int n) const { return n; } // is Watch.now
};
struct Item {
  virtual int price() const { return 1; } // is Item.price
  virtual ~Item() = default;
};
struct Free : public Item {
  int price() const override { return 0; } // is Free.price
};
class Cart : public Item {
 public:
  explicit Cart(int n); // is Cart.ctor
  int price() const override;
  static std::unique_ptr<Cart> make(); // is Cart.make:declared
  int size() const { return twice(1) + clock_.now(2); } // is Cart.size, calls twice, Clock.now, Clock.now:declared
 private:
  Clock clock_;
  std::vector<Item> items_;
  std::shared_ptr<Watch> watch_;
};
template <typename T>
T twice(T x) { // is twice
  return x + x;
}
}  // namespace shop
