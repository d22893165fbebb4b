"""Which checks `pytest` runs in a learner's clone, and under which names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.engine.conftest import Clone

pytest_plugins = "pytester"

STARTERS = {"lesson1/sample": "0/1", "lesson1/words": "1/2"}
ALL = {**STARTERS, "lesson2/hooks": "0/1", "lesson2/pipeline": "0/2", "lesson2/words": "0/1"}
SOLVED = {"lesson1/sample": "1/1", "lesson1/words": "2/2"}

PARAMETRISED = '''
import pytest

@pytest.mark.parametrize("number", [1, 2])
def test_next(learner, number):
    """The next number follows.

    A number is missing.

    Which?
    """
    assert learner.call("next_number", number).value == number + 1
'''


def of_solutions(grades: dict[str, str]) -> dict[str, str]:
    return {f"solutions/{key}": grade for key, grade in grades.items()}


def test_lesson(clone: Clone) -> None:
    """`pytest exercises/lesson1` grades every exercise of the lesson."""
    run = clone.run("exercises/lesson1")

    assert run.grades == STARTERS
    assert run.status == 1


def test_whole_course(clone: Clone) -> None:
    """`pytest exercises` grades every exercise of the course."""
    assert clone.run("exercises").grades == ALL


def test_one_file(clone: Clone) -> None:
    """A file on the command line grades its exercise, and runs nothing of the file itself."""
    run = clone.run("exercises/lesson1/test_sample.py")

    assert run.grades == {"lesson1/sample": "0/1"}


def test_solved(clone: Clone) -> None:
    """An exercise whose checks all hold ends with exit status 0."""
    clone.solve("lesson1/words.py")
    run = clone.run("exercises/lesson1/words.py")

    assert (run.grades, run.status) == ({"lesson1/words": "2/2"}, 0)


def test_node_id(clone: Clone) -> None:
    """A single check runs by its node id."""
    run = clone.run("exercises/lesson1/words.py::test_two_words")

    assert run.grades == {"lesson1/words": "1/1"}


def test_node_id_with_parameters(clone: Clone) -> None:
    """A single case of a parametrised check runs by its node id."""
    clone.add("lesson1/follow", PARAMETRISED, "def next_number(number): return 2")
    run = clone.run("exercises/lesson1/follow.py::test_next[1]")

    assert (run.grades, run.status) == ({"lesson1/follow": "1/1"}, 0)


def test_solutions(clone: Clone) -> None:
    """`pytest solutions/lesson1` grades the reference solutions, which is nobody's progress."""
    run = clone.run("solutions/lesson1")

    assert (run.grades, run.status) == (of_solutions(SOLVED), 0)
    assert not (clone.root / "progress.json").exists()


@pytest.mark.parametrize(
    "order", [("exercises/lesson1", "solutions/lesson1"), ("solutions/lesson1", "exercises/lesson1")]
)
def test_both_trees(clone: Clone, order: tuple[str, str]) -> None:
    """Both trees in one run, in either order: each file gets its own grade."""
    assert clone.run(*order).grades == STARTERS | of_solutions(SOLVED)


def test_suites_grade_the_solution(clone: Clone) -> None:
    """A suite on the command line judges the reference solution."""
    run = clone.run("tests/exercises/lesson1/words")

    assert (run.grades, run.status) == ({"solutions/lesson1/words": "2/2"}, 0)


def test_keyword(clone: Clone) -> None:
    """`-k` chooses checks by a part of their name."""
    run = clone.run("exercises", "-k", "gaps")

    assert run.grades == {"lesson1/words": "0/1"}


def test_stop_at_first(clone: Clone) -> None:
    """`-x` ends the run at the first check that fails, and the summary says what was not reached."""
    run = clone.run("exercises/lesson1/words.py", "exercises/lesson2", "-x")

    assert "1 failed, 1 passed" in run.out
    assert "lesson2/words  Find the longest word: 0 of 0 checks hold, 1 not reached" in run.out


def test_last_failed(clone: Clone) -> None:
    """`--lf` runs the checks that failed in the run before, and no others."""
    clone.run("exercises/lesson1/words.py")
    run = clone.run("exercises/lesson1/words.py", "--lf")

    assert run.grades == {"lesson1/words": "0/1"}
    assert "1 failed, 1 deselected" in run.out


def test_two_workers(clone: Clone) -> None:
    """`-n 2` gives the same grades as one process."""
    run = clone.run("exercises/lesson1", "-n", "2")

    assert (run.grades, run.status) == (STARTERS, 1)


def test_node_ids(clone: Clone) -> None:
    """`--collect-only -q` lists every check under the learner's own path, for editors."""
    listed = clone.run("exercises/lesson2", "--collect-only", "-q").out.splitlines()

    assert listed[:4] == [
        "exercises/lesson2/conftest.py::test_setting",
        "exercises/lesson2/pipeline/__init__.py::test_all_numbers",
        "exercises/lesson2/pipeline/__init__.py::test_other_errors_pass",
        "exercises/lesson2/words.py::test_longest",
    ]


@pytest.mark.parametrize(
    ("here", "argument"),
    [
        ("exercises", "lesson1"),
        ("exercises/lesson1", "."),
        ("tests", "../exercises/lesson1"),
        ("solutions/lesson2", "../../exercises/lesson1"),
    ],
)
def test_working_directory(clone: Clone, here: str, argument: str) -> None:
    """The working directory may be any folder of the clone."""
    assert clone.run(argument, here=here).grades == STARTERS


def test_from_outside(clone: Clone) -> None:
    """The working directory may lie outside the clone."""
    run = clone.run(str(clone.root / "exercises" / "lesson1" / "words.py"), here="..")

    assert run.grades == {"lesson1/words": "1/2"}


@pytest.mark.parametrize("named", ["", "/__init__.py", "/steps.py", "/steps.py::test_all_numbers"])
def test_folder_exercise(clone: Clone, named: str) -> None:
    """A folder exercise is graded by its folder, by any file in it, and by a check of that file."""
    run = clone.run(f"exercises/lesson2/pipeline{named}")

    assert run.grades == {"lesson2/pipeline": "0/1" if "::" in named else "0/2"}


PROJECT_SUITE = '''
def test_size(project):
    """The box has a size.

    It fits nowhere.
    """
    assert project.text("box.toml") == "size = 3"


def test_imports(project):
    """The tool imports nothing.

    It is not there.
    """
    assert project.imports() == {}
'''


@pytest.mark.parametrize("named", ["", "/box.toml", "/tool.py", "/box.toml::test_size"])
def test_project_exercise(clone: Clone, named: str) -> None:
    """A folder that is no package is graded like one: by its folder and by any file in it. Nothing in it is imported."""
    clone.write("tests/exercises/lesson1/box/exercise.yml", "{title: A box, minutes: 1, level: 1, objective: 1}")
    clone.write("tests/exercises/lesson1/box/test_box.py", PROJECT_SUITE)
    clone.write("exercises/lesson1/box/box.toml", "size = 3")
    clone.write("exercises/lesson1/box/tool.py", "import lid")
    run = clone.run(f"exercises/lesson1/box{named}")

    assert run.grades == {"lesson1/box": "1/1" if "::" in named else "1/2"}
    assert "observed   {'lid': 'tool.py, line 1'}" in run.text or "::" in named


def test_same_module_name(clone: Clone) -> None:
    """Two lessons may have a file of the same name; neither is taken for the other."""
    clone.solve("lesson2/words.py")
    run = clone.run("exercises/lesson1/words.py", "exercises/lesson2/words.py")

    assert run.grades == {"lesson1/words": "1/2", "lesson2/words": "1/1"}


@pytest.mark.parametrize("name", ["test_sample.py", "conftest.py"])
def test_starters_are_not_imported(clone: Clone, name: str) -> None:
    """A starter is not imported by collection, whatever its name means to pytest."""
    lesson = {"test_sample.py": "lesson1", "conftest.py": "lesson2"}[name]
    clone.write(f"exercises/{lesson}/{name}", "open('imported.txt', 'w')")
    run = clone.run(f"exercises/{lesson}", "--collect-only", "-q")

    assert run.status == 0
    assert list(clone.root.rglob("imported.txt")) == []


def test_bare_pytest(clone: Clone) -> None:
    """`pytest` without arguments tests the project: it collects no starter and no suite."""
    clone.write("tests/engine/test_project.py", "def test_project(): pass")
    run = clone.run("-q", "-p", "no:cacheprovider")

    assert "1 passed" in run.out
    assert run.grades == {}


def test_workspace(clone: Clone, tmp_path: Path) -> None:
    """In a folder made by `prodready start`, the files of that folder are graded."""
    (tmp_path / "exercises" / "lesson1").mkdir(parents=True)
    marker = {"schema": 1, "course": str(clone.root), "shipped": {}}
    (tmp_path / "prodready-workspace.json").write_text(json.dumps(marker), encoding="utf-8")
    solution = (clone.root / "solutions" / "lesson1" / "words.py").read_text(encoding="utf-8")
    (tmp_path / "exercises" / "lesson1" / "words.py").write_text(solution, encoding="utf-8")
    run = clone.run("exercises/lesson1/words.py", here=str(tmp_path))

    assert (run.grades, run.status) == ({"lesson1/words": "2/2"}, 0)


def test_other_files_are_left_alone(clone: Clone) -> None:
    """A learner's own test file beside the starters is not collected: nothing there is a test by itself."""
    clone.write("exercises/lesson1/test_mine.py", "def test_mine(): assert False")

    assert clone.run("exercises/lesson1").grades == STARTERS


@pytest.mark.parametrize(
    "options", [["-q"], ["-v"], ["--tb=short"], ["-p", "no:cacheprovider"], ["-s"], ["-p", "no:terminal"]]
)
def test_options_change_no_grade(clone: Clone, options: list[str]) -> None:
    """Options that change pytest's output change no verdict."""
    run = clone.run("exercises/lesson1/words.py", *options)

    assert run.status == 1
    assert run.grades in ({"lesson1/words": "1/2"}, {})


def test_checks_that_are_gone(clone: Clone) -> None:
    """A check that an update of the course has removed, and that did not hold, is not missed for ever."""
    clone.solve("lesson1/words.py")
    clone.run("exercises/lesson1/words.py")
    kept = clone.root / "progress.json"
    progress = json.loads(kept.read_text(encoding="utf-8"))
    entry = progress["exercises"]["lesson1/words"]
    entry["state"], entry["last"][f"{next(iter(entry['last']))}[gone]"] = "started", "failed"
    kept.write_text(json.dumps(progress), encoding="utf-8")
    clone.run("exercises/lesson1/words.py")

    assert json.loads(kept.read_text(encoding="utf-8"))["exercises"]["lesson1/words"]["state"] == "passed"
