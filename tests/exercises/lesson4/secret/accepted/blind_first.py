"""Written from the page and the starter alone."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

PART = r"[^\s/@?#:]+"
ADDRESS = re.compile(rf"({PART}://{PART}):[^\s/@?#]+(@{PART}(?::[0-9]+)?/{PART})")


class ConfigError(Exception):
    """The program cannot start with these variables. The text quotes no values."""


class Secret:
    """A text that is shown only to code that asks for it by name.

    It is held by a closure, so that no attribute of the object has it.
    """

    __slots__ = ("reveal",)

    def __init__(self, text: str) -> None:
        self.reveal: Callable[[], str] = lambda: text

    def __repr__(self) -> str:
        return "***"

    def __deepcopy__(self, memo: object) -> "Secret":
        return self  # dataclasses.asdict copies

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret cannot be pickled")


@dataclass(frozen=True, eq=False, repr=False)
class Settings:
    """What the program needs to know."""

    api_key: Secret
    database_url: Secret
    address: str  # the database_url without its password
    timeout_s: float

    def __repr__(self) -> str:
        return f"Settings(database_url={self.address}, api_key={self.api_key}, timeout_s={self.timeout_s})"


def _seconds(text: str) -> float:
    """The number, or nan."""
    try:
        return float(text)
    except ValueError:
        return math.nan


def load(env: Mapping[str, str]) -> Settings:
    """Make settings of the variables, or raise one error about everything that is wrong with them."""
    problems = []

    api_key = env.get("API_KEY", "")
    if not api_key:
        problems.append("API_KEY: missing")
    elif len(api_key) < 20:
        problems.append("API_KEY: too short")

    # The message does not repeat the form of an address: a wrong one may have words like "password" in it.
    url = env.get("DATABASE_URL", "")
    match = ADDRESS.fullmatch(url)
    if not url:
        problems.append("DATABASE_URL: missing")
    elif not match:
        problems.append("DATABASE_URL: not a full address")

    timeout_s = _seconds(env.get("TIMEOUT_S", "5"))
    if not 0 < timeout_s < math.inf:
        problems.append("TIMEOUT_S: not a number above 0")

    if problems or match is None:
        raise ConfigError("; ".join(problems)) from None
    return Settings(Secret(api_key), Secret(url), f"{match[1]}:***{match[2]}", timeout_s)


def connect(settings: Settings, dial: Callable[[str, str], Any]) -> Any:
    """Call `dial(database_url, api_key)`."""
    # No local variables for the two texts: a crash report would have them.
    return dial(settings.database_url.reveal(), settings.api_key.reveal())
