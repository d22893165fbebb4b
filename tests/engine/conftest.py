"""What the tests of the engine share: the miniature course, as it lies here and as a copy to be changed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from prodready.catalog import Course
from prodready.kit.learner import Learner
from prodready.kit.links import Files
from prodready.kit.links.loopback import Loopback

COURSE = Path(__file__).parent / "course"
ROOT = Path(__file__).parents[2]

collect_ignore = ["course"]  # Its files look like tests and like a conftest, on purpose.

VICTIM = "lesson1/victim"
VICTIM_SUITE = '''
def test_answer(learner):
    """The answer is one more.

    Nobody answers at night.

    Where is the answer?

    Return it.
    """
    assert learner.limit(0.3).call("answer", 1).value == 2


def test_other_answer(learner):
    """Another answer is one more, too.

    Nobody answers in the morning.

    Where is the answer?

    Return it.
    """
    assert learner.limit(0.3).call("answer", 20).value == 21
'''


@pytest.fixture(scope="session")
def miniature() -> Course:
    """The miniature course, to be read only."""
    return Course(COURSE, COURSE)


@pytest.fixture
def miniature_copy(tmp_path: Path) -> Course:
    """A copy of the miniature course, in a folder whose name has a space and a letter beyond ASCII."""
    return Course(root := copy_of_miniature(tmp_path / "my courße"), root)


def copy_of_miniature(root: Path, *without: str) -> Path:
    ignored = ("__pycache__", ".prodready", ".pytest_cache", *without)
    shutil.copytree(COURSE, root, ignore=shutil.ignore_patterns(*ignored))
    return root


@dataclass(frozen=True)
class Run:
    """A pytest run that has ended.

    Attributes:
        text: stdout, then stderr.
    """

    status: int
    out: str
    text: str

    @property
    def grades(self) -> dict[str, str]:
        """`held/count` by key, as the summary has it; reference solutions have `solutions/` before the key."""
        line = re.compile(r"^(\w+/\w+)  .*: (\d+) of (\d+) checks hold.*?(\(reference solution\))?$", re.MULTILINE)
        found = line.finditer(self.text)
        return {("solutions/" if m[4] else "") + m[1]: f"{m[2]}/{m[3]}" for m in found}


class Clone:
    """A learner's clone of the miniature course, with pytest as they run it."""

    def __init__(self, root: Path, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self._pytester, self._monkeypatch = root, pytester, monkeypatch

    def write(self, name: str, text: str) -> Path:
        """Put a file there."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        return path

    def solve(self, *names: str) -> None:
        """Copy reference solutions over starters."""
        for name in names:
            shutil.copyfile(self.root / "solutions" / name, self.root / "exercises" / name)

    def add(self, key: str, suite: str, answer: str, **description: object) -> None:
        """A further exercise; its imports and calls are given up soon."""
        name = key.rpartition("/")[2]
        known = {"title": "Another", "minutes": 1, "level": 1, "objective": 1, "time_limit_s": 1, **description}
        self.write(f"tests/exercises/{key}/exercise.yml", "".join(f"{k}: {v}\n" for k, v in known.items()))
        self.write(f"tests/exercises/{key}/test_{name}.py", suite)
        self.write(f"exercises/{key}.py", answer)

    def run(self, *args: str, here: str = ".", stdin: bytes | None = None) -> Run:
        """Run pytest in a folder of the clone."""
        self._monkeypatch.chdir(self.root / here)
        command = [sys.executable, "-m", "pytest", *args]
        # A session of its own: an answer that kills its process group must not reach this test run.
        pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        with self._pytester.popen(command, **pipes, start_new_session=True) as process:
            try:
                out, err = (stream.decode() for stream in process.communicate(stdin or b"", timeout=40))
            finally:
                process.kill()
        print(out, err)
        return Run(process.returncode, out, out + err)


@pytest.fixture
def clone(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """In a folder whose name has a space and a letter beyond ASCII, with this project's own options for pytest.

    The long exercise of the miniature course is left out.
    """
    root = copy_of_miniature(pytester.path / "my courße", "probe", "probe.py")
    shutil.copyfile(ROOT / "pyproject.toml", root / "pyproject.toml")
    return Clone(root, pytester, monkeypatch)


@pytest.fixture
def graded(clone: Clone) -> Callable[[str], Run]:
    """Grades one answer to two checks between two exercises that are solved, and says how those fare."""

    def grade(answer: str, *options: str) -> Run:
        clone.solve("lesson1/words.py", "lesson2/words.py")
        clone.add(VICTIM, VICTIM_SUITE, answer, title="A victim")
        files = ("exercises/lesson1/words.py", f"exercises/{VICTIM}.py", "exercises/lesson2/words.py")
        return clone.run(*files, *options)

    return grade


@pytest.fixture
def next_check() -> Callable[[Learner], Learner]:
    """Goes on to another check of the same submission."""

    def go_on(learner: Learner) -> Learner:
        learner.link.end_check()
        learner.link.begin_check()
        learner._loaded = False
        return learner

    return go_on


@pytest.fixture
def submit(tmp_path: Path) -> Iterator[Callable[..., Learner]]:
    """Makes a submission that can be called, by default in this process."""
    links: list[Any] = []

    def make(text: str, link: Callable[[Files], Any] = Loopback, limit_s: float = 10.0) -> Learner:
        folder = tmp_path / f"submission{len(links)}"
        folder.mkdir()
        (folder / "answer.py").write_text(textwrap.dedent(text), encoding="utf-8")
        links.append(link(Files("answer", folder / "answer.py", name="answer.py", limit_s=limit_s)))
        learner = Learner(links[-1])
        links[-1].start(learner.answer)
        links[-1].begin_check()
        return learner

    yield make
    for each in links:
        each.close()
