"""Reference solution: a class for a secret text, which shows something else, and a frozen dataclass around it."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

PART = r"[^\s:/@?#]+"
ADDRESS = re.compile(rf"({PART}://{PART}:)[^\s/@?#]+(@{PART}(?::[0-9]+)?/{PART})")


class ConfigError(Exception):
    """The program cannot start with these variables."""


class Secret:
    """A text that nobody sees who does not ask for it.

    Args:
        text: The secret.
        shown: What is seen instead.
    """

    # Without a `__dict__` there is none to be printed.
    __slots__ = ("_shown", "_text")

    def __init__(self, text: str, shown: str = "***") -> None:
        self._text, self._shown = text, shown

    def reveal(self) -> str:
        """The secret. Use it where it is needed; a variable that holds it is in every crash report."""
        return self._text

    def __repr__(self) -> str:
        return f"Secret({self._shown})"

    def __deepcopy__(self, memo: Any) -> Self:
        # `dataclasses.asdict` copies.
        return self

    def __reduce__(self) -> Any:
        raise TypeError("a secret is not for pickle: what it writes can be read by everybody")


@dataclass(frozen=True)
class Settings:
    """What the program needs to know. Its repr is safe, because those of its fields are."""

    api_key: Secret
    database_url: Secret
    timeout_s: float


def load(env: Mapping[str, str]) -> Settings:
    """The settings that `env` describes.

    Raises:
        ConfigError: If a variable is missing or wrong. It names the variable, and says nothing about its value.
    """
    key = env.get("API_KEY", "")
    if len(key) < 20:
        raise ConfigError("API_KEY: at least 20 characters are needed")
    url = env.get("DATABASE_URL", "")
    parts = ADDRESS.fullmatch(url)
    if not parts:
        raise ConfigError("DATABASE_URL: scheme://user:password@host/name is needed")
    try:
        timeout_s = float(env.get("TIMEOUT_S", "5"))
    except ValueError:
        timeout_s = math.nan
    if not timeout_s > 0:
        raise ConfigError("TIMEOUT_S: a number of seconds above 0 is needed")
    return Settings(Secret(key), Secret(url, "***".join(parts.groups())), timeout_s)


def connect(settings: Settings, dial: Callable[[str, str], Any]) -> Any:
    """What `dial` returns for the address and the key."""
    # Revealed in the call itself: a local variable would be in the crash report.
    return dial(settings.database_url.reveal(), settings.api_key.reveal())
