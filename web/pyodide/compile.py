"""Makes archives of compiled modules. Runs in Pyodide, because its Python is the one that will load them.

A module is kept as `name.pyc` beside where `name.py` was, with the hash of its source in its head and never compared with
a source: https://docs.python.org/3/reference/import.html#cached-bytecode-invalidation. Every file has the same date, so the same
sources give the same bytes.
"""

from __future__ import annotations

import ast
import importlib._bootstrap_external as external
import importlib.util
import re
import sys
import tempfile
import zipfile
from pathlib import Path

LONG_AGO = (1980, 1, 1, 0, 0, 0)

UNUSED = re.compile(
    r"(^|/)tests?/|^sqlalchemy/(testing|dialects/(mssql|mysql|oracle))/|\.(pyx|pxd|c|h|rst|md|typed)$|\.data/"
    r"|\.dist-info/(licen[cs]es/|sboms/|RECORD|WHEEL|LICEN[CS]E|COPYING|NOTICE|AUTHORS|top_level|direct_url|INSTALLER|REQUESTED)"
)
STUB = re.compile(r"^(?!mypy/typeshed/).*\.pyi$")
"""Type stubs are for type checkers; the only one here has its own."""

NOT_IN_A_PAGE = re.compile(
    r"^(_aix_support|_android_support|_apple_support|_ios_support|_osx_support|_pydecimal|_pyio|_pyrepl|ensurepip|ftplib|idlelib"
    r"|imaplib|lib2to3|mailbox|modulefinder|optparse|pdb|pickletools|plistlib|poplib|pyclbr|pydoc|pydoc_data|tabnanny|turtle"
    r"|turtledemo|webbrowser|xmlrpc)(/|\.py$)|^encodings/(mac_|cp(?!437|850|125)|hp_|palmos|kz|ptcp)|^ctypes/macholib/"
)
"""Parts of the standard library that need a terminal, a window, a mail server or an old computer; and what repeats in Python
what is there in C."""

UNUSED_LANGUAGES = re.compile(
    r"^pygments/(lexers/(?!__init__|_mapping|python|diff|special)|styles/(?!__init__|_mapping|default)"
    r"|formatters/(?!__init__|_mapping|terminal|other|html))"
)
"""pytest colours Python and differences. `lexers/diff` is imported whether they are coloured or not."""

DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def make(archive: dict[str, object]) -> dict[str, object]:
    """Write one archive.

    Args:
        archive: `file`, where it is written; `path`, where it will be found when a page runs it; `archives`, zip files that
            are taken apart; `files`, single files by name; `docstrings`, whether they are kept, as some libraries need them;
            `tool`, a folder with pyodide-build, if that is to compile.

    Returns:
        What it holds: number of `files`, `raw` bytes, names of `modules`, and whether one is `native`.
    """
    found = {}
    for source in archive.get("archives", ()):
        found.update(_unpacked(source))
    found.update({name: Path(source).read_bytes() for name, source in archive.get("files", {}).items()})
    compiled_by_c = {name.partition(".")[0] for name in found if name.endswith(".so")}
    sources = {
        name: data
        for name, data in found.items()
        if name.endswith(".py") and name.removesuffix(".py") not in compiled_by_c
    }
    kept = {name: data for name, data in found.items() if not name.endswith(".py")}
    kept |= (_by_pyodide_build if "tool" in archive else _by_loop)(sources, archive)
    _write(Path(archive["file"]), kept)
    modules = sorted({name.partition("/")[0].partition(".")[0] for name in kept if ".dist-info/" not in name})
    return {
        "files": len(kept),
        "raw": sum(map(len, kept.values())),
        "modules": [name for name in modules if name.isidentifier()],
        "native": bool(compiled_by_c),
    }


def _by_loop(sources: dict[str, bytes], archive: dict[str, object]) -> dict[str, bytes]:
    """Compiled modules by name."""
    docstrings = bool(archive.get("docstrings", True))
    return {f"{name}c": _compiled(f"{archive['path']}/{name}", data, docstrings) for name, data in sources.items()}


def _by_pyodide_build(sources: dict[str, bytes], archive: dict[str, object]) -> dict[str, bytes]:
    """As `_by_loop`, with the command `pyodide py-compile`.

    It takes the name inside its archive for the place of a module, so names are given as paths. It neither compresses nor
    writes dates: `_write` does, for all alike.
    """
    sys.path[:] = [*(place for place in sys.path if place != archive["tool"]), str(archive["tool"])]
    from pyodide_build.cli.py_compile import main  # type: ignore[import-not-found]

    with tempfile.TemporaryDirectory() as folder:
        packed = Path(folder) / "sources.zip"
        with zipfile.ZipFile(packed, "w") as opened:
            for name, data in sources.items():
                opened.writestr(zipfile.ZipInfo(f"{archive['path']}/{name}", LONG_AGO), data)
        main(["--silent", "--compression-level", "0", str(packed)], standalone_mode=False)
        with zipfile.ZipFile(packed) as opened:
            return {name.removeprefix(f"{archive['path']}/"): opened.read(name) for name in opened.namelist()}


def _unpacked(source: str) -> dict[str, bytes]:
    """The files of a wheel, or of the standard library, that can be of use in a page."""
    files = {}
    with zipfile.ZipFile(source) as archive:
        for name in archive.namelist():
            if name.endswith("/") or UNUSED.search(name) or STUB.match(name) or UNUSED_LANGUAGES.match(name):
                continue
            if source.endswith("python_stdlib.zip") and NOT_IN_A_PAGE.match(name):
                continue
            data = archive.read(name)
            files[name] = data.partition(b"\n\n")[0] + b"\n" if name.endswith(".dist-info/METADATA") else data
    return files


def _compiled(path: str, source: bytes, docstrings: bool) -> bytes:
    """With assertions in any case; `-OO` would drop both."""
    tree = ast.parse(source)
    for node in () if docstrings else ast.walk(tree):
        if isinstance(node, DOCUMENTED) and _has_docstring(node):
            nothing = [] if isinstance(node, ast.Module) else [ast.copy_location(ast.Pass(), node.body[0])]
            node.body = node.body[1:] or nothing
    code = compile(tree, path, "exec", dont_inherit=True, optimize=0)
    return bytes(external._code_to_hash_pyc(code, importlib.util.source_hash(source), False))  # noqa: SLF001


def _has_docstring(node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    first = node.body[0] if node.body else None
    return isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)


def _write(path: Path, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, files[name], compress_type=zipfile.ZIP_DEFLATED, compresslevel=9)
