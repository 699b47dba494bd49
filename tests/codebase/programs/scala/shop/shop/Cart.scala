package shop

import clock.{Clock, Watch => Other}
import clock.Ticker._

class Box(val n: Int) {
  def size: Int = n // is Box.size
  def twice: Int = size * 2 // is Box.twice, calls Box.size, Cart.size
}
class Cart(clock: Clock, n: Int) extends Box(n) with Priced {
  private val items: List[Item] = List()
  override def size: Int = super.size + 1 // is Cart.size, calls Box.size
  def price(): Int = { // is Cart.price
    clock.now(1) // calls Clock.now
    tick() // calls tick
    items.map(x => x.price()) // calls Item.price
    items.foreach { x => x.tag }
    for (item <- items) {
      item.price() // calls Item.price
    }
    items.head.price() // calls Item.price
    val other = new Other()
    other.now(2) // calls Watch.now
    tidy(this) // calls Cart.tidy
  }
  private def tidy(cart: Cart): Int = cart.size // is Cart.tidy, calls Cart.size
}
object Cart {
  def make(): Cart = new Cart(new Clock(), 1) // is Cart.make
}
trait Priced {
  def price(): Int
  def half: Int = price() / 2 // is Priced.half, calls Cart.price, Item.price
}
case class Item(name: String) extends Priced {
  def price(): Int = 1 // is Item.price
  def tag: String = name
}
