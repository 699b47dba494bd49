"""A draft reads back as failure modes, whatever the code holds; nothing of the code is run."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from codriver.knowledge.drafting import Before, draft, seen_in, sources
from codriver.knowledge.failure_modes import read

CODE = "TIMEOUT_S = 3\nengine = create(pool_size=20)\nurl = os.environ['BANK_URL']\nretry = dict(max_retries=3)\n"


def test_dependencies_limits_and_settings_become_failure_modes(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(CODE, "utf-8")
    (tmp_path / "notes.txt").write_text("timeout=9", "utf-8")
    seen = seen_in(sources(tmp_path))
    assert [(one.kind, one.place) for one in seen] == [
        ("timeout", "app.py:1"), ("pool", "app.py:2"), ("setting", "app.py:3"), ("retries", "app.py:4")
    ]  # fmt: skip
    text = draft("pay", "team-pay", ("bank",), seen, "2026-03-01")
    modes = read("pay.md", text)
    assert [mode.name for mode in modes] == ["bank-does-not-answer", "limit-reached", "setting-wrong"]
    assert (modes[0].upstream, modes[0].owner, modes[0].service) == (("bank",), "team-pay", "pay")
    assert "BANK_URL" in modes[2].symptoms[0].pattern


def test_what_broke_it_before_is_named_with_counts_and_drafted_where_nobody_wrote_it() -> None:
    before = [
        Before("bad_config", "a `wrong` rate", ("i1", "i2"), "pay.md:9"),
        Before("disk_full", "the disk of pay fills", ("i3",)),
    ]
    text = draft("pay", "", (), (), "2026-03-01", before)
    assert "- a 'wrong' rate (bad_config): 2 resolved incidents, written at `pay.md:9`\n" in text
    assert "- the disk of pay fills (disk_full): 1 resolved incident, not written yet: below\n" in text
    mode = read("pay.md", text)[0]
    assert (mode.name, mode.cause, mode.incidents, mode.seen_in) == (
        "the-disk-of-pay-fills", "disk_full", 1, ("i3",)
    )  # fmt: skip


@given(st.text(min_size=1, max_size=20).filter(str.strip), st.text(min_size=1, max_size=20).filter(str.strip))
def test_any_name_gives_a_draft_that_reads_back(service: str, need: str) -> None:
    assert read("x.md", draft(service, "", (f"a{need}",), (), "2026-03-01"))
