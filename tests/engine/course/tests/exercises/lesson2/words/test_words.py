"""The same module name as in lesson 1, with another function."""


def test_longest(learner, values):
    """The longest word wins.

    The column is too narrow for the word that it was made for.

    By what does `max` compare texts?

    Give it `key=len`.
    """
    long = f"a{values.word()}"
    assert learner.call("longest", f"z {long} y").value == long
