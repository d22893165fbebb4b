"""An error class of its own for a bad row, raised from the first one."""

import logging
from collections.abc import Iterable, Mapping
from typing import Any

log = logging.getLogger("orders.nightly")
log.addHandler(logging.NullHandler())


class BadOrder(Exception):
    pass


def parse(row: Mapping[str, Any]) -> int:
    try:
        return int(row["cents"])
    except (LookupError, TypeError, ValueError) as error:
        raise BadOrder(f"order {row['id']} has no usable amount") from error


def import_orders(rows: Iterable[Mapping[str, Any]]) -> int:
    amounts: list[int] = []
    rejected = 0
    log.debug("import starts")
    for row in rows:
        try:
            amounts.append(parse(row))
        except BadOrder:
            rejected += 1
            log.exception("rejected")
    log.info("summary", extra={"imported": len(amounts), "rejected": rejected})
    return sum(amounts)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    print(import_orders([{"id": 1, "cents": "1250"}, {"id": 2}]))
