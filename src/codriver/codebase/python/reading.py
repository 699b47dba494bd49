"""Fills a parsed file's scopes: one walk over the tree, names bound where Python binds them."""

from __future__ import annotations

import ast
from collections.abc import Callable

from codriver.codebase.python.opening import attend
from codriver.codebase.python.scopes import MUTATING, Binding, Module, Scope

_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def read(module: Module, nodes: list[ast.stmt], parent: ast.AST, scope: Scope) -> None:
    """Every scope, binding, mention and call of these statements."""
    _Reader(module).body(nodes, parent, scope)


class _Reader:
    """The walk: what it knows is which scope it stands in."""

    def __init__(self, module: Module) -> None:
        self.module = module

    def body(self, nodes: list[ast.stmt], parent: ast.AST, scope: Scope) -> None:
        for node in nodes:
            self.visit(node, parent, scope)

    def visit(self, node: ast.AST, parent: ast.AST, scope: Scope) -> None:
        self.module.parents[node] = parent
        special = _VISITS.get(type(node))
        if special is not None:
            special(self, node, scope)
        else:
            self.children(node, scope)

    def children(self, node: ast.AST, scope: Scope) -> None:
        for name in node._fields:
            value = getattr(node, name, None)
            if isinstance(value, list):
                for item in value:
                    if isinstance(item, ast.AST):
                        self.visit(item, node, scope)
            elif isinstance(value, ast.AST) and not isinstance(value, (ast.expr_context, ast.operator)):
                self.visit(value, node, scope)

    def mention(self, name: str, node: ast.AST, scope: Scope) -> None:
        self.module.mentions.add(name, node)
        self.module.within[node] = scope

    def bind(self, binding: Binding, scope: Scope) -> None:
        outside = scope.outside.get(binding.name)
        home = scope
        while outside and home.parent is not None and (home is scope or not _holds(home, binding.name, outside)):
            home = home.parent
        home.bindings.add(binding.name, binding)

    def attribute(self, node: ast.Attribute, scope: Scope) -> None:
        self.mention(node.attr, node, scope)
        self.visit(node.value, node, scope)

    def call(self, node: ast.Call, scope: Scope) -> None:
        self.module.calls.append(node)
        self.module.within[node] = scope
        self.children(node, scope)
        func = node.func
        if isinstance(func, ast.Attribute) and func.attr in MUTATING and node.args:
            self.item_added(func.value, None, node.args[-1], scope)

    def keyword(self, node: ast.keyword, scope: Scope) -> None:
        if node.arg:
            self.mention(node.arg, node, scope)
        self.visit(node.value, node, scope)

    def constant(self, node: ast.Constant, scope: Scope) -> None:
        if isinstance(node.value, str) and len(node.value) < 200:  # noqa: PLR2004 - longer ones are prose
            self.mention(f"'{node.value}", node, scope)

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope) -> None:
        self.bind(Binding("def", node.name, node, scope), scope)
        self.module.within[node] = scope
        for decorator in node.decorator_list:
            self.visit(decorator, node, scope)
        inner = Scope("function", node, self.module, scope, node.name)
        self.module.scopes[node] = inner
        self.arguments(node.args, node, scope, inner)
        if node.returns is not None:
            self.visit(node.returns, node, scope)
        self.body(node.body, node, inner)

    def arguments(self, args: ast.arguments, node: ast.AST, scope: Scope, inner: Scope) -> None:
        self.module.parents[args] = node
        for default in (*args.defaults, *(one for one in args.kw_defaults if one is not None)):
            self.visit(default, args, scope)
        named = (*args.posonlyargs, *args.args, *args.kwonlyargs)
        for arg in (*named, *(one for one in (args.vararg, args.kwarg) if one is not None)):
            self.module.parents[arg] = args
            inner.bindings.add(arg.arg, Binding("param", arg.arg, arg, inner, annotation=arg.annotation))
            if arg.annotation is not None:
                self.visit(arg.annotation, arg, scope)

    def lambda_(self, node: ast.Lambda, scope: Scope) -> None:
        inner = Scope("lambda", node, self.module, scope, "<lambda>")
        self.module.scopes[node] = inner
        self.module.within[node] = scope
        self.arguments(node.args, node, scope, inner)
        self.visit(node.body, node, inner)
        inner.returns.append(node.body)

    def class_(self, node: ast.ClassDef, scope: Scope) -> None:
        self.bind(Binding("class", node.name, node, scope), scope)
        self.module.within[node] = scope
        for part in (*node.decorator_list, *node.bases, *node.keywords):
            self.visit(part, node, scope)
        inner = Scope("class", node, self.module, scope, node.name)
        self.module.scopes[node] = inner
        attend(self.module, node, inner)
        self.body(node.body, node, inner)

    def comprehension(self, node: ast.AST, scope: Scope) -> None:
        assert isinstance(node, _COMPREHENSIONS)
        inner = Scope("comprehension", node, self.module, scope, "<comprehension>")
        self.module.scopes[node] = inner
        self.module.within[node] = scope
        for at, part in enumerate(node.generators):
            self.module.parents[part] = node
            self.visit(part.iter, part, scope if at == 0 else inner)
            self.targets(part.target, Binding("each", "", part, inner, value=part.iter), inner)
            self.visit(part.target, part, inner)
            for test in part.ifs:
                self.visit(test, part, inner)
        for name in ("elt", "key", "value"):
            if hasattr(node, name):
                self.visit(getattr(node, name), node, inner)

    def assign(self, node: ast.Assign, scope: Scope) -> None:
        self.visit(node.value, node, scope)
        for target in node.targets:
            self.targets(target, Binding("assign", "", node, scope, value=node.value), scope)
            self.visit(target, node, scope)

    def annotated(self, node: ast.AnnAssign, scope: Scope) -> None:
        binding = Binding("annotated", "", node, scope, value=node.value, annotation=node.annotation)
        self.targets(node.target, binding, scope)
        self.children(node, scope)

    def augmented(self, node: ast.AugAssign, scope: Scope) -> None:
        self.targets(node.target, Binding("aug", "", node, scope, value=node.value), scope)
        self.children(node, scope)

    def walrus(self, node: ast.NamedExpr, scope: Scope) -> None:
        home = scope
        while home.kind == "comprehension" and home.parent is not None:
            home = home.parent
        self.targets(node.target, Binding("assign", "", node, scope, value=node.value), home)
        self.children(node, scope)

    def loop(self, node: ast.For | ast.AsyncFor, scope: Scope) -> None:
        self.targets(node.target, Binding("each", "", node, scope, value=node.iter), scope)
        self.children(node, scope)

    def with_(self, node: ast.With | ast.AsyncWith, scope: Scope) -> None:
        for item in node.items:
            if item.optional_vars is not None:
                binding = Binding("enter", "", item, scope, value=item.context_expr)
                self.targets(item.optional_vars, binding, scope)
        self.children(node, scope)

    def caught(self, node: ast.ExceptHandler, scope: Scope) -> None:
        if node.name:
            self.bind(Binding("caught", node.name, node, scope, value=node.type), scope)
        self.children(node, scope)

    def import_(self, node: ast.Import, scope: Scope) -> None:
        for alias in node.names:
            name = alias.asname or alias.name.partition(".")[0]
            module = alias.name if alias.asname else name
            self.bind(Binding("import", name, node, scope, module=module), scope)
            self.mention(alias.name.rpartition(".")[2], alias, scope)

    def import_from(self, node: ast.ImportFrom, scope: Scope) -> None:
        for alias in node.names:
            name = alias.asname or alias.name
            value = ast.Name(alias.name)
            binding = Binding("import", name, node, scope, value=value, module=node.module or "", level=node.level)
            if alias.name == "*":
                scope.stars.append(binding)
            else:
                self.bind(binding, scope)
                self.mention(alias.name, alias, scope)
                self.module.parents[alias] = node

    def outside(self, node: ast.Global | ast.Nonlocal, scope: Scope) -> None:
        for name in node.names:
            scope.outside[name] = "module" if isinstance(node, ast.Global) else "function"

    def return_(self, node: ast.Return, scope: Scope) -> None:
        inner = scope.function
        if inner is not None and node.value is not None:
            inner.returns.append(node.value)
        self.children(node, scope)

    def yield_(self, node: ast.Yield | ast.YieldFrom, scope: Scope) -> None:
        inner = scope.function
        if inner is not None and node.value is not None:
            each = isinstance(node, ast.YieldFrom)
            inner.yields.append(ast.copy_location(ast.Starred(node.value), node) if each else node.value)
        self.children(node, scope)

    def captured(self, node: ast.AST, scope: Scope) -> None:
        name = getattr(node, "name", None) or getattr(node, "rest", None)
        if name:
            self.bind(Binding("other", name, node, scope), scope)
        self.children(node, scope)

    def targets(self, target: ast.expr, about: Binding, scope: Scope, path: tuple[int, ...] = ()) -> None:
        """Bind what stands on the left, down into tuples."""
        if isinstance(target, (ast.Tuple, ast.List)):
            for at, part in enumerate(target.elts):
                self.targets(part, about, scope, (*path, at))
        elif isinstance(target, ast.Starred):
            self.targets(target.value, Binding("other", "", about.node, about.scope), scope, path)
        elif isinstance(target, ast.Name):
            self.bind(_named(about, target.id, path), scope)
        elif isinstance(target, ast.Attribute):
            self.attribute_written(target, _named(about, target.attr, path), scope)
        elif isinstance(target, ast.Subscript) and about.value is not None:
            self.item_added(target.value, target.slice, about.value, scope)

    def attribute_written(self, target: ast.Attribute, binding: Binding, scope: Scope) -> None:
        owner = self.owner_of(target.value, scope)
        if owner is not None:
            owner.self_writes.add(target.attr, binding)

    def item_added(self, holder: ast.expr, key: ast.expr | None, value: ast.expr, scope: Scope) -> None:
        if isinstance(holder, ast.Name):
            home = scope
            while home.parent is not None and not home.bindings.parsed(holder.id):
                home = home.parent
            home.items.add(holder.id, (key, value, scope))
        elif isinstance(holder, ast.Attribute):
            owner = self.owner_of(holder.value, scope)
            if owner is not None:
                owner.self_items.add(holder.attr, (key, value, scope))

    def owner_of(self, receiver: ast.expr, scope: Scope) -> Scope | None:
        """The class, when the receiver is the first parameter of one of its methods (`self`, `cls`)."""
        inner = scope.function
        while inner is not None and isinstance(receiver, ast.Name):
            args = getattr(inner.node, "args", None)
            first = next(iter((*args.posonlyargs, *args.args)), None) if args else None
            if first is not None and first.arg == receiver.id and inner.parent and inner.parent.kind == "class":
                return inner.parent
            inner = inner.parent.function if inner.parent else None
        return None


def _named(about: Binding, name: str, path: tuple[int, ...]) -> Binding:
    return Binding(about.kind, name, about.node, about.scope, value=about.value, annotation=about.annotation, path=path)


def _holds(home: Scope, name: str, outside: str) -> bool:
    return home.kind == "module" or (
        outside == "function" and home.kind == "function" and bool(home.bindings.parsed(name))
    )


_VISITS: dict[type[ast.AST], Callable[..., None]] = {
    ast.Name: lambda reader, node, scope: reader.mention(node.id, node, scope),
    ast.Attribute: _Reader.attribute,
    ast.Call: _Reader.call,
    ast.keyword: _Reader.keyword,
    ast.Constant: _Reader.constant,
    ast.FunctionDef: _Reader.function,
    ast.AsyncFunctionDef: _Reader.function,
    ast.Lambda: _Reader.lambda_,
    ast.ClassDef: _Reader.class_,
    **dict.fromkeys(_COMPREHENSIONS, _Reader.comprehension),
    ast.Assign: _Reader.assign,
    ast.AnnAssign: _Reader.annotated,
    ast.AugAssign: _Reader.augmented,
    ast.NamedExpr: _Reader.walrus,
    ast.For: _Reader.loop,
    ast.AsyncFor: _Reader.loop,
    ast.With: _Reader.with_,
    ast.AsyncWith: _Reader.with_,
    ast.ExceptHandler: _Reader.caught,
    ast.Import: _Reader.import_,
    ast.ImportFrom: _Reader.import_from,
    ast.Global: _Reader.outside,
    ast.Nonlocal: _Reader.outside,
    ast.Return: _Reader.return_,
    ast.Yield: _Reader.yield_,
    ast.YieldFrom: _Reader.yield_,
    ast.MatchAs: _Reader.captured,
    ast.MatchStar: _Reader.captured,
    ast.MatchMapping: _Reader.captured,
}
