"""Objects and texts that are broken in any way are read without a crash: whatever is not understood says nothing."""

import json
from random import Random
from typing import Any

from tests.telemetry.kubernetes.conftest import Bakery
from tests.telemetry.kubernetes.test_describing import NODE, POD, SERVICE

from codriver.telemetry.kubernetes.dumps import things_of_json
from codriver.telemetry.kubernetes.observing import observed
from codriver.telemetry.kubernetes.reading import things_of_text

STRANGE: tuple[Any, ...] = (
    None,
    True,
    -1,
    1e400,
    float("nan"),
    "",
    "²",
    "9" * 5000,
    [],
    {},
    [None],
    {"a": None},
    10**30,
)
TYPED = (":", " ", "\n", "²", "9" * 50, "<none>", "\t", "=", "/", ",", "\x00", "Name:  x\n")
ROUNDS = 150


def spoilt(value: Any, luck: Random) -> Any:
    """The value with parts of it replaced by what nobody expects there, or lost."""
    if luck.random() < 0.06:
        return luck.choice(STRANGE)
    if isinstance(value, dict):
        return {key: spoilt(item, luck) for key, item in value.items() if luck.random() > 0.03}
    return [spoilt(item, luck) for item in value] if isinstance(value, list) else value


def mistyped(text: str, luck: Random) -> str:
    """The text with pieces lost, and others put in."""
    for _ in range(luck.randint(1, 20)):
        at = luck.randrange(len(text) + 1)
        text = text[:at] + luck.choice(TYPED) + text[at + luck.choice((0, 0, 1, 30)) :]
    return text


def test_no_object_is_so_broken_that_nothing_is_answered(bakery: Bakery) -> None:
    sick = bakery.pod("till-5d8c6b7f99-k9xjg", **bakery.waiting("CrashLoopBackOff", lastState={"terminated": {}}))
    event = bakery.event(
        "Pod/oven-6c9d7f5b44-x2lqp", "FailedScheduling", "0/1 nodes are available: 1 Insufficient cpu."
    )
    whole = [bakery.pod(), sick, bakery.deployment(), bakery.service(), bakery.node(ready="False"), event]
    luck = Random(1)
    for _ in range(ROUNDS):
        told = spoilt({"apiVersion": "v1", "kind": "List", "items": whole}, luck)
        observed(things_of_json(told, source="kubernetes", name="x.json", written=json.dumps(told)))


def test_no_text_is_so_broken_that_nothing_is_answered() -> None:
    luck = Random(1)
    for _ in range(ROUNDS):
        observed(things_of_text(mistyped(POD + "\n" + SERVICE + "\n" + NODE, luck), source="kubectl", name="x.txt"))
