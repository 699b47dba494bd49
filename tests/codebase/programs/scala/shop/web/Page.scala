package web

import shop._

object Page {
  def show(priced: Priced, x: Any, load: Int => Cart): Unit = {
    val cart = Cart.make() // calls Cart.make
    cart.price() // calls Cart.price
    priced.price() // calls Cart.price, Item.price
    priced.half // calls Priced.half
    load(1).twice // calls Box.twice
    x match {
      case item: Item => item.price() // calls Item.price
      case _ => tidy()
    }
  }
  def tidy(): Unit = {} 
}
