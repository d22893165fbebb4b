"""What a learner has reached, in `progress.json`: `load`, `record` after a session, `use_hint`, `forget`, `repair`."""

from prodready.progress.file import Entry, Progress, load, repair
from prodready.progress.session import forget, record, use_hint

__all__ = ["Entry", "Progress", "forget", "load", "record", "repair", "use_hint"]
