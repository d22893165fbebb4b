"""Counts the spaces, and adds one.

fails: test_gaps_are_no_words
says: 3
"""


def count(text):
    return text.count(" ") + 1
