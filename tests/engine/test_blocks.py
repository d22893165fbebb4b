"""The blocks of pages: Markdown in, HTML out, with a bare Markdown instance and a course of a few small files."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown import Markdown

from prodready.errors import CourseError
from prodready.markdown_blocks import BlocksExtension

BROKEN = "import requests\n\ndef ask(url):\n    try:\n        return requests.get(url)\n    except:\n        pass\n"
SUITE = '''
import pytest

def test_good(learner):
    """A good answer of `ask` is returned.

    The shop is empty.
    """

@pytest.mark.needs("process")
def test_dead(learner):
    """A dead gateway is an error."""
'''
PLAN = "parts:\n  - {title: First, kind: Basics, lessons: {1: Alone, 3: Errors}}\n"
FRONT = "---\ntitle: Errors\ndescription: What to do.\nminutes: 10\nobjectives: [Fail loudly.]\n---\n"
FILES = {
    "course.yml": PLAN,
    "docs/lesson3/index.md": FRONT,
    "docs/lesson3/broken.py": BROKEN,
    "docs/lesson3/regions.py": "import time\n# region wait\n\nasync def wait():\n    pass\n\n# endregion\nlast = 1\n",
    "docs/lesson3/incident.py": "def main(): ...\n",
    "docs/lesson3/captured/incident.txt": "the gateway is <down> -> costs 0\nnothing else\n",
    "docs/lesson3/silent.py": "def main(): ...\n",
    "docs/lesson3/captured/incident_night.txt": "$ python broken.py\nBilled 0\n",
    "docs/lesson3/captured/incident_day.txt": "$ python broken.py\nBilled 5\n",
    "docs/lesson3/incident_night.py": "def main(): ...\n",
    "docs/lesson3/incident_day.py": "def main(): ...\n",
    "exercises/lesson3/fetch.py": '"""Write it.\n\nAs the page says.\n"""\n\nx = "&lt;_a_"\n',
    "exercises/lesson3/gateway.py": "class Down(Exception): ...\n",
    "tests/exercises/lesson3/fetch/exercise.yml": "{title: Fetch it, minutes: 15, level: 1, objective: 1, given: [gateway.py]}",
    "tests/exercises/lesson3/fetch/test_fetch.py": SUITE,
}
Convert = Callable[[str], str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "docs" / "lesson3"


@pytest.fixture
def convert(folder: Path) -> Convert:
    return Markdown(extensions=["attr_list", "fenced_code", BlocksExtension(folder=str(folder))]).convert


def plain(html: str) -> str:
    """The words of the page, each space as one."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_listing(convert: Convert) -> None:
    """A listing shows every line, and a mark at the end of its line."""
    html = convert("/// listing | broken.py\n    marks: {6: 1}\n///\n")
    assert html.count('class="ln') == 7
    assert '<span class="src"><span class="k">except</span>:</span><span class="mark" data-n="1"></span>' in html
    assert "data-copy" in html


def test_listing_of_a_section(convert: Convert) -> None:
    """A section is cut out, without its comments and empty ends, and keeps the numbers of the file."""
    html = convert("/// listing | regions.py\n    section: wait\n    copy: false\n///\n")
    assert plain(html) == "async def wait(): pass"
    assert 'style="counter-set:n 3"' in html
    assert "data-copy" not in html


def test_mark_in_the_text(convert: Convert) -> None:
    """`[[1]]` is the sign of a mark, which search passes by, and is left alone in code."""
    html = convert("/// listing | broken.py\n    marks: {6: 1}\n///\n\nIt hides [[1]] what `[[1]]` says.\n")
    assert '<span class="mark" data-search-exclude=""><b class="vh">mark </b>1</span>' in html
    assert "<code>[[1]]</code>" in html


def test_run(convert: Convert) -> None:
    """A run shows what was captured, safely, with the result apart, and how to repeat it."""
    html = convert('/// run | incident.py\n    what: "`broken.py` at night"\n///\n')
    assert 'the gateway is &lt;down&gt; <span class="to">-> </span><mark>costs 0</mark>' in html
    assert "<code>broken.py</code> at night" in html
    assert "prodready 3am lesson3" in html
    assert 'class="run night"' in html


@pytest.mark.parametrize(
    ("options", "words"), [('clock: "02:59"', 'class="run run--paper"'), ("day: true", "run--day")]
)
def test_run_of_another_hour(convert: Convert, options: str, words: str) -> None:
    """Before 03:00 a run stands on paper; the version that holds is marked."""
    assert words in convert(f"/// run | incident.py\n    {options}\n///\n")


RUN = "/// run | incident.py\n{options}///\n"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("", '<button class="btn" type="button" data-night="lesson3/incident.py">Run it at 3 a.m.</button>'),
        ('    clock: "02:59"\n', 'data-night="lesson3/incident.py">Run it here</button>'),
        ("    needs: process\n", "It needs a process of its own, so it runs on your machine only."),
    ],
)
def test_run_in_the_page(folder: Path, convert: Convert, options: str, words: str) -> None:
    """A run has a button, unless it needs more than a browser has, which it says."""
    text = RUN.format(options=options)
    (folder / "index.md").write_text(text, encoding="utf-8")
    html = convert(text)

    assert words in html
    assert ("data-night" in html) == ("needs" not in options)


def test_snippet_opens_in_the_playground(folder: Path, convert: Convert) -> None:
    """A listing that a browser can run says under which name; another one does not."""
    text = "/// listing | broken.py\n///\n"
    (folder / "index.md").write_text(text, encoding="utf-8")

    assert ' data-open="lesson3/broken.py"' in convert(text)
    (folder / "incident.py").write_text("import broken\n", encoding="utf-8")
    (folder / "index.md").write_text(text + RUN.format(options="    needs: process\n"), encoding="utf-8")
    assert "data-open" not in convert(text)


def test_playground(folder: Path, convert: Convert) -> None:
    """The playground has each file of its folder, escaped, and every fault by its words and its code."""
    (folder / "play").mkdir()
    (folder / "play" / "main.py").write_text("</textarea><b>\n", encoding="utf-8")
    html = convert("/// playground | play\n///\n")

    assert "&lt;/textarea&gt;&lt;b&gt;\n</textarea>" in html
    assert '<input type="checkbox" name="fault" value="hang" data-words="No answer, ever" checked>' in html
    assert "<code>faults.hang()</code>" in html


def test_incident(convert: Convert) -> None:
    """An incident has a time, a sender, a message, and facts with their values."""
    html = convert(
        "/// incident | 03:12 Pager, orders\n\nRevenue is *zero*.\n\n- CPU: idle\n- Inside `get`: 20 of 20\n///\n"
    )
    assert '<b class="clk clk--late">03:12</b> Pager, orders' in html
    assert '<p class="page__msg">Revenue is <em>zero</em>.</p>' in html
    assert re.search(r"<dt>Inside <code>get</code></dt>\s*<dd>20 of 20</dd>", html)
    assert html.rstrip().endswith("</aside>")


CONTRAST = """\
//// contrast

/// breaks | broken.py
    title: The usual answer
    marks: {5: 1}

1. No *limit*.
///

/// holds | regions.py
    title: The better one
    marks: {4: 1, 5: 1}

1. It waits.
///

////
"""


def test_contrast(convert: Convert) -> None:
    """Two versions stand side by side, and each note starts with the lines of its mark."""
    html = convert(CONTRAST)
    assert '<figure class="side side--breaks">' in html
    assert "<strong>Line 5.</strong> No <em>limit</em>." in html
    assert "<strong>Lines 4 and 5.</strong> It waits." in html
    assert html.count("</figure>") == 2


def test_before(convert: Convert) -> None:
    """The box for visitors has its heading, and Markdown inside."""
    assert plain(convert("/// before\n\nYou know `try`.\n///\n")) == "Before this lesson You know try ."


def test_exercise(convert: Convert) -> None:
    """An exercise shows statement, file, command, and its checks in the order of the suite."""
    words = plain(convert("/// exercise | lesson3/fetch\n\nWrite *it*.\n///\n"))
    assert words.startswith("3.1 Fetch it # 15 min lesson3/fetch Write it .")
    assert "pytest exercises/lesson3/fetch.py" in words
    assert words.index("A good answer of ask is returned") < words.index("A dead gateway is an error")
    assert "Comes with it: gateway.py class Down(Exception): ..." in words


def test_exercise_says_where_checks_run(convert: Convert) -> None:
    """A check that needs the machine says so, and the others are counted."""
    words = plain(convert("/// exercise | lesson3/fetch\n\nWrite it.\n///\n"))
    assert "A dead gateway is an error only on your machine needs a process of its own" in words
    assert "1 of the 2 run in this page" in words


def test_exercise_shows_the_starter_as_it_is(convert: Convert) -> None:
    """The starter's code reaches the page unchanged, without the statement that the page has above."""
    html = convert("/// exercise | lesson3/fetch\n\nWrite it.\n///\n")
    assert "&amp;lt;_a_" in html
    assert "As the page says" not in html
    assert "Lines 1 to 4 of the file" in html


def test_exercise_can_be_edited(convert: Convert) -> None:
    """What runs in a browser stands in a textarea as in the file, with the number of its first line."""
    html = convert("/// exercise | lesson3/fetch\n\nWrite it.\n///\n")
    assert " data-edit>" in html
    assert 'id="fetch-1" data-file="fetch.py" data-first="6" style="--rows:1"' in html
    assert '>\nx = "&amp;lt;_a_"\n</textarea>' in html


def test_exercise_of_several_files(convert: Convert, folder: Path) -> None:
    """An exercise that is a folder shows each of its files with its name, and one command for all."""
    starter = folder.parents[1] / "exercises" / "lesson3" / "fetch"
    (folder.parents[1] / "exercises" / "lesson3" / "fetch.py").unlink()
    starter.mkdir()
    (starter / "run.py").write_text('"""Runs."""\n', encoding="utf-8")
    (starter / "notes.lock").write_text("first\n", encoding="utf-8")
    words = plain(convert("/// exercise | lesson3/fetch\n\nWrite *it*.\n///\n"))

    assert 'exercises/lesson3/fetch/notes.lock first You edit exercises/lesson3/fetch/run.py """Runs."""' in words
    assert words.endswith("pytest exercises/lesson3/fetch")


def test_exercises_are_numbered_per_page(convert: Convert, folder: Path) -> None:
    """The number of an exercise is its place on its page, also on the next page that is converted."""
    page = Markdown(extensions=[BlocksExtension(folder=str(folder))])
    for _ in range(2):
        assert ">3.1<" in page.reset().convert("/// exercise | lesson3/fetch\n\nWrite it.\n///\n")


def test_plan(convert: Convert) -> None:
    """The plan links the lessons that are written, and names the others."""
    html = convert("/// plan\n///\n")
    assert '<li data-stop="3" data-written data-key="lesson3"><a href="../lesson3/">Errors</a>' in html
    assert '<li data-stop="1">Alone</li>' in html
    assert "course-kept" in html.partition("</div>")[2]


def test_start(convert: Convert) -> None:
    """The front door offers the first lesson that is written, counts what there is, and has a place for those who return."""
    html = convert("/// start\n    also: 3\n///\n")
    assert html.startswith("<course-continue")
    assert '<a class="btn btn--main" href="../lesson3/">Start with lesson 3: Errors</a>' in html
    assert "1 of 2 lessons are written" in html


LESSON = FRONT + "/// exercise | lesson3/fetch\n\nWrite it.\n///\n"


@pytest.mark.parametrize(
    ("source", "first"), [("", "python3 -m venv .venv"), ("https://x.example/a/c.git/", "git clone")]
)
def test_setup(folder: Path, source: str, first: str) -> None:
    """The set-up runs the first lesson with exercises, and names an address only if one is known."""
    (folder / "index.md").write_text(LESSON, encoding="utf-8")
    html = Markdown(extensions=[BlocksExtension(folder=str(folder), source=source)]).convert("/// setup\n///\n")
    assert f"<code>{first}" in html
    assert ("cd c\n" in html) == bool(source)
    assert ".venv\\Scripts\\pytest exercises\\lesson3" in html


def test_lesson_link(convert: Convert) -> None:
    """`[[lesson 3]]` is a link to a Markdown file once the lesson has a page, and its bare name before."""
    assert convert("See [[lesson 3]], then [[Lesson 1]].") == (
        '<p>See <a href="../lesson3/index.md">lesson 3</a>, then <span>Lesson 1</span>.</p>'
    )


def test_links_lead_to_blocks(convert: Convert) -> None:
    """An exercise has an anchor of its own, as an element of the document, so that MkDocs can check links to it."""
    html = convert("/// exercise | lesson3/fetch\n\nWrite it.\n///\n")
    assert html.startswith('<div id="fetch"></div>')
    assert html.count('id="fetch"') == 1


def test_twin(convert: Convert) -> None:
    """One script is shown with its two runs; what differs by night is marked, and lines name their lessons."""
    options = "    day: incident_day.py\n    night: incident_night.py\n    tags: {5: [3, no limit], 6: [1, hidden]}\n"
    html = convert(f"/// twin | broken.py\n{options}///\n")
    assert html.count("<mark>") == 1
    assert '<a class="tag" href="../lesson3/"><b>3</b><span>no limit</span></a>' in html
    assert '<span class="tag"><b>1</b><span>hidden</span></span>' in html


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("/// listing | missing.py\n///", "missing.py: The file cannot be read"),
        ("/// listing | broken.py\n    section: rest\n///", "There is no section `rest`"),
        ("/// listing | broken.py\n    marks: {2: 1}\n///", "A mark stands at line 2, where no code is shown"),
        ("/// listing | broken.py\n    marks: 5\n///", "`marks` is not a mapping"),
        ("/// listing | broken.py\n    marks: {five: 1}\n///", "`marks` are not numbers"),
        ("/// listing | broken.py\nmarks: {5: 1}\n///", "the block holds text, and shows none"),
        ("/// listing | broken.py\n    colour: red\n///", "The block `/// listing | broken.py` is not understood"),
        ("/// listng | broken.py\n///", "The block `/// listng | broken.py` is not understood"),
        ("See [[4]].", "no listing has that mark"),
        ("See [[lesson 4]].", "plans no such lesson"),
        ("/// start\n    also: 1\n///", "Nobody can start with lesson 1"),
        ("/// setup\n///", "No lesson has exercises"),
        ("/// schedule\n    rows: 5\n///", "`rows` is not a list"),
        ("/// schedule\n    rows: [play lesson3]\n///", "The row `play lesson3` of a schedule is not understood"),
        ("/// run | missing.py\n///", "missing.py: The file cannot be read"),
        ("/// run | silent.py\n///", "Nothing is captured of `silent.py`"),
        ("/// run | incident.py\n    clock: 3\n///", "`clock` is not a time"),
        ("/// run | incident.py\n    needs: luck\n///", "`needs` is unknown: `luck`"),
        ("/// playground | nothing\n///", "The playground begins with no file"),
        ("/// incident | Pager\n\nDown.\n///", "it does not start with a time"),
        ("/// incident | 03:12 Pager\n\n- CPU: idle\n///", "it has no message"),
        ("/// incident | 03:12 Pager\n\nDown.\n\n- idle\n///", "`idle` is not a name and a value"),
        (CONTRAST.replace("1. It waits.\n", ""), "there are 0 notes for the marks [1]"),
        ("/// exercise | lesson3/fetsh\n\nWrite it.\n///", "There is no exercise `lesson3/fetsh`"),
        ("/// exercise | lesson3/fetch\n///", "it has no statement"),
        ("/// exercise | lesson3/fetch\n\nA.\n///\n\n/// exercise | lesson3/fetch\n\nB.\n///", "on this page twice"),
        ("/// quiz | lesson9\n///", "There is no such file"),
        (
            "/// twin | broken.py\n    day: incident.py\n    night: incident.py\n    tags: {5: [7, x]}\n///",
            "A tag names lesson 7",
        ),
    ],
)
def test_wrong_block(convert: Convert, text: str, words: str) -> None:
    """A block that is wrong ends the build, with its name and what to do."""
    with pytest.raises(CourseError) as caught:
        convert(text + "\n")
    assert words in str(caught.value)
    assert caught.value.hint


def test_example_of_a_block_is_code(convert: Convert) -> None:
    """A block in a fence is an example, and stays text."""
    assert "/// quiz | lesson9" in convert("```markdown\n/// quiz | lesson9\n///\n```\n")
