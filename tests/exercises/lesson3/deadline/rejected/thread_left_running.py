"""The thread is waited for until the deadline, and then forgotten: it goes on for as long as the server does.

fails: test_nothing_goes_on
needs: threads
says: nothing sent after DeadlineExceeded
"""

import threading

import requests


class DeadlineExceeded(Exception):
    pass


def fetch_bytes(url, *, deadline_s):
    if deadline_s <= 0:
        raise DeadlineExceeded(url)
    result = {}

    def work():
        try:
            result["body"] = requests.get(url).content
        except Exception as error:
            result["error"] = error

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(deadline_s)
    if thread.is_alive():
        raise DeadlineExceeded(url)
    if "error" in result:
        raise result["error"]
    return result["body"]
