"""Called like a test as well."""


def sample():
    return 2


def test_that_must_never_be_collected():
    raise AssertionError("A solution was collected as a test.")
