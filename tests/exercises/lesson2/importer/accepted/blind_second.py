"""Written from the page and the starter alone."""

import sys
from collections.abc import Iterable, Mapping

import structlog

log = structlog.get_logger(__name__)


def import_orders(rows: Iterable[Mapping]) -> int:
    """Add up the good rows, report the bad ones, and return the total in cents."""
    total = imported = rejected = 0
    for row in rows:
        try:
            cents = int(row["cents"])
        except (KeyError, TypeError, ValueError, OverflowError):  # OverflowError: int(float("inf"))
            rejected += 1
            log.exception("order_rejected", order_id=row["id"])
        else:
            imported += 1
            total += cents
    log.info("import_finished", imported=imported, rejected=rejected)
    return total


if __name__ == "__main__":
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    print(import_orders([{"id": 1, "cents": "1250"}, {"id": 2, "cents": "990"}]))
