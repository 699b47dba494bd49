mod cart;
mod clock;
use cart::{Cart, Priced};

fn show(priced: &dyn Priced, maybe: Option<Cart>) {
    priced.price(); // calls Item.price, Cart.price
    maybe.unwrap().size(); // calls Cart.size
}
fn load() -> Result<Cart, String> { // is load
    Ok(Cart::new()) // calls Cart.new
}
fn main() {
    let cart = Cart::new(); // calls Cart.new
    cart.size(); // calls Cart.size
    cart.half(); // calls Priced.half
    let other = load().unwrap(); // calls load
    other.size(); // calls Cart.size
    let watch = clock::Watch {};
    watch.now(3); // calls Watch.now
    println!("{}", cart.size()); // calls Cart.size
    crate::clock::tick(); // calls tick
}
