"""Takes the gaps for the words.

fails: test_two_words
says: expected
"""


def count(text):
    return text.count(" ")
