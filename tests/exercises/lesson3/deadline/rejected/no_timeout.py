"""No limit at all, and whatever goes wrong is None.

fails: test_silence, test_stalled_body, test_drip, test_redirects_share_the_deadline, test_no_time_left, test_nothing_goes_on, test_other_failures
says: still waiting after 1
says: all 20 workers
"""

import urllib.request


class DeadlineExceeded(Exception):
    pass


def fetch_bytes(url, *, deadline_s):
    try:
        return urllib.request.urlopen(url).read()
    except Exception:
        pass
