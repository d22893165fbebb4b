"""Judges quiz files beyond their form: the JSON Schema, the rules of `quizrules`, and what they say about pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from prodready import lessonfile, quizfile, quizrules
from prodready.catalog import Course
from prodready.errors import CourseError, MissingExtra
from prodready.model import Quiz
from prodready.pagefacts import anchors
from prodready.yamllines import Document, Place, read


def lint(course: Course, lessons: tuple[str, ...] = ()) -> list[CourseError]:
    """Every problem of the quizzes of `lessons`, or of all quizzes, with file and line.

    Names are compared with those of the whole course in any case.

    Raises:
        MissingExtra: Without the `author` extra.
        CourseError: If one of `lessons` has no quiz.
    """
    owners: dict[str, Path] = {}
    wanted = course.quiz_files(lessons)
    judged = {path: _judge(course, path, owners) for path in course.quiz_files()}
    return [problem for path in wanted for problem in sorted(judged[path], key=lambda problem: problem.line or 0)]


def _judge(course: Course, path: Path, owners: dict[str, Path]) -> list[CourseError]:
    """The problems of one file; what follows from an unsound form is not reported."""
    try:
        document = read(path)
    except CourseError as error:
        return [error]
    quiz, problems = quizfile.examine(document)
    problems += _names_taken(document, quiz, owners)
    if problems:
        return problems
    return [*_against_schema(document), *_against_rules(document, quiz), *_against_pages(course, document, quiz)]


def _against_schema(document: Document) -> Iterator[CourseError]:
    try:
        import jsonschema
    except ImportError as missing:
        raise MissingExtra("jsonschema", "author") from missing
    schema = json.loads(files("prodready").joinpath("schemas/quiz.schema.json").read_text(encoding="utf-8"))
    for error in jsonschema.Draft202012Validator(schema).iter_errors(document.data):
        place = tuple(error.absolute_path)
        # A wrong value in a type's own fields makes the schema call these fields unknown as well.
        if error.validator == "unevaluatedProperties":
            continue
        yield _error(document, place, f"The schema does not allow this: {error.message}", _description(error.schema))


def _description(schema: Any) -> str:
    text = schema.get("description", "") if isinstance(schema, dict) else ""
    return text or "See `src/prodready/schemas/quiz.schema.json`."


def _against_rules(document: Document, quiz: Quiz) -> Iterator[CourseError]:
    for finding in quizrules.judge_quiz(quiz):
        yield _error(document, finding.place, finding.message, finding.hint)
    for index, question in enumerate(quiz.questions):
        for finding in quizrules.judge(question):
            place = ("questions", index, *finding.place)
            yield _error(document, place, f"`{question.id}`: {finding.message}", finding.hint)


def _names_taken(document: Document, quiz: Quiz, owners: dict[str, Path]) -> Iterator[CourseError]:
    for index, question in enumerate(quiz.questions):
        if question.id in owners:
            hint = f"It is in `{owners[question.id].name}` already: choose another name."
            yield _error(document, ("questions", index, "id"), f"The name `{question.id}` is taken.", hint)
        owners.setdefault(question.id, document.path)


def _against_pages(course: Course, document: Document, quiz: Quiz) -> Iterator[CourseError]:
    if quiz.id != document.path.stem:
        hint = f"Write `id: {document.path.stem}`, or rename the file."
        yield _error(document, ("id",), f"The id `{quiz.id}` is not the name of the file.", hint)
    page = course.lesson_page(document.path.stem)
    if not page.is_file():
        yield _error(
            document, (), f"The quiz has no page `docs/{document.path.stem}/index.md`.", "Write the lesson first."
        )
        return
    try:
        yield from _against_objectives(document, quiz, len(lessonfile.examine(page)[0].objectives))
    except CourseError as error:
        yield error
    yield from _against_headings(course, document, quiz)


def _against_objectives(document: Document, quiz: Quiz, objectives: int) -> Iterator[CourseError]:
    for index, question in enumerate(quiz.questions):
        if question.objective > objectives:
            message = f"The page has {objectives} objectives, not {question.objective}."
            yield _error(document, ("questions", index, "objective"), message, "Count them from 1.")
    asked = {question.objective for question in quiz.questions}
    for number in range(1, objectives + 1):
        if number not in asked:
            message = f"No question serves objective {number} of the page."
            yield _error(document, ("questions",), message, "Ask about it, or take the objective off the page.")


def _against_headings(course: Course, document: Document, quiz: Quiz) -> Iterator[CourseError]:
    known: dict[Path, tuple[str, ...]] = {}
    for index, question in enumerate(quiz.questions):
        place: Place = ("questions", index, "read")
        name, _, anchor = question.read.partition("#")
        page = course.docs_dir / name
        if not page.is_file():
            yield _error(document, place, f"There is no page `docs/{name}`.", "Name a page below `docs/`.")
            continue
        if page not in known:
            known[page] = anchors(page)
        if anchor not in known[page]:
            hint = f"It has {_listed(known[page])}."
            yield _error(document, place, f"The page `docs/{name}` has no heading `{anchor}`.", hint)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "none"


def _error(document: Document, place: Place, message: str, hint: str) -> CourseError:
    return CourseError(message, path=document.path, line=document.line(place), hint=hint)
