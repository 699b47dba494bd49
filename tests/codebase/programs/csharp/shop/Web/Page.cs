using Shop;
namespace Web;
class Page {
    private readonly IPriced _priced;
    public async Task Show(object o, Cart? maybe) {
        var cart = Cart.Make(); // calls Cart.Make
        cart.Price(); // calls Cart.Price
        maybe?.Twice(); // calls Box.Twice
        _priced.Price(); // calls Cart.Price, Item.Price
        cart.IsFree(); // calls Money.IsFree
        if (o is Cart found) {
            found.Price(); // calls Cart.Price
        }
        ((Cart)o).Price(); // calls Cart.Price
        var load = () => new Cart(null); // calls Cart.ctor
        await Later(cart); // calls Page.Later
    }
    private Task Later(Cart cart) { return Task.Run(() => cart.Size()); } // is Page.Later, calls Cart.Size
}
