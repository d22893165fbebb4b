"""Captured output: what pages show is what scripts print, on every machine."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from prodready import capture as capturing
from prodready.capture import capture, normalise, stale
from prodready.catalog import Course
from prodready.errors import CourseError

PRINTS = "def main():\n    print({text!r})\n"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course without lessons."""
    (tmp_path / "course.yml").write_text("title: Miniature\n", encoding="utf-8")
    return Course(tmp_path, tmp_path)


def script(course: Course, name: str, code: str) -> Path:
    """Write `docs/NAME`, and say where its output belongs."""
    path = course.docs_dir / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(code, encoding="utf-8")
    return path.parent / "captured" / f"{path.stem}.txt"


def text_of(path: Path) -> str:
    """The text that is kept, byte for byte."""
    return path.read_bytes().decode("utf-8")


def test_output_is_kept_beside_the_page(course: Course) -> None:
    """What `main()` prints is written to `captured/<stem>.txt` in the same folder."""
    kept = script(course, "lesson1/incident_usual.py", PRINTS.format(text="Größe -> 0 €"))

    assert capture(course) == [kept]
    assert text_of(kept) == "Größe -> 0 €\n"


def test_a_second_run_writes_nothing(course: Course) -> None:
    """A file whose text is current is not touched, so that version control stays quiet."""
    script(course, "lesson1/incident.py", PRINTS.format(text="down"))
    capture(course)

    assert capture(course) == []


def test_capture_always_runs_anew(course: Course) -> None:
    """An author who asks for a capture gets a run of now, even if no file of the page has changed."""
    outside = course.root / "weather.txt"
    outside.write_text("rain", encoding="utf-8")
    kept = script(course, "lesson1/incident.py", f"def main():\n    print(open({str(outside)!r}).read())\n")
    capture(course)
    outside.write_text("sun", encoding="utf-8")
    capture(course)

    assert text_of(kept) == "sun\n"


def test_lessons_are_in_their_order(course: Course) -> None:
    """Lesson 10 comes after lesson 9."""
    kept = [script(course, f"lesson{n}/incident.py", PRINTS.format(text=n)) for n in (9, 10)]

    assert capture(course) == kept


def test_both_streams_are_kept_in_order(course: Course) -> None:
    """What goes to stderr is kept as well, between the lines of stdout where it was written."""
    code = "import sys\ndef main():\n    print('a')\n    print('b', file=sys.stderr)\n    print('c')\n"
    kept = script(course, "lesson1/incident.py", code)
    capture(course)

    assert text_of(kept) == "a\nb\nc\n"


def test_only_named_lessons_run(course: Course) -> None:
    """A lesson's key or a script's path limits what is run."""
    first = script(course, "lesson1/incident.py", PRINTS.format(text="one"))
    second = script(course, "lesson2/incident.py", PRINTS.format(text="two"))

    assert capture(course, ("lesson2",)) == [second]
    assert capture(course, ("docs/lesson1/incident.py",)) == [first]


def test_unknown_name_is_refused(course: Course) -> None:
    """A name that matches nothing is an error that lists the names there are."""
    script(course, "lesson1/incident.py", PRINTS.format(text="one"))

    with pytest.raises(CourseError) as caught:
        capture(course, ("lesson9",))
    assert "`lesson9`" in caught.value.message
    assert "lesson1/incident.py" in caught.value.hint


def test_snippets_of_the_page_are_importable(course: Course) -> None:
    """The page's own folder comes first on the path, whatever the working directory is."""
    script(course, "lesson1/broken.py", "answer = 42\n")
    kept = script(course, "lesson1/incident.py", "import broken\ndef main():\n    print(broken.answer)\n")
    capture(course)

    assert text_of(kept) == "42\n"


def test_environment_is_clean(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy and no variable of the author's shell reaches the run, and its folder is empty."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    kept = script(
        course,
        "lesson1/incident.py",
        "import os\ndef main():\n    print(os.getenv('HTTP_PROXY'), os.getenv('LOG_LEVEL'), os.listdir())\n",
    )
    capture(course)

    assert text_of(kept) == "None None []\n"


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("http://127.0.0.1:41234/a", "http://127.0.0.1:8000/a"),
        ("Pool(host='localhost', port=41234): no", "Pool(host='localhost', port=8000): no"),
        ("http://[::1]:41234", "http://[::1]:8000"),
        ("a  \r\nb\r\n\r\n", "a\nb"),
        ("order 41234, http://192.0.2.7:41234, port=41234", "order 41234, http://192.0.2.7:41234, port=41234"),
    ],
)
def test_only_loopback_ports_and_line_ends_change(printed: str, kept: str) -> None:
    """Ports of the loopback become 8000, line ends become one line feed, and nothing else changes."""
    assert normalise(printed) == kept + "\n"


def test_current_files_are_not_stale(course: Course) -> None:
    """After a capture, nothing is stale."""
    script(course, "lesson1/incident.py", PRINTS.format(text="down"))
    capture(course)

    assert stale(course) == []


def test_missing_output_is_stale(course: Course) -> None:
    """A script whose output was never captured is named, with the command that repairs it."""
    script(course, "lesson1/incident.py", PRINTS.format(text="down"))

    [problem] = stale(course)
    assert problem.path == course.docs_dir / "lesson1" / "incident.py"
    assert "prodready capture" in problem.hint


def test_changed_output_is_stale(course: Course) -> None:
    """A captured file that its script would not write now is named with its first wrong line."""
    kept = script(course, "lesson1/incident.py", PRINTS.format(text="a\nb"))
    capture(course)
    kept.write_text("a\nB\n", encoding="utf-8")

    [problem] = stale(course)
    assert (problem.path, problem.line) == (kept, 2)


def test_line_ends_of_a_checkout_are_not_stale(course: Course) -> None:
    """A checkout with Windows line ends is as current as the one it came from."""
    kept = script(course, "lesson1/incident.py", PRINTS.format(text="a\nb"))
    capture(course)
    kept.write_bytes(b"a\r\nb\r\n")

    assert stale(course) == []


def test_output_without_script_is_stale(course: Course) -> None:
    """A captured file that no script prints is named."""
    kept = script(course, "lesson1/incident.py", PRINTS.format(text="down"))
    capture(course)
    orphan = kept.with_name("incident_gone.txt")
    orphan.write_text("?", encoding="utf-8")

    assert [problem.path for problem in stale(course)] == [orphan]


def test_a_changed_snippet_is_run_again(course: Course) -> None:
    """An earlier run is believed only while every file of the page's folder is the same."""
    script(course, "lesson1/broken.py", "answer = 42\n")
    kept = script(course, "lesson1/incident.py", "import broken\ndef main():\n    print(broken.answer)\n")
    capture(course)
    script(course, "lesson1/broken.py", "answer = 43\n")

    assert [problem.path for problem in stale(course)] == [kept]


def test_an_unchanged_page_is_not_run_again(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """`stale` starts no process for a page whose files are as they were at the last run."""
    script(course, "lesson1/incident.py", PRINTS.format(text="down"))
    capture(course)
    monkeypatch.setattr(subprocess, "run", None)

    assert stale(course) == []


def test_a_surprise_is_run_once_more(course: Course, tmp_path: Path) -> None:
    """A text that differs once, as seconds do on a busy machine, is no problem if the next run prints what is kept."""
    counter = tmp_path / "runs.txt"
    counter.write_text("", encoding="utf-8")
    code = f"""
from pathlib import Path
def main():
    runs = Path({str(counter)!r})
    runs.write_text(runs.read_text() + "x")
    print("slow" if len(runs.read_text()) == 1 else "as ever")
"""
    kept = script(course, "lesson1/incident.py", code)
    kept.parent.mkdir(parents=True)
    kept.write_text("as ever\n", encoding="utf-8")

    assert stale(course) == []
    assert counter.read_text(encoding="utf-8") == "xx"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("def main():\n    raise OSError('no route')\n", "OSError: no route"),
        ("def main():\n    pass\n", "printed nothing"),
        ("def main():\n    raise SystemExit(3)\n", "status 3"),
        ("print('no main')\n", "main"),
    ],
)
def test_failed_run_is_named(course: Course, code: str, words: str) -> None:
    """A run that raises, exits or prints nothing is a problem of its script, and nothing is kept."""
    kept = script(course, "lesson1/incident.py", code)

    with pytest.raises(CourseError, match=words) as caught:
        capture(course)
    assert caught.value.path == course.docs_dir / "lesson1" / "incident.py"
    assert not kept.exists()


def test_one_failed_run_does_not_stop_the_others(course: Course) -> None:
    """Every other output is written before the error is raised."""
    script(course, "lesson1/incident.py", "def main():\n    raise OSError\n")
    kept = script(course, "lesson2/incident.py", PRINTS.format(text="two"))

    with pytest.raises(CourseError):
        capture(course)
    assert text_of(kept) == "two\n"


def test_endless_run_is_stopped(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that does not end is stopped at the time limit, and named."""
    monkeypatch.setattr(capturing, "TIME_LIMIT_S", 0.5)
    script(course, "lesson1/incident.py", "import time\ndef main():\n    time.sleep(60)\n")

    [problem] = stale(course)
    assert "0.5 s" in problem.message
