"""What the scorecard page is filled into: lessons with their exercises and quizzes, and which check plays which fault.

That a check plays a fault is read from the suite's source when the site is built, so nobody has to keep a list. A check
counts for a fault if its function, or a constant, helper or fixture of the same file that it names, has

- `faults.hang()` and so on: each by its name, but for `json` and `reply`, which are whole answers;
- no answer at all, which means that connections are refused: `faultserver()`, or an empty list in a constant, in a check
  that uses `faultserver`;
- `Raises(...)`, in the check itself or its constants; or in what it names, if the check hands over the name of a class,
  such as `charge="gateway.Declined"`: a helper may be able to raise, and not do so in every check;
- `closed=...`: a pipe whose other end is gone.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from prodready.catalog import Course
from prodready.courseplan import Stop, read_plan
from prodready.errors import CourseError
from prodready.files import contents, digest_of
from prodready.suitefile import read_suite

FAULTS = (
    *("slow", "hang", "stall", "drip", "redirect"),
    *("status", "html", "truncated", "reset", "refused", "raises", "closed"),
)
"""In the order of the page; each has its words in `scorecard.fault`."""

_WHOLE = {"json", "reply"}
_Definition = ast.FunctionDef | ast.ClassDef | ast.Assign


@dataclass(frozen=True, slots=True)
class Task:
    """An exercise on the scorecard.

    Args:
        key: Such as `lesson3/fetch`.
        number: What its page calls it, such as `3.1`.
        title: Its heading.
        minutes: How long an average learner needs.
        checks: How many checks it has.
        starter: Digest of the starter, as `progress.json` has it.
        faults: By the fault's name, the checks that play it, in the suite's order.
    """

    key: str
    number: str
    title: str
    minutes: int
    checks: int
    starter: str
    faults: dict[str, list[str]]

    @property
    def address(self) -> str:
        """Below the site's root."""
        lesson, _, name = self.key.partition("/")
        return f"{lesson}/#{name}"


@dataclass(frozen=True, slots=True)
class Row:
    """A written lesson, with its exercises."""

    stop: Stop
    tasks: tuple[Task, ...]


def read_rows(course: Course) -> tuple[Row, ...]:
    """Every written lesson, in the order of the course.

    Raises:
        CourseError: If a page or a suite cannot be read.
    """
    stops = [stop for part in read_plan(course) for stop in part.stops if stop.lesson]
    return tuple(Row(stop, tuple(_tasks(course, stop))) for stop in stops)


def by_fault(rows: Sequence[Row]) -> list[tuple[str, list[tuple[Task, list[str]]]]]:
    """For each fault that a check plays: the exercises that do, and the names of those checks."""
    tasks = [task for row in rows for task in row.tasks]
    found = [(name, [(task, task.faults[name]) for task in tasks if name in task.faults]) for name in FAULTS]
    return [(name, played) for name, played in found if played]


def faults_of(suite: Path) -> dict[str, list[str]]:
    """The checks of a suite by the faults that they play; see the head of this file.

    Raises:
        CourseError: If the suite cannot be read, or plays a fault that the page has no words for.
    """
    checks = read_suite(suite)
    tree = ast.parse(suite.read_text(encoding="utf-8"))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    defined = dict(_definitions(tree))
    found: dict[str, list[str]] = {}
    for check in checks:
        for fault in sorted(_played(functions[check.test], defined)):
            if fault not in FAULTS:
                hint = "Add it to `FAULTS` in `scorecard.py` and to the words `scorecard.fault`."
                raise CourseError(
                    f"The scorecard does not know the fault `{fault}`.", path=suite, line=check.line, hint=hint
                )
            found.setdefault(fault, []).append(check.test)
    return found


def _tasks(course: Course, stop: Stop) -> Iterator[Task]:
    keys = [marker.target for marker in stop.lesson.markers if marker.kind == "exercise"] if stop.lesson else []
    for place, key in enumerate(keys, 1):
        exercise = course.exercise(key)
        yield Task(
            key,
            f"{stop.number}.{place}",
            exercise.title,
            exercise.minutes,
            len(read_suite(exercise.suite)),
            digest_of(contents(exercise.starter, course.starters_dir)),
            faults_of(exercise.suite),
        )


def _definitions(tree: ast.Module) -> Iterator[tuple[str, _Definition]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, node
        elif isinstance(node, ast.Assign):
            yield from ((target.id, node) for target in node.targets if isinstance(target, ast.Name))


def _played(check: ast.FunctionDef, defined: dict[str, _Definition]) -> set[str]:
    named = _reached(check, defined)
    everything = [check, *named]
    constants = [node for node in named if isinstance(node, ast.Assign)]
    found = {name for node in everything for name in _names_of_faults(node)} - _WHOLE
    serves = any(argument.arg == "faultserver" for node in everything for argument in _arguments(node))
    if serves and (any(map(_has_empty_list, constants)) or _calls_without_answers(everything)):
        found.add("refused")
    if any(map(_raises, [check, *constants])) or (any(map(_raises, everything)) and _hands_over_a_class(check)):
        found.add("raises")
    if any(keyword.arg == "closed" for node in ast.walk(check) for keyword in getattr(node, "keywords", ())):
        found.add("closed")
    return found


def _reached(start: ast.AST, defined: dict[str, _Definition]) -> list[_Definition]:
    """What a check names of its own file, also through what it names; a fixture is named by an argument."""
    found: dict[str, _Definition] = {}
    waiting: list[ast.AST] = [start]
    while waiting:
        node = waiting.pop()
        names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
        names |= {argument.arg for argument in _arguments(node)}
        for name in names & defined.keys() - found.keys():
            if defined[name] is not start:
                found[name] = defined[name]
                waiting.append(defined[name])
    return list(found.values())


def _arguments(node: ast.AST) -> list[ast.arg]:
    return [part for part in ast.walk(node) if isinstance(part, ast.arg)]


def _names_of_faults(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name) and part.value.id == "faults":
            yield part.attr


def _has_empty_list(node: ast.AST) -> bool:
    return any(isinstance(part, ast.List) and not part.elts for part in ast.walk(node))


def _calls_without_answers(nodes: Sequence[ast.AST]) -> bool:
    calls = (part for node in nodes for part in ast.walk(node) if isinstance(part, ast.Call) and not part.args)
    return any(isinstance(call.func, ast.Name) and call.func.id == "faultserver" for call in calls)


def _raises(node: ast.AST) -> bool:
    return any(isinstance(part, ast.Name) and part.id == "Raises" for part in ast.walk(node))


def _hands_over_a_class(check: ast.FunctionDef) -> bool:
    """Whether a keyword or a parameter of the check is the name of a class, such as `gateway.Declined`."""
    given = [keyword.value for node in ast.walk(check) for keyword in getattr(node, "keywords", ())]
    texts = [
        part.value
        for node in (*given, *check.decorator_list)
        for part in ast.walk(node)
        if isinstance(part, ast.Constant)
    ]
    return any(
        isinstance(text, str) and text.rpartition(".")[2][:1].isupper() and text.rpartition(".")[2].isidentifier()
        for text in texts
    )
