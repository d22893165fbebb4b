"""Pages: every exercise and quiz is where it belongs, and what is shown is current."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from prodready.catalog import Course
from prodready.contract import pages, reading
from prodready.errors import CourseError
from prodready.model import Exercise

One = Callable[[list[CourseError]], CourseError]
Read = Callable[[], Course]
HEAD = '---\ntitle: "T"\ndescription: "D."\nminutes: 1\nobjectives:\n  - Count.\n---\n'
MARKER = "/// exercise | lesson1/words\n///\n"
SHOWN = HEAD + MARKER
QUIZ = "schema: 1\nid: lesson1\ntitle: T\nquestions: []\n"


@pytest.fixture
def page(words: Exercise, course: Read) -> Callable[..., list[CourseError]]:
    """Writes pages, `lesson1` and `lesson2`; every problem of the pages."""

    def write(one: str, two: str = "") -> list[CourseError]:
        for key, text in (("lesson1", one), ("lesson2", two)):
            if text:
                path = course().lesson_page(key)
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding="utf-8")
        return pages.violations(course(), lambda line: None)

    return write


@pytest.fixture
def quiz(words: Exercise, course: Read) -> Path:
    """A quiz of lesson 1; what it asks does not matter here."""
    path = course().quiz_file("lesson1")
    path.parent.mkdir()
    path.write_text(QUIZ, encoding="utf-8")
    return path


def test_sound_page(page: Callable[..., list[CourseError]]) -> None:
    """An exercise on the page of its lesson is where it belongs."""
    assert page(SHOWN) == []


def test_exercise_on_no_page(page: Callable[..., list[CourseError]], one: One) -> None:
    """An exercise that no page shows is told with the marker that is missing."""
    problem = one(page(HEAD))

    assert problem.message == "The exercise `lesson1/words` is on no page."
    assert "/// exercise | lesson1/words" in problem.hint


def test_exercise_twice(page: Callable[..., list[CourseError]], one: One) -> None:
    """The second marker of an exercise is too much."""
    problem = one(page(SHOWN + MARKER))

    assert problem.message == "The exercise `lesson1/words` belongs on the page of `lesson1`, once."
    assert problem.line == 10


def test_exercise_on_two_pages(page: Callable[..., list[CourseError]], one: One) -> None:
    """Of two pages the one of another lesson is wrong."""
    problem = one(page(SHOWN, SHOWN))

    assert problem.message == "The exercise `lesson1/words` belongs on the page of `lesson1`, once."
    assert Path(str(problem.path)).parent.name == "lesson2"


def test_exercise_on_the_wrong_page(page: Callable[..., list[CourseError]]) -> None:
    """On the page of another lesson it is too much, and on its own it is missing."""
    messages = [problem.message for problem in page(HEAD, SHOWN)]

    assert messages == [
        "The exercise `lesson1/words` belongs on the page of `lesson1`, once.",
        "The exercise `lesson1/words` is on no page.",
    ]


def test_unknown_exercise(page: Callable[..., list[CourseError]], one: One) -> None:
    """A marker that names nothing is told with its line and with what there is."""
    problem = one(page(SHOWN + "/// exercise | lesson1/wrods\n///\n"))

    assert problem.message == "There is no exercise `lesson1/wrods`."
    assert problem.line == 10
    assert "lesson1/words" in problem.hint


def about_quizzes(problems: list[CourseError]) -> list[CourseError]:
    """Without what is wrong inside the quiz."""
    return [problem for problem in problems if "quiz `" in problem.message]


def test_quiz_on_no_page(page: Callable[..., list[CourseError]], quiz: Path, one: One) -> None:
    """A quiz that no page shows is named."""
    problem = one(about_quizzes(page(SHOWN)))

    assert (problem.message, problem.path) == ("The quiz `lesson1` is on no page.", quiz)


def test_quiz_on_its_page(page: Callable[..., list[CourseError]], quiz: Path) -> None:
    """A quiz on the page of its lesson is where it belongs."""
    assert about_quizzes(page(SHOWN + "/// quiz | lesson1\n///\n")) == []


def test_quiz_on_the_wrong_page(page: Callable[..., list[CourseError]], quiz: Path, one: One) -> None:
    """A quiz on another page as well is too much there."""
    problem = one(about_quizzes(page(SHOWN + "/// quiz | lesson1\n///\n", HEAD + "/// quiz | lesson1\n///\n")))

    assert problem.message == "The quiz `lesson1` belongs on the page of `lesson1`, once."


def test_unknown_quiz(page: Callable[..., list[CourseError]], one: One) -> None:
    """A marker of a quiz that is not written is told with its line."""
    problem = one(page(SHOWN + "/// quiz | lesson1\n///\n"))

    assert (problem.message, problem.line) == ("There is no quiz `lesson1`.", 10)


def test_unsound_quiz(page: Callable[..., list[CourseError]], quiz: Path) -> None:
    """What is wrong inside a quiz is a problem of the course."""
    problems = page(SHOWN + "/// quiz | lesson1\n///\n")

    assert {problem.path for problem in problems} == {quiz}


def test_page_without_front_matter(page: Callable[..., list[CourseError]]) -> None:
    """A page that cannot be read is a problem, and the other pages are judged all the same."""
    messages = [problem.message for problem in page(SHOWN, "# No head\n")]

    assert messages == ["The page has no front matter."]


def test_stale_capture(words: Exercise, page: Callable[..., list[CourseError]], course: Read, one: One) -> None:
    """Output that a script no longer prints is told with file and line."""
    script = course().lesson_page("lesson1").with_name("incident.py")
    script.write_text("def main():\n    print('up')\n    print('down')\n", encoding="utf-8")
    kept = script.parent / "captured" / "incident.txt"
    kept.parent.mkdir()
    kept.write_text("up\nup\n", encoding="utf-8")
    problem = one(page(SHOWN))

    assert problem.message == "`incident.py` prints something else now."
    assert (problem.path, problem.line) == (kept, 2)


def test_length_of_a_page(page: Callable[..., list[CourseError]], course: Read) -> None:
    """Words, minutes and the longest sentence are printed, code at its own speed, exercises left out."""
    code = "```python\n" + "x = 1\n" * 30 + "```\n"
    page(f"{HEAD}\n{'One two three. ' * 100}\n\n{code}\n/// exercise | lesson1/words\n{'word ' * 500}\n///\n")
    printed: list[str] = []
    pages.violations(course(), printed.append)

    # 300 words at 200 a minute, and 31 lines (the fence's first is one) at 4 seconds.
    assert printed == ["lesson1              page       300 words, 4 minutes, longest sentence 3 words"]


def test_shown_files_count(page: Callable[..., list[CourseError]], course: Read) -> None:
    """A listing on a page is read, too."""
    course().lesson_page("lesson1").with_name("broken.py").write_text("x = 1\n" * 60, encoding="utf-8")
    page(SHOWN + "/// listing | broken.py\n///\n")
    printed: list[str] = []
    pages.violations(course(), printed.append)

    assert "0 words, 4 minutes" in printed[0]


def test_shown_section_counts(page: Callable[..., list[CourseError]], course: Read) -> None:
    """Of a file that is shown in part, that part is read; a section that is missing is not."""
    lines = ["x = 1\n" * 60, "# region short\n", "y = 2\n" * 15, "# endregion\n"]
    course().lesson_page("lesson1").with_name("broken.py").write_text("".join(lines), encoding="utf-8")
    page(SHOWN + "/// listing | broken.py\n    copy: false\n    section: short\n///\n")
    page_again = SHOWN + "/// listing | broken.py\n    section: long\n///\n"
    printed: list[str] = []
    pages.violations(course(), printed.append)
    page(page_again)
    pages.violations(course(), printed.append)

    assert ["0 words, 1 minutes" in printed[0], "0 words, 0 minutes" in printed[1]] == [True, True]


@pytest.mark.parametrize(("count", "found"), [(30, 0), (31, 1)])
def test_long_sentence(page: Callable[..., list[CourseError]], count: int, found: int) -> None:
    """A sentence of more than thirty words is named by its line and its beginning."""
    sentence = " ".join(f"w{n}" for n in range(count))
    problems = page(f"{SHOWN}\nShort.\n{sentence}.\n")

    assert [(p.message, p.line) for p in problems] == [("A sentence has 31 words.", 12)] * found
    assert all("`w0 w1 w2 w3 w4`" in p.hint for p in problems)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Read [the page](https://example.org/a/b) twice.", 4),
        ("A fact [[1]].", 2),
        ("# A heading\n\nOne.", 1),
        ("| a | b |\n|---|---|\n| one two | three |\n\nOne.", 6),
        ("- one two\n    - three\n", 3),
        ('/// run | incident.py\n    what: "five words that do not count"\n///\n\nOne.', 1),
        ("One - two.", 2),
    ],
)
def test_what_counts_as_a_word(text: str, words: int) -> None:
    """Tables and lists are read as well; addresses, notes, headings, options of blocks and dashes are no words."""
    assert reading.measure(HEAD + text).words == words


def test_cells_are_no_sentence() -> None:
    """A row of a table is as many texts as it has cells, also where one holds the sign between them."""
    row = f"| {'word ' * 20}| {'word ' * 20}| a \\| b |\n"

    assert len(reading.measure(HEAD + row).longest) == 20


@pytest.mark.parametrize(("length", "found"), [(1480, 1), (1520, 0), (2680, 0), (2720, 1)])
def test_limits_of_a_page(
    length: int, found: int, page: Callable[..., list[CourseError]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lesson takes 8 to 13 minutes to read, rounded as it is printed; 7.5 and 13.4 are within."""
    monkeypatch.setattr(reading, "SHORTEST", 8)
    minutes = round(length / 200)
    problems = page(SHOWN.replace("minutes: 1", f"minutes: {minutes}") + "One two.\n" * (length // 2))

    assert [problem.message for problem in problems] == [
        f"The page takes {minutes} minutes to read; 8 to 13 are right for a lesson."
    ] * found


@pytest.mark.parametrize(("said", "found"), [(8, 1), (9, 0), (10, 0), (11, 0), (12, 1)])
def test_minutes_of_the_front_matter(said: int, found: int, page: Callable[..., list[CourseError]]) -> None:
    """The minutes that a page promises are at most one off, and the line that says them is named."""
    problems = page(SHOWN.replace("minutes: 1", f"minutes: {said}") + "One two.\n" * 1000)

    assert [(p.message, p.line, p.hint) for p in problems] == [
        (f"The front matter says {said} minutes, and the page takes 10 to read.", 4, "Write `minutes: 10`.")
    ] * found
