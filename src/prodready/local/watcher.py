"""A small process that outlives a pytest run that was ended below Python, and says what happened.

It reads lines from stdin: `check <key> TAB <title> TAB <file> TAB <name>` when a check begins, `bye` when the run ends.
If the pipe closes without `bye`, it looks into the stack dump that the interpreter's own watchdog left, and reports.
It is run as a file with `-I -S`, so it imports next to nothing.
"""

import os
import re
import signal
import sys


def own_line(dump: str, path: str, name: str) -> str:
    """The learner's innermost line in a dump of all threads, as `fetch.py, line 3: while True:`; else empty."""
    try:
        with open(dump, encoding="utf-8", errors="replace") as file:  # noqa: PTH123
            frames = re.findall(r'File "(.*)", line (\d+) in', file.read())
    except OSError:
        return ""
    for file_name, number in frames:
        if os.path.realpath(file_name).startswith(os.path.realpath(path)):
            with open(file_name, encoding="utf-8", errors="replace") as source:  # noqa: PTH123
                text = source.read().splitlines()[int(number) - 1].strip()
            inside = os.path.relpath(os.path.realpath(file_name), os.path.realpath(path))
            shown = name if inside == "." else name + "/" + inside.replace(os.sep, "/")
            return f"{shown}, line {number}: {text}"
    return ""


def main(dump: str, told: str) -> None:
    """Wait for the end of the run.

    Args:
        dump: Path of the stack dump.
        told: What to print, with the fields {key}, {title} and {where}.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    current = None
    for line in sys.stdin:
        word, _, rest = line.rstrip("\n").partition(" ")
        if word == "bye":
            return
        current = rest.split("\t") if word == "check" else None
    if current:
        key, title, path, name = current
        where = own_line(dump, path, name)
        text = told.replace("{key}", key).replace("{title}", title).replace("{where}", where or "(" + name + ")")
        sys.stderr.write("\n" + text + "\n")
        sys.stderr.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
