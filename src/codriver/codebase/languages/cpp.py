"""C++, and headers of C. Methods are declared in a class and defined anywhere; namespaces are looked through."""

from __future__ import annotations

from codriver.codebase.languages import Grammar
from codriver.codebase.languages._c_like import CALLS, FUNCTION, PARAMETERS, PROTOTYPES, TRANSPARENT, VARIABLES, imports


def _load() -> object:
    import tree_sitter_cpp

    return tree_sitter_cpp.language()


GRAMMAR = Grammar(
    name="cpp",
    endings=(".cpp", ".cc", ".cxx", ".c++", ".h", ".hpp", ".hh", ".hxx", ".ipp", ".tpp", ".inl"),
    load=_load,
    classes={
        "class_specifier": "name",
        "struct_specifier": "name",
        "union_specifier": "name",
        "enum_specifier": "name",
        "alias_declaration": "name",
        "type_definition": "@declarator",
    },
    functions={"function_definition": FUNCTION, "lambda_expression": ("", "@parameters", "")},
    calls=CALLS,
    members={"field_expression": ("argument", "field"), "qualified_identifier": ("scope", "name")},
    makes={"new_expression": "type"},
    variables={**VARIABLES, "condition_declaration": ("@declarator", "type", "value")},
    parameters=PARAMETERS,
    casts={"cast_expression": "type"},
    loops={"for_range_loop": ("@declarator", "right")},
    bases=frozenset({"base_class_clause"}),
    transparent=TRANSPARENT,
    silent=frozenset({"preproc_include"}),
    boxes=frozenset({"unique_ptr", "shared_ptr", "weak_ptr", "optional", "reference_wrapper", "atomic"}),
    imports=imports,
    prototypes=PROTOTYPES,
    templated=frozenset(
        {
            "make_unique",
            "make_shared",
            "static_cast",
            "dynamic_cast",
            "const_cast",
            "reinterpret_cast",
            "get",
            "any_cast",
        }
    ),
    implicit_this=True,
    scattered=True,
    overloads=False,
    everywhere=True,
)
