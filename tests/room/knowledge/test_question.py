"""What was typed is heard as an alert, a log line or a phrase."""

import json

import pytest

from codriver.room.knowledge.question import asked_by, kind_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("payments are failing at the processor", "phrase"),
        ("KafkaConsumerLag", "alert"),
        ("KafkaConsumerLag consumers fall behind", "alert"),
        ("node_disk_full", "alert"),
        ("2026-03-01T10:00:00Z web: cannot connect", "log line"),
        ('level=error msg="boom"', "log line"),
        ("java.lang.IllegalStateException: pool is closed", "log line"),
        ("one\ntwo", "log line"),
        ("{not json", "phrase"),
        ("[]", "phrase"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert kind_of(asked_by(text)) == kind


def test_an_alerts_json_keeps_names_texts_labels_and_link() -> None:
    alert = {
        "labels": {"alertname": "DiskFull", "queue": "mail"},
        "annotations": {"summary": "Full", "runbook_url": "u"},
    }
    for shape in (alert, [alert], {"alerts": [alert]}, {"data": [alert]}):
        asked = asked_by(json.dumps(shape), ("web",))
        assert (asked.alerts, asked.texts, asked.services) == (("DiskFull",), ("Full",), ("web",))
        assert asked.labels == (("alertname", "DiskFull"), ("queue", "mail"), ("runbook_url", "u"))
