"""From the `exercise.yml` beside a hidden suite to an `Exercise`."""

from __future__ import annotations

from pathlib import Path

from prodready.errors import CourseError
from prodready.model import Exercise, Survivor
from prodready.yamlfields import Fields
from prodready.yamllines import read

TIME_LIMIT_S = 10.0


def load(path: Path, starters: Path, solutions: Path) -> Exercise:
    """The exercise that `path` describes. Keys that are not known are the schema's business, not the learner's.

    Args:
        path: `…/lesson3/fetch/exercise.yml`; its folders are the key.
        starters: The tree of the starters.
        solutions: The tree of the solutions.

    Raises:
        CourseError: With file and line, for the first problem of its form.
    """
    document = read(path)
    problems: list[CourseError] = []
    fields = Fields.of(document, (), document.data, problems)
    lesson, name = path.parent.parent.name, path.parent.name
    starter = _starter(starters / lesson, name, fields.text("file", ""))
    reason = "" if not fields.has("browser") or fields.data["browser"] is True else fields.text("browser")
    exercise = Exercise(
        key=f"{lesson}/{name}",
        title=fields.text("title"),
        minutes=fields.whole("minutes"),
        level=fields.whole("level"),
        objective=fields.whole("objective"),
        packages=fields.texts("packages"),
        given=fields.texts("given"),
        time_limit_s=fields.number("time_limit_s", TIME_LIMIT_S),
        browser=not reason,
        browser_reason=reason,
        survivors=tuple(_survivor(entry) for entry in fields.many("survivors", required=False)),
        starter=starter,
        solution=solutions / lesson / starter.name,
        suite=path.parent / f"test_{name}.py",
        importable=_is_importable(starter),
    )
    if problems:
        raise problems[0]
    return exercise


def _survivor(fields: Fields) -> Survivor:
    kind = fields.choice("kind", ("equivalent", "text", "speed"))
    return Survivor(fields.text("mutant"), kind, fields.text("reason"))  # type: ignore[arg-type]


def _is_importable(starter: Path) -> bool:
    """Whether it is Python that can be imported. A folder without `__init__.py` is a project: files to be read."""
    return (starter / "__init__.py").is_file() if starter.is_dir() else starter.suffix == ".py"


def _starter(folder: Path, name: str, declared: str) -> Path:
    """The starter called `name`: as declared in `exercise.yml`, else a folder, else a Python file."""
    if declared:
        return folder / declared
    return folder / name if (folder / name).is_dir() else folder / f"{name}.py"
