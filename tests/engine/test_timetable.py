"""Timetables for teachers: their minutes come from the lessons."""

from __future__ import annotations

from pathlib import Path

import pytest

from prodready.catalog import Course
from prodready.errors import CourseError
from prodready.timetable import QUESTION_S, timetable

QUESTION = """
  - id: {id}
    rev: 1
    type: single
    objective: 1
    level: recall
    prompt: What?
    options:
      - {{text: This, correct: true, why: It is.}}
      - {{text: That, why: It is not., misconception: that}}
      - {{text: Those, why: They are not., misconception: those}}
    explain: This.
    read: lesson3/index.md#alone
"""
PAGE = "---\ntitle: Long title\ndescription: D.\nminutes: 13\nobjectives: [Do.]\n---\n"
EXERCISE = "{title: Fetch it, minutes: 15, level: 1, objective: 1}"
FILES = {
    "course.yml": "parts:\n  - {title: First, kind: Basics, lessons: {3: Errors, 4: Planned}}\n",
    "docs/lesson3/index.md": PAGE + "/// exercise | lesson3/other\n///\n\n/// exercise | lesson3/fetch\n///\n",
    "exercises/lesson3/fetch.py": "",
    "exercises/lesson3/hidden.py": "",
    "tests/exercises/lesson3/fetch/exercise.yml": EXERCISE,
    "tests/exercises/lesson3/hidden/exercise.yml": EXERCISE,
    "quizzes/lesson3.yml": "schema: 1\nid: lesson3\ntitle: Q\nquestions:"
    + QUESTION.format(id="one-thing")
    + QUESTION.format(id="other-thing")
    + QUESTION.format(id="third-thing"),
}


@pytest.fixture
def course(tmp_path: Path) -> Course:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Course.require(tmp_path)


def table(course: Course, *rows: str, start: str = "") -> list[str]:
    """The lines of a table on a page one folder below `docs`, without its head."""
    return timetable(course, rows, start, course.docs_dir / "instructors" / "page.md").splitlines()[2:]


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("read lesson3", "| Read [lesson 3: Errors](../lesson3/index.md) | 13 |"),
        ("do lesson3/fetch", "| Exercise [3.2 Fetch it](../lesson3/index.md#fetch) | 15 |"),
        ("do lesson3/fetch in pairs", "| Exercise [3.2 Fetch it](../lesson3/index.md#fetch), in pairs | 15 |"),
        ("quiz lesson3", "| [Quiz of lesson 3](../lesson3/index.md#quiz), 3 questions | 5 |"),
        ("20 Break", "| Break | 20 |"),
    ],
)
def test_row(course: Course, row: str, line: str) -> None:
    """A row takes its minutes and its name from what it names, or says them itself."""
    assert table(course, row)[0] == line


def test_sum(course: Course) -> None:
    """A table without a clock ends with the sum."""
    assert table(course, "read lesson3", "7 Talk")[-1] == "| **Together** | **20** |"


def test_clock(course: Course) -> None:
    """A table with a clock says when each row starts, and when the last one ends."""
    times = [line.split(" | ")[0] for line in table(course, "read lesson3", "47 Talk", "5 Go", start="09:00")]
    assert times == ["| 09:00", "| 09:13", "| 10:00", "| 10:05"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("read lesson4", "names `lesson4`, which has no page"),
        ("do lesson3/nothing", "no exercise `lesson3/nothing`"),
        ("do lesson3/hidden", "`lesson3/hidden` is on no page"),
        ("quiz lesson4", "no such file"),
        ("Break", "The row `Break` of a schedule is not understood"),
    ],
)
def test_wrong_row(course: Course, row: str, words: str) -> None:
    """A row that means nothing ends the build."""
    with pytest.raises(CourseError, match=words):
        table(course, row)


@pytest.mark.parametrize("start", ["9", "24:00", "noon"])
def test_wrong_start(course: Course, start: str) -> None:
    """So does a start that is no time."""
    with pytest.raises(CourseError, match="A schedule starts at"):
        table(course, "5 Talk", start=start)


def test_nothing_to_do(course: Course) -> None:
    """And a table without rows."""
    with pytest.raises(CourseError, match="no rows"):
        table(course)


def test_the_page_says_what_a_question_counts() -> None:
    """The teaching plans say in words how long a question is."""
    page = Path(__file__).parents[2] / "docs" / "instructors" / "teaching.md"
    assert QUESTION_S == 90
    assert "a minute and a half for each question" in page.read_text(encoding="utf-8")
