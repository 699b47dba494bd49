package web

import clock.Registry
import shop.Cart
import shop.Priced
import shop.shipped

class Page(private val priced: Priced?, val load: (Int) -> Cart) {
    fun show(x: Any, maybe: Cart?) {
        val cart = Cart.make() // calls Cart.make
        cart.price() // calls Cart.price
        cart.shipped() // calls Cart.shipped
        priced?.price() // calls Cart.price, Item.price
        Registry.open().now(1) // calls Registry.open, Clock.now
        load(1).twice() // calls Box.twice
        maybe?.let { it.price() } // calls Cart.price
        maybe!!.half() // calls Priced.half
        (x as Cart).price() // calls Cart.price
        if (x is Cart) {
            x.price() // calls Cart.price
        }
        tidy()
    }
    private fun tidy() {} 
}
