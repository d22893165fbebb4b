"""Machines for the runs of this page: real environments (`venv`) that real pip fills, from a folder of wheels.

pip runs inside this process, because starting it costs more than what it does here. It sees what a machine has, and
nothing else.
"""

import contextlib
import ensurepip
import io
import os
import subprocess
import sys
import sysconfig
import tempfile
import venv
from pathlib import Path

from prodready.kit.wheels import write

PAGE = Path(__file__).parent
OPTIONS = ["--isolated", "--disable-pip-version-check", "--no-cache-dir", "--no-color"]


def load_pip():
    """pip's entry point. Where pip is not installed, it is the one that Python brings along for new environments."""
    places = [Path(ensurepip.__file__).parent / "_bundled", Path(sysconfig.get_config_var("WHEEL_PKG_DIR") or ".")]
    sys.path += [str(wheel) for place in places for wheel in place.glob("pip-*.whl")]
    from pip._internal.cli.main import main

    return main


@contextlib.contextmanager
def workshop():
    """A folder for machines, which is gone at the end."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder).resolve()


class Machine:
    """A fresh environment, and the index that it installs from."""

    def __init__(self, folder, name, packages):
        self.index, self.home = folder / f"{name}-index", folder / name
        write(packages, self.index)
        venv.create(self.home, symlinks=os.name != "nt")
        self.python = self.home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        self.site = Path(sysconfig.get_path("purelib", "venv", {"base": str(self.home)}))

    def pip(self, *arguments):
        """Run pip: its exit status, the lines that it printed, and the lines of its complaint."""
        os.environ["PIP_CONFIG_FILE"] = os.devnull
        main, path, out, err = load_pip(), sys.path[:], io.StringIO(), io.StringIO()
        sys.path[:] = [str(self.site), sysconfig.get_path("stdlib"), *(p for p in path if "lib-dynload" in p)]
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                status = main([*map(str, arguments), *OPTIONS])
        finally:
            sys.path[:] = path
        return status, out.getvalue().splitlines(), err.getvalue().replace("ERROR: ", "").splitlines()

    def install(self, *arguments):
        """`pip install`, from this machine's index only: pip's complaint, or no lines if all went well."""
        where = ["--target", self.site, "--no-index", "--find-links", self.index]
        status, _, complaint = self.pip("install", "-q", *arguments, *where, "--no-compile")
        return complaint if status else []

    def installed(self):
        """The version of what is installed, by name."""
        return dict(line.split("==") for line in self.pip("freeze")[1] if "==" in line)

    def run(self):
        """The last line that `invoices.py` prints here: its result, or the end of its traceback."""
        done = subprocess.run([self.python, PAGE / "invoices.py"], capture_output=True, text=True)
        return (done.stderr or done.stdout).splitlines()[-1]
