"""Small machine-made changes of a Python file.

The changes are cosmic-ray's, all operators that need no configuration. Left out are changes that no run can tell: of
docstrings, of annotations, of the texts of log calls, and of the bare `*` of a signature.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prodready.errors import MissingExtra

LOG_METHODS = {"debug", "info", "warning", "error", "exception", "critical", "log"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed solution.

    Args:
        name: `Operator line 12: changed text`, as `exercise.yml` lists survivors.
        source: The whole changed file.
    """

    name: str
    source: str


def make_mutants(source: str) -> tuple[Mutant, ...]:
    """Every mutant of a file, without duplicates.

    Raises:
        MissingExtra: If cosmic-ray is not installed.
    """
    try:
        from cosmic_ray.mutating import mutate_code
        from cosmic_ray.plugins import get_operator, operator_names
    except ImportError as error:
        raise MissingExtra("cosmic-ray", "author") from error
    original, seen, found = _essence(source), set[str](), list[Mutant]()
    for operator_name in sorted(operator_names()):
        try:
            operator = get_operator(operator_name)()
        except TypeError:  # it needs configuration, so it is not one of the defaults
            continue
        for occurrence in itertools.count():
            changed = mutate_code(source, operator, occurrence)
            if changed is None:
                break
            essence = _essence(changed)
            if essence not in (None, original) and changed not in seen:
                seen.add(changed)
                found.append(Mutant(_name(operator_name, source, changed), changed))
    return tuple(_distinct(found))


def _name(operator: str, source: str, changed: str) -> str:
    pairs = itertools.zip_longest(source.splitlines(), changed.splitlines(), fillvalue="")
    line, text = next((n, after.strip()) for n, (before, after) in enumerate(pairs, 1) if before != after)
    return f"{operator.removeprefix('core/')} line {line}: {text}"


def _distinct(mutants: Sequence[Mutant]) -> Iterator[Mutant]:
    """The same mutants; equal names get a number."""
    counts: dict[str, int] = {}
    for mutant in mutants:
        counts[mutant.name] = number = counts.get(mutant.name, 0) + 1
        yield Mutant(mutant.name if number == 1 else f"{mutant.name} ({number})", mutant.source)


class _Strip(ast.NodeTransformer):
    """Takes out what no run can tell."""

    def visit_arguments(self, node: ast.arguments) -> ast.arguments:
        node = ast.arguments(
            posonlyargs=[], args=[*node.posonlyargs, *node.args, *node.kwonlyargs], vararg=node.vararg, kwonlyargs=[],
            kw_defaults=[], kwarg=node.kwarg, defaults=[*node.defaults, *[d for d in node.kw_defaults if d]],
        )  # fmt: skip
        self.generic_visit(node)
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        return ast.arg(node.arg)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        self.generic_visit(node)
        return ast.AnnAssign(node.target, ast.Constant(None), node.value, node.simple)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self._without_docstring(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        node.returns = None
        return self._without_docstring(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        return self._without_docstring(node)

    def visit_Module(self, node: ast.Module) -> ast.AST:
        return self._without_docstring(node)

    def _without_docstring(self, node: ast.AST) -> ast.AST:
        body = getattr(node, "body", [])
        if ast.get_docstring(node, clean=False) is not None:  # type: ignore[arg-type]
            node.body = body[1:] or [ast.Pass()]  # type: ignore[attr-defined]
        self.generic_visit(node)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if isinstance(node.func, ast.Attribute) and node.func.attr in LOG_METHODS and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                node.args[0] = ast.Constant("")
        self.generic_visit(node)
        return node


def _essence(source: str) -> str | None:
    """What of a program a run can tell; None if it is not a program."""
    try:
        return ast.dump(_Strip().visit(ast.parse(source)))
    except SyntaxError:
        return None
