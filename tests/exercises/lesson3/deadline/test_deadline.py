"""When `fetch_bytes` gives up, and what it does when there is nothing to give up."""

import pytest

from prodready.kit import faults

SLACK_S = 0.8  # for the work of giving up, on a machine that is busy
ONE_WAIT_S = 0.15  # the deadline for a fault that is one long wait
DRIP_S = 0.45  # for pieces that come every 0.05 s: far more than a single one takes, also on a busy machine
PLENTY_S = 2  # the deadline where nothing is slow

BROKEN = {"refused": [], "reset": [faults.reset()]}


class Seconds(float):
    """A time that a learner reads with its unit."""

    def __repr__(self):
        return f"{self:.3f} s"


def exceeded(outcome):
    """Whether the call ended in DeadlineExceeded.

    A plain truth, so that a failed check shows the error itself, or the value that came back instead.
    """
    failed = not (outcome.returned or outcome.stuck or outcome.gone)
    return failed and "DeadlineExceeded" in outcome.error.types


def given_up(learner, server, deadline_s):
    """Call `fetch_bytes`; fail unless it ends in DeadlineExceeded soon after the deadline. The outcome."""
    outcome = learner.limit(deadline_s + SLACK_S + 0.2).call("fetch_bytes", server.url, deadline_s=deadline_s)
    assert exceeded(outcome), f"DeadlineExceeded after {deadline_s:g} s"
    assert Seconds(outcome.seconds) <= deadline_s + SLACK_S, (
        f"DeadlineExceeded after {deadline_s:g} s, {SLACK_S:g} s later at most"
    )
    return outcome


def hops(count, end):
    """A chain of redirects, each after 0.1 s; `end` is the answer to the last one."""
    return [*(faults.redirect(f"/hop{n}", after=0.1) for n in range(count)), end]


def medium_deadline(values):
    """Random, and used both with an answer and without one, so that nobody can tell the two apart by it.

    It ends between two hops of 0.1 s, because a client that is cancelled while it connects may miss that.
    """
    return values.number(55, 59) / 100


def test_silence(learner, faultserver):
    """A server that never answers is given up at the deadline.

    CPU idle, no errors, and all 20 workers have been inside `get` since 02:10.

    How long does your library wait if nobody tells it, and what does it raise in the end?

    Bound the waiting by `deadline_s`, and turn the time-out of the library into DeadlineExceeded.
    """
    given_up(learner, faultserver(faults.hang()), ONE_WAIT_S)


def test_stalled_body(learner, faultserver):
    """A server that stops in the middle of the body is given up, too.

    The alarm counts DeadlineExceeded. It stayed silent, because this one was called ConnectionError.

    Which errors can reading the body raise in your library when it takes too long?

    Translate the time-outs of reading as well, or put one deadline around the whole call.
    """
    given_up(learner, faultserver(faults.stall()), ONE_WAIT_S)


def test_drip(learner, faultserver):
    """A server that sends a byte now and then is given up as well.

    `timeout=5` is in the code. The request has been running for an hour.

    A timeout of most libraries is for each read. How long can all reads take together?

    After each read, look at the monotonic clock, and let no read wait for more than is there. Or cancel the whole call.
    """
    outcome = given_up(learner, faultserver(faults.drip(seconds=4, every=0.05)), DRIP_S)
    assert Seconds(outcome.seconds) >= DRIP_S - 0.05, f"DeadlineExceeded after {DRIP_S:g} s, not earlier"


def test_redirects_share_the_deadline(learner, faultserver, values):
    """All redirects share the one deadline.

    Each hop took 4 of its 5 seconds, and there were nine hops.

    When your library follows a redirect, does the next request start with a new timeout?

    Follow redirects yourself, with the time that is left; or put one deadline around all of them.
    """
    deadline_s = medium_deadline(values)
    outcome = given_up(learner, faultserver(*hops(17, faults.reply(200, b"too late"))), deadline_s)
    assert Seconds(outcome.seconds) >= deadline_s - 0.05, f"DeadlineExceeded after {deadline_s:g} s, not earlier"


@pytest.mark.parametrize("deadline_s", [0, -1])
def test_no_time_left(learner, faultserver, deadline_s):
    """With no time left, nothing is sent.

    The caller had given up long ago. We ordered the goods all the same.

    What does a timeout of 0 mean to your library: no time, no limit, or an error of its own?

    Look at `deadline_s` before you do anything else.
    """
    server = faultserver(faults.reply(200, b"for nobody"))
    outcome = learner.limit(SLACK_S).call("fetch_bytes", server.url, deadline_s=deadline_s)
    assert [f"{request.method} {request.target}" for request in server.requests] == [], "no request at all"
    assert exceeded(outcome), "DeadlineExceeded at once"


def test_nothing_goes_on(learner, faultserver):
    """After giving up, nothing is left at work.

    Every call was given up in time. By noon the process held 4 000 connections, all of them still waiting.

    What becomes of the request when your function leaves: is it closed, or only forgotten?

    End the work itself: close the connection, cancel the task. A thread that waits for a socket cannot be cancelled.
    """
    server = faultserver(faults.redirect("/start"), *hops(5, faults.hang()))
    given_up(learner, server, 0.25)
    asked = len(server.requests) + 1  # one may be on its way already
    # The time that the next call takes is time for what was left behind, too.
    learner.call("fetch_bytes", faultserver(faults.slow(0.3, faults.reply(200, b"next"))).url, deadline_s=PLENTY_S)
    afterwards = "more requests" if len(server.requests) > asked else "nothing"
    assert afterwards == "nothing", "nothing sent after DeadlineExceeded"


@pytest.mark.parametrize("fault", BROKEN)
def test_other_failures(learner, faultserver, fault):
    """A connection that is refused or breaks is not DeadlineExceeded.

    "Too slow", said the dashboard for six hours, and we tuned the queries. A port was closed.

    Your library may use one class for "timed out" and for "broken". What tells them apart?

    Catch what means a time-out. Where a class means both, look at the time that is left.
    """
    outcome = learner.call("fetch_bytes", faultserver(*BROKEN[fault]).url, deadline_s=PLENTY_S)
    assert outcome.error
    assert not exceeded(outcome), "the error of the client library: the time was not over"


@pytest.mark.parametrize("redirects", [0, 2])
def test_fast_answer(learner, faultserver, values, redirects):
    """A fast answer is returned at once, also behind redirects.

    Since the fix, every request takes exactly five seconds.

    What does your code wait for when the body is there long before the deadline?

    Return as soon as the body is complete.
    """
    body = values.word(60).encode()
    server = faultserver(*(faults.redirect(f"/moved{n}") for n in range(redirects)), faults.reply(200, body))
    outcome = learner.call("fetch_bytes", server.url, deadline_s=PLENTY_S)
    assert outcome.value == body
    assert Seconds(outcome.seconds) <= PLENTY_S / 2, f"an answer within {PLENTY_S / 2:g} s: it was there at once"


def test_answer_in_pieces(learner, faultserver, values):
    """An answer that comes in pieces, but in time, is returned whole.

    The reports end in the middle of a line, and nobody noticed until the audit.

    One read returns what is there. How do you know that it was the last piece?

    Read until the end, as long as there is time.
    """
    body = values.word(60).encode()
    server = faultserver(faults.drip(seconds=0.15, every=0.05, body=body))
    outcome = learner.call("fetch_bytes", server.url, deadline_s=medium_deadline(values))
    assert outcome.value == body
