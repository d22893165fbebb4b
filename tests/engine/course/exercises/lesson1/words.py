"""`count(text) -> int`: how many words are there?"""


# TODO: two spaces are one gap.
def count(text):
    return len(text.split(" "))
