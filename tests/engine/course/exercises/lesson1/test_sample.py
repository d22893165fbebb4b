"""`sample() -> int` returns 2. The file is called like a test, and is none."""


# TODO: one more.
def sample():
    return 1


def test_that_must_never_be_collected():
    raise AssertionError("A starter was collected as a test.")
