"""Who calls what in further languages: surest first, and never a wrong class as certain."""

from collections.abc import Callable, Mapping

import pytest

from codriver.codebase import questions
from codriver.codebase.opened import Codebase

Build = Callable[[Mapping[str, str]], Codebase]
RUBY = {
    "lib/cart.rb": """\
class Cart < Box
  include Priced
  before_save :tidy
  def initialize(clock)
    @clock = Clock.new
  end
  def total(n)
    @clock.now(n)
    tidy
    items.each do |item| item.price end
    n
  end
  def tidy; end
end
""",
    "lib/clock.rb": "class Clock\n  def now(n)\n    1\n  end\nend\nclass Watch\n  def now(n)\n    2\n  end\nend\n",
    "lib/web.rb": "def page\n  cart = Cart.new(1)\n  cart.total(2)\n  x.now(3)\nend\n",
}
PHP = {
    "src/Cart.php": """\
<?php
namespace App;
class Cart extends Box {
    public function __construct(private Clock $clock) {}
    public function total(int $n): int {
        $this->clock->now($n);
        self::tidy();
        return 1;
    }
    public static function tidy() {}
}
""",
    "src/Clock.php": """\
<?php
namespace App;
class Clock { public function now($n) { return 1; } }
class Watch { public function now($n) { return 2; } }
""",
    "src/web.php": """\
<?php
use App\\Cart as Basket;
function page($x, $total) {
    $cart = new Basket(new Clock());
    $cart->total(2);
    $x->now(3);
}
""",
}
CSHARP = {
    "src/Cart.cs": """\
namespace App;
public partial class Cart : Box {
    private readonly Clock _clock;
    public Cart(Clock clock) { _clock = clock; }
    public int Total(int n, int more = 0) {
        this._clock.Now(n);
        Tidy();
        return 1;
    }
}
""",
    "src/Cart.More.cs": "namespace App;\npublic partial class Cart {\n    void Tidy() {}\n}\n",
    "src/Clock.cs": "class Clock { public int Now(int n) { return 1; } }\nclass Watch { int Now(int n) => 2; }\n",
    "src/Web.cs": """\
class Web {
    void Page(dynamic x) {
        var cart = new Cart(new Clock());
        cart.Total(2);
        x.Now(3);
    }
}
""",
}
RUST = {
    "src/cart.rs": """\
use crate::clock::Clock;
pub struct Cart { clock: Box<Clock> }
impl Cart {
    pub fn new(clock: Clock) -> Self { Cart { clock } }
    pub fn total(&self, n: i32) -> i32 {
        self.clock.now(n);
        Self::tidy();
        1
    }
    fn tidy() {}
}
""",
    "src/clock.rs": """\
pub struct Clock {}
impl Clock { pub fn now(&self, n: i32) -> i32 { 1 } }
pub struct Watch {}
impl Watch { pub fn now(&self, n: i32) -> i32 { 2 } }
pub fn wind() {}
""",
    "src/web.rs": """\
use crate::cart::Cart;
fn page<'a>(x: &'a X, other: &'a mut Cart) {
    let cart = Cart::new(Clock {});
    assert_eq!(cart.total(2), 3);
    other.total(1);
    crate::clock::wind();
}
""",
}
ASKED = [
    (RUBY, "Clock.now", {("lib/cart.rb", 8, "certain"), ("lib/web.rb", 4, "possible")}),
    (RUBY, "Watch.now", {("lib/web.rb", 4, "possible")}),
    (RUBY, "Cart.total", {("lib/web.rb", 3, "certain")}),
    (RUBY, "Cart.tidy", {("lib/cart.rb", 9, "certain"), ("lib/cart.rb", 3, "registered")}),
    (RUBY, "Cart.initialize", {("lib/web.rb", 2, "certain")}),
    (PHP, "Clock.now", {("src/Cart.php", 6, "certain"), ("src/web.php", 6, "possible")}),
    (PHP, "Cart.total", {("src/web.php", 5, "certain")}),
    (PHP, "Cart.tidy", {("src/Cart.php", 7, "certain")}),
    (PHP, "Cart.__construct", {("src/web.php", 4, "certain")}),
    (CSHARP, "Clock.Now", {("src/Cart.cs", 6, "certain"), ("src/Web.cs", 5, "possible")}),
    (CSHARP, "Cart.Total", {("src/Web.cs", 4, "certain")}),
    (CSHARP, "Cart.Tidy", {("src/Cart.cs", 7, "certain")}),
    (CSHARP, "Cart.Cart", {("src/Web.cs", 3, "certain")}),
    (RUST, "Clock.now", {("src/cart.rs", 6, "certain")}),
    (RUST, "Watch.now", set[tuple[str, int, str]]()),
    (RUST, "Cart.total", {("src/web.rs", 4, "certain"), ("src/web.rs", 5, "certain")}),
    (RUST, "Cart.tidy", {("src/cart.rs", 7, "certain")}),
    (RUST, "Cart.new", {("src/web.rs", 3, "certain")}),
    (RUST, "wind", {("src/web.rs", 6, "likely")}),
]


@pytest.mark.parametrize(("files", "name", "sites"), ASKED)
def test_callers_are_found(code: Build, files: Mapping[str, str], name: str, sites: set[tuple[str, int, str]]) -> None:
    answer = questions.callers(code(files), name)
    assert {(site.file, site.line, site.tier.value) for site in answer.sites} == sites


@pytest.mark.parametrize(("files", "name"), [(RUBY, "page"), (PHP, "page"), (CSHARP, "Web.Page"), (RUST, "page")])
def test_callees_are_found(code: Build, files: Mapping[str, str], name: str) -> None:
    answer = questions.callees(code(files), name)
    assert any("otal" in site.code for site in answer.sites)


def test_commands_of_a_shell_can_be_functions(code: Build) -> None:
    files = {
        "lib.sh": 'tidy() {\n  echo "$1"\n}\n',
        "run.sh": 'source ./lib.sh\nfunction total {\n  tidy "$1"\n  local y=$(tidy 2)\n}\necho tidy\ntotal 1\n',
    }
    sites = questions.callers(code(files), "tidy").sites
    assert [(site.file, site.line, site.tier.value, site.function) for site in sites] == [
        ("run.sh", 3, "likely", "total"),
        ("run.sh", 4, "likely", "total"),
    ]
    assert [site.line for site in questions.callers(code(files), "total").sites] == [7]


@pytest.mark.parametrize(
    "files",
    [
        {"a.php": "<?php function tidy() {}\n", "b.php": "<?php function page() { tidy(); }\n"},
        {"a.rb": "def tidy(n)\nend\n", "b.rb": "def page\n  tidy(1)\nend\n"},
        {"a.rs": "fn tidy() {}\n", "b.rs": "use crate::a::*;\nfn page() { tidy(); }\n"},
    ],
)
def test_functions_of_other_files_are_found_without_an_import(code: Build, files: Mapping[str, str]) -> None:
    sites = questions.callers(code(files), "tidy").sites
    assert [(site.function, site.tier.value) for site in sites] == [("page", "likely")]
