"""The hidden-suite API: what a suite may import besides pytest and the pure standard library.

The fixtures (`learner`, `fake`, `journal`, `faultserver`, `logprobe`, `proc`, `clock`, `files`, `project`, `values`)
come from `prodready.kit.fixtures`; `docs/reference/suites.md` describes them all.
"""

from prodready.kit import faults
from prodready.kit.given import Each, Items, Raises

__all__ = ["Each", "Items", "Raises", "faults"]
