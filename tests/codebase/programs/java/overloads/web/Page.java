package web;

import shop.Cart;
import shop.Item;
import shop.Priced;
import java.util.function.Function;
import java.util.function.Supplier;

class Page {
    void show(Priced priced, Object o, Item... items) {
        priced.price(); // calls Cart.price, Item.price
        var cart = new Cart(2); // calls Cart(int)
        cart.total("a"); // calls total(String)
        cart.total(3); // calls total(int)
        new Cart().twice(); // calls Cart(), Priced.twice
        if (o instanceof Cart c) {
            c.total(); // calls total()
        }
        ((Item) o).price(); // calls Item.price
        items[0].price(); // calls Item.price
        Supplier<Item> made = Item::new;
        made.get().price(); // calls Item.price
        new Thread(new Runnable() {
            public void run() {
                show2(cart); // calls show2
            }
        });
    }
    void show2(Cart cart) { // is show2
        int n = cart.total(Integer.parseInt("2")); // calls total(int)
    }
}
