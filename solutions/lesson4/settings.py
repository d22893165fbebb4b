"""Reference solution: the standard library, a table of variables, and one error after the last of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, NamedTuple

WORDS = dict.fromkeys(("true", "1", "yes", "on"), True) | dict.fromkeys(("false", "0", "no", "off"), False)


class ConfigError(Exception):
    """The service cannot start with these variables."""


@dataclass(frozen=True)
class Settings:
    """What the rest of the service reads. Nobody can write to it."""

    database_url: str
    api_key: str
    timeout_s: float
    retries: int
    debug: bool
    allowed_origins: tuple[str, ...]


def allowed(value: Any, condition: bool) -> Any:
    """The value, if it keeps its rule."""
    if not condition:
        raise ValueError
    return value


def split(text: str) -> tuple[str, ...]:
    """A list with commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


class Variable(NamedTuple):
    """One variable. `read` raises ValueError or LookupError for what breaks `rule`; without a default it is required."""

    name: str
    rule: str
    read: Callable[[str], Any]
    default: Any = None


VARIABLES = (
    Variable("DATABASE_URL", "begin with postgresql://", lambda text: allowed(text, text.startswith("postgresql://"))),
    Variable("API_KEY", "have 20 characters or more", lambda text: allowed(text, len(text) >= 20)),
    # Asked for what is allowed: nan is neither too small nor too large.
    Variable("TIMEOUT_S", "be above 0, at most 300", lambda text: allowed(float(text), 0 < float(text) <= 300), 5.0),
    Variable("RETRIES", "be a whole number, 0 to 10", lambda text: allowed(int(text), 0 <= int(text) <= 10), 3),
    Variable("DEBUG", "be true or false", lambda text: WORDS[text.lower()], False),
    Variable("ALLOWED_ORIGINS", "be a list with commas", split, ()),
)
NAMES = [variable.name for variable in VARIABLES]


def load_settings(env: Mapping[str, str]) -> Settings:
    """The settings, or one `ConfigError` with everything that is wrong."""
    values: dict[str, Any] = {}
    problems: list[str] = []
    for variable in VARIABLES:
        name, text = variable.name, env.get(variable.name, "").strip()
        if not text and variable.default is None:
            problems.append(missing(name, env))
        try:
            values[name.lower()] = variable.read(text) if text else variable.default
        except (ValueError, LookupError):
            # The rule, and never the value: it may be a secret. The caught error may quote it, so it stays behind, too.
            problems.append(f"{name} has to {variable.rule}")
    # Outside of the except block, so that no other error becomes the context of this one.
    if problems:
        raise ConfigError("; ".join(problems))
    return Settings(**values)


def missing(name: str, env: Mapping[str, str]) -> str:
    """That a variable is missing, and which unknown names may be meant by it."""
    near = get_close_matches(name, [other for other in env if other not in NAMES], cutoff=0.8)
    return f"{name} is missing" + (f", while {' and '.join(near)} is set" if near else "")
