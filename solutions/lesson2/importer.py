"""Reference solution: the standard library's logger, and no set-up of its own."""

import logging
from collections.abc import Iterable, Mapping
from typing import Any

# Only a name. Which events are shown, and where, is up to the program that imports this module.
log = logging.getLogger(__name__)


def import_orders(rows: Iterable[Mapping[str, Any]]) -> int:
    """Add up the good rows, in cents; each bad one is reported with its id and its error."""
    total = imported = rejected = 0
    for row in rows:
        # Nothing but the reading of one amount is inside the try. An error of `rows` itself is not a bad row.
        try:
            cents = int(row["cents"])
        # Missing, None, not a number. A wider net would also catch Ctrl-C or a typo of ours.
        except (KeyError, TypeError, ValueError):
            rejected += 1
            log.warning("order %s rejected", row["id"], exc_info=True)
        else:
            imported += 1
            total += cents
    # Not in a `finally`: it must not be said of an import that was cut short.
    log.info("import done: imported=%d rejected=%d", imported, rejected)
    return total
