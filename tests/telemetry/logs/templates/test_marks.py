from codriver.telemetry.logs.templates.marks import erased, marked, spelt


def test_marks_are_spelt_as_they_were() -> None:
    assert spelt(marked("a <num> of <path>, <b>")) == "a <num> of <path>, <b>"


def test_kinds_are_no_part_of_what_a_template_is() -> None:
    assert erased(marked("at <ip>")) == erased(marked("at <host>"))


def test_text_that_holds_a_mark_itself_cannot_forge_one() -> None:
    assert spelt(marked("\ue000")) == "?"
