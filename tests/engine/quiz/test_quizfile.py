"""Reading quiz files."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

from prodready import quizfile, yamllines
from prodready.catalog import Course
from prodready.errors import CourseError
from prodready.model import Quiz
from prodready.quiztypes import READERS

MakeCourse = Callable[..., Course]
SCHEMA: dict[str, Any] = json.loads(files("prodready").joinpath("schemas/quiz.schema.json").read_text(encoding="utf-8"))


def load(course: Course) -> Quiz:
    return quizfile.load(course.quiz_file("lesson3"))


def line_of(course: Course, text: str) -> int:
    lines = course.quiz_file("lesson3").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def test_reads_every_field_of_the_types_in_use(make_course: MakeCourse) -> None:
    """A sound file becomes a Quiz with its options, facts, lines, reasons and second tier."""
    quiz = load(make_course())
    single, multi, trace, spot = quiz.questions
    assert (quiz.id, quiz.pass_share) == ("lesson3", 0.7)
    assert [option.correct for option in single.options] == [True, False, False]
    assert multi.rev == 2
    assert (trace.expect, trace.ask, trace.hints) == ({"stdout": "bad\n"}, "stdout", ("Look at the middle sign.",))
    assert trace.then
    assert trace.then.id == "what-prints-then"
    assert (spot.lines, spot.why_lines[4]) == ((4,), "No timeout is given.")
    assert spot.why_lines[0] == "This line does not wait for anybody."


@pytest.mark.parametrize(
    ("old", "new", "message", "line"),
    [
        ("    hints:", "    hint:", "The key `hint` is not known in `questions[3]`.", "hint:"),
        ("rev: 2", "rev: two", "`rev` is not a whole number: `two`.", "rev: two"),
        ("rev: 2", "rev: true", "`rev` is not a whole number: `True`.", "rev: true"),
        ("text: SIGKILL", "text: No", "`text` is not text: `False`.", "text: No"),
        ("type: spot", "type: drag", "`type` is `drag`.", "type: drag"),
        ("type: multi", "type: single", "A question of type `single` has 2 right options.", "text: Key"),
        ("SystemExit, correct: true", "SystemExit", "A question of type `multi` has 1 right options.", "text: Key"),
        ('stdout: "bad\\n"}', 'stdout: "b", exit: 0}', "It is not clear which fact the learner types.", "expect:"),
        ('stdout: "bad\\n"}', 'stout: "bad"}', "The key `stout` is not known in `questions[3].expect`.", "expect:"),
        ("line: 4, correct: true", "line: 4", "A question of type `spot` has no right line.", "line: 4"),
        ("rev: 2", "rev: 2\n    rev: 3", "The key `rev` is given twice.", "rev: 3"),
        ("title: Errors", "title: [Errors", "The file is not YAML", "settings"),
        ("schema: 1", "schema: 2", "The schema `2` is not known.", "schema: 2"),
    ],
)
def test_names_the_fault_and_its_line(make_course: MakeCourse, old: str, new: str, message: str, line: str) -> None:
    """A fault of form is refused with a fact, the file and the line."""
    course = make_course((old, new))
    document_error = None
    try:
        _, found = quizfile.examine(yamllines.read(course.quiz_file("lesson3")))
    except CourseError as error:
        document_error, found = error, [error]
    hits = [error for error in found if error.message.startswith(message)]
    assert hits, [str(error) for error in found] or document_error
    where = line_of(course, line)
    assert hits[0].line in (where, where - 1)  # a list's complaint stands on its key, one line above
    assert hits[0].path == course.quiz_file("lesson3")
    assert hits[0].hint


def test_tells_all_faults_at_once(make_course: MakeCourse) -> None:
    """Two faults give two complaints; load raises the first of them."""
    course = make_course(("rev: 2", "rev: two"), ("    hints:", "    hint:"))
    _, found = quizfile.examine(yamllines.read(course.quiz_file("lesson3")))
    assert len(found) == 2
    with pytest.raises(CourseError, match="rev"):
        load(course)


def test_missing_file_is_a_course_error(make_course: MakeCourse) -> None:
    """A quiz that is not there is named by its path."""
    with pytest.raises(CourseError, match="lesson4"):
        quizfile.load(make_course().quiz_file("lesson4"))


def test_params_fill_in_their_first_value(make_course: MakeCourse) -> None:
    """A question with params reads like one without: the first value of each stands in all texts."""
    course = make_course(
        ("Which line waits without a limit?\n", "Which line waits {{n}} s?\n    params: {n: [5, 6]}\n")
    )
    assert load(course).questions[3].prompt == "Which line waits 5 s?"


def test_code_may_come_from_a_file_of_the_course(make_course: MakeCourse) -> None:
    """`file:` reads the code from a path below the course's root."""
    code = "source: |\n        import requests\n\n        def get(url):\n            return requests.get(url)\n"
    course = make_course((code, "file: docs/lesson3/broken.py\n"))
    (course.docs_dir / "lesson3" / "broken.py").write_text("one\ntwo\nthree\nfour\n")
    assert load(course).questions[3].code.splitlines()[3] == "four"


def test_reader_and_schema_know_the_same_types() -> None:
    """The JSON Schema and the reader name the same eight types."""
    assert set(SCHEMA["$defs"]["question"]["properties"]["type"]["enum"]) == set(READERS)


@pytest.mark.parametrize("kind", sorted(READERS))
def test_reader_and_schema_know_the_same_fields(make_course: MakeCourse, kind: str) -> None:
    """For each type, the reader knows exactly the fields that the JSON Schema allows."""
    course = make_course(("type: spot", f"type: {kind}\n    wrong-key: 1"))
    _, found = quizfile.examine(yamllines.read(course.quiz_file("lesson3")))
    hint = next(error.hint for error in found if "`wrong-key` is not known" in error.message)
    known = set(hint.removeprefix("Known here: ").rstrip(".").split(", "))
    allowed = set(SCHEMA["$defs"]["question"]["properties"]) | set(SCHEMA["$defs"][kind]["properties"])
    assert known == allowed
