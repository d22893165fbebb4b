"""Notices a starved machine, on which no measured time is evidence."""

from __future__ import annotations

import threading
from time import monotonic, sleep  # private references: the `clock` fixture replaces the module's

LIMPING = 0.03
"""Seconds that a sleep of 10 ms may take longer before the machine counts as too busy for times to mean anything."""


class Metronome(threading.Thread):
    """Notices when this machine is too busy for a time to mean anything.

    Attributes:
        lag: The worst delay of a sleep of 10 ms since it was last set to 0, in seconds.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True, name="metronome")
        self.lag = 0.0
        self.start()

    def run(self) -> None:
        """Sleep and measure, for ever."""
        while True:
            began = monotonic()
            sleep(0.01)
            self.lag = max(self.lag, monotonic() - began - 0.01)


def start_metronome() -> Metronome | None:
    """A metronome that ticks; None where there are no threads, and hence only simulated time."""
    try:
        return Metronome()
    except RuntimeError:
        return None
