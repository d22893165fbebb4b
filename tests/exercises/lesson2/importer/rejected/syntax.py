"""The colon is missing: the file cannot be loaded.

fails: all
"""

import logging

logger = logging.getLogger(__name__)


def import_orders(rows)
    return sum(int(row["cents"]) for row in rows)
