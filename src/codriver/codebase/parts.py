"""Which part of a code base a path belongs to, by the names of its folders: product, tests, docs, migrations."""

from __future__ import annotations

import re

_TESTS = re.compile(
    r"(^|/)(tests?|testing|spec|specs|__tests__|testdata|fixtures|e2e|t)/|(^|/)(test_[^/]*|conftest|[^/]*_test|tests)\.\w+$"
    r"|\.(test|spec)\.\w+$|(^|/)[A-Z]\w*(Test|Tests|IT|Spec)\.\w+$"
)
_DOCS = re.compile(r"(^|/)(docs?|documentation|examples?|samples?|demos?|benchmarks?)/")
_MIGRATIONS = re.compile(r"(^|/)(migrations|versions|alembic)/")


def part_of(path: str) -> str:
    """`tests`, `docs`, `migrations` or `product`."""
    if _TESTS.search(path):
        return "tests"
    if _DOCS.search(path):
        return "docs"
    return "migrations" if _MIGRATIONS.search(path) else "product"
