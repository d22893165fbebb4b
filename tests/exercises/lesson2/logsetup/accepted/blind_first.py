"""Written from the page and the starter alone."""

import logging
import os
import re
import textwrap
from datetime import datetime, timezone

LEVELS = {name.lower(): getattr(logging, name) for name in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")}
TALKATIVE = ("urllib3", "sqlalchemy")
HANDLER_NAME = "logsetup.configure"
"""How a second call knows the handler of the first one; a name holds even if this module was imported anew."""

LINE_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


class LineFormatter(logging.Formatter):
    """One line for each event, and an indented traceback below it. A line that is not indented begins an event.

    Unlike `logging.Formatter.format`, it neither uses nor fills `record.exc_text`, which all handlers share.
    """

    def format(self, record):
        time = datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds")
        line = f"{time} {logging.getLevelName(record.levelno)} {record.name}: {record.getMessage()}"
        parts = [LINE_BREAK.sub(lambda found: repr(found[0])[1:-1], line)]
        if record.exc_info:
            parts.append(textwrap.indent(self.formatException(record.exc_info), "    "))
        elif record.exc_text:  # the record comes from another process, which has kept the exception itself
            parts.append(textwrap.indent(record.exc_text, "    "))
        if record.stack_info:
            parts.append(textwrap.indent(record.stack_info, "    "))
        return "\n".join(parts)


def not_chatter(record):
    """Libraries that talk a lot are heard from WARNING upwards only."""
    return record.levelno >= logging.WARNING or record.name.partition(".")[0] not in TALKATIVE


def read_level(level):
    """The number of the level asked for: by the argument, by the environment, or INFO."""
    source = ""
    if level is None:
        level = os.environ.get("LOG_LEVEL") or "INFO"
        source = "LOG_LEVEL: "
    try:
        return LEVELS[str(level).lower()]
    except KeyError:
        names = ", ".join(LEVELS).upper()
        raise ValueError(f"{source}unknown level '{level}', use one of {names}") from None


def configure(level: str | None = None, *, stream=None) -> None:
    """Write the events of all loggers to `stream`; see the top of this file."""
    threshold = read_level(level)  # first of all: a wrong level leaves everything as it was
    root = logging.getLogger()
    root_level = root.level
    for handler in root.handlers[:]:
        if handler.name == HANDLER_NAME:
            root_level = handler.root_level_before
            root.removeHandler(handler)
            handler.close()  # the handler only: its stream is not ours, and stays open

    handler = logging.StreamHandler(stream)
    handler.name = HANDLER_NAME
    handler.root_level_before = root_level
    handler.setFormatter(LineFormatter())
    handler.addFilter(not_chatter)
    # The limits are on the handler, so that they hold for loggers with a level of their own, and for our stream only.
    handler.setLevel(threshold)
    # The root lets through what we need, and no less than before: the other handlers go on as they did.
    root.setLevel(min(threshold, root_level))
    root.addHandler(handler)
