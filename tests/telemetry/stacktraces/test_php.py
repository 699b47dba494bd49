import pytest

from codriver.telemetry.stacktraces.php import read


@pytest.mark.parametrize(
    "text",
    [
        (
            "PHP Fatal error:  Uncaught Shop\\NoCard: no card in /srv/pay.php:12\nStack trace:\n"
            "#0 /srv/cart.php(7): Shop\\charge(7, 'x')\n#1 {main}\n  thrown in /srv/pay.php on line 12\n"
        ),
        (
            "Fatal error: Uncaught exception 'Shop\\NoCard' with message 'no card' in /srv/pay.php:12\nStack trace:\n"
            "#0 /srv/cart.php(7): Shop\\charge(7, 'x')\n#1 {main}\n  thrown in /srv/pay.php on line 12\n"
        ),
        (
            '[2026-03-01 10:00:00] production.ERROR: no card {"exception":"[object] (Shop\\NoCard(code: 0): no '
            "card at /srv/pay.php:12)\n"
            "[stacktrace]\n#0 /srv/cart.php(7): Shop\\charge(7, 'x')\n#1 {main}\n\"}\n"
        ),
    ],
    ids=["uncaught", "before php 7", "laravel"],
)
def test_the_place_that_is_named_is_the_throw_site(text: str) -> None:
    trace = read(text)
    assert trace
    assert (trace.exception, trace.message) == ("Shop\\NoCard", "no card")
    assert [(f.file, f.line, f.function) for f in trace.frames] == [
        ("/srv/cart.php", 7, ""),
        ("/srv/pay.php", 12, "Shop\\charge"),
    ]


def test_an_internal_function_throws_where_it_is_called() -> None:
    trace = read(
        "Fatal error: Uncaught ValueError: bad in /srv/a.php:2\nStack trace:\n#0 /srv/a.php(2): array_combine()\n"
        "#1 /srv/a.php(9): pair()\n#2 {main}\n  thrown in /srv/a.php on line 2\n"
    )
    assert trace
    assert [(f.line, f.function) for f in trace.frames] == [(9, ""), (2, "pair")]


def test_next_leads_from_the_root_to_what_was_raised() -> None:
    trace = read(
        "PHP Fatal error:  Uncaught PDOException: refused in /srv/vendor/db.php:3\nStack trace:\n#0 {main}\n\n"
        "Next RuntimeException: no order in /srv/order.php:9\nStack trace:\n#0 {main}\n  thrown in "
        "/srv/order.php on line 9\n"
    )
    assert trace
    assert (trace.exception, trace.root.exception) == ("RuntimeException", "PDOException")
    assert (trace.frames[-1].ours, trace.root.frames[-1].ours) == (True, False)


def test_a_warning_has_a_place_too() -> None:
    trace = read("PHP Warning:  Undefined variable $x in /srv/a.php on line 3\n")
    assert trace
    assert (trace.exception, trace.message, trace.frames[-1].line) == ("Warning", "Undefined variable $x", 3)


@pytest.mark.parametrize("text", ["", "Warning: it rains in Spain", "error: x in /srv/a.php:3", "#0 zero"])
def test_what_is_no_trace_is_none(text: str) -> None:
    assert read(text) is None
