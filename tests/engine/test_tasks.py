"""The set-up behind `python tasks.py`: what it decides and what it says, without installing anything."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]

PIP_LINES = """\
Collecting anyio==4.16.0 (from -r requirements.lock (line 1))
  Downloading anyio-4.16.0-py3-none-any.whl (118 kB)
Collecting mypy==2.4.1 (from -r requirements.lock (line 4))
  Downloading mypy-2.4.1-cp312-cp312-manylinux2014_x86_64.whl (13.5 MB)
Installing collected packages: anyio, mypy
""".splitlines()


def load(name: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(ROOT)
    return importlib.import_module(name)


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Any:
    return load("tools.environment", monkeypatch)


@pytest.fixture
def testing(monkeypatch: pytest.MonkeyPatch) -> Any:
    return load("tools.testing", monkeypatch)


@pytest.fixture
def node(monkeypatch: pytest.MonkeyPatch) -> Any:
    return load("tools.node", monkeypatch)


@pytest.fixture
def env(tmp_path: Path) -> Path:
    """A folder that looks like a virtual environment of Python 3.12."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").touch()
    (tmp_path / "Scripts").mkdir()
    (tmp_path / "Scripts" / "python.exe").touch()
    (tmp_path / "pyvenv.cfg").write_text("home = /usr/bin\nversion = 3.12.1\n")
    return tmp_path


@pytest.mark.parametrize(("windows", "expected"), [(False, "e/bin/python"), (True, "e/Scripts/python.exe")])
def test_interpreter_of_an_environment(environment: Any, windows: bool, expected: str) -> None:
    """The interpreter is found where each system keeps it."""
    assert environment.python_of(Path("e"), windows=windows).as_posix() == expected


def test_old_python_is_named(environment: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """An older Python ends with its own version, the needed one, and a command to run."""
    monkeypatch.setattr(environment, "_starts", lambda _name: False)

    with pytest.raises(environment.Stop, match=r"(?s)3\.10.*3\.11 or newer.*Install.*tasks\.py test -k x"):
        environment.require_python((3, 10), "test -k x")


def test_newer_python_of_the_machine_is_suggested(environment: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a newer Python is there, the message names it."""
    monkeypatch.setattr(environment, "_starts", lambda name: name.endswith("3.13"))

    with pytest.raises(environment.Stop, match=r"This machine has a newer one\. Run: .*3\.13 tasks\.py serve"):
        environment.require_python((3, 8), "serve")


def test_files_parse_with_python_3_8() -> None:
    """No newer syntax stands in the way of that message."""
    import ast

    for path in (ROOT / "tasks.py", *(ROOT / "tools").glob("*.py")):
        ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_fingerprint_follows_files_and_python(environment: Any, tmp_path: Path) -> None:
    """Another lock file or another Python is another fingerprint; other newlines are not."""
    lock = tmp_path / "lock"
    lock.write_bytes(b"a==1\n")
    first = environment.fingerprint([lock], "3.12")
    lock.write_bytes(b"a==1\r\n")
    assert environment.fingerprint([lock], "3.12") == first
    assert environment.fingerprint([lock], "3.13") != first
    lock.write_bytes(b"a==2\n")
    assert environment.fingerprint([lock], "3.12") != first


def test_stamp(environment: Any, tmp_path: Path) -> None:
    """A step is fresh when its stamp holds the wanted fingerprint, and only then."""
    stamp = tmp_path / "stamp"
    assert not environment.is_fresh(stamp, "abc")
    environment.write_stamp(stamp, "abc")

    assert environment.is_fresh(stamp, "abc")
    assert not environment.is_fresh(stamp, "abd")


def test_good_environment_is_kept(environment: Any, env: Path) -> None:
    """An environment of the same Python is used again, also one that the learner made."""
    assert environment.reason_to_renew(env, env / "stamp", (3, 12)) == ""


def test_environment_of_another_python_is_renewed(environment: Any, env: Path) -> None:
    """An environment of another Python is made again, and both versions are named."""
    reason = environment.reason_to_renew(env, env / "stamp", (3, 13))

    assert reason == "it holds Python 3.12, and this is 3.13"


def test_half_made_environment_is_renewed(environment: Any, env: Path) -> None:
    """An environment whose creation was interrupted is made again."""
    (env / "pyvenv.cfg").unlink()

    assert environment.reason_to_renew(env, env / "stamp", (3, 12)) == "it is incomplete"


def test_moved_clone_is_renewed(environment: Any, env: Path) -> None:
    """After a move the environment still points at the old place, so it is made again."""
    (env / "stamp").write_text("abc\n/somewhere/else\n")

    assert environment.reason_to_renew(env, env / "stamp", (3, 12)) == "the clone was moved"


def test_missing_venv_names_the_package(environment: Any) -> None:
    """Where venv is missing, Debian's package for this very Python is named."""
    text = environment.missing_venv((3, 13), debian=True)

    assert "sudo apt-get install python3-venv" in text
    assert "python3.13-venv" in text


def test_environment_without_pip_gets_it(environment: Any, env: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment that uv has made is good without uv too: Python's own pip is put there."""
    (env / "pyvenv.cfg").write_text("version_info = {}.{}.0\n".format(*sys.version_info))
    asked: list[str] = []

    def answer(command: list[str], **options: Any) -> Any:
        asked.append(command[2])
        return subprocess.CompletedProcess(command, int(command[2] == "pip"))

    monkeypatch.setattr(environment, "ENV", env)
    monkeypatch.setattr(environment, "python_of", lambda *args, **options: env / "bin" / "python")
    monkeypatch.setattr(environment.subprocess, "run", answer)
    environment.make_environment(None, env / "stamp")

    assert asked == ["pip", "ensurepip"]


def test_environment_that_cannot_have_pip(environment: Any, env: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without uv, pip and ensurepip the remedy is named, and nothing is removed."""
    (env / "pyvenv.cfg").write_text("version_info = {}.{}.0\n".format(*sys.version_info))
    monkeypatch.setattr(environment, "ENV", env)
    monkeypatch.setattr(environment, "bring_pip", lambda: False)

    with pytest.raises(environment.Stop, match=r"(?s)no pip.*uv on the path, or remove the folder \.venv"):
        environment.make_environment(None, env / "stamp")
    assert env.exists()


def test_progress_of_pip(environment: Any) -> None:
    """While pip works, people see how many packages and how many megabytes have arrived."""
    said = list(environment.pip_progress(PIP_LINES, total=2, every=2))

    assert said[0] == "2 of about 2 packages, 0 MB downloaded"
    assert said[1].startswith("2 packages are here, 14 MB downloaded; unpacking")


def test_failed_download_names_settings_and_hides_values(environment: Any) -> None:
    """A failed download names the settings that were in force, and never their values."""
    environ = {"PIP_INDEX_URL": "secret-token", "UV_OFFLINE": "1", "https_proxy": "p", "HOME": "x"}
    text = environment.download_failed("pip", ["ERROR: no route"], environ)

    assert text.startswith("ERROR: no route\n")
    assert "PIP_INDEX_URL, UV_OFFLINE, https_proxy." in text
    assert "secret-token" not in text
    assert "SSL_CERT_FILE" in text


def test_locked_names_counts_a_fork_once(environment: Any) -> None:
    """A package that is locked twice, for two Pythons, is one package."""
    assert environment.locked_names("a==1 ; python < '3'\n    --hash=x\na==2\nb-c==1\n") == {"a", "b-c"}


@pytest.mark.parametrize(("version", "expected"), [("v20.20.2\n", 20), ("v8.1.0", 8), ("", 0), ("what", 0)])
def test_node_version(node: Any, version: str, expected: int) -> None:
    """The major version of Node is read from what it prints."""
    assert node.major(version) == expected


def test_counts_of_a_report(testing: Any, tmp_path: Path) -> None:
    """Errors count as failures, and what is neither failed nor skipped has passed."""
    report = tmp_path / "engine.xml"
    report.write_text('<testsuites><testsuite tests="9" errors="1" failures="2" skipped="3"/></testsuites>')

    assert testing.counts(report) == (3, 3, 3)


def test_table_ends_with_the_sums(testing: Any) -> None:
    """The last line counts all tests, and a failed part is named above it."""
    part = testing.Part("engine", ("-m", "pytest"), counted=True)
    good, bad = testing.Result(part, 0, 1.0, passed=5), testing.Result(part, 1, 2.0, passed=1, failed=2, skipped=1)
    text = testing.table([good, bad]).splitlines()

    assert text[-2:] == [
        "What failed: engine. Its own output is above.",
        "==== 6 passed, 2 failed, 1 skipped in 3.0s ====",
    ]


def test_required_part_without_tests_fails(testing: Any) -> None:
    """A required part that ran no test is a failure, not a silent success."""
    part = testing.Part("notebooks", ("-m", "pytest"), counted=True)
    result = testing.Result(part, 0, 1.0, passed=0, skipped=4)

    assert testing.judged(result, frozenset()).good
    assert not testing.judged(result, testing.required_parts({"PRODREADY_REQUIRE": "node, notebooks"})).good


def test_unreadable_failure_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The trial of a learner's way notices a traceback, a missing explanation and a starter that passes."""
    trial = load("tools.learner_trial", monkeypatch)

    assert trial.problems_of_starter(1, "expected 5, observed 6") == []
    assert len(trial.problems_of_starter(1, "Traceback (most recent call last): expected, observed")) == 1
    assert len(trial.problems_of_starter(0, "39 passed")) == 3


def test_unknown_command_lists_the_commands() -> None:
    """A wrong command ends with status 2 and the list of commands, before any set-up."""
    done = subprocess.run([sys.executable, "tasks.py", "tset"], cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 2
    assert "There is no command `tset`." in done.stdout
    assert "python tasks.py test" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM that could be passed on")
def test_stopping_a_task_stops_its_program() -> None:
    """SIGTERM for a task ends what the task has started, and the status says so."""
    program = "import time; print('up', flush=True); time.sleep(60)"
    code = f"import sys; from tools.environment import run; sys.exit(run(sys.executable, '-c', {program!r}))"
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) as task:
        assert task.stdout is not None
        assert task.stdout.readline() == "up\n"
        task.terminate()

        assert task.stdout.read() == ""  # Nobody holds the pipe any more.
        assert task.wait(timeout=10) == 143


def test_busy_port_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """The site takes the next port when somebody listens on the usual one."""
    import socket

    tasks = load("tasks", monkeypatch)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert tasks.free_port(port) > port


@pytest.fixture
def pyodide(monkeypatch: pytest.MonkeyPatch) -> Any:
    return load("tools.pyodide", monkeypatch)


LOCK = """\
pydantic==2.14.3 \\
    --hash=sha256:01
pydantic-core==2.50.4 \\
    --hash=sha256:02 \\
    --hash=sha256:03
pydantic-settings==2.16.3 \\
    --hash=sha256:04
"""


def test_locked_entry_of_a_package(pyodide: Any) -> None:
    """What is installed for Pyodide has the version and all hashes of the lock file."""
    assert pyodide.locked(LOCK, ["pydantic-core"]) == "\n".join(LOCK.splitlines()[2:5]) + "\n"


def test_package_without_a_lock_entry(pyodide: Any) -> None:
    """A package that is to be built for Pyodide and is not locked is named, with the command that locks it."""
    with pytest.raises(pyodide.Stop, match=r"(?s)does not have numpy.*tasks\.py lock"):
        pyodide.locked(LOCK, ["numpy"])


def test_real_lock_has_what_pyodide_needs(pyodide: Any) -> None:
    """Each package of `native.txt` is in the real lock file."""
    names = pyodide.NATIVE.read_text("utf-8").split()
    assert pyodide.locked((ROOT / "requirements.lock").read_text("utf-8"), names).count("==") == len(names)


def test_platform_is_the_one_of_the_worker(pyodide: Any) -> None:
    """Wheels are chosen for the Python and the platform that Pyodide is started as."""
    worker = (ROOT / "web" / "pyodide" / "worker.mjs").read_text("utf-8")
    abi = pyodide.PLATFORM.removeprefix("pyemscripten_").removesuffix("_wasm32")
    assert f'abi_version: "{abi}"' in worker
    assert f'python: "{pyodide.PYTHON}.' in worker


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, {}),
        ({"UV_DEFAULT_INDEX": "ours=file:///mirror"}, {"PIP_INDEX_URL": "file:///mirror"}),
        ({"UV_INDEX_URL": "file:///mirror", "PIP_INDEX_URL": "file:///other"}, {}),
        ({"UV_FIND_LINKS": "/a,/b"}, {"PIP_FIND_LINKS": "/a /b"}),
    ],
)
def test_settings_of_uv_hold_for_pip(pyodide: Any, environ: dict[str, str], expected: dict[str, str]) -> None:
    """Whoever has told only uv where packages are need not tell pip, and what pip was told stays."""
    assert pyodide.pip_settings(environ) == expected


@pytest.mark.parametrize(("answer", "found"), [("11", "here"), ("12", None), ("", None)])
def test_other_pythons(answer: str, found: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that is called like a Python, and is another one or none, is not taken for it."""
    pythons = load("tools.pythons", monkeypatch)
    monkeypatch.setattr(pythons, "_candidates", lambda minor: iter(["here"]))
    done = subprocess.CompletedProcess([], 0 if answer else 127, stdout=f"{answer}\n")
    monkeypatch.setattr(pythons.subprocess, "run", lambda *args, **options: done)

    assert pythons.find(11) == found


def test_captures_without_any_python(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing that was checked is no success, and each Python that was not checked is named."""
    pythons = load("tools.pythons", monkeypatch)
    monkeypatch.setattr(pythons, "find", lambda minor: None)

    assert pythons.check_captures() == 1
    assert "Python 3.12: not on this machine" in capsys.readouterr().out
