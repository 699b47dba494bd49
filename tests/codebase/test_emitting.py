"""From a log line to the line that writes it, in every way in which texts are put together."""

from collections.abc import Callable, Mapping

import pytest

from codriver.codebase import questions
from codriver.codebase.opened import Codebase
from codriver.errors import ConfigError

Build = Callable[[Mapping[str, str]], Codebase]
ELSE = 'def other(log):\n    log.info("nothing to see in this place")\n'


@pytest.mark.parametrize(
    ("file", "written", "line"),
    [
        ("a.py", 'log.warning("payment %s declined for order %d", one, two)', "payment 42 declined for order 7"),
        ("a.py", 'log.warning(f"payment {one!r} declined for order {two:>4}")', "payment 'x' declined for order    7"),
        (
            "a.py",
            'log.error("payment declined " "for order {}".format(x))',
            "2026-01-01 ERROR payment declined for order 9",
        ),
        ("a.py", 'raise Refused(f"payment {x} declined for order")', "Refused: payment 5 declined for order"),
        ("a.go", 'slog.Warn("payment declined for order", "order", id)', 'msg="payment declined for order" order=7'),
        ("a.go", 'log.Printf("payment %v declined for order %+v\\n", a, b)', "payment {1 2} declined for order 7"),
        ("A.java", 'log.warn("payment {} declined for order {}", a, b);', "payment 42 declined for order 7"),
        ("A.java", 'log.warn("payment " + id + " declined for order " + order);', "payment 42 declined for order 7"),
        ("a.js", "console.error(`payment ${id} declined for order ${order.id}`)", "payment 42 declined for order 7"),
        ("a.rb", 'logger.warn "payment #{id} declined for order #{order}"', "payment 42 declined for order 7"),
        ("a.rs", 'warn!("payment {id} declined for order {}", 7);', "payment <*> declined for order <*>"),
    ],
)
def test_the_line_is_found(code: Build, file: str, written: str, line: str) -> None:
    base = code({file: f"\n{written}\n", "b.py": ELSE, "c.py": 'TITLE = "order"\n'})
    (site,) = questions.emits(base, line).sites
    assert (site.file, site.line, str(site.tier), site.role) == (file, 2, "certain", "emits")


def test_a_text_that_nobody_writes_is_not_found(code: Build) -> None:
    assert questions.emits(code({"b.py": ELSE}), "quite another matter").sites == ()


def test_a_line_without_words_is_refused(code: Build) -> None:
    with pytest.raises(ConfigError):
        questions.emits(code({"b.py": ELSE}), "42 % 7")
