import pytest

from codriver.telemetry.stacktraces.ruby import read

FRAMES = [("app.rb", 9, "<main>", True), ("app.rb", 5, "pay", True), ("app.rb", 2, "charge", True)]


@pytest.mark.parametrize(
    "text",
    [
        "app.rb:2:in `charge': no card (ArgumentError)\n\tfrom app.rb:5:in `pay'\n\tfrom app.rb:9:in `<main>'\n",
        "app.rb:2:in 'charge': no card (ArgumentError)\n\tfrom app.rb:5:in 'pay'\n\tfrom app.rb:9:in '<main>'\n",
        (
            "Traceback (most recent call last):\n\t2: from app.rb:9:in `<main>'\n\t1: from app.rb:5:in `pay'\n"
            "app.rb:2:in `charge': no card (ArgumentError)\n"
        ),
        (
            "E, [2026-03-01T10:00:00.1 #7] ERROR -- : no card (ArgumentError)\n"
            "app.rb:2:in `charge'\napp.rb:5:in `pay'\napp.rb:9:in `<main>'\n"
        ),
        "ArgumentError (no card):\n\napp.rb:2:in `charge'\napp.rb:5:in `pay'\napp.rb:9:in `<main>'\n",
        "ArgumentError: no card\n  app.rb:2:in `charge'\n  app.rb:5:in `pay'\n  app.rb:9:in `<main>'\n",
    ],
    ids=["old quotes", "3.4 quotes", "most recent last", "logger", "rails", "type first"],
)
def test_a_trace_is_the_same_in_any_order_and_dress(text: str) -> None:
    trace = read(text)
    assert trace
    assert (trace.exception, trace.message) == ("ArgumentError", "no card")
    assert [(f.file, f.line, f.function, f.ours) for f in trace.frames] == FRAMES


def test_a_core_method_at_its_callers_line_is_not_ours() -> None:
    trace = read(
        "app.rb:2:in `/': divided by 0 (ZeroDivisionError)\n\tfrom app.rb:2:in `share'\n\tfrom app.rb:4:in `<main>'\n"
    )
    assert trace
    assert trace.frames[-1].function == "/"
    assert trace.first_ours == trace.frames[-2]


def test_what_follows_is_the_cause() -> None:
    trace = read(
        "a.rb:4:in `rescue in load': outer (LoadFailed)\n\tfrom a.rb:1:in `load'\n\tfrom a.rb:9:in `<main>'\n"
        "a.rb:2:in `read': inner (Errno::ENOENT)\n\tfrom a.rb:1:in `load'\n\tfrom a.rb:9:in `<main>'\n"
    )
    assert trace
    assert (trace.exception, trace.root.exception, trace.root.message) == ("LoadFailed", "Errno::ENOENT", "inner")


def test_a_message_of_several_lines_names_its_type_in_the_first() -> None:
    trace = read(
        "a.rb:1:in `f': undefined method `x' for nil (NoMethodError)\n\n    nil.x\n       ^^\n\tfrom "
        "a.rb:3:in `<main>'\n"
    )
    assert trace
    assert (trace.exception, len(trace.frames)) == ("NoMethodError", 2)


def test_gems_are_not_ours() -> None:
    trace = read(
        "/usr/lib/ruby/gems/3.0/gems/web-1/lib/web.rb:2:in `call': x (RuntimeError)\n\tfrom app.rb:5:in `pay'\n"
    )
    assert trace
    assert [f.ours for f in trace.frames] == [True, False]


@pytest.mark.parametrize("text", ["", "ArgumentError: alone", "10:00:00 in `f'", "see config.rb"])
def test_what_is_no_trace_is_none(text: str) -> None:
    assert read(text) is None
