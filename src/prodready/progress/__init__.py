"""What a learner has reached, in `progress.json`: `load`, `record` after a session, `use_hint`, `forget`, `repair`.

`collect` and `take` are the ways into and out of one file with everything, which the scorecard page knows as well.
"""

from prodready.progress.file import Entry, Progress, load, repair
from prodready.progress.session import forget, record, use_hint
from prodready.progress.transfer import collect, take

__all__ = ["Entry", "Progress", "collect", "forget", "load", "record", "repair", "take", "use_hint"]
