"""Grading as the page asks for it, natively: the same door, the same events."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from prodready.browser.grade import place_submission
from prodready.browser.serve import handle
from prodready.catalog import Course
from prodready.errors import CourseError

ROOT = Path(__file__).parents[3]


def exercise_data(key: str) -> dict[str, Any]:
    exercise = Course.require(ROOT).exercise(key)
    return {
        "key": key,
        "name": exercise.filename,
        "module": exercise.name,
        "importable": exercise.importable,
        "limit_s": exercise.time_limit_s,
        "suite": {
            "path": exercise.suite.relative_to(ROOT).as_posix(),
            "source": exercise.suite.read_text(encoding="utf-8"),
        },
        "given": {path.name: path.read_text(encoding="utf-8") for path in exercise.given_paths},
    }


def ask(request: dict[str, Any]) -> list[dict[str, Any]]:
    events: list[str] = []
    handle(json.dumps(request), events.append)
    return [json.loads(event) for event in events]


def solution(key: str) -> dict[str, str]:
    path = Course.require(ROOT).exercise(key).solution
    return {path.name: path.read_text(encoding="utf-8")}


def test_a_solution_is_graded_check_by_check() -> None:
    """One event opens the grading, one says that the file loads, one comes for each check, and the report is last."""
    events = ask({"do": "grade", "exercise": exercise_data("lesson3/budget"), "files": solution("lesson3/budget")})
    checks = events[0]["begin"]["checks"]
    assert [next(iter(event)) for event in events] == ["begin", "loaded", *["check"] * len(checks), "report"]
    assert {check["verdict"] for check in events[-1]["report"]["checks"]} == {"passed"}


def test_only_the_named_checks_are_run() -> None:
    """What a run was stopped in, the next one goes on with."""
    exercise, files = exercise_data("lesson3/budget"), solution("lesson3/budget")
    names = ask({"do": "grade", "exercise": exercise, "files": files})[0]["begin"]["checks"]
    events = ask({"do": "grade", "exercise": exercise, "files": files, "only": names[1:]})
    assert events[0]["begin"]["checks"] == names[1:]
    assert [check["id"] for check in events[-1]["report"]["checks"]] == names[1:]


def test_given_files_come_along() -> None:
    """An exercise that comes with a module is graded with it."""
    key = "lesson4/rotation"
    report = ask({"do": "grade", "exercise": exercise_data(key), "files": solution(key)})[-1]["report"]
    assert {check["verdict"] for check in report["checks"]} <= {"passed", "not run here"}


def test_a_file_that_cannot_be_loaded_says_so_and_nothing_else() -> None:
    """No check is run then."""
    events = ask({"do": "grade", "exercise": exercise_data("lesson3/budget"), "files": {"budget.py": "def ("}})
    assert [next(iter(event)) for event in events] == ["begin", "report"]
    assert "budget.py" in events[-1]["report"]["where"]


def test_an_unknown_request_is_an_error_in_words() -> None:
    """Whatever a page asks, it gets an event and no exception."""
    assert "`dance`" in ask({"do": "dance"})[0]["error"]["message"]


@pytest.mark.parametrize("name", ["../up.py", "/etc/passwd", "", "a/../../b.py"])
def test_a_name_that_leads_out_of_the_folder_is_refused(name: str, tmp_path: Path) -> None:
    """Files of a shared link are somebody else's."""
    with pytest.raises(CourseError):
        place_submission(tmp_path / "yours", "fetch.py", {name: ""})


@pytest.mark.parametrize("names", [["pack/__init__.py", "pack/a.py"], ["__init__.py", "a.py"]])
def test_a_folder_is_put_together_from_its_files(names: list[str], tmp_path: Path) -> None:
    """With the folder's own name before theirs, or without."""
    place = place_submission(tmp_path, "pack", dict.fromkeys(names, ""))
    assert sorted(path.name for path in place.iterdir()) == ["__init__.py", "a.py"]
