"""TypeScript and TSX."""

from __future__ import annotations

from codriver.codebase.languages import Grammar
from codriver.codebase.languages._script import (
    CALLS,
    CLASSES,
    FUNCTIONS,
    NAMESPACES,
    OBJECTS,
    SILENT,
    VARIABLES,
    imports,
)


def _load() -> object:
    import tree_sitter_typescript

    return tree_sitter_typescript.language_tsx()


GRAMMAR = Grammar(
    name="typescript",
    endings=(".ts", ".tsx", ".mts", ".cts"),
    load=_load,
    classes=CLASSES,
    functions=FUNCTIONS,
    calls=CALLS,
    members={"member_expression": ("object", "property")},
    makes={"new_expression": "constructor"},
    variables=VARIABLES,
    parameters={"required_parameter": ("pattern", "type"), "optional_parameter": ("pattern", "type")},
    casts={"as_expression": "^last", "satisfies_expression": "^last"},
    loops={"for_in_statement": ("left", "right")},
    bases=frozenset({"class_heritage", "extends_type_clause"}),
    promoted=frozenset({"required_parameter"}),
    imports=imports,
    one_namespace=True,
    namespaces=NAMESPACES,
    objects=OBJECTS,
    silent=SILENT,
    constructor="constructor",
)
