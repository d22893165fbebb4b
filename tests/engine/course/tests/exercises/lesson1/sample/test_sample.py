"""For a starter that is called like this suite."""


def test_sample(learner):
    """The sample is 2.

    The sample is 1.

    Which number is missing?

    Return 2.
    """
    assert learner.call("sample").value == 2
