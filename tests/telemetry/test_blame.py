"""Which frame needs the fix: near the throw, unless it only checks, refuses, or another is what the test tests."""

import pytest

from codriver.model import Frame
from codriver.telemetry.blame import blamed, is_test, named_after, subjects_of
from codriver.telemetry.stacktraces import StackTrace


def frame(file: str, function: str = "f") -> Frame:
    return Frame(file=file, line=3, function=function)


def first(trace: StackTrace) -> str:
    found = blamed(trace, [one for one in trace.frames if one.ours])
    return max(found, key=lambda one: one.weight).frame.file


@pytest.mark.parametrize(
    ("exception", "inner", "function", "outer", "wanted"),
    [
        ("KeyError", "app/cart.py", "total", "app/web.py", "app/cart.py"),
        ("E", "app/checks.py", "require_paid", "app/cart.py", "app/checks.py"),  # a draw goes to the inner one
        ("ValueError", "app/checks.py", "ensure_paid", "app/cart.py", "app/cart.py"),
        ("ValueError", "app/money.py", "to_cents", "tests/test_cart.py", "app/money.py"),
    ],
)
def test_who_only_checks_and_refuses_gives_way(
    exception: str, inner: str, function: str, outer: str, wanted: str
) -> None:
    assert first(StackTrace("python", exception, "", (frame(outer), frame(inner, function)))) == wanted


def test_what_the_test_is_named_after_comes_before_what_it_calls() -> None:
    frames = (frame("tests/test_cart.py"), frame("app/cart.py"), frame("app/money.py"))
    assert first(StackTrace("python", "ValueError", "", frames)) == "app/cart.py"


@pytest.mark.parametrize(
    ("test", "path", "share"),
    [
        ("tests/test_utils_gz.py", "shop/utils/gz.py", 1.0),
        ("tests/test_middleware_retry.py", "shop/middlewares/retry.py", 1.0),
        ("src/test/java/a/CartItemTest.java", "src/main/java/a/CartItem.java", 1.0),
        ("tests/test_cart.py", "tests/test_cart.py", 0.0),
        ("tests/test_cart.py", "shop/pay.py", 0.0),
        ("tests/test_http_request.py", "shop/http/request/__init__.py", 1.0),
        ("spec/models/cart_spec.rb", "app/models/cart.rb", 1.0),
    ],
)
def test_a_test_is_named_after_what_it_tests(test: str, path: str, share: float) -> None:
    (subject,) = subjects_of([test])
    assert is_test(test)
    assert named_after(path, subject) == share
