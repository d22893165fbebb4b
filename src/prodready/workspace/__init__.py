"""The learner's own files against the course's: a folder of their own, new starters, the originals, the solution."""

from prodready.workspace.compare import difference, solution
from prodready.workspace.folder import Change, beside, start, update
from prodready.workspace.reset import changed, reset

__all__ = ["Change", "beside", "changed", "difference", "reset", "solution", "start", "update"]
