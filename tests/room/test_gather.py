from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

from tests.room.conftest import hush

from codriver.connectors import Connector, Fact, File
from codriver.errors import SourceError
from codriver.model import Gap, Matters, Scope, Service
from codriver.room.gather import gather, sort


def a_connector(name: str, score: float, *facts: Fact, breaks: bool = False) -> Connector:
    def read(file: File, scope: Scope) -> Iterator[Fact]:
        del file, scope
        yield from facts
        if breaks:
            raise SourceError("it ends in the middle", hint="copy it again")

    made: Connector = SimpleNamespace(NAME=name, recognise=lambda _: score, read=read)
    return made


def a_file(name: str, sample: bytes = b"x") -> File:
    return File(Path(name), name, sample)


def test_the_surest_connector_takes_a_file_and_a_guess_takes_none() -> None:
    readers = {"sure": a_connector("sure", 0.9), "surer": a_connector("surer", 1.0)}
    assert sort([a_file("a")], readers).known == (("surer", a_file("a")),)
    assert sort([a_file("a")], {"guess": a_connector("guess", 0.2)}).unknown == (a_file("a"),)


def test_markdown_that_no_connector_wants_is_knowledge() -> None:
    assert sort([a_file("runbooks/Pay.MD")], {}).markdown == (a_file("runbooks/Pay.MD"),)


def test_what_a_file_gave_before_it_broke_is_kept_beside_the_gap() -> None:
    readers = {"one": a_connector("one", 1.0, Service(name="pay"), breaks=True)}
    facts = list(gather(sort([a_file("a")], readers), readers, Scope(), hush))
    assert facts[0] == Service(name="pay")
    assert isinstance(facts[1], Gap)
    assert (facts[1].what, facts[1].why, facts[1].matters) == ("a", "it ends in the middle", Matters.MUCH)


def test_an_empty_file_and_a_strange_one_are_two_gaps_that_name_them() -> None:
    files = [a_file("spans.json", b""), *(a_file(f"{n}.bin") for n in range(5))]
    gaps = [fact for fact in gather(sort(files, {}), {}, Scope(), hush) if isinstance(fact, Gap)]
    assert [gap.what for gap in gaps] == ["1 file empty", "5 files of no known kind"]
    assert gaps[0].why == "without a single byte: spans.json"
    assert gaps[1].why.endswith("0.bin, 1.bin, 2.bin and 2 more")
