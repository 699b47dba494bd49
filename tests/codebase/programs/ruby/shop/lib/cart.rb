require_relative 'clock'

module Priced
  def half # is Priced#half
    price / 2 # calls Cart#price, Item#price
  end
end

class Cart < Box
  include Priced
  attr_reader :clock

  def initialize(clock) # is Cart#initialize
    @clock = Clock.new
  end

  def price # is Cart#price
    @clock.now(1) # calls Clock#now
    tidy # calls Cart#tidy
    self.tidy # calls Cart#tidy
    Cart.make # calls Cart.make
    size + 1 # calls Box#size
  end

  def self.make # is Cart.make
    new(nil) # calls Cart#initialize
  end

  private

  def tidy # is Cart#tidy
    clock.now(2) # calls Clock#now
  end
end

class Item
  include Priced
  def price # is Item#price
    1
  end
end

class Box
  def size # is Box#size
    1
  end
end
