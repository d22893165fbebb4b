"""Grades a learner's files in the page: the very same suite, session and report as `prodready check --runtime node`."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from prodready.browser.files import write_files
from prodready.grading.worker import run_job

Data = dict[str, Any]

LABEL = "yours"
"""How reports call what the learner has written."""


def run(request: Data, emit: Callable[[Data], None]) -> None:
    """Grade once.

    Args:
        request: `exercise` (see `ExerciseData` in the page's types), `files` (name -> text), `seed` of the suite's random
            values, and `only`, the names of checks if not all are to run.
        emit: Gets `begin`, `loaded`, a `check` for each check, `report`; or `broken`.
    """
    exercise = request["exercise"]
    with tempfile.TemporaryDirectory(prefix="grade-") as name:
        folder = Path(name)
        write_files(folder / "given", {Path(given).name: text for given, text in exercise["given"].items()})
        suite = Path(exercise["suite"]["path"])
        write_files(folder / "suites", {str(suite): exercise["suite"]["source"]})
        submission = place_submission(folder / "yours", exercise["name"], request["files"])
        seen: Data = {"label": LABEL, "path": str(submission), "only": request.get("only")}
        one = {
            "key": exercise["key"],
            "suite": str(folder / "suites" / suite),
            "module": exercise["module"],
            "name": exercise["name"],
            "importable": exercise["importable"],
            "limit_s": exercise["limit_s"],
            "given": {Path(given).stem: str(folder / "given" / Path(given).name) for given in exercise["given"]},
            "submissions": [seen],
        }
        job = {
            "runtime": "node",
            "seed": request.get("seed", "0"),
            "suites": str(folder / "suites"),
            "exercises": [one],
        }
        run_job(job, emit)


REHEARSAL: Data = {
    "key": "rehearsal",
    "name": "rehearsal.py",
    "module": "rehearsal",
    "importable": True,
    "limit_s": 5.0,
    "given": {},
    "suite": {
        "path": "a/b/test_rehearsal.py",
        "source": 'def test_a(learner, fake, values):\n    """A title."""\n    assert learner.call("f", 1).value == 2\n',
    },
}


def rehearse() -> None:
    """Grade something small, so that everything is imported before somebody waits for it."""
    run({"exercise": REHEARSAL, "files": {"rehearsal.py": "def f(x):\n    return x + x\n"}}, lambda event: None)


def place_submission(folder: Path, name: str, files: Mapping[str, str]) -> Path:
    """Write the learner's files.

    Args:
        folder: Where they go.
        name: What the exercise's file, or its folder, is called.
        files: By name; those of a folder with or without the folder's own name before them.

    Returns:
        The file or the folder.
    """
    beside = name in files or all(file.startswith(f"{name}/") for file in files)
    write_files(folder if beside else folder / name, files)
    return folder / name
