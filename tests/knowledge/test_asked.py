"""Each kind of question is heard in its own way."""

from codriver.knowledge.asked import Asked, Voice, bare, voices


def test_an_alert_loses_the_labels_that_only_route_it() -> None:
    labels = (
        ("severity", "critical"),
        ("queue", "invoices"),
        ("runbook_url", "https://x/y.md"),
        ("instance", "10.0.0.7"),
    )
    asked = Asked(alerts=("QueueFull",), texts=("Invoices wait. More than an hour",), labels=labels, services=("mail",))
    assert voices(asked) == (
        Voice(name="QueueFull", said="Invoices wait", described="More than an hour", labels="invoices mail"),
    )
    assert list(asked.links()) == [("runbook_url", "https://x/y.md")]


def test_a_log_line_loses_stamp_host_and_level() -> None:
    line = '2026-03-25T02:50:49Z node-7[1642]: level=error caller=x.go:1 msg="disk full"'
    assert bare(line).strip() == 'msg="disk full"'
    assert bare("Jun 14 15:16:01 combo[19939]: gone") == "gone"


def test_numbers_addresses_and_ids_are_not_looked_for() -> None:
    voice = Voice(said="pool-7d9f8b6c5d-x2x8k at 10.0.0.7:9100 saw 42 of https://a.example/b db01.eu.example.net fail")
    assert voice.part("said").split() == ["at", "saw", "of", "fail"]


def test_each_thing_asks_by_itself_and_nothing_asks_nothing() -> None:
    assert len(voices(Asked(alerts=("A", "B"), texts=("one",), phrase="two", logs=("three", "three")))) == 4
    assert voices(Asked()) == ()
