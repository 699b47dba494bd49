"""Problems as SARIF 2.1.0: what code hosts show beside the changed lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codriver.knowledge.lint.problems import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from codriver.knowledge.lint.problems import Problem

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(problems: Iterable[Problem], version: str) -> dict[str, object]:
    """One run of one tool."""
    rules = [
        {"id": name, "shortDescription": {"text": says}, "defaultConfiguration": {"level": level}}
        for name, (level, says) in RULES.items()
    ]
    driver = {"name": "codriver", "version": version, "rules": rules}
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": [_result(one) for one in problems]}],
    }


def _result(one: Problem) -> dict[str, object]:
    place = {"artifactLocation": {"uri": one.file}, "region": {"startLine": max(one.line, 1)}}
    return {
        "ruleId": one.rule,
        "level": one.level,
        "message": {"text": f"{one.says}; {one.hint}" if one.hint else one.says},
        "locations": [{"physicalLocation": place}],
    }
