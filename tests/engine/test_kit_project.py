"""Submissions that are folders of files: read everywhere, installed and run where there are processes."""

from __future__ import annotations

import importlib.util
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from prodready.kit.learner import Learner
from prodready.kit.links import Files, InfrastructureError, NotHere, environments
from prodready.kit.links.loopback import Loopback
from prodready.kit.links.simulated import Simulated
from prodready.kit.links.split import Split
from prodready.kit.outcome import CheckFailed
from prodready.kit.project import Project
from prodready.kit.session import open_submission
from prodready.kit.wheels import Package

LID = Package("Lid", "1.0", modules={"lid.py": "SIZE = 3\n"})
LID_2 = Package("Lid", "2.0", modules={"lid.py": "SIZE = 4\n"})
LOCK = f"lid==1.0 --hash=sha256:{LID.sha256}\n"
PYPROJECT = '[project]\nrequires-python = ">=3.11"\ndependencies = ["lid<2", "oil; sys_platform == \'win32\'"]\n'
PROGRAM = "import sys\nimport lid\nprint(lid.SIZE, sys.argv[1:], sys.stdin.read(), __file__)\n"
FILES = {"requirements.lock": LOCK, "pyproject.toml": PYPROJECT, "main.py": PROGRAM}

Make = Callable[..., Project]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Makes a project that differs in some files, as a submission in a runtime; a file of None is left out."""
    links: list[Any] = []

    def make(kind: Any = Loopback, files: dict[str, str | bytes | None] | None = None) -> Project:
        root = tmp_path / f"project {len(links)}"
        for name, text in (FILES | (files or {})).items():
            if text is not None:
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        given = tmp_path / "shelf.py"
        given.write_text(
            "from prodready.kit.wheels import Package\nPACKAGES = [Package('lid', '1.0')]\n", encoding="utf-8"
        )
        link = kind(Files("box", root, {"shelf": given}, "box", importable=False))
        links.append(link)
        assert not open_submission(link, lambda: None).headline
        return Project(link)

    yield make
    for each in links:
        each.close()


def why(error: pytest.ExceptionInfo[CheckFailed]) -> tuple[str, str]:
    return error.value.expected, error.value.observed


@pytest.mark.parametrize("kind", [Loopback, Split, Simulated])
def test_files_are_read_everywhere(make: Make, kind: Any) -> None:
    """Names and texts of a folder's files are there in each runtime, and nothing of it is imported."""
    project = make(kind, {"main.py": "raise SystemExit('imported')\n"})

    assert project.names() == ["main.py", "pyproject.toml", "requirements.lock"]
    assert project.text("main.py") == "raise SystemExit('imported')\n"


def test_what_tools_leave_is_no_part_of_it(make: Make) -> None:
    """Environments, caches and wheels in the folder are neither read nor copied."""
    left = {".venv/lib/a.py": "import b", "__pycache__/c.pyc": "", "wheelhouse/d.whl": "", "main.new.py": "import b"}
    project = make(files={**left, "sub/e.py": ""})

    assert project.names() == ["main.py", "pyproject.toml", "requirements.lock", "sub/e.py"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_links_that_lead_elsewhere(make: Make, tmp_path: Path) -> None:
    """A link to a file outside the folder is not read."""
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    project = make()
    (tmp_path / "project 0" / "notes.txt").symlink_to(tmp_path / "secret.txt")

    with pytest.raises(CheckFailed) as error:
        project.text("notes.txt")
    assert why(error) == ("a file `notes.txt` in your folder", "there is none")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_texts_as_shells_write_them(make: Make, encoding: str) -> None:
    """Byte order marks and newlines of Windows, as its shells write them, are understood."""
    project = make(files={"requirements.lock": "lid==1.0\r\noil==2.0\r\n".encode(encoding)})

    assert [pin.name for pin in project.lock.pins] == ["lid", "oil"]


@pytest.mark.parametrize(
    ("files", "ask", "expected"),
    [
        ({"requirements.lock": None}, "lock", "a file `requirements.lock` in your folder"),
        ({"requirements.lock": b"\xe9"}, "lock", "`requirements.lock` as text in UTF-8"),
        ({"requirements.lock": "#" * 300_000}, "lock", "a file `requirements.lock` in your folder"),
        ({"pyproject.toml": "[project"}, "dependencies", "`pyproject.toml` as TOML"),
        ({"pyproject.toml": "[tool.poetry]"}, "dependencies", "`dependencies` in the table `[project]`"),
        ({"pyproject.toml": "project = 1"}, "dependencies", "`dependencies` in the table `[project]`"),
        ({"pyproject.toml": "[project]"}, "requires_python", "`requires-python` in the table `[project]`"),
        ({"pyproject.toml": "[project]\ndependencies = ['a >1 <2']"}, "dependencies", "dependencies in the form"),
        ({"pyproject.toml": "[project]\nrequires-python = '3'"}, "requires_python", "`requires-python` in the form"),
    ],
)
def test_files_that_cannot_be_read(make: Make, files: dict[str, Any], ask: str, expected: str) -> None:
    """What is missing or unreadable fails the check, in words."""
    project = make(files=files)
    with pytest.raises(CheckFailed) as error:
        getattr(project, ask)

    assert error.value.expected.startswith(expected)


def test_metadata(make: Make) -> None:
    """Dependencies, by the markers of a machine, and the promised Pythons are read from `pyproject.toml`."""
    project = make()

    assert [str(need) for need in project.needs((), "3.11")] == ["pyproject.toml asks for lid<2"]
    assert project.declared("3.11") == {"lid"}
    assert (project.requires_python.contains("3.11"), project.requires_python.contains("3.10")) == (True, False)


def test_lines_that_count(make: Make) -> None:
    """Lines of the lock count by their markers."""
    lock = "a==1\nb==1; sys_platform == 'win32'\nc==1; python_version < '3.12'\n"
    project = make(files={"requirements.lock": lock})

    assert [list(project.pins(python)) for python in ("3.11", "3.12")] == [["a", "c"], ["a"]]


def test_imports(make: Make) -> None:
    """Imports are found wherever they stand; the standard library, own modules and relative ones are left out."""
    program = (
        "import os, lid.parts\ndef f():\n    from oil.cans import x\n    from . import y\n    import helper, sub\n"
    )
    project = make(files={"main.py": program, "helper.py": "import lid, paint", "sub/deep.py": "import lid"})

    assert project.imports() == {"lid": "helper.py, line 1", "paint": "helper.py, line 1", "oil": "main.py, line 3"}


def test_imports_of_what_is_not_python(make: Make) -> None:
    """A program that is not Python fails the check with its line."""
    with pytest.raises(CheckFailed) as error:
        make(files={"main.py": "x = 1\nimport lid.\n"}).imports()

    assert error.value.expected == "`main.py` as a Python file"
    assert error.value.observed.endswith("(line 2)")


def test_packages(make: Make) -> None:
    """The packages that exist are listed in a file that comes with the exercise."""
    assert [package.version for package in make().packages("shelf")] == ["1.0"]


@pytest.mark.parametrize("kind", [Loopback, Split])
def test_install_and_run(make: Make, kind: Any) -> None:
    """The lock makes an environment with what it names, whatever else there is, and a program of the folder runs in it."""
    environment = make(kind).install([LID, LID_2])
    done = environment.run("main.py", "-v", stdin="é")

    assert (environment.refusal, environment.freeze()) == ("", ["lid==1.0"])
    assert (done.status, done.stdout) == (0, f"3 ['-v'] é box{os.sep}main.py\n")


def test_nothing_of_this_machine(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable, settings file or package of this machine reaches the environment."""
    for name in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_TARGET", "PYTHONPATH", "PIP_REQUIRE_VIRTUALENV"):
        monkeypatch.setenv(name, "/nowhere")
    program = "import os, sys\nprint(sorted(n for n in os.environ if n.startswith('PIP')))\nimport pytest\n"
    environment = make(files={"main.py": program}).install([LID])
    done = environment.run("main.py")

    assert environment.refusal == ""
    assert done.stdout == "[]\n"
    assert done.stderr.endswith("No module named 'pytest'\n")


@pytest.mark.parametrize(
    ("lock", "refusal"),
    [
        ("lid==1.0\n", "pip refuses it: a package has no hash"),
        (LOCK.replace("==", ">="), "pip refuses it: a package has no exact version"),
        (f"lid==1.0 --hash=sha256:{LID_2.sha256}\n", "pip refuses it: a file has another hash than the lock says"),
        (LOCK.replace("1.0", "1.1"), "pip finds no file for lid==1.1"),
        (LOCK + LOCK.replace("1.0", "2.0"), "pip refuses it: two of its lines contradict each other"),
    ],
)
def test_lock_that_pip_refuses(make: Make, lock: str, refusal: str) -> None:
    """Why nothing is installed is said in our words, because pip's differ; the program cannot be run then."""
    environment = make(files={"requirements.lock": lock}).install([LID])
    with pytest.raises(CheckFailed) as error:
        environment.run("main.py")

    assert why(error) == ("an environment that is installed from the lock", refusal)


@pytest.mark.parametrize("line", ["--index-url http://127.0.0.1/", "./lid", "lid @ file:///lid-1.0-py3-none-any.whl"])
def test_no_installer_sees_what_is_no_package(make: Make, line: str) -> None:
    """A lock with an option, a path or an address is refused before pip is started: it would ask there, or build it."""
    with pytest.raises(CheckFailed) as error:
        make(files={"requirements.lock": f"{LOCK}{line}\n"}).install([LID])

    assert error.value.observed == f"not started: the lock has more than packages, at line 2: {line}"


def test_checks_share_an_environment(make: Make) -> None:
    """Equal packages make one environment, and closing the submission removes it."""
    project = make()
    first, again, other = project.install([LID]), project.install([LID]), project.install([LID, LID_2])
    folders = list(Path(tempfile.gettempdir()).glob("project-*/wheels/lid-2.0-py3-none-any.whl"))
    project._link.close()

    assert (first is again, first is other, len(folders)) == (True, False, 1)
    assert not folders[0].exists()


def test_machine_without_pip(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python without pip, and without the one it should bring, cannot judge: the check is not run here."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr("sysconfig.get_config_var", lambda name: None)
    with pytest.raises(pytest.skip.Exception, match="python3-venv"):
        make().install([LID])


def find_bundled_pip(monkeypatch: pytest.MonkeyPatch) -> Path:
    find = importlib.util.find_spec
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "pip" else find(name))
    try:
        return environments.find_pip()
    except NotHere:
        pytest.skip("this Python brings no wheel of pip")


def test_pip_that_python_brings(make: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where pip is not installed, as in environments that uv has made, Python's own wheel of it serves, unpacked once."""
    monkeypatch.setattr("sys.prefix", str(tmp_path / "env"))
    first, again = find_bundled_pip(monkeypatch), find_bundled_pip(monkeypatch)

    assert first == again
    assert (first / "__main__.py").is_file()
    assert make().install([LID]).refusal == ""


@pytest.mark.parametrize("prefix", ["{base}", "{file}/env"])
def test_no_place_for_pip(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, prefix: str) -> None:
    """Outside an environment, or in one that cannot be written to, nothing is unpacked."""
    (tmp_path / "file").touch()
    monkeypatch.setattr("sys.prefix", prefix.format(base=sys.base_prefix, file=tmp_path / "file"))

    assert find_bundled_pip(monkeypatch).parent.suffix == ".whl"


def test_machine_without_environments(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that cannot make environments is at fault, not the submission."""
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(InfrastructureError, match="no environment could be made"):
        make().install([LID])


def test_simulated_runtime_has_no_environments(make: Make) -> None:
    """Where there are no processes, a check that installs is not run."""
    with pytest.raises(pytest.skip.Exception):
        make(Simulated).install([LID])


def test_missing_folder(tmp_path: Path) -> None:
    """A folder that is missing is the headline."""
    link = Loopback(Files("box", tmp_path / "box", {}, "box", importable=False))
    opened = open_submission(link, lambda: Learner(link))
    link.close()

    assert opened.headline.startswith("`box` is missing.")
