"""The nouns of a course as frozen data. No input, no output, nothing that a browser lacks."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Verdict = Literal["passed", "failed", "timed out", "error", "not run here", "not reached"]
"""What can become of one expected check. `error` means that the course is at fault, never the submission."""

Runtime = Literal["local", "split", "node"]
"""Where learner code runs: in the suite's process, in a second process, in Pyodide under Node."""

RUNTIMES: tuple[Runtime, ...] = ("local", "split", "node")

Kind = Literal["starter", "solution", "accepted", "rejected", "submission"]


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant of the solution that no check kills, reviewed by a person.

    Args:
        mutant: Its name as `prodready check --mutants` prints it.
        kind: Why it may live: it behaves the same, it changes a text only, or it changes speed only.
        reason: The reviewer's sentence.
    """

    mutant: str
    kind: Literal["equivalent", "text", "speed"]
    reason: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise; its key is its path in every tree.

    Args:
        key: Such as `lesson3/fetch`.
        title: What the page's heading says.
        minutes: How long an average learner needs.
        level: 1 (five minutes), 2 (fifteen), 3 (thirty and more), 4 (optional, staff level).
        objective: The page's objective that it serves, counted from 1.
        packages: Names of packages beyond the standard library that solutions may use.
        given: File names beside the starter that come with the exercise and are not to be changed.
        time_limit_s: Upper bound of one check, in seconds.
        browser: Whether at least half of its checks run in Pyodide.
        browser_reason: Why not, in a sentence for learners; empty when `browser` is true.
        survivors: Reviewed mutants.
        starter: The learner's file or folder as the course ships it.
        solution: The reference solution.
        suite: The hidden suite, a pytest file.
        importable: Whether the starter is a module or a package, so that a submission is imported before it is judged.
    """

    key: str
    title: str
    minutes: int
    level: int
    objective: int
    packages: tuple[str, ...]
    given: tuple[str, ...]
    time_limit_s: float
    browser: bool
    browser_reason: str
    survivors: tuple[Survivor, ...]
    starter: Path
    solution: Path
    suite: Path
    importable: bool = True

    @property
    def lesson(self) -> str:
        """The first part of the key, such as `lesson3`."""
        return self.key.partition("/")[0]

    @property
    def name(self) -> str:
        """The last part of the key, which is also the name of the module that checks call."""
        return self.key.rpartition("/")[2]

    @property
    def filename(self) -> str:
        """The name of the file, or of the folder, that the learner edits."""
        return self.starter.name

    @property
    def given_paths(self) -> tuple[Path, ...]:
        """Where the given files lie, beside the starter."""
        return tuple(self.starter.parent / name for name in self.given)


@dataclass(frozen=True, slots=True)
class Submission:
    """Work to be graded: a file or a folder that stands in for the exercise's starter.

    Args:
        exercise: What it is a submission to.
        path: The file or folder itself; its name need not be the starter's.
        label: How reports call it, such as `accepted/urllib_` or a student's name.
        kind: The role it plays in the contract.
    """

    exercise: Exercise
    path: Path
    label: str
    kind: Kind = "submission"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What became of one check of one submission. Every text is meant for the learner.

    Args:
        id: The test's name with its parameters, such as `test_outage[503]`.
        title: The right behaviour, from the test's docstring.
        verdict: See `Verdict`.
        symptom: What production looks like without the right behaviour.
        expected: What was asked for; empty when the check passed.
        observed: What was seen instead.
        where: The learner's own line, such as `fetch.py, line 12: return {}`; empty when unknown.
        reason: Why it was not run here, or what broke in the course.
        hints: The hint ladder, first hint first.
        seconds: How long the check took.
    """

    id: str
    title: str
    verdict: Verdict
    symptom: str = ""
    expected: str = ""
    observed: str = ""
    where: str = ""
    reason: str = ""
    hints: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def test(self) -> str:
        """The name without parameters; rejected files name checks this way."""
        return self.id.partition("[")[0]


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one submission: exactly one result for each expected check.

    Args:
        key: The exercise.
        label: The submission.
        checks: In the suite's order.
        headline: Set when the file cannot be loaded at all; no check has run then.
        where: The learner's own line of that headline.
        seed: Of the run's random values: the same seed gives the same values.
        seconds: The whole submission.
    """

    key: str
    label: str
    checks: tuple[CheckResult, ...]
    headline: str = ""
    where: str = ""
    seed: str = ""
    seconds: float = 0.0

    @property
    def held(self) -> int:
        """How many checks passed."""
        return sum(check.verdict == "passed" for check in self.checks)

    @property
    def ran(self) -> int:
        """How many checks this machine could run."""
        return sum(check.verdict != "not run here" for check in self.checks)

    @property
    def accepted(self) -> bool:
        """Whether every check that could run here passed, and at least one did."""
        return not self.headline and self.ran > 0 and self.held == self.ran

    @property
    def broken(self) -> bool:
        """Whether the course, rather than the submission, is at fault."""
        return any(check.verdict == "error" for check in self.checks)


QuestionType = Literal["single", "multi", "numeric", "text", "trace", "order", "match", "spot"]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that a learner may choose, and what is to be said about it."""

    text: str
    why: str
    correct: bool = False
    misconception: str = ""
    pin: Literal["", "last"] = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong free answer that is expected from people who hold a misconception."""

    value: str
    why: str
    misconception: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a quiz. Which fields are set depends on `type`; the JSON Schema says which.

    Args:
        id: Unique in the course, never used again.
        rev: Raised when the meaning changes.
        type: See `QuestionType`.
        objective: The page's objective that it serves, counted from 1.
        level: `recall`, `apply` or `analyse`.
        prompt: Markdown.
        explain: What is said in the end, whatever was answered. Markdown.
        read: The page's heading that it goes back to, as `path#anchor` below `docs/`.
        code: A listing that belongs to the question.
        lang: The listing's language.
        options: Of single and multi.
        expect: Of trace: `stdout`, `raises`, `line`, `exit`, as they were observed by running.
        wrong: Of trace, numeric and text.
        ask: Of trace: which of the facts in `expect` the learner types.
        run: Of trace: `argv`, `stdin`, `files`, `timeout_s` (seconds) and `packages` of the program.
        proof: Of other types: `source`, `stdout`, `timeout_s` and `packages` of a program that shows that the key is right.
        lines: Of spot: the faulty lines of the listing, counted from 1.
        why_lines: Of spot: what to say about a line, by line; 0 stands for all others.
        then: Of trace: a second question about the reason.
        hints: First hint first.
        points: Weight in the quiz.
        python: A version specifier such as `>=3.12`; empty for every version of the course.
        extra: Fields of types that this version only stores (order, match, numeric, text), and `card`, `export`, `params`.
        line: Where the question starts in its file, counted from 1.
    """

    id: str
    rev: int
    type: QuestionType
    objective: int
    level: Literal["recall", "apply", "analyse"]
    prompt: str
    explain: str
    read: str
    code: str = ""
    lang: str = "python"
    options: tuple[Option, ...] = ()
    expect: dict[str, Any] = field(default_factory=dict)
    ask: str = ""
    wrong: tuple[Wrong, ...] = ()
    run: dict[str, Any] = field(default_factory=dict)
    proof: dict[str, Any] = field(default_factory=dict)
    lines: tuple[int, ...] = ()
    why_lines: dict[int, str] = field(default_factory=dict)
    then: Question | None = None
    hints: tuple[str, ...] = ()
    points: int = 1
    python: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True, slots=True)
class Quiz:
    """The quiz of one lesson.

    Args:
        id: The lesson's key, such as `lesson3`; also the file's name.
        title: What the page's heading says.
        questions: In their order on the page.
        path: The YAML file.
        pass_share: The share of points, 0 to 1, from which the quiz counts as passed.
        intro: Markdown before the first question.
        settings: `feedback`, `shuffle`, `seed`, `draw`, `confidence`, as the schema says.
    """

    id: str
    title: str
    questions: tuple[Question, ...]
    path: Path
    pass_share: float = 0.8
    intro: str = ""
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Marker:
    """A block in a page that refers to an exercise, a quiz, a snippet or a captured run."""

    kind: str
    target: str
    line: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """One page of the course.

    Args:
        key: Such as `lesson3`.
        number: For the order; 3 for `lesson3`.
        title: The page's heading.
        description: At most 155 characters, for search engines and link previews.
        minutes: Reading time, exercises not counted.
        objectives: Each completes the sentence "After this lesson you can".
        after: Keys of lessons that it builds on.
        markers: Every block of the page, in order.
        path: The Markdown file.
    """

    key: str
    number: int
    title: str
    description: str
    minutes: int
    objectives: tuple[str, ...]
    after: tuple[str, ...]
    markers: tuple[Marker, ...]
    path: Path
