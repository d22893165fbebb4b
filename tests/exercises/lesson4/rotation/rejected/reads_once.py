"""Reads the file once, when the object is made.

fails: test_made_before_the_file, test_change_is_seen, test_exchange_through_a_link, test_same_size_and_time, test_no_look_before_the_interval_is_over, test_no_look_after_one_that_failed, test_no_look_after_the_first_one_that_failed, test_interval_begins_with_the_look, test_last_value_stays, test_never_a_value, test_outage_is_logged_once, test_each_outage_is_logged, test_two_files
"""

import time


class SecretUnavailable(Exception):
    pass


class SecretFile:
    def __init__(self, path, *, every_s, now=time.monotonic):
        self.path = path
        try:
            with open(path) as file:
                self.value = file.read().strip()
        except FileNotFoundError:
            self.value = ""

    def current(self):
        if not self.value:
            raise SecretUnavailable(self.path)
        return self.value
