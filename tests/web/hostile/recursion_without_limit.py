# failed
import sys


def place_order(*args, **kwargs):
    sys.setrecursionlimit(10**9)
    return place_order(*args, **kwargs)
