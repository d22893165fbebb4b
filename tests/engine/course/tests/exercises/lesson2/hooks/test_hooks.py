"""For a starter that pytest would like to load by itself."""


def test_setting(learner):
    """The setting is on.

    The setting is off.

    Where is it set?

    Return "on".
    """
    assert learner.call("setting").value == "on"
