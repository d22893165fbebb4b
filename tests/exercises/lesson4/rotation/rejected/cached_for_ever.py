"""A function with `lru_cache` reads the file: the first value is the only one.

fails: test_change_is_seen, test_exchange_through_a_link, test_same_size_and_time, test_no_look_before_the_interval_is_over, test_no_look_after_one_that_failed, test_no_look_after_the_first_one_that_failed, test_interval_begins_with_the_look, test_last_value_stays, test_never_a_value, test_outage_is_logged_once, test_each_outage_is_logged, test_two_files
"""

import functools
import time


class SecretUnavailable(Exception):
    pass


@functools.lru_cache(maxsize=None)
def read_secret(path):
    with open(path) as file:
        return file.read().strip()


class SecretFile:
    def __init__(self, path, *, every_s, now=time.monotonic):
        self.path = path

    def current(self):
        try:
            value = read_secret(self.path)
        except OSError as error:
            raise SecretUnavailable(self.path) from error
        if not value:
            raise SecretUnavailable(self.path)
        return value
