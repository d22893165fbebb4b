"""What becomes of the reservation, the error and the log when a payment fails."""

import pytest

from prodready.kit import Raises

LEVELS = {20: "INFO", 30: "WARNING", 40: "ERROR", 50: "CRITICAL"}


class Shop:
    """One order, and the collaborators that it meets."""

    def __init__(self, fake, values):
        self.fake = fake
        self.order = {"id": values.number(), "sku": values.word(), "cents": values.number(1, 9999)}
        self.ticket, self.payment = f"r-{values.word()}", f"p-{values.word()}"
        self.reason, self.trouble = values.word(), values.word()

    def checkout(self, learner, *, reserve=None, charge=None, release=None):
        """Run `checkout`; a class name given for a method makes that method raise it."""
        self.stock = self.fake(
            "stock",
            reserve=Raises(reserve, self.trouble) if reserve else self.ticket,
            release=Raises(release, self.trouble) if release else None,
        )
        self.gateway = self.fake("gateway", charge=Raises(charge, self.reason) if charge else self.payment)
        return learner.call("checkout", dict(self.order), gateway=self.gateway, stock=self.stock)

    @property
    def released(self):
        """The tickets that were given back, in order, in words."""
        calls = [call for call in self.stock.calls if call.method == "release"]
        return in_words("released", [ticket for call in calls for ticket in given(call)])


def in_words(what, items):
    """A list that reads well when it is empty, too."""
    return f"{what}: {', '.join(map(str, items)) or 'nothing'}"


def given(call):
    """What a call was given, by position or by name."""
    return [*call.args, *call.kwargs.values()]


@pytest.fixture
def shop(fake, values):
    """A fresh order with its collaborators."""
    return Shop(fake, values)


def frames(error):
    """Where an error came from: (file, function) of each frame."""
    return [(file, function) for file, _, function, _ in error.frames]


def test_paid(learner, shop, journal):
    """A paid order keeps its reservation and names its payment.

    Everybody has paid, and nothing was left in the warehouse for them.

    Which of your lines run on success, although they are meant for failures?

    Release in the path of the failure. `finally` belongs to both paths.
    """
    receipt = shop.checkout(learner).value
    assert journal == ["stock.reserve", "gateway.charge"]
    assert given(shop.stock.calls[0]) == [shop.order["sku"]]
    assert given(shop.gateway.calls[0]) == [shop.order["id"], shop.order["cents"]]
    assert receipt.get("payment").value == shop.payment
    assert receipt.get("reservation").value == shop.ticket


def test_out_of_stock(learner, shop, journal):
    """Without a reservation nothing is charged and nothing is released.

    The shelf was empty, and the report says "cannot access local variable 'ticket'".

    How far had your code come when `stock.reserve` failed, and what does your clean-up take for granted?

    A clean-up may begin only when there is something to clean up: reserve before the `try`.
    """
    error = shop.checkout(learner, reserve="LookupError").error
    assert error.types[0] == "LookupError"
    assert error.message == shop.trouble
    assert journal == ["stock.reserve"]


def test_declined(learner, shop):
    """A declined card is PaymentDeclined.

    The customer reads "internal error", tries the same card five times, and leaves.

    What does your caller have to know about the gateway to tell a declined card from a crash?

    Catch `gateway.Declined` by its own name, and raise your own class instead.
    """
    assert "PaymentDeclined" in shop.checkout(learner, charge="gateway.Declined").error.types


def test_gateway_down(learner, shop):
    """A gateway that is down is PaymentUnavailable.

    The gateway was away for ten minutes. 600 customers were told that their cards are bad.

    Which failures may go away if one asks again, and can your caller tell them from the others?

    Give the second kind a handler of its own, before any broader one.
    """
    assert "PaymentUnavailable" in shop.checkout(learner, charge="gateway.GatewayDown").error.types


@pytest.mark.parametrize("failure", ["Declined", "GatewayDown"])
def test_nothing_stays_reserved(learner, shop, failure):
    """After a failed payment nothing stays reserved.

    After the outage 3 000 articles were reserved for nobody, and the shop was "sold out".

    What has already happened when the charge fails, and who takes it back?

    Release the ticket, once, before the error leaves your function.
    """
    shop.checkout(learner, charge=f"gateway.{failure}")
    assert shop.released == f"released: {shop.ticket}"


@pytest.mark.parametrize("bug", ["KeyError", "TypeError", "gateway.MalformedRequest"])
def test_bug_passes(learner, shop, bug):
    """A bug leaves as it is, and the reservation is released all the same.

    For a week a typo in the client library looked like poor customers.

    Which exceptions can a typo raise, and which of your handlers would take them?

    Name only the two that you can do something about; clean up for all others, and let them go on.
    """
    error = shop.checkout(learner, charge=bug).error
    assert error.types[0] == bug
    assert ("<gateway>", "charge") in frames(error)
    assert shop.released == f"released: {shop.ticket}"


@pytest.mark.parametrize("failure", ["Declined", "GatewayDown"])
def test_cause_is_kept(learner, shop, failure):
    """The gateway's exception, with its line, stays the cause.

    The log says "payment unavailable". Whether it was DNS, TLS or a firewall, nobody will ever know.

    What does the traceback show above your own exception?

    Raise yours `from` the one that you caught.
    """
    error = shop.checkout(learner, charge=f"gateway.{failure}").error
    assert (error.cause_types or [None])[0] == f"gateway.{failure}", f"gateway.{failure} as `__cause__`"
    assert ("<gateway>", "charge") in frames(error.cause)


@pytest.mark.parametrize(
    ("failure", "expected"),
    [("gateway.Declined", "INFO"), ("gateway.GatewayDown", "WARNING"), ("KeyError", "nothing")],
    ids=["declined", "down", "bug"],
)
def test_logged_once(learner, shop, failure, expected):
    """A failure is logged once, with its order, by the layer that decides.

    600 declined cards woke the engineer on call, and each of them had two lines that name no order.

    Who decides what becomes of this failure? How many layers write about it, and would you get up for it at night?

    Log where you translate: INFO for a declined card, WARNING for an outage, nothing for what only passes through.
    """
    outcome = shop.checkout(learner, charge=failure)
    events = [event for event in outcome.events if event.level >= 20]
    levels = [LEVELS.get(event.level, event.level) for event in events]
    assert in_words("logged", levels) == f"logged: {expected}"
    assert [event.text for event in events if not event.mentions(shop.order["id"])] == [], (
        f"the order's id, {shop.order['id']}, in every event"
    )


@pytest.mark.parametrize(
    ("failure", "expected"),
    [("gateway.Declined", "PaymentDeclined"), ("gateway.GatewayDown", "PaymentUnavailable"), ("KeyError", "KeyError")],
    ids=["declined", "down", "bug"],
)
def test_failed_release_hides_nothing(learner, shop, failure, expected):
    """A failed release does not hide the error that came first.

    The report says "stock: connection refused". The gateway was the cause, and it took until dawn to see that.

    Which exception leaves an `except` block in which another one is raised?

    Guard the release with a `try` of its own, and attach what it raises: note, context, cause or group.
    """
    error = shop.checkout(learner, charge=failure, release="OSError").error
    assert any(expected in each.types for each in (error, *error.children)), f"{expected}, by itself or in a group"
    attached = error.attached()
    trail = [each.message for each in attached] + [note for each in (error, *attached) for note in each.notes]
    assert any(shop.trouble in text for text in trail), f"the release's error ({shop.trouble!r}), attached to it"


@pytest.mark.parametrize("signal", ["KeyboardInterrupt", "SystemExit", "asyncio.CancelledError"])
def test_stop_passes(learner, shop, signal):
    """Ctrl-C, exit and cancellation pass, and the reservation is released.

    The deployment waited 30 s for a worker that had swallowed its cancellation.

    Which classes does `except Exception` not catch, and who cleans up then?

    Clean up for every exception there is, and raise the same one again.
    """
    error = shop.checkout(learner, charge=signal).error
    assert error.types[0].rpartition(".")[2] == signal.rpartition(".")[2]
    assert shop.released == f"released: {shop.ticket}"
