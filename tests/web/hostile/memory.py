# failed
def place_order(*args, **kwargs):
    return [0] * (1 << 34)
