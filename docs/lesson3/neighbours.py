"""What the carrier does in the runs of this page, and how a call is timed."""

import time

from prodready.kit import faults

LOGIN_PAGE = faults.reply(200, b"<html>Please log in</html>", kind="text/html")
QUOTE = b'{"cents": 495}'


def slow_headers(every):
    """A good answer whose headers, too, come one byte at a time."""
    (_, whole), *_ = faults.reply(200, QUOTE)
    return [step for byte in whole for step in (("wait", every), ("send", bytes([byte])))]


def origin(error):
    """The exception behind an error: `from` if it was made the cause, `during` if it only was there."""
    word, other = ("from", error.__cause__) if error.__cause__ else ("during", error.__context__)
    library = type(other).__module__.partition(".")[0]
    return f" {word} {library}.{type(other).__name__}".replace("builtins.", "") if other else ""


def timed(function, *args):
    """What a call returned or raised, after its time: cut to half seconds, so that two runs print the same."""
    start = time.monotonic()
    try:
        result = repr(function(*args))
    except Exception as error:
        result = f"{type(error).__name__}{origin(error)}: {error}"
    seconds = int((time.monotonic() - start + 0.05) * 2) / 2
    return f"{seconds:.1f} s", result
