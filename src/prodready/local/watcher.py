"""A small process that outlives a pytest run that was ended below Python, and says what happened.

It reads JSON lines from stdin: `{"check": [key, title, file, name]}` when a check begins, `{"note": [work, line]}` when
it ends, `{"bye": true}` when the run ends. If the pipe closes without that, it looks into the stacks that the
interpreter's own watchdog left, and reports. It is run as a file with `-I -S`, so that it imports little.
"""

import json
import os
import re
import signal
import sys


def read(path: str) -> str:
    """The text of a file; empty if there is none."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:  # noqa: PTH123
            return file.read()
    except OSError:
        return ""


def own_line(dump: str, path: str, name: str) -> str:
    """The learner's innermost line in a dump of all threads, as `fetch.py, line 3: while True:`; else empty.

    Args:
        dump: What `faulthandler` wrote: names are ASCII with escapes.
        path: The learner's file or folder.
        name: What reports call it.
    """
    real = os.path.realpath(path)
    files = [real, *(os.path.join(root, file) for root, _, found in os.walk(real) for file in found)]  # noqa: PTH118
    by_escaped = {file.encode("ascii", "backslashreplace").decode(): file for file in files}
    for escaped, number in re.findall(r'File "(.*)", line (\d+) in', dump):
        if file := by_escaped.get(escaped):
            lines = read(file).splitlines()
            text = lines[int(number) - 1].strip() if int(number) <= len(lines) else ""
            inside = "" if file == real else "/" + os.path.relpath(file, real).replace(os.sep, "/")
            return f"{name}{inside}, line {number}: {text}"
    return ""


def report(words: dict[str, str], check: list[str], notes: dict[str, str], stacks: str) -> str:
    """What to print: what happened, at which check, and how the others stand."""
    key, title, path, name = check
    happened = words["ended"] if stacks.startswith("Timeout") else words["crashed"]
    fields = {"{key}": key, "{title}": title, "{where}": own_line(stacks, path, name) or name}
    where = words["check"]
    for field, value in fields.items():
        where = where.replace(field, value)
    paragraphs = [happened, where, *notes.values(), words["remedy"]]
    return "\n\n".join(paragraphs)


def main(dump: str, told: str) -> None:
    """Wait for the end of the run.

    Args:
        dump: Path of the stacks.
        told: What to print in which case, as JSON.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stderr.reconfigure(errors="replace")  # type: ignore[union-attr]
    check: list[str] = []
    notes: dict[str, str] = {}
    for line in sys.stdin:
        message = json.loads(line)
        if "bye" in message:
            return
        if "note" in message:
            notes[message["note"][0]] = message["note"][1]
        else:
            check = message["check"]
    if check:
        sys.stderr.write("\n" + report(json.loads(told), check, notes, read(dump)) + "\n")
        sys.stderr.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
