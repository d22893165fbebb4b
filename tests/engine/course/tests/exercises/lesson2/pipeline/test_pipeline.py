"""A submission of several files, with a file that comes with the exercise."""

from prodready.kit import Each, Raises


def test_all_numbers(learner, fake, values):
    """Every number arrives, doubled.

    Half of the readings are missing.

    When does the feed end?

    Call it until it raises `feed.Closed`.
    """
    numbers = [values.number(), values.number()]
    feed = fake("feed", next=Each(*numbers, Raises("feed.Closed")))
    assert learner.call("run", feed).value == [2 * number for number in numbers]


def test_other_errors_pass(learner, fake):
    """Any other error of the feed leaves the pipeline.

    The plug was pulled, and the report says that the day was quiet.

    Which errors mean that the feed has ended?

    Catch `feed.Closed`, and nothing else.
    """
    feed = fake("feed", next=Each(1, Raises("OSError", "unplugged")))
    error = learner.call("run", feed).error
    assert error.types[0] == "OSError"
    assert [frame[0] for frame in error.frames][-2:] == ["yours/pipeline/__init__.py", "<feed>"]
