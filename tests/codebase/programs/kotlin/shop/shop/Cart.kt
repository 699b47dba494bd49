package shop

import clock.Clock
import clock.tick as beat

open class Box(val n: Int) {
    open fun size(): Int = n // is Box.size
    fun twice(): Int = size() * 2 // is Box.twice, calls Box.size, Cart.size
}

class Cart(private val clock: Clock, n: Int) : Box(n), Priced {
    private val items: List<Item> = mutableListOf()
    override fun size(): Int = super.size() + 1 // is Cart.size, calls Box.size
    override fun price(): Int { // is Cart.price
        beat() // calls tick
        clock.now(1) // calls Clock.now
        items.forEach { it.price() } // calls Item.price
        items.map { one -> one.tag() } // calls Item.tag
        for (item in items) {
            item.price() // calls Item.price
        }
        items.first().price() // calls Item.price
        items[0].price() // calls Item.price
        return tidy(this) // calls tidy
    }
    companion object {
        fun make(): Cart = Cart(Clock(), 1) // is Cart.make
    }
}
interface Priced {
    fun price(): Int
    fun half(): Int = price() / 2 // is Priced.half, calls Cart.price, Item.price
}
data class Item(val name: String) : Priced {
    override fun price(): Int = 1 // is Item.price
    fun tag(): String = name // is Item.tag
}
fun tidy(cart: Cart): Int = cart.size() // is tidy, calls Cart.size
fun Cart.shipped(): Boolean { // is Cart.shipped
    return size() > 1 // calls Cart.size
}
