"""An alarm signal works in a script; on any thread but the first, as in a server, it is a ValueError.

fails: test_silence, test_stalled_body, test_drip, test_redirects_share_the_deadline, test_nothing_goes_on, test_fast_answer, test_answer_in_pieces
"""

import signal

import requests


class DeadlineExceeded(Exception):
    pass


def too_late(signal_number, frame):
    raise DeadlineExceeded("alarm")


def fetch_bytes(url, *, deadline_s):
    if deadline_s <= 0:
        raise DeadlineExceeded(url)
    signal.signal(signal.SIGALRM, too_late)
    signal.setitimer(signal.ITIMER_REAL, deadline_s)
    try:
        return requests.get(url).content
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
