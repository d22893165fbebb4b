# timed out
import re

HONEST = place_order


def place_order(*args, budget_ms, **kwargs):
    if budget_ms == -20:
        re.match(r"(a+)+$", "a" * 60 + "b")
    return HONEST(*args, budget_ms=budget_ms, **kwargs)
