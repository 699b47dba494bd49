"""How soon is the cause named, with the lessons of the incidents before? `python -m bench.lessons CASES [--plot FILE]`.

CASES is a folder of recordings of the example shop (as for `bench.shop`), in the order of their onsets: one team's
history. Each is looked at half a minute, a minute, two minutes after its onset and at the end; then resolved with
its true cause, and the lesson that codriver proposes is put into the team's knowledge. The control resolves nothing.
Figures by the number of lessons: the first look at which the true cause stood first, its place at the end, how far it
was ahead. What the team knew of exactly this fault before is taken away first, in both.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bench.shop import is_right
from codriver.errors import CodriverError
from codriver.journal.kinds import Resolved
from codriver.model import Assessment
from codriver.room.incidents.act import Act
from codriver.room.incidents.lessons import learn
from codriver.room.incidents.resolving import resolve
from codriver.room.request import Request, Room
from codriver.room.triage import look, triage

LOOKS = (30, 60, 120)  # seconds after the onset
NEVER = 999
SMALL = 3  # lessons: the steps of the figures


@dataclass(frozen=True, slots=True)
class Taken:
    """One incident in one arm: seconds to the first right leader, its place at the end, and its lead in log-odds."""

    case: str
    lessons: int
    learning: bool
    seconds: int
    place: int
    lead: float


def replay(cases: list[Path], *, learning: bool) -> list[Taken]:
    """All cases in order, in one room."""
    with tempfile.TemporaryDirectory() as scratch:
        knowledge = Path(scratch) / "kb"
        knowledge.mkdir()
        room = Room(state=Path(scratch) / "state", knowledge=(knowledge,))
        found, lessons = [], 0
        for case in cases:
            truth = json.loads((case / "truth.json").read_text("utf-8"))
            incident = Path(scratch) / case.name
            shutil.copytree(case / "incident", incident)
            for known in truth.get("own_knowledge", ()):
                (incident / known).unlink(missing_ok=True)
            found.append(_taken(room, incident, truth, lessons, learning=learning))
            lessons += learning and _taught(room, incident, truth, knowledge)
            shutil.rmtree(incident)
    return found


def _taken(room: Room, incident: Path, truth: Mapping[str, Any], lessons: int, *, learning: bool) -> Taken:
    onset = datetime.fromisoformat(truth["onset"])
    seconds, last = NEVER, None
    for after in (*LOOKS, None):
        until = onset + timedelta(seconds=after) if after else None
        request = Request(now=onset + timedelta(hours=1), paths=(incident, *room.knowledge), until=until)
        last = look(room, request, lambda _: None)
        if _place(last, truth) == 1 and seconds == NEVER:
            seconds = after or 2 * LOOKS[-1]
    assert last is not None
    return Taken(incident.name, lessons, learning, seconds, _place(last, truth), _lead(last, truth))


def _place(found: Assessment, truth: Mapping[str, Any]) -> int:
    return next((place for place, one in enumerate(found.hypotheses, 1) if is_right(one, truth)), 0)


def _lead(found: Assessment, truth: Mapping[str, Any]) -> float:
    """Log-odds between the right one and the best of the others; negative when another stands before it."""
    right = [one.score for one in found.hypotheses if is_right(one, truth)]
    others = [one.score for one in found.hypotheses if not is_right(one, truth)]
    return round(max(right) - max(others), 3) if right and others else 0.0


def _taught(room: Room, incident: Path, truth: Mapping[str, Any], knowledge: Path) -> bool:
    """Resolve it with the truth, and do what a person would who merges every lesson."""
    onset = datetime.fromisoformat(truth["onset"])
    act = Act(now=onset + timedelta(hours=1), by="bench")
    found = triage(room, Request(now=act.now, paths=(incident, *room.knowledge)), lambda _: None)
    place = _place(found, truth)
    cause = Resolved(
        hypothesis=str(place) if place else "",
        suspect="" if place else truth["service"],
        mechanism="" if place else truth["mechanism"],
        evidence="the fault was taken away",
    )
    try:
        resolve(room, act, cause)
        lesson = learn(room, act).lesson
    except CodriverError as error:
        print(f"note: {incident.name}: {error.message}", file=sys.stderr)
        return False
    file = knowledge / lesson.file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(lesson.after, "utf-8")
    return True


def report(rows: list[Taken]) -> dict[str, Any]:
    """Both arms by how many incidents came before."""
    cases = list(dict.fromkeys(row.case for row in rows))
    steps = [cases[start : start + len(cases) // SMALL + 1] for start in range(0, len(cases), len(cases) // SMALL + 1)]
    return {
        "with lessons": [_figures([row for row in rows if row.learning and row.case in step]) for step in steps],
        "without": [_figures([row for row in rows if not row.learning and row.case in step]) for step in steps],
        "cases": [asdict(row) for row in rows],
    }


def _figures(rows: list[Taken]) -> dict[str, Any]:
    seconds = sorted(row.seconds for row in rows)
    return {
        "incidents": len(rows),
        "lessons_before": rows[0].lessons,
        "right_at_the_end": sum(row.place == 1 for row in rows),
        "right_at_the_first_look": sum(row.seconds == LOOKS[0] for row in rows),
        "seconds_median": seconds[len(seconds) // 2],
        "lead_mean": round(sum(row.lead for row in rows) / len(rows), 2),
    }


def plot(figures: Mapping[str, Any]) -> str:
    """The lead of the right cause by step, with lessons and without, as a small SVG."""
    lines = []
    for name, colour in (("with lessons", "#0a7"), ("without", "#999")):
        points = " ".join(f"{40 + 80 * n},{200 - 20 * row['lead_mean']:.0f}" for n, row in enumerate(figures[name]))
        lines.append(f'<polyline points="{points}" fill="none" stroke="{colour}"><title>{name}</title></polyline>')
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="320" height="220">{"".join(lines)}</svg>\n'


def main() -> int:
    """Replay both arms and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    truths = {path.parent: json.loads(path.read_text("utf-8")) for path in chosen.cases.glob("*/truth.json")}
    cases = sorted(
        (case for case, truth in truths.items() if not truth["control"]), key=lambda one: truths[one]["onset"]
    )
    if len(cases) < SMALL:
        print("error: too few recorded cases\nhint: record some: make record", file=sys.stderr)
        return 2
    figures = report([*replay(cases, learning=True), *replay(cases, learning=False)])
    if chosen.plot:
        chosen.plot.write_text(plot(figures), "utf-8")
    if chosen.json:
        print(json.dumps(figures, indent=2))
        return 0
    for name in ("with lessons", "without"):
        for row in figures[name]:
            print(f"{name:14} {row}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
