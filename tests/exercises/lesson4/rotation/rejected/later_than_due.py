"""Looks only when more than the interval has passed.

fails: test_change_is_seen, test_exchange_through_a_link, test_same_size_and_time, test_no_look_before_the_interval_is_over, test_no_look_after_one_that_failed, test_no_look_after_the_first_one_that_failed, test_interval_begins_with_the_look, test_last_value_stays, test_outage_is_logged_once, test_each_outage_is_logged, test_two_files
"""

import logging
import time

log = logging.getLogger(__name__)


class SecretUnavailable(Exception):
    pass


class SecretFile:
    def __init__(self, path, *, every_s, now=time.monotonic):
        self.path, self.every_s, self.now = path, every_s, now
        self.last_look = None
        self.value = None
        self.out = False

    def current(self):
        moment = self.now()
        if self.last_look is None or moment - self.last_look > self.every_s:
            self.last_look = moment
            self.look()
        if self.value is None:
            raise SecretUnavailable(f"no value in {self.path}")
        return self.value

    def look(self):
        try:
            with open(self.path, encoding="utf-8") as file:
                text = file.read().strip()
        except OSError:
            text = ""
        if text:
            self.value, self.out = text, False
        elif self.value is not None and not self.out:
            self.out = True
            log.warning("%s has no value, the last one stays in use", self.path)
