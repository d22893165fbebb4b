"""A regular expression for what is not white space."""

import re


def count(text):
    return len(re.findall(r"\S+", text))
