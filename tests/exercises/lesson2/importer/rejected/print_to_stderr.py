"""Prints to stderr instead of logging: nobody can silence it, and nobody can search it.

fails: test_bad_row_is_named, test_bad_row_keeps_its_error, test_every_kind_of_bad_amount, test_host_sets_the_level, test_no_outlet_of_its_own, test_rows_are_read_once, test_summary_is_counted
says: no such event
"""

import sys


def import_orders(rows):
    total = imported = rejected = 0
    for row in rows:
        try:
            total += int(row["cents"])
            imported += 1
        except (KeyError, TypeError, ValueError) as e:
            rejected += 1
            print(f"ERROR order {row['id']}: {e!r}", file=sys.stderr)
    print(f"imported={imported} rejected={rejected}", file=sys.stderr)
    return total
