"""Reads what people may see of a hidden suite: the names of its checks, the hint ladders, what they need."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from prodready.errors import CourseError


@dataclass(frozen=True, slots=True)
class CheckSpec:
    """One check function.

    Args:
        test: Its name, such as `test_drip`.
        title: The right behaviour: the first paragraph of its docstring.
        symptom: What production looks like without it: the second paragraph.
        hints: The other paragraphs.
        needs: What the machine must have; see `prodready.kit.links.NEEDS`.
        line: Of the function in the suite.
    """

    test: str
    title: str
    symptom: str
    hints: tuple[str, ...]
    needs: frozenset[str]
    line: int


def paragraphs(docstring: str | None) -> list[str]:
    """The paragraphs of a docstring, each on one line."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", docstring or "") if part.strip()]


def read_suite(path: Path) -> tuple[CheckSpec, ...]:
    """The checks of a suite, in the order of the file.

    Raises:
        CourseError: If the file is missing or is not Python.
    """
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except OSError as error:
        hint = "Write it; see `docs/reference/suites.md`."
        raise CourseError(f"The suite `{path.name}` cannot be read.", path=path, hint=hint) from error
    except UnicodeDecodeError as error:
        raise CourseError("The suite is not UTF-8 text.", path=path, hint="Save it as UTF-8.") from error
    except SyntaxError as error:
        raise CourseError(
            f"The suite is not Python: {error.msg}", path=path, line=error.lineno, hint="Mend that line."
        ) from error
    shared = _module_needs(tree)
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    return tuple(_read(node, shared) for node in functions if node.name.startswith("test_"))


def _read(node: ast.FunctionDef, shared: frozenset[str]) -> CheckSpec:
    title, symptom, *hints = [*paragraphs(ast.get_docstring(node)), "", ""]
    needs = shared.union(*(_needs(decorator) for decorator in node.decorator_list))
    return CheckSpec(node.name, title, symptom, tuple(hint for hint in hints if hint), needs, node.lineno)


def _needs(mark: ast.expr) -> frozenset[str]:
    if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Attribute) and mark.func.attr == "needs":
        return frozenset(str(arg.value) for arg in mark.args if isinstance(arg, ast.Constant))
    return frozenset()


def _module_needs(tree: ast.Module) -> frozenset[str]:
    """Of `pytestmark = pytest.mark.needs(...)`, alone or in a list."""
    found: frozenset[str] = frozenset()
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "pytestmark" for t in node.targets):
            marks = node.value.elts if isinstance(node.value, ast.List) else [node.value]
            found = found.union(*(_needs(mark) for mark in marks))
    return found
