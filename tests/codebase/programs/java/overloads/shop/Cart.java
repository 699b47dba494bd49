package shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import static shop.Money.round;
import static shop.Rates.*;

public class Cart extends Box implements Priced {
    private final List<Item> items = new ArrayList<>();
    private Map<String, Item> byName;

    public Cart() { // is Cart()
        this(1); // calls Cart(int)
    }
    public Cart(int n) { // is Cart(int)
        super(n); // calls Box(int)
    }
    public int total() { // is total()
        return total(1); // calls total(int)
    }
    public int total(int n) { // is total(int)
        return round(n) + rate(n) + super.size(); // calls round, rate, Box.size
    }
    public int total(String s) { // is total(String)
        return this.total(s.length()); // calls total(int)
    }
    @Override
    public int price() { // is Cart.price
        int sum = 0;
        for (Item item : items) {
            sum += item.price(); // calls Item.price
        }
        items.forEach(item -> item.price()); // calls Item.price
        items.get(0).price(); // calls Item.price
        byName.get("a").price(); // calls Item.price
        items.stream().filter(i -> i.isFree()).map(i -> i.price()); // calls Item.isFree, Item.price
        for (Map.Entry<String, Item> entry : byName.entrySet()) {
            entry.getValue().price(); // calls Item.price
        }
        Optional<Item> first = items.stream().findFirst();
        first.get().price(); // calls Item.price
        Runnable later = () -> tidy(); // calls Cart.tidy
        return sum;
    }
    private void tidy() {} // is Cart.tidy

    static class Line {
        void tidy() {} // is Line.tidy
        void run() {
            tidy(); // calls Line.tidy
        }
    }
    class Inner {
        void run() {
            tidy(); // calls Cart.tidy
            total(); // calls total()
        }
    }
}
