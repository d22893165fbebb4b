"""Every file of the trees belongs to something, and every exercise is described in full."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable
from pathlib import Path

from prodready.catalog import Course, is_content
from prodready.contract.declared import read_needs
from prodready.errors import CourseError
from prodready.kit.links import NEEDS
from prodready.model import Exercise
from prodready.suitefile import CheckSpec, read_suite

MAX_TITLE = 70
"""Characters of a check's name."""

SUITE_ENTRIES = ("exercise.yml", "accepted", "rejected", "feedback")
"""What lies beside a suite."""


def orphans(course: Course) -> list[CourseError]:
    """Files in `exercises`, `solutions` and `tests/exercises` that belong to no exercise."""
    starters = {path for e in course.exercises for path in (e.starter, *e.given_paths)}
    described = {e.suite.parent for e in course.exercises}
    beside = {e.suite.parent / name for e in course.exercises for name in (*SUITE_ENTRIES, e.suite.name)}
    nobodys = [
        *_others(course.starters_dir, starters),
        *_others(course.solutions_dir, {e.solution for e in course.exercises}),
        *_others(course.suites_dir, described),
        *(path for folder in sorted(described) for path in _content(folder, "*") if path not in beside),
    ]
    return [_orphan(course, path) for path in nobodys]


def _orphan(course: Course, path: Path) -> CourseError:
    hint = "Delete it, or describe it: prodready new exercise KEY"
    if path.is_relative_to(course.suites_dir):
        hint = f"An exercise has an `exercise.yml`, a suite of its own name, and {', '.join(SUITE_ENTRIES[1:])}."
    return CourseError(f"`{path.relative_to(course.root).as_posix()}` belongs to no exercise.", path=path, hint=hint)


def _others(tree: Path, known: set[Path]) -> Iterable[Path]:
    """What lies in a tree, or in its lessons' folders, and is not known."""
    yield from (path for path in _content(tree, "*") if not path.is_dir())
    yield from (path for path in _content(tree, "*/*") if path not in known)


def _content(folder: Path, pattern: str) -> Iterable[Path]:
    return sorted(path for path in folder.glob(pattern) if is_content(path))


def described(exercise: Exercise) -> list[CourseError]:
    """What is missing or wrong in one exercise's files, without running anything."""
    found: list[CourseError] = []
    for path, what in ((exercise.starter, "starter"), (exercise.solution, "solution"), (exercise.suite, "suite")):
        if not path.exists():
            found.append(CourseError(f"The {what} of `{exercise.key}` is missing.", path=path, hint="Write it."))
    found += [
        CourseError(f"The given file `{path.name}` of `{exercise.key}` is missing.", path=path, hint="Write it.")
        for path in exercise.given_paths
        if not path.is_file()
    ]
    if exercise.name in sys.stdlib_module_names:
        hint = "Choose another name: learners would import the standard library's module, or shadow it."
        found.append(
            CourseError(f"`{exercise.key}` has the name of a standard module.", path=exercise.starter, hint=hint)
        )
    if found:
        return found
    try:
        specs, names = read_suite(exercise.suite), _unknown_names(exercise)
    except CourseError as error:
        return [error]
    found += [problem for spec in specs for problem in _check(exercise, spec)]
    if not specs:
        found.append(
            CourseError(f"The suite of `{exercise.key}` has no checks.", path=exercise.suite, hint="Write some.")
        )
    if exercise.browser and specs and sum(not spec.needs for spec in specs) * 2 < len(specs):
        hint = "Say why in `browser:` of exercise.yml, or let more checks run there."
        found.append(
            CourseError(
                f"Fewer than half of the checks of `{exercise.key}` run in a browser.", path=exercise.suite, hint=hint
            )
        )
    return found + names + list(_unknown_needs(exercise))


def _unknown_needs(exercise: Exercise) -> Iterable[CourseError]:
    for folder in ("accepted", "rejected"):
        for path in _content(exercise.suite.parent / folder, "*"):
            try:
                read_needs(path)
            except CourseError as error:
                yield error


def _check(exercise: Exercise, spec: CheckSpec) -> Iterable[CourseError]:
    def problem(message: str, hint: str) -> CourseError:
        return CourseError(message, path=exercise.suite, line=spec.line, hint=hint)

    if not spec.title.endswith("."):
        yield problem(
            f"The name of `{spec.test}` is no sentence.",
            "State the right behaviour in its docstring's first paragraph.",
        )
    if len(spec.title) > MAX_TITLE:
        yield problem(
            f"The name of `{spec.test}` has {len(spec.title)} characters.", f"At most {MAX_TITLE}: {spec.title}"
        )
    if not spec.symptom:
        yield problem(f"`{spec.test}` names no symptom.", "Say in the second paragraph what production looks like.")
    if not spec.hints:
        yield problem(f"`{spec.test}` has no hints.", "Add paragraphs: where to look, then the idea.")
    for need in sorted(spec.needs - set(NEEDS)):
        yield problem(f"`{spec.test}` needs `{need}`, which is unknown.", f"Known: {', '.join(NEEDS)}.")


def _unknown_names(exercise: Exercise) -> list[CourseError]:
    """Names that a suite calls and that the solution lacks; neither an editor nor mypy would notice."""
    if exercise.solution.is_dir() or exercise.solution.suffix != ".py":
        return []
    try:
        defined = _top_level_names(ast.parse(exercise.solution.read_bytes()).body)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        message = f"The solution is not Python: {getattr(error, 'msg', error)}"
        raise CourseError(message, path=exercise.solution, line=line, hint="Mend that line.") from error
    found = []
    for node in ast.walk(ast.parse(exercise.suite.read_text(encoding="utf-8"))):
        name = _called_name(node)
        if name is not None and name not in defined:
            hint = "Mend the name in the suite, or define it in the solution."
            line = getattr(node, "lineno", None)
            found.append(CourseError(f"The solution has no `{name}`.", path=exercise.suite, line=line, hint=hint))
    return found


def _called_name(node: ast.AST) -> str | None:
    """The name in `learner.call("name", …)`, also with `.limit(…)` between; None for other code."""
    if not (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "call" and node.args
    ):
        return None
    owner, first = node.func.value, node.args[0]
    if isinstance(owner, ast.Call) and isinstance(owner.func, ast.Attribute) and owner.func.attr == "limit":
        owner = owner.func.value
    if isinstance(owner, ast.Name) and owner.id == "learner" and isinstance(first, ast.Constant):
        return str(first.value) if isinstance(first.value, str) else None
    return None


def _top_level_names(body: Iterable[ast.AST]) -> set[str]:
    """What importing a module defines, also under `if`, `try` and `with`."""
    found: set[str] = set()
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        else:
            found |= _top_level_names(ast.iter_child_nodes(node))
    return found
