"""How much the course adds to pytest: `pytest exercises/lesson3` against bare pytest on the very same suites.

    python bench/local_grading.py [LESSON] [--rounds 9]

Both sides run in copies of the course in which the reference solutions are the answers, so both do the same work
and pass. They take turns, and the median of the rounds is compared.

The bare side is what one would write without this project: pytest collects the suite files themselves, and a
conftest.py offers the kit's fixtures over a plain import of the answer. Missing there is everything that the course
adds: collection under the learner's path, time limits, the watchdog, swapped streams, verdicts in the learner's words,
progress and summary.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from time import perf_counter
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
COPIED = ("course.yml", "pyproject.toml", "exercises", "solutions", "tests/exercises")
ALLOWED = 1.3
LEAST_ROUNDS = 7

CONFTEST = '''
from pathlib import Path

from prodready.catalog import Course
from prodready.grading.jobs import module_name
from prodready.kit.fixtures import Kit
from prodready.kit.links import Files
from prodready.kit.links.loopback import Loopback
from prodready.kit.session import open_submission

COURSE = Course.require(Path(__file__).parent)


class Bare(Kit):
    """The fixtures, over one plainly imported answer at a time. The hooks of the kit do nothing."""

    def __init__(self):
        super().__init__(self.link_for, "1", fair=False)
        self.open = (None, None)

    def _is_check(self, item):
        return False

    def link_for(self, item):
        exercise = COURSE.exercise("/".join(item.path.parts[-3:-1]))
        if self.open[0] != exercise.key:
            if self.open[1]:
                self.open[1].close()
            given = {Path(n).stem: p for n, p in zip(exercise.given, exercise.given_paths)}
            link = Loopback(Files(module_name(exercise), COURSE.work(exercise), given), lambda seconds: None, debug=INLINE)
            open_submission(link, lambda: self.current)
            self.open = (exercise.key, link)
        return self.open[1]


def pytest_configure(config):
    config.addinivalue_line("markers", "needs(*what): as in the course")
    config.pluginmanager.register(Bare(), "bare")
'''


def make_copy(folder: Path, lesson: str) -> Path:
    """A course whose answers are the reference solutions."""
    for name in COPIED:
        source = ROOT / name
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    shutil.copytree(folder / "solutions" / lesson, folder / "exercises" / lesson, dirs_exist_ok=True)
    return folder


def timed(folder: Path, *arguments: str) -> tuple[float, dict[str, float]]:
    """Seconds of a pytest process, and of each suite in it.

    Raises:
        SystemExit: If a check does not pass: then the two sides do not do the same work.
    """
    report = folder / "report.xml"
    command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *arguments]
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": ""}
    began = perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8")
    seconds = perf_counter() - began
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}\n{done.stderr}\nThe checks have to pass on both sides.")
    suites: dict[str, float] = defaultdict(float)
    for case in ElementTree.parse(report).iter("testcase"):
        name = case.get("classname", "").rpartition(".")[2].removeprefix("test_")
        suites[name] += float(case.get("time", 0))
    return seconds, suites


def main() -> int:
    """Measure and print; 1 if the ratio is over what the course promises."""
    parser = argparse.ArgumentParser(description="pytest exercises/LESSON against bare pytest on the same suites")
    parser.add_argument("lesson", nargs="?", default="lesson3")
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()
    if given.rounds < LEAST_ROUNDS:
        parser.error(f"at least {LEAST_ROUNDS} rounds")
    with tempfile.TemporaryDirectory() as name:
        course = make_copy(Path(name) / "course", given.lesson)
        bare = make_copy(Path(name) / "bare", given.lesson)
        (bare / "tests" / "exercises" / "conftest.py").write_text(f"INLINE = True\n{CONFTEST}", encoding="utf-8")
        sides = {
            "course": (course, (f"exercises/{given.lesson}",)),
            "bare": (bare, ("-p", "no:prodready", f"tests/exercises/{given.lesson}")),
        }
        return compare(sides, given.rounds)


def compare(sides: dict[str, tuple[Path, tuple[str, ...]]], rounds: int) -> int:
    """Let the sides take turns after one warm-up each, and print the medians."""
    whole: dict[str, list[float]] = defaultdict(list)
    suites: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for turn in range(rounds + 1):
        for side, (folder, arguments) in sides.items():
            seconds, parts = timed(folder, *arguments)
            if turn == 0:
                continue
            whole[side].append(seconds)
            for suite, spent in parts.items():
                suites[suite][side].append(spent)
        print(f"round {turn} of {rounds}" + (" (warm-up, not counted)" if turn == 0 else ""), flush=True)
    print(f"\n{'seconds, median of ' + str(rounds):<28}{'course':>9}{'bare':>9}{'ratio':>8}")
    for suite, times in sorted(suites.items()):
        print(line(f"  suite {suite}", times))
    print(line("whole run", whole))
    ratio = statistics.median(whole["course"]) / statistics.median(whole["bare"])
    print(f"\n{'Holds' if ratio <= ALLOWED else 'FAILED'}: {ratio:.2f}, allowed is {ALLOWED}.")
    return 0 if ratio <= ALLOWED else 1


def line(name: str, times: dict[str, list[float]]) -> str:
    """One row of the table."""
    course, bare = statistics.median(times["course"]), statistics.median(times["bare"])
    return f"{name:<28}{course:>9.3f}{bare:>9.3f}{course / bare:>8.2f}"


if __name__ == "__main__":
    sys.exit(main())
