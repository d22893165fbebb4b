"""Submissions are imported from where they lie, and nothing else from there."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from prodready.kit.host.sources import Sources


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "answer.py").write_text("import helper\nVALUE = 'file'\n", encoding="utf-8")
    (tmp_path / "helper.py").write_text("VALUE = 'given'\n", encoding="utf-8")
    (tmp_path / "json.py").write_text("raise RuntimeError('scratch')\n", encoding="utf-8")
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "__init__.py").write_text("from .part import VALUE\n", encoding="utf-8")
    (tmp_path / "package" / "part.py").write_text("VALUE = 'part'\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def sources(folder: Path) -> Iterator[Sources]:
    found = Sources("answer", str(folder / "answer.py"), {"helper": str(folder / "helper.py")})
    found.install()
    yield found
    found.remove()


def test_file_and_what_comes_with_it(sources: Sources) -> None:
    """A submission and the files that come with its exercise can be imported by name."""
    assert (__import__("answer").VALUE, __import__("helper").VALUE) == ("file", "given")


def test_scratch_files_are_not_found(sources: Sources) -> None:
    """No other file beside the submission can be imported."""
    assert sources.find_spec("json") is None


def test_packages(folder: Path) -> None:
    """A folder is imported as a package with its parts."""
    sources = Sources("package", str(folder / "package"))
    sources.install()

    assert __import__("package").VALUE == "part"
    sources.remove()
    assert not {"package", "package.part"} & set(sys.modules)


def test_each_import_is_fresh(sources: Sources, folder: Path) -> None:
    """After `forget` the source is read again, also within the resolution of the file system's clock."""
    assert __import__("answer").VALUE == "file"
    (folder / "answer.py").write_text("VALUE = 'edited'\n", encoding="utf-8")
    sources.forget()

    assert __import__("answer").VALUE == "edited"


def test_no_bytecode(sources: Sources, folder: Path) -> None:
    """Importing leaves nothing in the learner's folder."""
    __import__("answer")

    assert not (folder / "__pycache__").exists()


def test_a_module_that_replaces_itself(sources: Sources, folder: Path) -> None:
    """A submission that puts an object into `sys.modules` in its own place is forgotten like others."""
    (folder / "answer.py").write_text("import sys\nsys.modules[__name__] = print\n", encoding="utf-8")
    __import__("answer")
    sources.forget()

    assert "answer" not in sys.modules


def test_a_library_of_the_same_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module of the same name that was there before is there again afterwards."""
    monkeypatch.setitem(sys.modules, "answer", sys)
    sources = Sources("answer", str(folder / "answer.py"), {"helper": str(folder / "helper.py")})
    sources.install()
    assert __import__("answer").VALUE == "file"
    sources.remove()

    assert sys.modules["answer"] is sys


def test_labels(sources: Sources, folder: Path) -> None:
    """Paths are told apart as the learner's, given, fakes and others; none shows a folder of the machine."""
    names = [str(folder / "answer.py"), str(folder / "helper.py"), "<gateway>", str(folder / "package" / "part.py")]

    assert [sources.label(name) for name in names] == [
        "yours/answer.py",
        "given/helper.py",
        "<gateway>",
        "package/part.py",
    ]


def test_label_of_a_file_that_is_called_otherwise(folder: Path) -> None:
    """An accepted file of any name is called as learners call theirs."""
    sources = Sources("answer", str(folder / "helper.py"), {}, "fetch.py")

    assert sources.label(str(folder / "helper.py")) == "yours/fetch.py"


def test_folder_of_the_submission_is_hidden(sources: Sources, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `python -m pytest` adds to the import path does not let scratch files in."""
    monkeypatch.syspath_prepend(str(folder))

    assert str(folder) in sources.beside()


def test_imported_libraries(folder: Path) -> None:
    """The libraries of all files are found, also in a file that cannot be compiled beside others."""
    (folder / "package" / "part.py").write_text(
        "import httpx.x\nfrom loguru import logger\nfrom . import y\n", encoding="utf-8"
    )
    (folder / "package" / "broken.py").write_text("import (", encoding="utf-8")

    assert Sources("package", str(folder / "package")).imported_libraries() == {"httpx", "loguru"}
