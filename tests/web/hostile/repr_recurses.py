# failed
class Endless:
    def __repr__(self):
        return repr(self)


def place_order(*args, **kwargs):
    return Endless()
