"""What has not changed is not graded again; whatever a verdict depends on counts as a change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from prodready.catalog import Course
from prodready.grading import cache
from prodready.model import CheckResult, Exercise, Report, Submission, Verdict
from prodready.words import catalogue

Grade = Callable[..., list[Report]]


@pytest.fixture
def folder(miniature_copy: Course) -> Exercise:
    """An exercise that is a folder and comes with a file."""
    return miniature_copy.exercise("lesson2/pipeline")


@pytest.fixture
def graded() -> list[str]:
    """The labels of what was really graded, in order."""
    return []


@pytest.fixture
def grade(miniature_copy: Course, graded: list[str], monkeypatch: pytest.MonkeyPatch) -> Grade:
    """Grades through the cache; the verdict of every submission that is really graded is the given one."""

    def call(
        *submissions: Submission, runtime: str = "local", verdict: Verdict = "passed", **options: object
    ) -> object:
        def run(chosen: Sequence[Submission], runtime: str, **_: object) -> list[Report]:
            graded.extend(s.label for s in chosen)
            check = CheckResult("test_a", "A.", verdict, hints=("Look.",))
            return [Report(s.exercise.key, s.label, (check,)) for s in chosen]

        monkeypatch.setattr(cache, "run", run)
        return cache.run_cached(miniature_copy, submissions, runtime, **options)  # type: ignore[arg-type]

    return call  # type: ignore[return-value]


@pytest.fixture
def solution(folder: Exercise) -> Submission:
    return Submission(folder, folder.solution, "solution", "solution")


def test_unchanged(grade: Grade, graded: list[str], solution: Submission) -> None:
    """What has been graded is not graded again, and the report is the same."""
    first, second = grade(solution), grade(solution)

    assert graded == ["solution"]
    assert first == second


@pytest.mark.parametrize(
    "name",
    [
        "solutions/lesson2/pipeline/__init__.py",
        "solutions/lesson2/pipeline/steps.py",
        "tests/exercises/lesson2/pipeline/test_pipeline.py",
        "exercises/lesson2/feed.py",
    ],
)
def test_changed_content(
    grade: Grade, graded: list[str], solution: Submission, miniature_copy: Course, name: str
) -> None:
    """A change of the work, of the suite, or of a given file is graded."""
    grade(solution)
    path = miniature_copy.root / name
    path.write_text(path.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    grade(solution)

    assert graded == ["solution"] * 2


def test_renamed_file_in_a_folder(grade: Grade, graded: list[str], solution: Submission) -> None:
    """A file that goes by another name in a folder is a change: an import may fail now."""
    grade(solution)
    steps = solution.path / "steps.py"
    steps.rename(steps.with_name("stairs.py"))
    grade(solution)

    assert graded == ["solution"] * 2


@pytest.mark.parametrize("options", [{"runtime": "split"}, {"seed": "1"}, {"stop_at_first": True}, {"cached": False}])
def test_other_run(grade: Grade, graded: list[str], solution: Submission, options: dict[str, object]) -> None:
    """Another runtime, other values, another way to stop, or the wish for it: that is graded."""
    grade(solution)
    grade(solution, **options)

    assert graded == ["solution"] * 2


def test_changed_engine(grade: Grade, graded: list[str], solution: Submission, monkeypatch: pytest.MonkeyPatch) -> None:
    """With another engine, interpreter or package everything is graded again."""
    grade(solution)
    monkeypatch.setattr(cache, "_surroundings", lambda: "other")
    grade(solution)

    assert graded == ["solution"] * 2


def test_engine_is_what_verdicts_are_made_of() -> None:
    """The kit, the grader and the worker of the browser belong to the engine."""
    names = {path.name for path in cache._engine_files()}

    assert names >= {"host.py", "fixtures.py", "worker.py", "report.py", "suitefile.py", "worker.mjs"}


def test_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words that reports are told in belong to it as well; those of pages do not."""
    before = cache._words()
    known = catalogue()
    monkeypatch.setattr(cache, "catalogue", lambda: known | {"site": {}})
    site = cache._words()
    monkeypatch.setattr(cache, "catalogue", lambda: known | {"check": {}})

    assert (site == before, cache._words() == before) == (True, False)


def test_kind_of_newline(grade: Grade, graded: list[str], solution: Submission) -> None:
    """The same text from another system is the same."""
    grade(solution)
    for path in solution.path.glob("*.py"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    grade(solution)

    assert graded == ["solution"]


def test_caches_of_python(grade: Grade, graded: list[str], solution: Submission) -> None:
    """Compiled files beside the work are no change."""
    grade(solution)
    (solution.path / "__pycache__").mkdir()
    (solution.path / "__pycache__" / "steps.pyc").write_bytes(b"x")
    grade(solution)

    assert graded == ["solution"]


def test_broken_report_is_never_kept(grade: Grade, graded: list[str], solution: Submission) -> None:
    """Where the course was at fault, the next run tries again."""
    assert grade(solution, verdict="error")[0].broken
    assert grade(solution)[0].accepted
    assert graded == ["solution"] * 2


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "7", '{"checks": 3}', '{"checks": [], "colour": "red"}'])
def test_damaged_file_is_ignored(
    grade: Grade, graded: list[str], solution: Submission, miniature_copy: Course, text: str
) -> None:
    """A damaged report is made anew, and kept."""
    grade(solution)
    (kept,) = (miniature_copy.state_dir / "reports").iterdir()
    kept.write_text(text, encoding="utf-8")

    assert grade(solution) == grade(solution)
    assert graded == ["solution"] * 2


def test_label(grade: Grade, graded: list[str], solution: Submission, folder: Exercise) -> None:
    """Equal content is graded once, and each report goes by its own label."""
    grade(solution)
    twin = Submission(folder, folder.solution, "accepted/twin", "accepted")

    assert [report.label for report in grade(twin, solution)] == ["accepted/twin", "solution"]
    assert graded == ["solution"]


def test_name_of_a_file_does_not_matter(grade: Grade, graded: list[str], miniature_copy: Course) -> None:
    """A submission goes by the exercise's name, whatever it is called itself."""
    words = miniature_copy.exercise("lesson1/words")
    other = miniature_copy.root / "b.new.py"
    other.write_bytes(words.solution.read_bytes())
    grade(Submission(words, words.solution, "a"))
    grade(Submission(words, other, "b"))
    other.write_text("def count(text): return 0\n", encoding="utf-8")
    grade(Submission(words, other, "c"))

    assert graded == ["a", "c"]


def test_order(grade: Grade, graded: list[str], miniature_copy: Course) -> None:
    """Known and new reports come in the order of the submissions."""
    submissions = miniature_copy.submissions(miniature_copy.exercise("lesson1/words"))
    grade(*submissions[1::2])

    assert [report.label for report in grade(*submissions)] == [s.label for s in submissions]
    assert sorted(graded) == sorted(s.label for s in submissions)


def test_kept_reports_are_whole(grade: Grade, solution: Submission, miniature_copy: Course) -> None:
    """No half-written file is left beside the reports."""
    grade(solution)

    assert [Path(p).suffix for p in (miniature_copy.state_dir / "reports").iterdir()] == [".json"]
