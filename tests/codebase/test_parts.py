import pytest

from codriver.codebase.parts import part_of


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("src/shop/cart.py", "product"),
        ("src/shop/testing.py", "product"),
        ("tests/test_cart.py", "tests"),
        ("src/cart_test.go", "tests"),
        ("web/cart.test.ts", "tests"),
        ("src/test/java/CartTest.java", "tests"),
        ("docs/conf.py", "docs"),
        ("shop/migrations/0001_initial.py", "migrations"),
    ],
)
def test_a_path_tells_its_part(path: str, part: str) -> None:
    assert part_of(path) == part
