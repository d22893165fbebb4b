"""A secret in a mounted file, read again when it may have changed.

    SecretFile(path: str, *, every_s: float, now: Callable[[], float] = time.monotonic)
    SecretFile.current() -> str

The platform mounts the secret as a file and exchanges it some time after somebody has replaced the secret. The program
runs on, and calls `current()` whenever it needs the value.

When to look:

- Making a `SecretFile` does not touch the disk: the file may appear later.
- `current()` looks at the file if it has never looked, or if `every_s` seconds or more have passed since it last looked.
- In between it leaves the disk alone and answers as after the last look. This holds whatever that look found, and
  however long nobody has asked.
- `now()` is a monotonic clock in seconds that may start at any number. Use no other: the checks let hours pass on it.

What a look finds (to read the whole file at each look is fine):

- The value is the file's text (one line of UTF-8), without the white space at both ends.
- A file that is empty, or holds nothing but white space, has no value: somebody is writing to it.
- A file that cannot be read has no value either. It may be missing, or a folder may be in its place.
- A value that is cut in the middle cannot be told from a short one. It does not occur here.

What `current()` returns is the value that was found last, at the last look or before: a value of yesterday is better than
none. If no look has found one yet, it raises `SecretUnavailable`, whose text contains the file's name.

What may change: `path` can be a symbolic link, or lead through one, and where it leads can be exchanged. The old file is
then removed. The new one may have the same size and the same modification time, but then it is another file. A file that
is written anew in place, or that comes back, has another size if it has another value.

What is logged, with any library you like:

- An outage begins with a look that finds no value after an earlier one did. It ends with the next look that finds one.
- Each outage gives exactly one event at WARNING or above, at its first look, also if its reason changes later.
  The event contains the file's name: the last part of `path`.
- Nothing else is logged at WARNING or above. While there has been no value yet, the exception is the report.
- Below WARNING you may log what you like.

The secret itself stays here. Eight or more characters in a row of a value, old or new, are in no log event, neither on
stdout nor on stderr, and neither in `repr()` nor `str()` of the `SecretFile`.

Several `SecretFile`s have nothing to do with each other. Each is used by one thread; no solution needs threads.
"""

import time


class SecretUnavailable(Exception):
    """No value has been found yet."""


class SecretFile:
    """The value of a mounted file."""

    # TODO: the key was replaced on Monday. This program has used the old one ever since.
    def __init__(self, path, *, every_s, now=time.monotonic):
        with open(path) as file:
            self.value = file.read()

    def current(self):
        return self.value
