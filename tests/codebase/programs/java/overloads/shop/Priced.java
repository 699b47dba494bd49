package shop;

public interface Priced {
    int price();
    default int twice() { // is Priced.twice
        return price() * 2; // calls Cart.price, Item.price
    }
}
