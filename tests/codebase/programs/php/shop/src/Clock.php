<?php
namespace Shop\Time;
class Clock { public function now(int $n): int { return $n; } } // is Clock::now
class Watch { public function now(int $n): int { return $n; } } // is Watch::now
function tick(): void {} // is tick
