"""Cards for tests, and the rows of a journal that hold them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from codriver.gate.card import Card, Fact, plan
from codriver.gate.cover import Line, expiry

NOW = datetime(2026, 3, 1, 3, tzinfo=UTC)
COMMAND = "kubectl rollout restart deploy/web -n shop"


def card(**changes: object) -> Card:
    """A card of R2, whole."""
    usual = Card(
        commands=(COMMAND,),
        risk="R2",
        target="web",
        environment="namespace shop",
        why="web ran out of connections",
        does=("acts on every pod of a service",),
        against=("it leaves open the trouble in bank",),
        feels=("gateway", "mobile"),
        rollback="kubectl rollout undo deploy/web -n shop",
        watch="error rate of web",
        facts=(Fact(id="c-1", quote="pool is exhausted"), Fact(id="c-2", quote="0 % -> 40 %")),
        leader="h-1",
    )
    return replace(usual, **changes)  # type: ignore[arg-type]  # tests name the fields


def proposed(one: Card, number: int = 1) -> Line:
    return Line(number, "proposal", NOW, {"proposal": "p-1", "risk": one.risk, "card": one.body()})


def confirmed(one: Card, number: int = 2, *, by: str = "mia", role: str = "first", minutes: float = 0) -> Line:
    at = NOW + timedelta(minutes=minutes)
    body = {
        "by": by,
        "confirmation": f"c-{role}",
        "proposal": "p-1",
        "plan": plan(one),
        "role": role,
        "facts": [fact.id for fact in one.facts],
        "until": expiry(one.level, role, at).isoformat(),
    }
    return Line(number, "confirmation", at, body)


def used(command: str, number: int = 3, *, name: str = "c-first") -> Line:
    return Line(number, "used", NOW, {"confirmation": name, "command": command, "attempt": 1})
