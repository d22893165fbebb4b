# failed
import os
import signal


def place_order(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)
