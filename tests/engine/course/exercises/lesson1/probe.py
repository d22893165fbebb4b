"""The functions that `tests/exercises/lesson1/probe/test_probe.py` calls. This starter has none of them."""

# TODO: write them.
