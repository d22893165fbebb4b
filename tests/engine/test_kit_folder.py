"""The folder that suites share with learner code, where a system lacks something."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, cast

import pytest

from prodready.kit.host import folder
from prodready.kit.learner import Learner
from prodready.kit.tools import Folder


def refuse(*args: object, **kwargs: object) -> None:
    """As Windows refuses a link to a user without the right to make one."""
    raise OSError("a required privilege is not held by the client")


class OneAnswer:
    """Stands in for a learner whose host gives one answer to everything."""

    def __init__(self, value: object) -> None:
        self.value = value

    def request(self, request: dict[str, Any]) -> OneAnswer:
        """The outcome of a request."""
        return self


def test_no_link_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system makes no links the suite's side is told, and nothing stays behind."""
    monkeypatch.setattr(os, "symlink", refuse)

    assert folder.link(str(tmp_path), "key", "other") is False
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("made", [True, False])
def test_check_without_links_is_not_run(made: bool) -> None:
    """A check that needs a link ends as "not run here" where there are none, with the reason in words."""
    files = Folder(cast("Learner", OneAnswer(made)))

    if made:
        files.link("key", "other")
        return
    with pytest.raises(pytest.skip.Exception, match="needs symbolic links"):
        files.link("key", "other")


def test_link_replaces_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name never leads to nothing while it is turned to another target."""
    folder.link(str(tmp_path), "key", "one")
    removed: list[object] = []
    monkeypatch.setattr(os, "remove", removed.append)
    folder.link(str(tmp_path), "key", "two")

    assert ((tmp_path / "key").readlink(), removed) == (Path("two"), [])
    assert [path.name for path in tmp_path.iterdir()] == ["key"]
