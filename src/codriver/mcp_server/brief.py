"""The assessment in the few words that a model needs: the whole of it stands in the record, and `show_source` opens it.

Pure: JSON's own types in, the same out.
"""

from codriver.mcp_server.answers import Shape, cited

LISTS = {
    "ruled_out": (4, "id suspect mechanism says"),
    "mitigations": (2, "id says command risk against rollback cites"),
    "gaps": (8, "what why hint matters"),
    "changes": (6, "id kind stage service at what version cites"),
    "checks": (5, "id ask command answers"),
    "runbooks": (3, "id title section because"),
    "code": (5, "file line function says cites"),
}
"""List -> how many of its rows, and which of their keys."""
HYPOTHESES, EVIDENCE = 4, 5


def brief(told: Shape) -> Shape:
    """The parts of `codriver triage --json` that decide what to do next, with just the citations they rest on."""
    kept: Shape = {
        **_named(told, "schema incident outcome calibration impact none_of_these"),
        "hypotheses": [_hypothesis(item) for item in _rows(told, "hypotheses", HYPOTHESES)],
        **{key: [_named(item, names) for item in _rows(told, key, most)] for key, (most, names) in LISTS.items()},
    }
    return {**kept, "citations": cited(kept, told)}


def _hypothesis(item: Shape) -> Shape:
    named = "id suspect mechanism says standing probability path failure_mode would_change_most"
    evidence = [_named(one, "stance feature because cites") for one in _rows(item, "evidence", EVIDENCE)]
    return {**_named(item, named), "evidence": evidence}


def _rows(told: Shape, key: str, most: int) -> list[Shape]:
    rows = told.get(key)
    return [row for row in rows if isinstance(row, dict)][:most] if isinstance(rows, list) else []


def _named(item: Shape, names: str) -> Shape:
    return {name: item[name] for name in names.split() if item.get(name) not in (None, "", [], {})}
