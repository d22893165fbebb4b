# failed
def place_order(*args, **kwargs):
    nested = []
    for _ in range(200_000):
        nested = [nested]
    raise ValueError(nested)
