"""Rules for quizzes: a sound one is let through, and each broken one is named at its line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from prodready import quizlint
from prodready.catalog import Course
from prodready.errors import CourseError

MakeCourse = Callable[..., Course]

BROKEN = {
    "schema": (("rev: 2", "rev: 2\n    points: 9"), "The schema does not allow this: 9", "points: 9"),
    "short why": (("Speed does not matter here.", "No."), "The schema does not allow this: 'No.'", '"No."'),
    "id of the file": (
        ("id: lesson3\n", "id: lesson4\n"),
        "The id `lesson4` is not the name of the file.",
        "id: lesson4",
    ),
    "unique id": (("id: all-caught", "id: who-catches"), "The name `who-catches` is taken.", "- id: who-catches"),
    "same reasons": (
        ("It catches the end of the program.", "It catches what the user types!"),
        "`all-caught`: Two reasons of this question are the same.",
        "SystemExit",
    ),
    "reason is the explanation": (
        ("A call without a timeout waits for ever.", "No timeout is given."),
        "`which-line`: Two reasons of this question are the same.",
        "    lines:",
    ),
    "all of the above": (
        ("text: SIGKILL", "text: All of the above"),
        "`all-caught`: The option `All of the above` speaks about other options.",
        "All of the above",
    ),
    "shouted negative": (
        ("Which line waits without", "Choose the line that does NOT wait"),
        "`which-line`: The prompt has a negative that is easy to miss: `NOT`.",
        "prompt: Choose",
    ),
    "quiet negative": (
        ("What does a bare", "Which of these is not caught by"),
        "`all-caught`: The prompt has a negative that is easy to miss: `not`.",
        "prompt: Which of these is not",
    ),
    "same options": (
        ("text: SystemExit", 'text: "KeyboardInterrupt "'),
        "`all-caught`: The option `KeyboardInterrupt` is there twice.",
        '"KeyboardInterrupt "',
    ),
    "all options right": (
        ("SIGKILL, why", "SIGKILL, correct: true, why"),
        "`all-caught`: Every option is right.",
        "    options:",
    ),
    "untagged option": (
        (", misconception: timing", ""),
        "`what-prints`: A wrong option has no misconception.",
        "print is slow",
    ),
    "tagged right option": (
        ('reads digits only."', 'reads digits only.", misconception: digits'),
        "`what-prints`: A right option has a misconception.",
        "O is a letter",
    ),
    "untagged answer": (
        (", misconception: looks-like-zero", ""),
        "`what-prints`: A wrong answer has no misconception.",
        'value: "100"',
    ),
    "wrong answer is right": (
        ('value: "100"', 'value: "bad "'),
        "`what-prints`: The wrong answer `bad ` is right.",
        'value: "bad "',
    ),
    "wrong answer twice": (
        ('value: "100"', 'value: "ValueError"'),
        "`what-prints`: The wrong answer `ValueError` is there twice.",
        "The error is caught",
    ),
    "line without a reason": (
        ('    others: "This line does not wait for anybody."\n', ""),
        "`which-line`: Nothing is said about line 1, 3.",
        "    lines:",
    ),
    "reason without a line": (
        ("line: 4, correct", "line: 2, correct"),
        "`which-line`: Line 2 of the code is empty",
        "    lines:",
    ),
    "wide code": (('print("bad")', f"print({'9' * 80})"), "`what-prints`: Line 4 of the code has", "    code:"),
    "unreadable version": (
        ("rev: 2", 'rev: 2\n    python: "since 3.12"'),
        "`all-caught`: `since 3.12` is not a version specifier.",
        "since 3.12",
    ),
    "trace of another language": (
        ("    code:\n      source: |\n        try:", "    code:\n      lang: bash\n      source: |\n        try:"),
        "`what-prints`: A trace cannot be proven in `bash`.",
        "    code:",
    ),
    "no analysis": (("level: analyse", "level: apply"), "No question has level `analyse`.", "questions:"),
    "unknown page": (
        ("read: lesson3/index.md#why-hidden", "read: lesson9/index.md#why-hidden"),
        "There is no page `docs/lesson9/index.md`.",
        "read: lesson9",
    ),
    "unknown anchor": (
        ("read: lesson3/index.md#why-hidden", "read: lesson3/index.md#why-hide"),
        "The page `docs/lesson3/index.md` has no heading `why-hide`.",
        "read: lesson3/index.md#why-hide",
    ),
    "unknown objective": (("objective: 2", "objective: 3"), "The page has 2 objectives, not 3.", "objective: 3"),
    "unserved objective": (
        ("objective: 2", "objective: 1"),
        "No question serves objective 2 of the page.",
        "questions:",
    ),
}


def lines_with(course: Course, text: str) -> list[int]:
    lines = course.quiz_file("lesson3").read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, start=1) if text in line]


def test_a_sound_quiz_has_no_problem(make_course: MakeCourse) -> None:
    """The quiz that all other tests break is let through."""
    assert [str(error) for error in quizlint.lint(make_course())] == []


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_named_at_its_line(make_course: MakeCourse, name: str) -> None:
    """Each rule names its fact, the file, the line and a remedy."""
    change, message, line = BROKEN[name]
    course = make_course(change)
    hits = [error for error in quizlint.lint(course) if error.message.startswith(message)]
    assert hits, [str(error) for error in quizlint.lint(course)]
    assert hits[0].path == course.quiz_file("lesson3")
    assert hits[0].line in lines_with(course, line)
    assert hits[0].hint


def test_too_few_wrong_answers_are_refused(make_course: MakeCourse) -> None:
    """A trace question lists at least two wrong answers."""
    gone = '      - {value: "100", why: "The middle sign is a letter.", misconception: looks-like-zero}\n'
    problems = quizlint.lint(make_course((gone, "")))
    assert [error.message for error in problems] == ["`what-prints`: There are fewer than two wrong answers."]


def test_too_few_types_are_refused(make_course: MakeCourse) -> None:
    """A quiz of two types only is refused."""
    course = make_course()
    path = course.quiz_file("lesson3")
    head, first, second, *_ = path.read_text().split("  - id: ")
    path.write_text(
        f"{head}  - id: {first}  - id: {second}  - id: {second.replace('all-caught', 'again')}".replace(
            "rev: 2", "rev: 3"
        )
    )
    assert "The quiz has 2 types of questions." in [error.message for error in quizlint.lint(course)]


def test_the_longest_option_must_not_always_be_right(make_course: MakeCourse) -> None:
    """When the right option is the longest too often, the questions are named."""
    course = make_course(
        ("`UnicodeDecodeError`", "`UnicodeDecodeError`, on every system"),
        ("O is a letter", "O is a letter and no digit"),
    )
    (problem,) = quizlint.lint(course)
    assert problem.message == "The right option is the longest in 2 of 2 questions: `who-catches`, `what-prints-then`."


def test_names_are_unique_in_the_whole_course(make_course: MakeCourse) -> None:
    """A name used in an earlier lesson is refused, also when only the later lesson is asked for."""
    course = make_course()
    later = course.quiz_file("lesson4")
    later.write_text(course.quiz_file("lesson3").read_text().replace("id: lesson3", "id: lesson4"))
    messages = [error.message for error in quizlint.lint(course, ("lesson4",))]
    assert "The name `who-catches` is taken." in messages


def test_a_quiz_without_a_page_is_refused(make_course: MakeCourse) -> None:
    """A quiz file needs the page of its lesson."""
    course = make_course()
    course.quiz_file("lesson3").rename(course.quiz_file("lesson4"))
    assert "The quiz has no page `docs/lesson4/index.md`." in [error.message for error in quizlint.lint(course)]


def test_unknown_lesson_is_a_course_error(make_course: MakeCourse) -> None:
    """Asking for a lesson without a quiz names those that have one."""
    with pytest.raises(CourseError, match="lesson9"):
        quizlint.lint(make_course(), ("lesson9",))
