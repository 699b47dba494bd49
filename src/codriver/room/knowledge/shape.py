"""Answers about documents as JSON."""

from collections.abc import Iterable
from dataclasses import asdict

from codriver.model import Gap
from codriver.room.knowledge.books import Book, Tuned
from codriver.room.knowledge.find import Answer, Fitting
from codriver.room.knowledge.modes import Modes
from codriver.room.knowledge.prepared import Preparedness


def shape_of_answer(answer: Answer) -> dict[str, object]:
    """`codriver runbook --json`."""
    return {
        "schema": "codriver.runbook/1",
        "asked": answer.asked,
        "kind": answer.kind,
        "outcome": "fits" if answer.fitting else "nothing_fits",
        "runbooks": [_fitting(one) for one in answer.fitting],
        "nearest": asdict(answer.near) if answer.near else None,
        "documents": answer.documents,
        "gaps": [shape_of_gap(one) for one in answer.gaps],
    }


def _fitting(one: Fitting) -> dict[str, object]:
    book = one.runbook
    return {
        "id": book.id,
        "title": book.title,
        "section": book.section,
        "source": book.cites[0].ref.locator,
        "sure": one.sure,
        "because": book.because,
        "text": book.text,
        "commands": list(book.commands),
        "service": book.service,
        "owner": book.owner,
        "last_reviewed": book.last_reviewed,
        "reviewed_days_ago": one.reviewed_days,
        "other_sections": list(one.others),
    }


def shape_of_gap(gap: Gap) -> dict[str, object]:
    """What could not be read."""
    return {"what": gap.what, "why": gap.why, "hint": gap.hint, "source": gap.source}


def shape_of_books(found: Iterable[Book]) -> dict[str, object]:
    """`codriver runbooks list --json`."""
    return {"schema": "codriver.runbooks/1", "runbooks": [asdict(one) for one in found]}


def shape_of_tuned(tuned: Tuned) -> dict[str, object]:
    """`codriver runbooks tune --json`."""
    return {"schema": "codriver.tuned/1", **asdict(tuned)}


def shape_of_modes(found: Modes) -> dict[str, object]:
    """`codriver failure-modes list --json`."""
    return {
        "schema": "codriver.failure-modes/1",
        "failure_modes": [
            {
                "id": one.id,
                "name": one.name,
                "service": one.service,
                "cause": one.cause,
                "says": one.says,
                "incidents": one.incidents,
                "symptoms": len(one.symptoms),
                "owner": one.owner,
                "last_reviewed": one.last_reviewed,
                "source": one.cites[0].ref.locator,
            }
            for one in found.modes
        ],
        "broken": [{"says": error.message, "hint": error.hint} for error in found.broken],
    }


def shape_of_draft(service: str, text: str) -> dict[str, object]:
    """`codriver failure-modes new --json`."""
    return {"schema": "codriver.draft-failure-modes/1", "service": service, "markdown": text}


def shape_of_prepared(found: Preparedness) -> dict[str, object]:
    """`codriver doctor --knowledge --json`."""
    return {
        "schema": "codriver.prepared/1",
        "documents": found.documents,
        "services": [{**asdict(one), "there": list(one.there), "missing": list(one.missing)} for one in found.services],
        "next": [asdict(one) for one in found.next],
        "broken": list(found.broken),
    }
