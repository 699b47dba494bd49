package shop;

public class Item implements Priced {
    public int price() { return 1; } // is Item.price
    public boolean isFree() { return price() == 0; } // is Item.isFree, calls Item.price
}
