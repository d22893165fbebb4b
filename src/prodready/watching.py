"""Waits until the learner's files change. Looks twice a second, which also works where systems tell nobody: WSL, NFS."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from time import sleep as real_sleep

from prodready.files import below

EVERY_S = 0.5
SETTLE_S = 0.05
"""After a change: editors write in several steps."""

Signature = tuple[tuple[str, int, int], ...]


def signature(path: Path) -> Signature:
    """Names, times and sizes of a file, or of the files of a folder; empty if there is none at the moment."""
    found = []
    for file in below(path):
        try:
            state = file.stat()
        except OSError:
            continue
        found.append((str(file), state.st_mtime_ns, state.st_size))
    return tuple(found)


def changes(paths: Iterable[Path], sleep: Callable[[float], None] = real_sleep) -> Iterator[Sequence[Path]]:
    """Yield the paths that have changed since this call, or since they were yielded; never ends.

    A change that happens while the caller works is yielded afterwards. A file that is missing for a moment, because an
    editor replaces it, counts as changed when it is back.

    Args:
        paths: Files and folders.
        sleep: What waits between two looks, in seconds.
    """
    return _look({path: signature(path) for path in paths}, sleep)


def _look(seen: dict[Path, Signature], sleep: Callable[[float], None]) -> Iterator[Sequence[Path]]:
    while True:
        sleep(EVERY_S)
        now = {path: signature(path) for path in seen}
        if now == seen:
            continue
        sleep(SETTLE_S)
        if now != {path: signature(path) for path in seen}:
            continue
        changed = [path for path in seen if now[path] != seen[path] and now[path]]
        seen |= {path: now[path] for path in changed}
        if changed:
            yield changed
