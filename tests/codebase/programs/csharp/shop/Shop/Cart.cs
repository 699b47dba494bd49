using System.Collections.Generic;
using System.Linq;
namespace Shop;

public interface IPriced { int Price(); }
public abstract class Box {
    public virtual int Size() { return 1; } // is Box.Size
    public int Twice() => Size() * 2; // is Box.Twice, calls Box.Size, Cart.Size
}
public class Cart : Box, IPriced {
    private readonly IClock _clock;
    private List<Item> _items = new();
    public Watch Watch { get; set; }
    public Cart(IClock clock) { _clock = clock; } // is Cart.ctor
    public override int Size() => base.Size() + 1; // is Cart.Size, calls Box.Size
    public int Price() { // is Cart.Price
        _clock.Now(1); // calls Clock.Now
        Watch.Now(2); // calls Watch.Now
        foreach (var item in _items) {
            item.Price(); // calls Item.Price
        }
        _items.Select(x => x.Price()); // calls Item.Price
        _items[0].Price(); // calls Item.Price
        _items.First().Price(); // calls Item.Price
        Tidy(); // calls Cart.Tidy()
        Tidy(1); // calls Cart.Tidy(int)
        return Money.Round(2); // calls Money.Round
    }
    private void Tidy() {} // is Cart.Tidy()
    private void Tidy(int n) {} // is Cart.Tidy(int)
    public static Cart Make() { return new Cart(new Clock()); } // is Cart.Make, calls Cart.ctor
}
public interface IClock { int Now(int n); }
public class Clock : IClock { public int Now(int n) { return n; } } // is Clock.Now
public class Watch { public int Now(int n) { return n; } } // is Watch.Now
public record Item(string Name) : IPriced { public int Price() => 1; } // is Item.Price
public static class Money {
    public static int Round(int n) => n; // is Money.Round
    public static bool IsFree(this Cart cart) => cart.Price() == 0; // is Money.IsFree, calls Cart.Price
}
