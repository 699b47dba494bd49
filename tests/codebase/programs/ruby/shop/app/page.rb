def show(item)
  cart = Cart.new(1) # calls Cart#initialize
  cart.price # calls Cart#price
  cart.half # calls Priced#half
  watch = Watch.new
  watch.now(3) # calls Watch#now
  Cart.make.size # calls Cart.make, Box#size
end
