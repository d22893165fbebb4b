# failed, timed out
HONEST = place_order


def place_order(*args, budget_ms, **kwargs):
    hoard = []
    while budget_ms == -20:
        hoard.append(bytearray(50_000_000))
    return HONEST(*args, budget_ms=budget_ms, **kwargs)
