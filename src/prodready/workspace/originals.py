"""What the course ships below `exercises/`, whatever a learner has done to the files since."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from prodready.catalog import Course
from prodready.files import CACHES, contents
from prodready.model import Exercise


def read(course: Course, exercises: Iterable[Exercise]) -> dict[str, bytes]:
    """The starters and given files of `exercises` as they were shipped, by their names below `exercises/`.

    What is committed counts before what lies in the folder, because people also work in their clone. Files that are
    not committed are taken from the clone if the learner works elsewhere. What nobody knows is missing.
    """
    found: dict[str, bytes] = {}
    roots = [name for exercise in exercises for name in _roots(course, exercise)]
    if course.workspace != course.root:
        for name in roots:
            found |= contents(course.starters_dir / name, course.starters_dir)
    tracked = [name for name in _tracked(course.starters_dir) if _is_below(name, roots)]
    found = {name: data for name, data in found.items() if name not in tracked}
    found |= _committed(course.starters_dir, tracked)
    return dict(sorted(found.items()))


def _roots(course: Course, exercise: Exercise) -> list[str]:
    paths = (exercise.starter, *exercise.given_paths)
    return [path.relative_to(course.starters_dir).as_posix() for path in paths]


def _is_below(name: str, roots: Sequence[str]) -> bool:
    return any(name == root or name.startswith(f"{root}/") for root in roots) and not CACHES & set(name.split("/"))


def _tracked(folder: Path) -> list[str]:
    """Names of the committed files below `folder`; none without git, a commit or the folder."""
    output = _git(folder, "ls-tree", "-r", "-z", "--name-only", "HEAD", "./")
    return [name for name in output.decode("utf-8", errors="surrogateescape").split("\0") if name]


def _committed(folder: Path, names: Sequence[str]) -> dict[str, bytes]:
    """The committed content of `names`, with one process for all of them."""
    asked = "".join(f"HEAD:./{name}\n" for name in names).encode("utf-8", errors="surrogateescape")
    answer = _git(folder, "cat-file", "--batch", send=asked) if names else b""
    found: dict[str, bytes] = {}
    for name in names:
        head, _, answer = answer.partition(b"\n")
        kind, _, size = head.decode(errors="replace").partition(" ")[2].partition(" ")
        if kind == "blob":
            found[name] = answer[: int(size)]
            answer = answer[int(size) + 1 :]
    return found


def _git(folder: Path, *arguments: str, send: bytes = b"") -> bytes:
    """What git prints; nothing if it is not installed, or if the folder is not a clone."""
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, input=send, capture_output=True)
    except OSError:
        return b""
    return done.stdout if done.returncode == 0 else b""
