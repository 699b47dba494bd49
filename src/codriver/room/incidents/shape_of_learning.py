"""Lessons, counts and imports as JSON's own types. Pure."""

from collections.abc import Iterable

from codriver.engine.learnt import Calibration, Prior
from codriver.model import plain
from codriver.room.incidents.lessons import Taught
from codriver.room.incidents.sharing import TakenIn
from codriver.room.shape import Shape, citations_shape

LESSON, CALIBRATE, IMPORT = "codriver.lesson/1", "codriver.calibrate/1", "codriver.incident-import/1"


def shape_of_taught(taught: Taught) -> Shape:
    """The lesson as a patch, and what does not agree with it."""
    lesson = taught.lesson
    return {
        "schema": LESSON,
        "incident": taught.incident,
        "says": lesson.says,
        "file": lesson.file,
        "patch": lesson.patch,
        "branch": taught.branch.name if taught.branch else "",
        "commit": taught.branch.commit if taught.branch else "",
        "beside": [{"says": one.says, "cites": [cite.id for cite in one.cites]} for one in lesson.beside],
        "citations": citations_shape(cite for one in lesson.beside for cite in one.cites),
    }


def shape_of_learnt(calibration: Calibration, priors: Iterable[Prior]) -> Shape:
    """The counts of this team's resolved incidents."""
    told = plain(calibration)
    assert isinstance(told, dict)
    return {"schema": CALIBRATE, **told, "causes": [plain(prior) for prior in priors]}


def shape_of_taken_in(found: TakenIn) -> Shape:
    """What came of an import."""
    return {
        "schema": IMPORT,
        "incident": found.incident,
        "rows": found.rows,
        "new": found.new,
        "redacted": found.cleaned,
    }
