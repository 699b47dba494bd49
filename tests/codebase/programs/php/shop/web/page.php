<?php
use Shop\Cart;
use Shop\Priced;
use Shop\Time\Watch;
function show(Priced $priced, ?Cart $maybe, Watch $watch) {
    $cart = Cart::make(); // calls Cart::make
    $cart->price(); // calls Cart::price
    $maybe?->twice(); // calls Box::twice
    $priced->price(); // calls Cart::price, Item::price
    $watch->now(2); // calls Watch::now
    (new Cart(new Clock()))->price(); // calls Cart::price, Cart::__construct
    $f = fn(Cart $c) => $c->price(); // calls Cart::price
    if ($priced instanceof Cart) { tidy(); }
}
function tidy() {}
