"""Which error leaves `fetch_order` for each thing that a gateway can do at night."""

import re

import pytest

from prodready.kit import faults

KINDS = {"OrderApiError", "NotFound", "Unavailable", "BadResponse"}

GIVE_UP_S = 1.9  # one second of silence, and nine tenths for a machine that is busy

REFUSED = []  # a server without answers
HALF = b'{"id": 1, "lines": ['

BREAKS = {
    "reset": [faults.reset()],
    "in-the-body": [faults.truncated(HALF)],
}

NOT_JSON = {
    "page": faults.html(200),
    "half": faults.reply(200, HALF),
    "image": faults.reply(200, b"\x89PNG\r\n\x1a\n\xff\xd8\xff\xe0", kind="image/png"),
}

NOT_OBJECTS = {"list": [{"id": 1}], "null": None, "text": "error"}

WITH_LIBRARY_ERROR = {"refused": REFUSED, **BREAKS, "half-of-the-JSON": [NOT_JSON["half"]]}

WITH_ID = {"refused": REFUSED, "page": [NOT_JSON["page"]], "null": [faults.json(None)]}
WITH_STATUS = {str(code): [faults.status(code)] for code in (404, 401, 503)}

WITH_KEY = {"503": [faults.status(503)], "refused": REFUSED, "page": [NOT_JSON["page"]], "null": [faults.json(None)]}


def left_with(outcome, *kinds):
    """Whether the call ended in an error that has exactly these of the four classes.

    A plain truth, so that a failed check shows the error itself, or the value that came back instead.
    """
    if outcome.returned or outcome.stuck or outcome.gone:
        return False
    return set(kinds) == KINDS & set(outcome.error.types)


def contains_number(text, number):
    """Whether the number stands in the text by itself: 503 is not in 15038."""
    return re.search(rf"(?<!\d){number}(?!\d)", text) is not None


def test_good_order(learner, faultserver, values):
    """A good answer is returned as it is, after one request.

    Each order is fetched twice, and the bill for the gateway has doubled.

    How many requests leave your function for one order, and to which address?

    Ask once, and return what the decoder gives you.
    """
    order_id, key = values.number(), values.secret()
    order = {"id": order_id, "lines": [{"sku": values.word(), "cents": values.number(1, 9999)}], "note": None}
    server = faultserver(faults.json(order))
    outcome = learner.call("fetch_order", f"{server.url}/v1?key={key}", order_id)
    assert outcome.value == order
    assert [f"{r.method} {r.target}" for r in server.requests] == [f"GET /v1/orders/{order_id}?key={key}"]


def test_missing_order(learner, faultserver, values):
    """404 is NotFound.

    The answer was {"detail": "no"}, and it went into the books as an order.

    Does your library raise for a 404, or does it return it like any other answer?

    Look at the status before you look at the body.
    """
    outcome = learner.call("fetch_order", faultserver(faults.status(404)).url, values.number())
    assert left_with(outcome, "NotFound", "OrderApiError"), "NotFound, a kind of OrderApiError"


@pytest.mark.parametrize("code", [400, 401, 403, 499])
def test_refusal(learner, faultserver, values, code):
    """Any other 4xx is an OrderApiError, and none of its three kinds.

    The key was revoked. We asked 40 000 times more, because it looked like an outage.

    Which answers can change when the very same request is sent again?

    Below 500 the gateway works, and says that the request is at fault.
    """
    outcome = learner.call("fetch_order", faultserver(faults.status(code)).url, values.number())
    assert left_with(outcome, "OrderApiError"), f"OrderApiError, and none of its three kinds, for {code}"


@pytest.mark.parametrize("code", [500, 502, "another"])
def test_outage(learner, faultserver, values, code):
    """Every 5xx is Unavailable, whatever its body is.

    The gateway was down for an hour. We billed 0 EUR, and no alarm went off.

    A proxy sends a page with its 502. Which does your code look at first, the status or the page?

    All statuses from 500 on say the same: not now. Raise before you decode the body.
    """
    code = values.number(504, 598) if code == "another" else code
    server = faultserver(faults.status(code) if code == 500 else faults.html(code))
    outcome = learner.call("fetch_order", server.url, values.number())
    assert left_with(outcome, "Unavailable", "OrderApiError"), f"Unavailable, a kind of OrderApiError, for {code}"
    assert len(server.requests) == 1, "1 request"


def test_refused_connection(learner, faultserver, values):
    """A refused connection is Unavailable.

    There is an `except ConnectionError` for this. It has never run.

    Is the class that you catch a parent of the one that your library raises?

    Catch the library's own class. Python's ConnectionError is another one, although the name is the same.
    """
    outcome = learner.call("fetch_order", faultserver().url, values.number())
    assert left_with(outcome, "Unavailable", "OrderApiError"), "Unavailable, a kind of OrderApiError"


@pytest.mark.parametrize("fault", BREAKS)
def test_lost_connection(learner, faultserver, values, fault):
    """A connection that breaks before the end is Unavailable.

    An error that nobody here has heard of went up through five layers and stopped the import.

    Which errors can come out of reading a body, and do they share a class with the other ones?

    Let the `try` hold the reading as well as the request, and catch the library's most general network error.
    """
    outcome = learner.call("fetch_order", faultserver(*BREAKS[fault]).url, values.number())
    assert left_with(outcome, "Unavailable", "OrderApiError"), "Unavailable, a kind of OrderApiError"


def test_silence(learner, faultserver, values):
    """A gateway that is silent for a second is Unavailable.

    CPU idle, no errors, and all 20 workers have been inside `get` since 02:10.

    How long does your library wait if you say nothing, and which error does it raise in the end?

    Pass a timeout of one second, and catch the time-out like the other network errors.
    """
    outcome = learner.limit(GIVE_UP_S).call("fetch_order", faultserver(faults.hang()).url, values.number())
    assert left_with(outcome, "Unavailable", "OrderApiError"), "Unavailable, a kind of OrderApiError, after 1 s"


@pytest.mark.parametrize("body", NOT_JSON)
def test_not_json(learner, faultserver, values, body):
    """A body that is not JSON is BadResponse.

    A login page came with status 200. The report says that the gateway was down; it was not.

    Which error does decoding raise, and which of your `except` lines is the first that takes it?

    Decode in a `try` of its own, and catch ValueError: it is the parent of every decoder's error.
    """
    outcome = learner.call("fetch_order", faultserver(NOT_JSON[body]).url, values.number())
    assert left_with(outcome, "BadResponse", "OrderApiError"), "BadResponse, a kind of OrderApiError"


@pytest.mark.parametrize("value", NOT_OBJECTS)
def test_not_an_object(learner, faultserver, values, value):
    """JSON that is not an object is BadResponse.

    'NoneType' object is not subscriptable, in a module that was not touched for a year.

    `null`, a list and a number are good JSON. Who makes sure that you return a dict?

    An annotation is not checked at run time: look at the type of what was decoded.
    """
    outcome = learner.call("fetch_order", faultserver(faults.json(NOT_OBJECTS[value])).url, values.number())
    assert left_with(outcome, "BadResponse", "OrderApiError"), "BadResponse, a kind of OrderApiError"


@pytest.mark.parametrize("fault", WITH_LIBRARY_ERROR)
def test_cause(learner, faultserver, values, fault):
    """The library's own error is kept as the cause.

    The ticket says "unavailable". Nobody can tell a firewall from a crash.

    Is there a "direct cause" in the traceback, and what is it?

    `raise ... from error` keeps it as `__cause__`.
    """
    server = faultserver(*WITH_LIBRARY_ERROR[fault])
    outcome = learner.call("fetch_order", server.url, values.number())
    assert "OrderApiError" in outcome.error.types
    assert outcome.error.cause_types, "the library's error as the `__cause__` of this one"


@pytest.mark.parametrize("fault", WITH_STATUS | WITH_ID)
def test_order_and_status(learner, faultserver, values, fault):
    """The error names the order, and the status if that was not 200.

    "Could not fetch order", 312 times. Which orders, and why?

    What would you want to read in the ticket, and which of it does your error know?

    Build the text from the id and, where there is one, the status.
    """
    order_id = values.number()
    outcome = learner.call("fetch_order", faultserver(*(WITH_STATUS | WITH_ID)[fault]).url, order_id)
    assert contains_number(outcome.error.message, order_id), f"a text that names order {order_id}"
    if fault in WITH_STATUS:
        assert contains_number(outcome.error.message, fault), f"a text that names status {fault}"


@pytest.mark.parametrize("fault", WITH_KEY)
def test_key_stays_secret(learner, faultserver, values, fault):
    """The key in the address never gets into the error.

    The key is in the ticket, in the chat and in the log archive of last year.

    What is in `str(e)` of your library's errors? Print one.

    Do not pass the library's text on. What matters of it, say in your own words.
    """
    key, server = values.secret(), faultserver(*WITH_KEY[fault])
    error = learner.call("fetch_order", f"{server.url}/v1?key={key}", values.number()).error
    for text in (error.message, error.repr, *error.notes):
        assert key not in text
