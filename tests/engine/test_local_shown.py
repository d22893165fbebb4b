"""What a learner reads: symptom, expected and observed, their own line, one hint; and nothing of the hidden suite."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

if TYPE_CHECKING:
    from tests.engine.conftest import Clone

pytest_plugins = "pytester"

WORDS = "exercises/lesson1/words.py"
LOUD = """
def count(text):
    print("seen:", text.count(" "))
    print("\\n".join(f"line {n}" for n in range(50)))
    return 0
"""
LONG = "def count(text):\n    raise ValueError('long ' * 2000)\n"
ODD_SUITE = '''
import pytest

@pytest.fixture
def secret_fixture():
    raise RuntimeError("the fixture is broken")

def test_message(learner):
    """The answer is even.

    It was odd.

    Which numbers are even?
    """
    secret = learner.call("answer").value
    assert secret % 2 == 0, "an even number"

def test_shape(learner):
    """The answer is a pair.

    It was none.

    What is a pair?
    """
    secret, other = learner.call("answer").value

def test_truth(learner):
    """The answer is true.

    It was not.

    What is true?
    """
    assert not learner.call("answer").value

def test_fixture(learner, secret_fixture):
    """The fixture works.

    It does not.

    Why?
    """
'''
LEAKS = re.compile(r"\bassert\b|tests/exercises|test_odd\.py|test_words\.py|secret|learner\.|\.call\(")


def test_failure(clone: Clone) -> None:
    """A failure shows title, symptom, expected, observed, the learner's line, one hint, and how to see the next."""
    run = clone.run(WORDS)

    assert (
        """
Two spaces between words are one gap.

  at 3 a.m.  Texts from the old editor cost twice as much.
  expected   2
  observed   3
  your line  words.py, line 5: def count(text)

  Hint 1 of 2: What does splitting at one space give for two spaces?
  The next hint: prodready hint lesson1/words
"""
        in run.out
    )


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["-v"],
        ["-vv"],
        ["--tb=long"],
        ["--tb=native"],
        ["--showlocals"],
        ["-rA"],
        ["-q"],
        ["-n", "1"],
        ["--durations=3"],
    ],
)
def test_suite_is_hidden(clone: Clone, options: list[str]) -> None:
    """No option shows the suite: neither its source nor its path, nor the values of its variables."""
    clone.add("lesson1/odd", ODD_SUITE, "def answer(): return 7\n")
    run = clone.run("exercises/lesson1/odd.py", WORDS, *options)

    assert run.status == 1
    assert LEAKS.findall(run.text) == []


def test_junitxml(clone: Clone) -> None:
    """`--junitxml` has the learner's words, and nothing of the suite."""
    clone.add("lesson1/odd", ODD_SUITE, "def answer(): return 7\n")
    clone.run("exercises/lesson1/odd.py", WORDS, "--junitxml", "report.xml")
    text = (clone.root / "report.xml").read_text(encoding="utf-8")

    assert "Texts from the old editor cost twice as much." in text
    assert LEAKS.findall(text.replace("secret_fixture", "")) == []
    assert ElementTree.fromstring(text).find(".//testcase[@classname='exercises.lesson1.words']") is not None


@pytest.mark.parametrize("answer", [LOUD, LONG, LOUD + "\n    # \n" + "x = 1\n" * 100])
def test_length(clone: Clone, answer: str) -> None:
    """A check takes at most 25 lines, whatever the answer prints or raises."""
    clone.write(WORDS, answer)
    sections = re.split(r"_{5,} \w+ _{5,}\n|={5,} .* ={5,}\n", clone.run(WORDS).out)
    checks = [section for section in sections if "at 3 a.m." in section]

    assert len(checks) == 2
    assert max(len(check.strip().splitlines()) for check in checks) <= 25


def test_own_output(clone: Clone) -> None:
    """The last lines that the learner's code has printed are shown."""
    clone.write(WORDS, LOUD)
    run = clone.run(WORDS)

    assert re.search(r"-+ what your code printed -+\nline 44\nline 45\nline 46\nline 47\nline 48\nline 49\n", run.out)


def test_own_output_in_the_summary(clone: Clone) -> None:
    """With several exercises the summary shows what was printed at the first failure."""
    clone.write(WORDS, "def count(text):\n    print('seen:', text.count(' '))\n    return 0\n")
    run = clone.run("exercises/lesson1")

    assert "what your code printed:\n        seen: 1\n" in run.out


def test_own_traceback_line(clone: Clone) -> None:
    """An error is shown with the innermost line of the learner's own code, not with a library's."""
    clone.write(WORDS, "import json\ndef count(text):\n    return json.loads(text)\n")
    run = clone.run(WORDS)

    assert "observed   JSONDecodeError: Expecting value: line 1 column 1 (char 0)" in run.out.replace(
        "json.decoder.", ""
    )
    assert "your line  words.py, line 3: return json.loads(text)" in run.out


def test_own_file_name(clone: Clone) -> None:
    """The line is named after the learner's file, also where the exercise is called otherwise."""
    run = clone.run("exercises/lesson1/test_sample.py", "exercises/lesson2/pipeline")

    assert "your line  test_sample.py, line 5: def sample()" in run.out
    assert "your line  pipeline/__init__.py, line 7: def run(feed)" in run.out


def test_summary(clone: Clone) -> None:
    """The summary has a row for each check, and says what to do next."""
    out = clone.run(WORDS).out
    summary = out[out.index("your exercises") :]

    assert "lesson1/words  Count the words: 1 of 2 checks hold\n" in summary
    assert "  holds         Two words are two.\n  breaks        Two spaces between words are one gap.\n" in summary
    assert "prodready hint lesson1/words" in summary


def test_summary_of_a_pass(clone: Clone) -> None:
    """When every check holds, the summary names the next exercise."""
    clone.solve("lesson1/words.py")

    assert "Every check holds. Next: pytest exercises/lesson2/conftest.py" in clone.run(WORDS).out


def test_several_exercises_are_short(clone: Clone) -> None:
    """With several exercises each shows its first failure only, at every verbosity but `-v`."""
    run = clone.run("exercises", "-q")

    assert run.out.count("at 3 a.m.") == 5
    assert "FAILURES" not in run.out


def test_seed(clone: Clone) -> None:
    """The seed of the random values is shown when something fails, also with `-q`, and `--values` repeats the values."""
    suite = 'def test_value(learner, values):\n    """It is.\n\n    Not.\n\n    Is it?\n    """\n    assert 0 == values.number()\n'
    clone.add("lesson1/lottery", suite, "")
    runs = [
        clone.run("exercises/lesson1/lottery.py", "-q", *more) for more in ([], ["--values", "17"], ["--values", "17"])
    ]
    wanted = [re.findall(r"expected +(\d+)", run.out)[0] for run in runs]

    assert re.search(r"The same random values again: --values \d+\n", runs[0].out)
    assert wanted[0] != wanted[1] == wanted[2]


def test_seed_of_workers(clone: Clone) -> None:
    """All workers of xdist draw from one seed."""
    suite = 'import pytest\n\n@pytest.mark.parametrize("n", [1, 2])\ndef test_value(learner, values, n):\n    """It is.\n\n    Not.\n\n    Is it?\n    """\n    assert 0 == values.number()\n'
    clone.add("lesson1/lottery", suite, "")
    runs = [clone.run("exercises/lesson1/lottery.py", "--values", "17", *more) for more in ([], ["-n", "2"])]
    wanted = [sorted(re.findall(r"expected +(\d+)", run.out)) for run in runs]

    assert wanted[0] == wanted[1] != []


def test_needs(clone: Clone) -> None:
    """A check that needs what this machine lacks is skipped with the reason."""
    suite = 'import pytest\n\n@pytest.mark.needs("moon")\ndef test_tide(learner):\n    """It rises.\n\n    Not.\n\n    When?\n    """\n'
    clone.add("lesson1/tide", suite, "")
    run = clone.run("exercises/lesson1/tide.py", "-rs")

    assert "needs moon" in run.out
    assert "0 of 1 checks hold, 1 not run here" in run.out
