use crate::clock::{self, Clock};
use std::rc::Rc;

pub trait Priced {
    fn price(&self) -> u32;
    fn half(&self) -> u32 { // is Priced.half
        self.price() / 2 // calls Item.price, Cart.price
    }
}
pub struct Item { pub name: String }
impl Priced for Item {
    fn price(&self) -> u32 { 1 } // is Item.price
}
pub struct Cart { items: Vec<Item>, clock: Rc<Clock> }
impl Cart {
    pub fn new() -> Self { // is Cart.new
        Cart { items: vec![], clock: Rc::new(Clock {}) }
    }
    pub fn size(&self) -> usize { // is Cart.size
        self.clock.now(1); // calls Clock.now
        clock::tick(); // calls tick
        Self::tidy(2); // calls Cart.tidy
        for item in &self.items {
            item.price(); // calls Item.price
        }
        self.items.iter().map(|one| one.price()); // calls Item.price
        self.items[0].price(); // calls Item.price
        self.items.len()
    }
    fn tidy(n: u32) -> u32 { n } // is Cart.tidy
}
impl Priced for Cart {
    fn price(&self) -> u32 { self.size() as u32 } // is Cart.price, calls Cart.size
}
fn tidy() {} // is cart.tidy
