"""Answers about documents as JSON."""

from codriver.model import Gap
from codriver.room.knowledge.find import Answer, Fitting


def shape_of_answer(answer: Answer) -> dict[str, object]:
    """`codriver runbook --json`."""
    return {
        "schema": "codriver.runbook/1",
        "asked": answer.asked,
        "kind": answer.kind,
        "outcome": "fits" if answer.fitting else "nothing_fits",
        "runbooks": [_fitting(one) for one in answer.fitting],
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
