<?php
namespace Shop;

use Shop\Time\Clock;
use function Shop\Time\tick;

interface Priced { public function price(): int; }
abstract class Box {
    public function size(): int { return 1; } // is Box::size
    public function twice(): int { return $this->size() * 2; } // is Box::twice, calls Box::size, Cart::size
}
class Cart extends Box implements Priced {
    private Clock $clock;
    /** @var Item[] */
    private array $items = [];
    public function __construct(Clock $clock) { // is Cart::__construct
        $this->clock = $clock;
    }
    public function size(): int { return parent::size() + 1; } // is Cart::size, calls Box::size
    public function price(): int { // is Cart::price
        $this->clock->now(1); // calls Clock::now
        tick(); // calls tick
        self::tidy(); // calls Cart::tidy
        static::tidy(); // calls Cart::tidy
        return $this->size(); // calls Cart::size
    }
    private static function tidy(): void {} // is Cart::tidy
    public static function make(): self { return new self(new Clock()); } // is Cart::make, calls Cart::__construct
}
class Item implements Priced {
    public function price(): int { return 1; } // is Item::price
}
function tidy(): void {} // is tidy
