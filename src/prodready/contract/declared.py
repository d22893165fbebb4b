"""What the docstring of a rejected file declares: the mistake, the checks that catch it, words of the feedback."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from prodready.errors import CourseError


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
    """Read it from a file, or from the `__init__.py` of a folder.

    Raises:
        CourseError: If the docstring does not say what must fail.
    """
    file = path / "__init__.py" if path.is_dir() else path
    text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    doc = _docstring(text)
    fails = re.search(r"^fails:[ \t]*(\S.*)$", doc, re.MULTILINE)
    if not fails:
        raise CourseError(
            f"The rejected file `{path.name}` does not say which checks it fails.",
            path=file,
            line=1,
            hint="Add a line such as `fails: test_drip, test_silence` to its docstring.",
        )
    names = frozenset(fails[1].replace(",", " ").split())
    says = tuple(line.strip() for line in re.findall(r"^says:[ \t]*(\S.*)$", doc, re.MULTILINE))
    line = next(n for n, line in enumerate(text.splitlines(), 1) if line.strip() == fails[0].strip())
    return Declared(doc.strip().partition("\n\n")[0], names, says, file, line)


def _docstring(text: str) -> str:
    """The module's docstring, also of a file that is not valid Python."""
    try:
        return ast.get_docstring(ast.parse(text)) or ""
    except (SyntaxError, ValueError):
        found = re.match(r'\s*(?:"""|\'\'\')(.*?)(?:"""|\'\'\')', text, re.DOTALL)
        return found[1] if found else text
