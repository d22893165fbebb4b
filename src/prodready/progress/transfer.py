"""Between the learner's folder and `prodready-progress.json`: what was reached, the code, and what only the pages use."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from prodready.catalog import Course
from prodready.errors import CourseError
from prodready.files import below, contents, digest, stamp, write_whole
from prodready.model import Exercise
from prodready.progress import backup as form
from prodready.progress.backup import Backup, Work
from prodready.progress.file import DamagedError, load, now, save
from prodready.progress.merge import merge_progress, merge_quizzes, merge_reading
from prodready.workspace import originals
from prodready.workspace.folder import back_up

What = Literal["same", "taken", "mine", "beside", "replaced", "unknown"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What was done about the code of one exercise.

    Args:
        key: The exercise.
        what: `same` (nothing to do), `taken` (yours was as shipped), `mine` (the file has the starter only), `beside`
            (both have been edited: the file's version lies in `path`), `replaced` (yours is kept in `path`), `unknown`
            (this course has no such exercise: the code is kept, and is part of the next export).
        path: See `what`.
    """

    key: str
    what: What
    path: Path | None = None


def kept_file(course: Course) -> Path:
    """Where that is kept which only the pages use, so that the next export has it again."""
    return course.state_dir / "pages.json"


def collect(course: Course) -> tuple[Backup, list[Path]]:
    """Everything that is kept of the learner here.

    Returns:
        It, and the exercises' files or folders that are left out because they are no text.

    Raises:
        CourseError: If `progress.json` is damaged, or something is from a newer version.
    """
    earlier = _pages(course)
    shipped = originals.read(course, course.exercises)
    work, left_out = dict(earlier.work), []
    for exercise in course.exercises:
        mine, original = _mine(course, exercise), _original(exercise, shipped)
        if not mine or _same(mine, original):
            continue
        try:
            texts = {name: data.decode("utf-8") for name, data in mine.items()}
        except UnicodeDecodeError:
            left_out.append(course.work(exercise))
            continue
        saved = max(file.stat().st_mtime for file in below(course.work(exercise)))
        work[exercise.key] = Work(texts, _starter(original), _date(saved))
    return replace(earlier, made=now(), progress=load(course), work=work), left_out


def take(course: Course, found: Backup, *, overwrite: bool) -> list[Taken]:
    """Merge what a file holds into what is here.

    Args:
        course: The course with the learner's folder.
        found: The content of the file.
        overwrite: Whether the file's code takes the place of code that was edited here as well; yours goes to the backup.

    Raises:
        CourseError: If something here is damaged or from a newer version, and nothing is changed then; or if code
            cannot be written.
    """
    mine, earlier = load(course), _pages(course)
    shipped = originals.read(course, course.exercises)
    known = {exercise.key: exercise for exercise in course.exercises}
    for key in known.keys() & found.work.keys():
        _require_place(known[key], found.work[key])
    unknown = {key: work for key, work in found.work.items() if key not in known}
    pages = replace(
        earlier,
        made=now(),
        reading=merge_reading(earlier.reading, found.reading),
        quizzes=merge_quizzes(earlier.quizzes, found.quizzes),
        work={**earlier.work, **unknown},
        more={**found.more, **earlier.more},
    )
    done = [Taken(key, "unknown") for key in unknown]
    for key in (key for key in known if key in found.work):
        original = _original(known[key], shipped)
        try:
            done.append(_take_work(course, known[key], found.work[key], original, overwrite=overwrite))
        except OSError as error:
            hint = "What was there before is still there. Mend that, and import the file again."
            message = f"The code of `{key}` cannot be written: {error.strerror or error}."
            raise CourseError(message, path=course.work(known[key]), hint=hint) from error
    if pages != replace(earlier, made=pages.made):
        write_whole(kept_file(course), form.to_text(pages).encode())
    save(course, merge_progress(mine, found.progress))
    return done


def write(path: Path, content: Backup) -> Path:
    """Write a file, or one with the usual name into a folder; an earlier one that holds nothing else is replaced.

    Returns:
        The file.

    Raises:
        CourseError: If something else is there, or the file cannot be written.
    """
    if path.is_dir():
        path /= form.NAME
    if path.exists():
        _require_nothing_lost(path, content)
    try:
        write_whole(path, form.to_text(content).encode())
    except OSError as error:
        hint = "Name a file in a folder that you may write to."
        raise CourseError(f"The file cannot be written: {error.strerror or error}.", path=path, hint=hint) from error
    return path


def _require_nothing_lost(path: Path, content: Backup) -> None:
    """A file may be replaced if all that it holds is in the new one as well."""
    try:
        earlier = form.read(path)
    except CourseError as error:
        message = "There is a file of that name already, and it is something else."
        raise CourseError(message, path=path, hint="Nothing was changed. Choose another name.") from error
    newer = {
        key for key, work in earlier.work.items() if key not in content.work or work.saved > content.work[key].saved
    }
    lost = [key for key in newer if key not in content.work or _differs(earlier.work[key], content.work[key])]
    both = (
        merge_progress(content.progress, earlier.progress),
        merge_reading(content.reading, earlier.reading),
        merge_quizzes(content.quizzes, earlier.quizzes),
        {**content.more, **earlier.more},
    )
    if lost or both != (content.progress, content.reading, content.quizzes, content.more):
        hint = "Nothing was changed. Import it first, `prodready progress --import FILE`, or choose another name."
        raise CourseError("There is a file of that name already, and it holds more than is here.", path=path, hint=hint)


def _differs(one: Work, other: Work) -> bool:
    """Whether two have different files, whatever their newlines."""
    return not _same(*({name: text.encode() for name, text in work.files.items()} for work in (one, other)))


def _take_work(
    course: Course, exercise: Exercise, work: Work, original: Mapping[str, bytes], *, overwrite: bool
) -> Taken:
    theirs = {name: text.encode() for name, text in work.files.items()}
    mine = _mine(course, exercise)
    if _same(mine, theirs):
        return Taken(exercise.key, "same")
    if _same(theirs, original):
        return Taken(exercise.key, "mine")
    home, kept = course.exercises_dir / exercise.lesson, None
    if mine and not _same(mine, original):
        if not overwrite:
            return Taken(exercise.key, "beside", _put_beside(course, exercise, theirs))
        kept = back_up(course, course.work(exercise).relative_to(course.exercises_dir).as_posix())
    for name, data in theirs.items():
        write_whole(home / name, data)
    if course.work(exercise).is_dir():
        for name in mine.keys() - theirs.keys():
            (home / name).unlink()
    return Taken(exercise.key, "replaced" if kept else "taken", kept)


def _put_beside(course: Course, exercise: Exercise, theirs: Mapping[str, bytes]) -> Path:
    """Writes into a folder that belongs to no exercise: a second import of the same puts nothing there again."""
    folder = course.state_dir / "imported"
    for earlier in sorted(folder.glob(f"*/{exercise.lesson}/{exercise.filename}")):
        if _same(contents(earlier, earlier.parent), theirs):
            return earlier
    place, number = folder / stamp(), 1
    while (place / exercise.lesson / exercise.filename).exists():
        number += 1
        place = folder / f"{stamp()}-{number}"
    for name, data in theirs.items():
        write_whole(place / exercise.lesson / name, data)
    return place / exercise.lesson / exercise.filename


def _require_place(exercise: Exercise, work: Work) -> None:
    """The names of files are those of this exercise, and of no other."""
    wrong = [name for name in work.files if name.split("/")[0] != exercise.filename]
    if wrong or (exercise.starter.is_dir() == (exercise.filename in work.files)):
        hint = "Nothing was changed. Update the course, or export the file anew."
        raise CourseError(f"The code of `{exercise.key}` is not in `{exercise.filename}` in that file.", hint=hint)


def _pages(course: Course) -> Backup:
    """What only the pages use; a file that cannot be read is moved aside, because nothing else depends on it."""
    file = kept_file(course)
    if not file.is_file():
        return Backup()
    try:
        return form.read(file)
    except DamagedError:
        file.rename(file.with_name(f"{file.name}.damaged-{stamp()}"))
        return Backup()


def _mine(course: Course, exercise: Exercise) -> dict[str, bytes]:
    return contents(course.work(exercise), course.exercises_dir / exercise.lesson)


def _original(exercise: Exercise, shipped: Mapping[str, bytes]) -> dict[str, bytes]:
    """What was shipped of the learner's part, by names below the folder of the lesson; empty if nobody knows."""
    root = f"{exercise.lesson}/{exercise.filename}"
    names = (name for name in shipped if name == root or name.startswith(f"{root}/"))
    return {name.removeprefix(f"{exercise.lesson}/"): shipped[name] for name in names}


def _same(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> bool:
    return one.keys() == other.keys() and all(digest(data) == digest(other[name]) for name, data in one.items())


def _starter(original: Mapping[str, bytes]) -> str:
    """As `prodready.bundle.exercises.digest`, so that a page knows whether the starter is still the same."""
    texts = {name: data.decode("utf-8", errors="replace").replace("\r\n", "\n") for name, data in original.items()}
    return hashlib.sha256(json.dumps(sorted(texts.items())).encode()).hexdigest()[:16] if texts else ""


def _date(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
