"""The bundle itself, booted under Node: nothing of this machine's Python is there."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.requires("node")

Boot = Callable[..., list[Any]]

ANSWERS = {
    "settings": """
        from pydantic import BaseModel
        from pydantic_settings import BaseSettings
        import attrs, dotenv, environs

        class Twice(BaseModel):
            value: int

        def answer(value):
            return Twice(value=str(value)).value * 2
        """,
    "http": """
        import httpx, requests

        def answer(value):
            transport = httpx.MockTransport(lambda request: httpx.Response(200, json=2))
            return httpx.Client(transport=transport).get("http://shop.example/").json() * value
        """,
    "logs": """
        import loguru, structlog

        def answer(value):
            event = structlog.wrap_logger(None, processors=[lambda logger, name, event: str(event["value"])])
            return value * 2
        """,
    "click": """
        import click

        def answer(value):
            return click.IntRange(0, 100).convert(str(value * 2), None, None)
        """,
    "metrics": """
        import prometheus_client, tenacity

        def answer(value):
            registry = prometheus_client.CollectorRegistry()
            prometheus_client.Counter("runs", "Runs", registry=registry).inc(value * 2)
            return int(registry.get_sample_value("runs_total"))
        """,
    "sql": """
        import sqlalchemy as sa
        from sqlalchemy import orm

        def answer(value):
            with sa.create_engine("sqlite://").connect() as connection:
                return connection.execute(sa.text("select :a * 2"), {"a": value}).scalar()
        """,
    "types": """
        from mypy import api

        def answer(value):
            with open("wrong.py", "w") as file:
                file.write("def f(x: int) -> str:\\n    return x\\n")
            text, problems, status = api.run(["--strict", "--no-incremental", "wrong.py"])
            assert "Incompatible return value" in text, problems
            return value * 2
        """,
}

SUITE = '''
def test_twice(learner):
    """Twice the value comes back."""
    assert learner.limit(60).call("answer", 21).value == 42


def test_more(learner):
    """More than twice comes back, which nobody has promised."""
    assert learner.limit(60).call("answer", 2).value == 5
'''

GRADE = """
import json
from prodready.browser.serve import handle
handle({request!r}, tell)
"""


def grade(exercise: dict[str, Any], files: dict[str, str]) -> str:
    """Python that has the page's door grade these files."""
    return GRADE.format(request=json.dumps({"do": "grade", "exercise": exercise, "files": files}))


def report(told: list[Any]) -> dict[str, str]:
    """Verdicts by check, of the only report."""
    [found] = [event["report"] for event in told if "report" in event]
    assert not found["headline"], found["headline"]
    return {check["id"]: check["verdict"] for check in found["checks"]}


def test_each_pack_has_an_answer_here(manifest: dict[str, Any]) -> None:
    """A new pack gets an answer that uses it."""
    assert set(ANSWERS) == set(manifest["packs"])


@pytest.mark.parametrize("pack", ANSWERS)
def test_answer_that_uses_a_pack(pack: str, boot: Boot) -> None:
    """An answer that imports the libraries of a pack is graded, and only its own promise holds."""
    exercise = {
        "key": "lesson1/answer",
        "name": "answer.py",
        "module": "answer",
        "importable": True,
        "limit_s": 60,
        "given": {},
        "suite": {"path": "lesson1/answer/test_answer.py", "source": SUITE},
    }
    told = boot(grade(exercise, {"answer.py": textwrap.dedent(ANSWERS[pack])}), pack)

    assert report(told) == {"test_twice": "passed", "test_more": "failed"}


def test_every_exercise_with_its_solution(app: Path, boot: Boot) -> None:
    """What is served of each exercise is enough to grade the solution that is served with it."""
    keys = [path.relative_to(app / "exercises") for path in sorted((app / "exercises").glob("*/*.json"))]
    exercises = [json.loads((app / "exercises" / key).read_text(encoding="utf-8")) for key in keys]
    solutions = [json.loads((app / "solutions" / key).read_text(encoding="utf-8")) for key in keys]
    code = "".join(grade(exercise, each["files"]) for exercise, each in zip(exercises, solutions, strict=True))
    reports = [event["report"] for event in boot(code, "settings", "http", "logs", "click") if "report" in event]

    assert [report["key"] for report in reports] == [exercise["key"] for exercise in exercises]
    for found, exercise in zip(reports, exercises, strict=True):
        verdicts = {check["id"].partition("[")[0]: check["verdict"] for check in found["checks"]}
        assert set(verdicts) == {check["name"] for check in exercise["checks"]}
        assert set(verdicts.values()) - {"not run here"} == {"passed"}, found["key"]


SMOKE = """
import importlib, json
from importlib.metadata import version
for name in {modules!r}:
    importlib.import_module(name)
tell(json.dumps({{name: version(name) for name in {wheels!r}}}))
"""


def test_every_module_can_be_imported(manifest: dict[str, Any], boot: Boot) -> None:
    """Each module of each pack is imported, in the version that is locked."""
    packs = json.loads((Path(__file__).parents[3] / "web" / "packs.json").read_text(encoding="utf-8"))
    modules = [name for pack in manifest["packs"].values() for name in pack["modules"]]
    wheels = [name for pack in (packs["core"], *packs["packs"].values()) for name in pack["wheels"]]
    [versions] = boot(SMOKE.format(modules=modules, wheels=wheels), *manifest["packs"])
    lock = (Path(__file__).parents[3] / "requirements.lock").read_text(encoding="utf-8")

    assert [name for name, version in versions.items() if f"\n{name}=={version} " not in f"\n{lock}"] == []


def test_engine_is_compiled_for_its_place(boot: Boot) -> None:
    """The engine knows its own frames by where they lie, so modules are compiled for the path that the manifest names."""
    code = "import json, prodready.kit.host.describe as d; tell(json.dumps([d.HERE, d.describe_error.__code__.co_filename]))"
    [[here, filename]] = boot(code)

    assert filename == f"{here}/describe.py"
