"""Does what a learner does, in a fresh folder: installs the course, fails, puts right answers in, and passes.

Run it from the clone: `python -m tools.learner_trial`. It downloads the few packages that a learner downloads.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from tools.environment import ROOT, python_of, say

LESSONS = tuple(sorted(f"exercises/{folder.name}" for folder in (ROOT / "solutions").glob("lesson*")))
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".cache", ".prodready", "node_modules", "site", "__pycache__")
DEAD_PROXY = {"HTTP_PROXY": "http://127.0.0.1:9", "http_proxy": "http://127.0.0.1:9"}
COMMANDS = (("hint", "lesson1/manifest"), ("3am", "lesson1"), ("progress",))
NOT_FOR_LEARNERS = ("Traceback (most recent call last)", "tests/exercises", "tests\\exercises", "INTERNALERROR")


def grade(python: Path, clone: Path, lesson: str, extra: dict[str, str]) -> tuple[int, str]:
    """Runs the promised command in the clone; the status, and all that was printed."""
    done = subprocess.run(
        [str(python), "-m", "pytest", lesson],
        cwd=clone,
        env={**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1", **extra},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    return done.returncode, done.stdout


def problems_of_starter(status: int, output: str) -> list[str]:
    """What is wrong with the run of an untouched starter: it has to fail, in words for learners."""
    found = [f"the output contains `{text}`" for text in NOT_FOR_LEARNERS if text in output]
    found += [f"the output lacks the word `{word}`" for word in ("expected", "observed") if word not in output]
    return found + ([f"the status is {status} instead of 1"] if status != 1 else [])


def problems_of_lesson(python: Path, clone: Path, lesson: str) -> list[str]:
    """What is wrong with one lesson: its starters have to fail, and its solutions to pass, also behind a dead proxy."""
    say(f"Learner: `pytest {lesson}` on the starters")
    status, output = grade(python, clone, lesson, {})
    say(output)
    problems = problems_of_starter(status, output)
    shutil.copytree(clone / lesson.replace("exercises", "solutions"), clone / lesson, dirs_exist_ok=True)
    for what, extra in (("on right answers", {}), ("on right answers, behind a proxy that is down", DEAD_PROXY)):
        status, output = grade(python, clone, lesson, extra)
        say(f"Learner: `pytest {lesson}` {what}: {output.splitlines()[-1]}")
        if status:
            say(output)
            problems.append(f"right answers end with status {status}, {what}")
    return [f"{lesson}: {problem}" for problem in problems]


def problems_of_commands(python: Path, clone: Path) -> list[str]:
    """What of `prodready` does not work with what a learner has installed."""
    problems = []
    for words in COMMANDS:
        say(f"Learner: `prodready {' '.join(words)}`")
        if status := subprocess.run([str(python), "-m", "prodready.cli", *words], cwd=clone).returncode:
            problems.append(f"`prodready {' '.join(words)}` ends with status {status}")
    return problems


def trial(folder: Path) -> int:
    """The whole way in `folder`; how many of its steps went wrong."""
    clone, env = folder / "clone", folder / "venv"
    shutil.copytree(ROOT, clone, ignore=LEFT_OUT)
    say("Learner: a virtual environment, and `pip install -e .`")
    venv.EnvBuilder(with_pip=True).create(env)
    python = python_of(env)
    subprocess.run([str(python), "-m", "pip", "install", "-q", "-e", "."], cwd=clone, check=True)

    problems = [problem for lesson in LESSONS for problem in problems_of_lesson(python, clone, lesson)]
    problems += problems_of_commands(python, clone)
    for problem in problems:
        say(f"FAILED: {problem}")
    say(f"Learner: {len(problems)} problems")
    return len(problems)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        sys.exit(1 if trial(Path(name)) else 0)
