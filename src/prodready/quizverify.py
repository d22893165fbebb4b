"""Proves the keys of quizzes: runs every program on every interpreter found, and compares with what the file says."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from packaging.specifiers import SpecifierSet

from prodready import interpreters, quizfile
from prodready.catalog import Course
from prodready.errors import CourseError
from prodready.interpreters import Interpreter
from prodready.model import Question
from prodready.observation import Memory, Observation
from prodready.quizanswers import plain


@dataclass(frozen=True, slots=True)
class Program:
    """What has to be run for one question, and what has to come out of it.

    Args:
        path: The quiz file.
        question: It belongs to this one.
        source: The program's text.
        expect: Facts as in `Question.expect`.
        settings: How it is run, as in `Question.run`.
    """

    path: Path
    question: Question
    source: str
    expect: dict[str, Any]
    settings: dict[str, Any]

    @property
    def packages(self) -> tuple[str, ...]:
        """Distributions that the program imports."""
        return tuple(self.settings.get("packages", ()))


@dataclass(frozen=True, slots=True)
class Proof:
    """What became of one program on one interpreter.

    Args:
        program: What was run.
        version: The interpreter's version; empty when no interpreter fitted.
        verdict: What became of it.
        detail: What differs, or why it was not run.
        blame: Whether somebody has to mend something: the quiz file, or an installation that lacks a package.
    """

    program: Program
    version: str
    verdict: Literal["proven", "wrong", "not run here"]
    detail: str = ""
    blame: bool = False


def verify(course: Course, lessons: tuple[str, ...] = (), *, fresh: bool = False) -> list[Proof]:
    """Run the programs of the quizzes of `lessons`, or of all quizzes.

    Args:
        course: The course.
        lessons: Keys such as `lesson3`; none for all.
        fresh: Run everything again, whatever is remembered from earlier runs.

    Raises:
        CourseError: If a quiz cannot be read.
    """
    programs = [program for path in course.quiz_files(lessons) for program in programs_of(path)]
    found = interpreters.find(name for program in programs for name in program.packages)
    memory = Memory(course.state_dir / "quiz-verify.json", fresh=fresh)
    with ThreadPoolExecutor(max_workers=4) as pool:
        each = pool.map(lambda program: prove(program, found, memory), programs)
        proofs = [proof for several in each for proof in several]
    memory.save(only_used=not lessons)
    return proofs


def problems(proofs: Iterable[Proof]) -> list[CourseError]:
    """What somebody has to mend before the keys are proven."""
    found = []
    for proof in proofs:
        if proof.blame:
            question = proof.program.question
            hint = "Run the program yourself and mend the quiz; raise `rev` if the question was published."
            hint = hint if proof.version else 'Install it with: pip install -e ".[author]"'
            message = f"`{question.id}`: {proof.detail}"
            found.append(CourseError(message, path=proof.program.path, line=question.line, hint=hint))
    return found


def table(proofs: Iterable[Proof]) -> str:
    """One row per question: its quiz, its name, and what became of it on which version."""
    rows: dict[tuple[str, str], list[Proof]] = {}
    for proof in proofs:
        rows.setdefault((proof.program.path.stem, proof.program.question.id), []).append(proof)
    width = max((len(question) for _, question in rows), default=0)
    lines = []
    for (quiz, question), row in rows.items():
        verdicts = sorted({proof.verdict for proof in row}, key=["proven", "wrong", "not run here"].index)
        words = [" ".join([word, *(p.version for p in row if p.verdict == word)]).strip() for word in verdicts]
        lines.append(f"{quiz:10} {question:{width}}  {'; '.join(words)}")
        lines += [f"{'':10} {'':{width}}  {proof.version} {proof.detail}" for proof in row if proof.detail]
    return "\n".join(lines)


def programs_of(path: Path) -> list[Program]:
    """The programs of one quiz: of each `trace` question its code, of each other question its `proof`."""
    found = []
    for question in quizfile.load(path).questions:
        if question.type == "trace":
            found.append(Program(path, question, question.code, question.expect, question.run))
        elif question.proof:
            expect = {"stdout": question.proof["stdout"]}
            settings = {key: value for key, value in question.proof.items() if key in ("packages", "timeout_s")}
            found.append(Program(path, question, question.proof["source"], expect, settings))
    return found


def prove(program: Program, found: tuple[Interpreter, ...], memory: Memory) -> list[Proof]:
    """Run one program on each of the interpreters that it is meant for and that have its packages."""
    python = program.question.python
    fitting = [each for each in found if SpecifierSet(python).contains(each.version)]
    if not fitting:
        return [Proof(program, "", "not run here", f"No Python {python} was found on this machine.")]
    able = [each for each in fitting if all(name in each.packages for name in program.packages)]
    if not able:
        detail = f"No Python on this machine has what it needs: {', '.join(program.packages)}."
        return [Proof(program, "", "not run here", detail, blame=True)]
    return [_judge(program, each.version, _seen(program, each, memory)) for each in able]


def _seen(program: Program, interpreter: Interpreter, memory: Memory) -> Observation:
    needed = {name: interpreter.packages[name] for name in program.packages}
    only = Interpreter(interpreter.command, interpreter.version, interpreter.build, needed)
    return memory.observe(program.source, program.settings, only)


def _judge(program: Program, version: str, seen: Observation) -> Proof:
    """Whether the key agrees with what was seen, and no wrong answer does."""
    if seen.stuck:
        return Proof(program, version, "wrong", "It did not end within its time limit.", blame=True)
    for fact, expected in program.expect.items():
        observed = getattr(seen, fact)
        if plain(str(observed), fact) != plain(str(expected), fact):
            return Proof(
                program, version, "wrong", f"`{fact}` is {observed!r}, the file says {expected!r}.", blame=True
            )
    if seen.raises and not {"raises", "line", "exit", "stderr"} & program.expect.keys():
        detail = f"It ends with {seen.raises} in line {seen.line}, and the file does not say so."
        return Proof(program, version, "wrong", detail, blame=True)
    question = program.question
    if question.type == "trace":
        right = plain(str(getattr(seen, question.ask)), question.ask)
        for wrong in question.wrong:
            if plain(wrong.value, question.ask) == right:
                return Proof(
                    program, version, "wrong", f"The answer {wrong.value!r}, listed as wrong, is right.", blame=True
                )
    return Proof(program, version, "proven")
