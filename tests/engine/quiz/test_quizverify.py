"""Proving keys by running programs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from prodready import interpreters, quizverify
from prodready.catalog import Course
from prodready.interpreters import Interpreter
from prodready.observation import Observation, observe

MakeCourse = Callable[..., Course]
HERE = f"{sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"


@pytest.fixture
def here() -> Interpreter:
    """The interpreter that runs the tests."""
    found = interpreters.probe((sys.executable,))
    assert found
    return found


@pytest.fixture(autouse=True)
def only_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Interpreters of other versions are left out, so that tests take the same time everywhere."""
    monkeypatch.setattr(interpreters, "MINORS", (sys.version_info.minor,))


def test_a_sound_quiz_is_proven(make_course: MakeCourse) -> None:
    """Traces and proofs agree with the file, and the table says on which version."""
    proofs = quizverify.verify(make_course())
    assert [proof.verdict for proof in proofs] == ["proven", "proven"]
    assert quizverify.problems(proofs) == []
    assert f"what-prints  proven {HERE}" in quizverify.table(proofs)


@pytest.mark.parametrize(
    ("change", "detail"),
    [
        (('stdout: "bad\\n"', 'stdout: "100\\n"'), "`stdout` is 'bad\\n', the file says '100\\n'."),
        (('expect: {stdout: "bad\\n"}', "expect: {raises: ValueError}"), "`raises` is '', the file says 'ValueError'."),
        (('value: "100"', 'value: "bad"'), "The answer 'bad', listed as wrong, is right."),
        (
            ('print("bad")', 'print("bad"); 1 / 0'),
            "It ends with ZeroDivisionError in line 4, and the file does not say so.",
        ),
        (('stdout: "True\\n"', 'stdout: "False\\n"'), "`stdout` is 'True\\n', the file says 'False\\n'."),
    ],
)
def test_a_wrong_key_is_named(make_course: MakeCourse, change: tuple[str, str], detail: str) -> None:
    """A key that the program does not confirm is named with what was seen."""
    course = make_course(change)
    (problem,) = quizverify.problems(quizverify.verify(course))
    assert problem.message.endswith(detail)
    assert problem.path == course.quiz_file("lesson3")
    assert problem.line


def test_a_program_that_does_not_end_is_wrong(make_course: MakeCourse) -> None:
    """A program is stopped at its time limit."""
    limit = ('expect: {stdout: "bad\\n"}', 'run: {timeout_s: 0.2}\n    expect: {stdout: "bad\\n"}')
    proofs = quizverify.verify(make_course(('print("bad")', "import time; time.sleep(9)"), limit))
    assert [proof.detail for proof in proofs if proof.verdict == "wrong"] == ["It did not end within its time limit."]


def test_a_version_that_is_not_here_is_not_an_error(make_course: MakeCourse) -> None:
    """A question for versions that this machine lacks is reported as not run, and nobody is blamed."""
    proofs = quizverify.verify(
        make_course(('expect: {stdout: "bad\\n"}', 'python: ">=3.99"\n    expect: {stdout: "bad\\n"}'))
    )
    assert ("", "not run here") in [(proof.version, proof.verdict) for proof in proofs]
    assert quizverify.problems(proofs) == []


def test_a_missing_package_is_an_error(make_course: MakeCourse) -> None:
    """A program whose package no interpreter has is reported, because nothing proves the key."""
    limit = ('expect: {stdout: "bad\\n"}', 'run: {packages: [no-such-thing]}\n    expect: {stdout: "bad\\n"}')
    (problem,) = quizverify.problems(quizverify.verify(make_course(limit)))
    assert "no-such-thing" in problem.message


def test_known_programs_are_not_run_again(make_course: MakeCourse, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run reads what the first one saw, until `fresh` is asked for."""
    course = make_course()
    quizverify.verify(course)
    lie = Observation("other\n", "", "", 0, 0)
    monkeypatch.setattr("prodready.observation.observe", lambda *_: lie)
    assert {proof.verdict for proof in quizverify.verify(course)} == {"proven"}
    assert {proof.verdict for proof in quizverify.verify(course, fresh=True)} == {"wrong"}


def test_changed_programs_are_run_again(make_course: MakeCourse) -> None:
    """What is remembered belongs to the program's text, not to the question's name."""
    quizverify.verify(make_course())
    proofs = quizverify.verify(make_course(('print("bad")', 'print("worse")')))
    assert [proof.verdict for proof in proofs] == ["proven", "wrong"]


def test_observes_exception_line_and_exit(here: Interpreter) -> None:
    """An uncaught exception is told with its class, the program's own last line, and the exit status."""
    seen = observe("def f():\n    int('x')\nf()\n", {}, here)
    assert (seen.raises, seen.line, seen.exit) == ("ValueError", 2, 1)
    assert "Traceback" in seen.stderr


def test_observes_the_line_of_a_syntax_error(here: Interpreter) -> None:
    """A program that cannot be compiled is told with the line that cannot be read."""
    seen = observe("x = 1\nif x\n", {}, here)
    assert (seen.raises, seen.line) == ("SyntaxError", 2)


def test_gives_arguments_stdin_and_files(here: Interpreter) -> None:
    """A program gets what its question says, as a program in a shell would."""
    source = "import sys\nprint(__name__, sys.argv[1:], input(), open('a.txt').read())"
    seen = observe(source, {"argv": ["-v"], "stdin": "in\n", "files": {"a.txt": "text"}}, here)
    assert seen.stdout == "__main__ ['-v'] in text\n"


def test_files_beside_the_program_can_be_imported(here: Interpreter) -> None:
    """A file of the question is a module to its program, as it would be to anybody who runs it."""
    seen = observe("import helper\nprint(helper.NAME)", {"files": {"helper.py": "NAME = __name__"}}, here)
    assert seen.stdout == "helper\n"


def test_the_environment_does_not_leak_in(here: Interpreter, monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables of the author's shell change nothing."""
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    seen = observe("import os\nprint([n for n in os.environ if n in ('LOG_LEVEL', 'HTTP_PROXY')])", {}, here)
    assert seen.stdout == "[]\n"


def test_a_command_that_is_no_python_is_passed_over(tmp_path: Path) -> None:
    """A shim whose version is not installed, or a name that is not there, counts as absent."""
    shim = tmp_path / "python3.12"
    shim.write_text("#!/bin/sh\necho not installed >&2\nexit 127\n")
    shim.chmod(0o755)
    assert interpreters.probe((str(shim),)) is None
    assert interpreters.probe((str(tmp_path / "absent"),)) is None
