"""C. A prototype and its definition are one function; a `static` one is its file's own."""

from __future__ import annotations

from codriver.codebase.languages import Grammar
from codriver.codebase.languages._c_like import CALLS, FUNCTION, PARAMETERS, PROTOTYPES, TRANSPARENT, VARIABLES, imports


def _load() -> object:
    import tree_sitter_c

    return tree_sitter_c.language()


GRAMMAR = Grammar(
    name="c",
    endings=(".c",),
    load=_load,
    classes={
        "struct_specifier": "name",
        "union_specifier": "name",
        "enum_specifier": "name",
        "type_definition": "@declarator",
    },
    functions={"function_definition": FUNCTION},
    calls=CALLS,
    members={"field_expression": ("argument", "field")},
    variables=VARIABLES,
    parameters=PARAMETERS,
    casts={"cast_expression": "type"},
    this=frozenset(),
    above=frozenset(),
    transparent=TRANSPARENT,
    silent=frozenset({"preproc_include"}),
    imports=imports,
    prototypes=PROTOTYPES,
    one_namespace=True,
    everywhere=True,
)
