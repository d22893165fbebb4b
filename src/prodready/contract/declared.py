"""What the docstrings of accepted and rejected files declare; of a folder that is no package, its `WHY.md`.

Rejected ones: the mistake, the checks that catch it, words of the feedback. Both: what the machine must have.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from prodready.errors import CourseError
from prodready.kit.links import NEEDS, provided_by
from prodready.model import Submission

FOLDERS_FILE = "WHY.md"
"""In a folder that is no package: a paragraph about what it is, then the lines that a docstring would have."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A rejected file's promise.

    Args:
        mistake: The first paragraph.
        fails: Names of the check functions that must fail, exactly these; `all` for a file that cannot be loaded.
        says: Words that must occur in the feedback.
        file: That says so.
        line: Of `fails:`.
    """

    mistake: str
    fails: frozenset[str]
    says: tuple[str, ...]
    file: Path
    line: int


def read_declared(path: Path) -> Declared:
    """Read it from a file, from the `__init__.py` of a package, or from the `WHY.md` of any other folder.

    Raises:
        CourseError: If the docstring does not say what must fail.
    """
    file, text, doc = _declaration(path)
    fails = re.search(r"^fails:[ \t]*(\S.*)$", doc, re.MULTILINE)
    if not fails:
        raise CourseError(
            f"The rejected file `{path.name}` does not say which checks it fails.",
            path=file,
            line=1,
            hint=f"Add a line such as `fails: test_drip, test_silence` to {_place(file)}.",
        )
    names = frozenset(fails[1].replace(",", " ").split())
    says = tuple(line.strip() for line in re.findall(r"^says:[ \t]*(\S.*)$", doc, re.MULTILINE))
    line = next(n for n, line in enumerate(text.splitlines(), 1) if line.strip() == fails[0].strip())
    return Declared(doc.strip().partition("\n\n")[0], names, says, file, line)


def read_needs(path: Path) -> frozenset[str]:
    """What the machine must have for a verdict on a file, or a folder, to mean anything: its lines `needs: …`.

    Raises:
        CourseError: If it needs what is unknown.
    """
    file, text, doc = _declaration(path)
    lines = re.findall(r"^needs:[ \t]*(\S.*)$", doc, re.MULTILINE)
    needs = frozenset(name for line in lines for name in line.replace(",", " ").split())
    if unknown := sorted(needs - set(NEEDS)):
        raise CourseError(
            f"`{path.name}` needs `{unknown[0]}`, which is unknown.",
            path=file,
            line=next(n for n, line in enumerate(text.splitlines(), 1) if line.strip().startswith("needs:")),
            hint=f"Known: {', '.join(NEEDS)}.",
        )
    return needs


def can_be_judged(submission: Submission, runtime: str) -> bool:
    """Whether a runtime has what the file says that it needs. Starters and solutions must do everywhere."""
    if submission.kind not in ("accepted", "rejected"):
        return True
    return read_needs(submission.path) <= provided_by(runtime)


def _declaration(path: Path) -> tuple[Path, str, str]:
    """The file that declares, its text, and the part of it that counts; empty if there is none."""
    file = path
    if path.is_dir():
        file = next((found for found in declaring(path) if found.is_file()), path / FOLDERS_FILE)
    text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    return file, text, _docstring(text) if file.suffix == ".py" else text


def declaring(path: Path) -> tuple[Path, ...]:
    """Where a submission may declare something: itself, or two files of a folder."""
    return (path, path / "__init__.py", path / FOLDERS_FILE)


def _place(file: Path) -> str:
    return f"`{file.name}`" if file.name == FOLDERS_FILE else "its docstring"


def _docstring(text: str) -> str:
    """The module's docstring, also of a file that is not valid Python."""
    try:
        return ast.get_docstring(ast.parse(text)) or ""
    except (SyntaxError, ValueError):
        found = re.match(r'\s*(?:"""|\'\'\')(.*?)(?:"""|\'\'\')', text, re.DOTALL)
        return found[1] if found else text
