"""Puts the try around the whole loop: the first bad row ends the import.

fails: test_bad_row_is_named, test_bad_row_keeps_its_error, test_cut_short_is_not_done, test_every_kind_of_bad_amount, test_rows_are_read_once, test_summary_is_counted, test_total_of_the_good_rows
says: import failed after
"""

import logging

logger = logging.getLogger(__name__)


def import_orders(rows):
    total = imported = 0
    try:
        for row in rows:
            total += int(row["cents"])
            imported += 1
        logger.info("imported=%d rejected=0", imported)
    except Exception as e:
        logger.error("import failed after %d rows: %s", imported, e)
    return total
