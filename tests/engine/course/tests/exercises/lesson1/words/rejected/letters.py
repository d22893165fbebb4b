"""Counts the letters.

fails: test_two_words, test_gaps_are_no_words
"""


def count(text):
    return len(text)
