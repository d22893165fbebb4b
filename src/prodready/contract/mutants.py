"""Small machine-made changes of a solution that the suite must notice.

The changes are cosmic-ray's, all operators that need no configuration. Left out are changes that no run can tell: of
docstrings, of annotations, of the texts of log calls, and of the bare `*` of a signature.
"""

from __future__ import annotations

import ast
import itertools
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from prodready.catalog import Course
from prodready.errors import CourseError, MissingExtra
from prodready.grading.cache import run_cached
from prodready.model import Exercise, Report, Submission
from prodready.yamllines import read

MAX_SURVIVING = 0.05
"""Share of an exercise's mutants that may live, each with a reviewed reason."""

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


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of an exercise's mutants."""

    exercise: Exercise
    total: int
    survivors: tuple[str, ...]

    @property
    def killed(self) -> int:
        """How many the suite noticed."""
        return self.total - len(self.survivors)


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


def tally(course: Course, exercise: Exercise, *, cached: bool = True) -> Tally:
    """Grade all mutants: first on simulated time, which costs nothing; what lives there once more natively."""
    if exercise.solution.is_dir() or exercise.solution.suffix != ".py":
        return Tally(exercise, 0, ())
    mutants = make_mutants(exercise.solution.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        submissions = [_submission(exercise, mutant, Path(folder), n) for n, mutant in enumerate(mutants)]
        alive = submissions
        for runtime in ("simulated", "local"):
            reports = run_cached(course, alive, runtime, stop_at_first=True, cached=cached)
            alive = [s for s, report in zip(alive, reports, strict=True) if _lives(report)]
        return Tally(exercise, len(mutants), tuple(s.label for s in alive))


def _submission(exercise: Exercise, mutant: Mutant, folder: Path, number: int) -> Submission:
    path = folder / f"{number}.py"
    path.write_text(mutant.source, encoding="utf-8")
    return Submission(exercise, path, mutant.name)


def _lives(report: Report) -> bool:
    return not report.headline and all(check.verdict in ("passed", "not run here") for check in report.checks)


def violations(tally: Tally) -> list[CourseError]:
    """Survivors that nobody has reviewed, reviews of mutants that die, and too many survivors."""
    exercise = tally.exercise
    described = exercise.suite.parent / "exercise.yml"
    reviewed = {survivor.mutant for survivor in exercise.survivors}
    found = [
        CourseError(
            f"No check of `{exercise.key}` notices the mutant `{name}`.",
            path=exercise.solution,
            line=_line(name),
            hint="Sharpen a check, simplify the solution, or list it under `survivors` with kind and reason.",
        )
        for name in tally.survivors
        if name not in reviewed
    ]
    found += [
        CourseError(
            f"The listed survivor `{name}` dies.",
            path=described,
            line=_line_of(described, name),
            hint="Delete it from `survivors`.",
        )
        for name in sorted(reviewed - set(tally.survivors))
    ]
    if tally.total and len(tally.survivors) > MAX_SURVIVING * tally.total:
        found.append(
            CourseError(
                f"{len(tally.survivors)} of {tally.total} mutants of `{exercise.key}` live; at most "
                f"{int(MAX_SURVIVING * tally.total)} may.",
                path=described,
                hint="Sharpen the suite, or simplify the solution.",
            )
        )
    return found


def _line_of(described: Path, name: str) -> int | None:
    """Where a survivor is listed."""
    document = read(described)
    listed = (document.data or {}).get("survivors", ())
    found = (
        document.line(("survivors", index, "mutant")) for index, entry in enumerate(listed) if entry["mutant"] == name
    )
    return next(found, None)


def _line(name: str) -> int | None:
    number = name.partition(" line ")[2].partition(":")[0]
    return int(number) if number.isdigit() else None
