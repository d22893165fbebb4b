"""The exceptions of the payment company's client library. It comes with the exercise: read it, do not change it."""


class GatewayError(Exception):
    """Whatever the library raises on purpose."""


class Declined(GatewayError):
    """The customer's bank said no. Nothing was charged; asking again gives the same answer.

    Args:
        reason: In a word, such as `limit`.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"card declined: {reason}")
        self.reason = reason


class GatewayDown(GatewayError):
    """The gateway could not be reached. Nothing was charged; it may work later."""


class MalformedRequest(GatewayError):
    """The gateway did not understand us. Nothing was charged; this is a bug in our own code."""
