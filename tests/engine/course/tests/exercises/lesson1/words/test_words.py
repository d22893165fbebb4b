"""The same module name as in lesson 2, with another function."""


def test_two_words(learner, values):
    """Two words are two.

    The invoice counts one word too many.

    What lies between two words?

    `str.split()` without an argument splits at any white space.
    """
    assert learner.call("count", f"{values.word()} {values.word()}").value == 2


def test_gaps_are_no_words(learner, values):
    """Two spaces between words are one gap.

    Texts from the old editor cost twice as much.

    What does splitting at one space give for two spaces?

    `str.split()` without an argument splits at any white space.
    """
    assert learner.call("count", f"{values.word()}  {values.word()}").value == 2
