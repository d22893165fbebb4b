"""The parts of `python tasks.py test`, run one after the other, and the table of what was counted."""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree as ET

from tools.environment import ROOT, binaries, python_of, run, say

REPORTS = ROOT / ".cache" / "tests"


@dataclass(frozen=True)
class Part:
    """One part of the test run.

    Args:
        name: As the table and `PRODREADY_REQUIRE` call it.
        command: What runs it: arguments of the interpreter, or a program of `.venv` or of the machine with its arguments.
        counted: Whether pytest runs it, so that its tests are counted.
    """

    name: str
    command: tuple[str, ...]
    counted: bool = False


@dataclass(frozen=True)
class Result:
    """What became of one part; the counts are None where nothing is counted."""

    part: Part
    status: int
    seconds: float
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    problem: str = ""

    @property
    def good(self) -> bool:
        """Whether the part ran and nothing in it failed."""
        return self.status == 0 and not self.problem


NOTEBOOKS = ("-p", "nbval.plugin", "--nbval-lax", "--nbval-current-env", "--nbval-cell-timeout=60")
STYLE = (
    Part("style", ("-m", "ruff", "check", "--output-format=concise")),
    Part("format", ("-m", "ruff", "format", "--check", "--output-format=concise")),
    Part("types", ("-m", "mypy")),
    Part("imports", ("lint-imports", "--no-logo")),
    Part("scripts", ("node", "web/node_modules/typescript/bin/tsc", "-p", "web")),
)
TESTS = (
    Part("engine", ("-m", "pytest", "-n", "auto", "tests/engine"), counted=True),
    Part("content", ("-m", "pytest", "tests/content"), counted=True),
    Part("notebooks", ("-m", "pytest", *NOTEBOOKS, "docs/labs"), counted=True),
    Part("web", ("-m", "pytest", "-n", "auto", "--dist", "loadscope", "tests/web"), counted=True),
)


def run_parts(parts: Sequence[Part], required: frozenset[str]) -> int:
    """Runs the parts to the end, whatever fails, prints the table, and returns the status of the whole.

    Args:
        parts: In their order.
        required: Names from `PRODREADY_REQUIRE`; a part of that name has to run at least one test.
    """
    shutil.rmtree(REPORTS, ignore_errors=True)
    REPORTS.mkdir(parents=True)
    results = []
    for number, part in enumerate(parts, start=1):
        say(f"\n[{number} of {len(parts)}] {part.name}: {' '.join(part.command)}")
        results.append(judged(_run(part), required))
    say("\n" + table(results))
    return 0 if all(result.good for result in results) else 1


def _run(part: Part) -> Result:
    began = time.monotonic()
    if part.counted and not (ROOT / part.command[-1]).exists():
        return Result(part, 0, 0.0)
    report = REPORTS / f"{part.name}.xml"
    extra = ("-q", "-rs", f"--junitxml={report}") if part.counted else ()
    first = () if part.command[0].startswith("-") else (_program(part.command[0]),)
    status = run(*(first or (python_of(),)), *part.command[len(first) :], *extra)
    passed, failed, skipped = counts(report) if report.exists() else (0, 0, 0)
    return Result(part, status, time.monotonic() - began, passed, failed, skipped)


def _program(name: str) -> str:
    """Where a program is: in `.venv`, else on the machine."""
    return shutil.which(name, path=str(binaries())) or shutil.which(name) or name


def counts(report: Path) -> tuple[int, int, int]:
    """How many tests of a JUnit report passed, failed (errors too) and were skipped."""
    passed = failed = skipped = 0
    for suite in ET.parse(report).iter("testsuite"):
        bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        left_out = int(suite.get("skipped", 0))
        passed, failed, skipped = passed + int(suite.get("tests", 0)) - bad - left_out, failed + bad, skipped + left_out
    return passed, failed, skipped


def required_parts(environ: Mapping[str, str]) -> frozenset[str]:
    """The names in `PRODREADY_REQUIRE`, which is a list with commas."""
    return frozenset(name.strip() for name in environ.get("PRODREADY_REQUIRE", "").split(",") if name.strip())


def judged(result: Result, required: frozenset[str]) -> Result:
    """The result, as a failure if a required part of the machine or of the tests was not used."""
    needs = {"notebooks": "notebooks", "web": "chromium"}
    if result.part.counted and needs.get(result.part.name) in required and result.passed == 0:
        return replace(result, problem="required, and no test of it ran")
    return result


def table(results: Sequence[Result]) -> str:
    """The counts of every part, and the sums in the last line."""
    lines = [f"{'part':<12}{'verdict':<10}{'passed':>8}{'failed':>8}{'skipped':>9}{'seconds':>9}"]
    for result in results:
        verdict = "passed" if result.good else "FAILED"
        numbers = (result.passed, result.failed, result.skipped) if result.part.counted else ("-", "-", "-")
        lines.append(
            f"{result.part.name:<12}{verdict:<10}{numbers[0]:>8}{numbers[1]:>8}{numbers[2]:>9}{result.seconds:>9.1f}  {result.problem}".rstrip()
        )
    bad = [result.part.name for result in results if not result.good]
    lines.append(f"\nWhat failed: {', '.join(bad)}. Its own output is above." if bad else "\nEverything passed.")
    sums = [sum(getattr(result, name) for result in results) for name in ("passed", "failed", "skipped", "seconds")]
    lines.append(f"==== {sums[0]} passed, {sums[1]} failed, {sums[2]} skipped in {sums[3]:.1f}s ====")
    return "\n".join(lines)
