"""Goes through the letters: a word begins after a gap."""


def count(text):
    before = " " + text
    return sum(gap.isspace() and not letter.isspace() for gap, letter in zip(before, text, strict=False))
