"""What answers may import works in every runtime, and gives the same verdicts there."""

from __future__ import annotations

import re
import textwrap
import tomllib
from pathlib import Path

import pytest

from prodready.catalog import Course
from prodready.grading import run
from prodready.model import Report, Submission
from prodready.report import check_text

ROOT = Path(__file__).parents[2]
RUNTIMES = ["local", "split", "simulated", pytest.param("node", marks=pytest.mark.requires("node"))]

SUITE = '''
def test_types(learner):
    """A text from the environment becomes a number.

    The first comparison fails at night.

    What type does it have?

    Convert it.
    """
    learner.environ(TIMEOUT="30")
    assert learner.call("timeout").value == 30.0


def test_refusal(learner):
    """What is no number is refused by name.

    It starts, and fails at the first request.

    When is it read?

    Read it at the start.
    """
    learner.environ(TIMEOUT="soon")
    assert learner.call("timeout").error.message == "TIMEOUT"
'''

RIGHT = {
    "pydantic_settings": """
        from pydantic import SecretStr, ValidationError
        from pydantic_settings import BaseSettings, SettingsConfigDict

        class Settings(BaseSettings):
            model_config = SettingsConfigDict(frozen=True)
            timeout: float
            api_key: SecretStr = SecretStr("hidden")

        def timeout():
            try:
                return Settings().timeout
            except ValidationError as error:
                raise ValueError(",".join(str(e["loc"][0]).upper() for e in error.errors())) from None
        """,
    "attrs": """
        import os
        import attrs

        @attrs.frozen
        class Settings:
            timeout: float = attrs.field(converter=float)

        def timeout():
            try:
                return Settings(os.environ["TIMEOUT"]).timeout
            except ValueError:
                raise ValueError("TIMEOUT") from None
        """,
    "environs": """
        from environs import Env, EnvError

        def timeout():
            try:
                return Env().float("TIMEOUT")
            except EnvError:
                raise ValueError("TIMEOUT") from None
        """,
}
WRONG = """
    from pydantic_settings import BaseSettings

    class Settings(BaseSettings):
        timeout: str

    def timeout():
        return Settings().timeout
    """


@pytest.fixture
def answers(miniature_copy: Course) -> list[Submission]:
    """To an exercise about the environment: right ones, a library each, and a wrong one."""
    folder = miniature_copy.suites_dir / "lesson1" / "environment"
    folder.mkdir()
    (folder / "test_environment.py").write_text(SUITE, encoding="utf-8")
    (folder / "exercise.yml").write_text("title: Environment\nminutes: 1\nlevel: 1\nobjective: 1\n", encoding="utf-8")
    files = {folder / "accepted" / f"{name}.py": text for name, text in RIGHT.items()}
    files[folder / "rejected" / "stays_text.py"] = WRONG
    files[miniature_copy.starters_dir / "lesson1" / "environment.py"] = WRONG
    files[miniature_copy.solutions_dir / "lesson1" / "environment.py"] = RIGHT["attrs"]
    for path, text in files.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
    course = Course(miniature_copy.root, miniature_copy.root)
    exercise = course.exercise("lesson1/environment")
    return [s for kind in ("accepted", "rejected") for s in course.submissions(exercise, kind)]


def verdicts(report: Report) -> dict[str, str]:
    return {check.id: check.verdict if check.verdict == "passed" else check_text(check) for check in report.checks}


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_libraries_for_settings(answers: list[Submission], runtime: str) -> None:
    """Answers with pydantic-settings, attrs and environs are graded like any other, also in Pyodide."""
    *right, wrong = run(answers, runtime, jobs=1)

    assert {report.label: verdicts(report) for report in right} == {
        f"accepted/{name}": {"test_types": "passed", "test_refusal": "passed"} for name in sorted(RIGHT)
    }
    assert [check.verdict for check in wrong.checks] == ["failed", "failed"]
    assert "'30'" in wrong.checks[0].observed


def test_promised_libraries_are_installed_with_the_course() -> None:
    """What an `exercise.yml` lists as packages comes with `pip install -e .`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    core = {re.split(r"[<>=~]", line)[0] for line in project["dependencies"]}
    listed = {name for exercise in Course(ROOT, ROOT).exercises for name in exercise.packages}
    assert listed - core == set()
