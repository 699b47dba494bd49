"""JavaScript and JSX, by the tables of TypeScript; `require` is not followed."""

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
    import tree_sitter_javascript

    return tree_sitter_javascript.language()


GRAMMAR = Grammar(
    name="javascript",
    endings=(".js", ".jsx", ".mjs", ".cjs"),
    load=_load,
    classes=CLASSES,
    functions=FUNCTIONS,
    calls=CALLS,
    members={"member_expression": ("object", "property")},
    makes={"new_expression": "constructor"},
    variables=VARIABLES,
    loops={"for_in_statement": ("left", "right")},
    bases=frozenset({"class_heritage"}),
    imports=imports,
    one_namespace=True,
    namespaces=NAMESPACES,
    objects=OBJECTS,
    silent=SILENT,
    constructor="constructor",
)
