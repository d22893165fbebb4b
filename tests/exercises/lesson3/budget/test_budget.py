"""How the time that a caller has left is shared by three calls. Time is simulated: the services move the clock."""

import pytest

from prodready.kit import Raises

# All other clocks all but stand still, so whoever reads one of those gets the same feedback in every runtime.
pytestmark = pytest.mark.usefixtures("clock")

METHODS = ("find", "quote", "charge")


class World:
    """Three services and the clock that they move; `calls` is what reached them, in order."""

    def __init__(self, fake, values):
        self.fake, self.calls, self.now = fake, [], values.number()
        self.order_id = values.number()
        self.answers = {"find": values.word(), "quote": values.number(1, 9999), "charge": f"p-{values.word()}"}

    def service(self, method, takes_ms, error):
        """The script of one method: it takes its time, then it answers or raises."""

        def script(*args, **kwargs):
            self.calls.append((method, args, kwargs))
            self.now += takes_ms
            return Raises(error, "no answer") if error else self.answers[method]

        return script

    def place(self, learner, *, budget_ms, takes_ms=(0, 0, 0), fails=None, error=None):
        """Run `place_order` with services that take that long; the one named by `fails` raises `error`."""
        script = {
            method: self.service(method, takes, error if method == fails else None)
            for method, takes in zip(METHODS, takes_ms, strict=True)
        }
        return learner.call(
            "place_order",
            self.order_id,
            budget_ms=budget_ms,
            inventory=self.fake("inventory", find=script["find"]),
            pricing=self.fake("pricing", quote=script["quote"]),
            payment=self.fake("payment", charge=script["charge"]),
            now_ms=self.fake("now_ms", __call__=lambda: self.now),
        )

    @property
    def called(self):
        """The names of the methods that were called, in order."""
        return [method for method, _, _ in self.calls]

    @property
    def timeouts(self):
        """`timeout_s` of each call; rounded to 0.01 ms, because seconds as floats carry a little dirt."""
        given = [kwargs.get("timeout_s") for _, _, kwargs in self.calls]
        return [round(value, 5) if isinstance(value, float) else value for value in given]

    def headers(self, expected):
        """`X-Deadline-Ms` of each call, as sent. One millisecond less than expected counts as expected.

        Whoever computes in seconds rounds 379.99999 down to 379, which is no mistake.
        """
        sent = []
        for (_, _, kwargs), wanted in zip(self.calls, expected, strict=False):
            names = {str(name).lower(): value for name, value in dict(kwargs.get("headers") or {}).items()}
            value = names.get("x-deadline-ms")
            sent.append(wanted if value in (wanted, str(int(wanted) - 1)) else value)
        return sent


@pytest.fixture
def world(fake, values):
    """Fresh services, and a clock that stands somewhere."""
    return World(fake, values)


def test_placed(learner, world):
    """An order with enough time is found, priced and charged, each once.

    The timeouts are perfect. The customer was charged the price of another article.

    What does each service need, and which answer holds it?

    Pass the sku to `quote` and the cents to `charge`; return what `charge` returns.
    """
    outcome = world.place(learner, budget_ms=2000)
    assert outcome.value == world.answers["charge"]
    assert [(method, *args) for method, args, _ in world.calls] == [
        ("find", world.order_id),
        ("quote", world.answers["find"]),
        ("charge", world.order_id, world.answers["quote"]),
    ]


def test_budget_shrinks(learner, world, values):
    """Each call gets what the calls before it have left over.

    The page gave up after 800 ms. We went on for 2 s, and charged a card for nobody.

    If the first call takes half a second, how long may the second one take?

    Fix the end once, as a point in time. Before each call, subtract the clock from it.
    """
    budget, first, second = values.number(600, 799), values.number(100, 240), values.number(100, 240)
    world.place(learner, budget_ms=budget, takes_ms=(first, second, 0))
    left = [budget, budget - first, budget - first - second]
    assert world.timeouts == [ms / 1000 for ms in left], f"timeout_s: {[ms / 1000 for ms in left]}"


def test_cap(learner, world, values):
    """No call gets more than 800 ms, however much is left.

    One hanging service ate the whole budget, although the other two answer within 20 ms.

    How much of a budget of ten seconds may one call use up?

    The smaller of two numbers: what is left, and 800 ms.
    """
    first, second = values.number(500, 799), values.number(500, 799)
    budget = first + second + values.number(100, 700)
    world.place(learner, budget_ms=budget, takes_ms=(first, second, 0))
    expected = [0.8, min(800, budget - first) / 1000, (budget - first - second) / 1000]
    assert world.timeouts == expected, f"timeout_s: {expected}"


def test_header(learner, world, values):
    """`X-Deadline-Ms` tells each service how long we will wait for it.

    The service went on computing for 40 s after we had hung up, and fell over under work that nobody wanted.

    How does the other side learn when it may stop?

    The time of `timeout_s` in whole milliseconds, as a string of digits: the other side calls `int()` on it.
    """
    first, second = values.number(300, 399), values.number(100, 399)
    budget = 800 + values.number(101, 299)
    world.place(learner, budget_ms=budget, takes_ms=(first, second, 0))
    expected = ["800", str(budget - first), str(budget - first - second)]
    assert world.headers(expected) == expected, f"X-Deadline-Ms: {expected}"


@pytest.mark.parametrize("budget", [49, 0, -20])
def test_too_little_to_begin(learner, world, budget):
    """With fewer than 50 ms left nothing is started.

    The queue was long. Half of our calls were for callers who had already gone.

    What does your code do with a budget of 0, and what does a timeout of 0 mean to a client library?

    Compare before the call. What is left can be less than nothing.
    """
    outcome = world.place(learner, budget_ms=budget)
    assert world.timeouts == [], "no call at all, hence no timeout_s: []"
    assert "DeadlineExceeded" in outcome.error.types


def test_just_enough(learner, world):
    """50 ms are enough for a call, and they arrive as 50 ms.

    The timeout was rounded to whole seconds: 0, which means "no limit". The worker has been waiting since Friday.

    What becomes of 0.05 in `int()`, in `//`, in `round()`?

    Keep seconds as a float, and compare with 50 in milliseconds.
    """
    world.now = 0  # 0.05 s is then exact for those who compute in seconds, too
    outcome = world.place(learner, budget_ms=50)
    assert outcome.value == world.answers["charge"]
    assert world.timeouts == [0.05, 0.05, 0.05], "timeout_s: [0.05, 0.05, 0.05]"


@pytest.mark.parametrize(
    ("takes_ms", "started"),
    [((700, 0, 0), 1), ((100, 700, 0), 2), ((100, 351, 0), 2)],
    ids=["overrun-by-first", "overrun-by-second", "49-ms-left"],
)
def test_overrun(learner, world, takes_ms, started):
    """When too little is left for the next call, it is not started.

    `socket.settimeout(-0.2)` raised ValueError, and the page said "invalid input" to the customer.

    A service dripped its answer and took longer than you allowed. How much is left now?

    Look at the clock again before the next call; raise DeadlineExceeded instead of making it.
    """
    outcome = world.place(learner, budget_ms=500, takes_ms=takes_ms)
    assert world.called == list(METHODS[:started])
    assert "DeadlineExceeded" in outcome.error.types


@pytest.mark.parametrize("method", METHODS)
def test_timeout_is_told(learner, world, method):
    """A timeout of any of the calls is DeadlineExceeded, also of the last.

    The order is "placed", the payment is None, and accounting finds out in March.

    What does your caller get when `charge` does not answer?

    One `except TimeoutError` around every call, and a `raise ... from` in it.
    """
    outcome = world.place(learner, budget_ms=5000, takes_ms=(10, 10, 10), fails=method, error="TimeoutError")
    assert "DeadlineExceeded" in outcome.error.types
    assert "TimeoutError" in outcome.error.cause_types, "TimeoutError as `__cause__`"
    assert world.called[-1] == method, f"no call after {method}"


@pytest.mark.parametrize("method", METHODS)
def test_other_errors_pass(learner, world, method):
    """Any other error of a call leaves as it is.

    The dashboard showed a slow payment service. It was a closed port, for six hours.

    Which errors does your handler take besides the one it is meant for?

    `TimeoutError` is an `OSError`; the others are none of your business here.
    """
    error = world.place(learner, budget_ms=2000, fails=method, error="ConnectionRefusedError").error
    assert error.types[0] == "ConnectionRefusedError"


def test_late_payment_counts(learner, world):
    """A payment that arrived late is still a payment.

    We reported "timed out", the customer paid again, and both payments were booked.

    The last answer is there, the time is up. What has happened to the money?

    Look at the clock before a call, and never after the last one.
    """
    outcome = world.place(learner, budget_ms=600, takes_ms=(100, 100, 900))
    assert outcome.value == world.answers["charge"]


def test_next_order_starts_afresh(learner, world, values):
    """The next order has a budget of its own.

    The first order after a deployment works. All others fail within a millisecond.

    Where does your code keep the deadline, and who removes it from there?

    Make the deadline inside `place_order`; reset a context variable in `finally`.
    """
    world.place(learner, budget_ms=values.number(500, 700))
    world.calls.clear()
    world.now += 60_000
    budget = values.number(500, 700)
    outcome = world.place(learner, budget_ms=budget)
    assert outcome.value == world.answers["charge"]
    assert world.timeouts == [budget / 1000] * 3, f"timeout_s: {[budget / 1000] * 3}"
