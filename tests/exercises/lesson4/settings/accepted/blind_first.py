"""Written from the page and the starter alone."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

DATABASE_PREFIX = "postgresql://"
KEY_LENGTH = 20
WORDS = {
    **dict.fromkeys(("true", "1", "yes", "on"), True),
    **dict.fromkeys(("false", "0", "no", "off"), False),
}


class ConfigError(Exception):
    """The service cannot start with these variables."""


@dataclass(frozen=True)
class Settings:
    """What the rest of the service reads."""

    database_url: str = field(repr=False)
    api_key: str = field(repr=False)
    timeout_s: float = 5.0
    retries: int = 3
    debug: bool = False
    allowed_origins: tuple[str, ...] = ()


# Each parser gets a stripped text that is not empty, and returns the value or raises a ValueError.
# The messages tell the rule and never quote the text: somebody may have pasted a key into the wrong line.


def parse_database_url(text: str) -> str:
    if not text.startswith(DATABASE_PREFIX):
        raise ValueError(f"must begin with {DATABASE_PREFIX}")
    return text


def parse_api_key(text: str) -> str:
    if len(text) < KEY_LENGTH:
        raise ValueError(f"must have at least {KEY_LENGTH} characters")
    return text


def parse_timeout(text: str) -> float:
    rule = "must be a number of seconds, more than 0 and at most 300"
    try:
        seconds = float(text)
    except ValueError:
        raise ValueError(rule) from None
    if not 0 < seconds <= 300:  # also False for nan
        raise ValueError(rule)
    return seconds


def parse_retries(text: str) -> int:
    rule = "must be a whole number from 0 to 10"
    try:
        retries = int(text)
    except ValueError:
        raise ValueError(rule) from None
    if not 0 <= retries <= 10:
        raise ValueError(rule)
    return retries


def parse_debug(text: str) -> bool:
    try:
        return WORDS[text.lower()]
    except KeyError:
        raise ValueError(f"must be one of {', '.join(WORDS)}") from None


def parse_origins(text: str) -> tuple[str, ...]:
    return tuple(origin for part in text.split(",") if (origin := part.strip()))


PARSERS = {
    "DATABASE_URL": parse_database_url,
    "API_KEY": parse_api_key,
    "TIMEOUT_S": parse_timeout,
    "RETRIES": parse_retries,
    "DEBUG": parse_debug,
    "ALLOWED_ORIGINS": parse_origins,
}
REQUIRED = ("DATABASE_URL", "API_KEY")


def misspellings(name: str) -> set[str]:
    """The name with one character left out, or with two neighbours exchanged."""
    shorter = {name[:i] + name[i + 1 :] for i in range(len(name))}
    exchanged = {name[:i] + name[i + 1] + name[i] + name[i + 2 :] for i in range(len(name) - 1)}
    return (shorter | exchanged) - {name}


def suspects(name: str, env: Mapping[str, str]) -> Iterator[str]:
    """Unknown names in `env` that may be a misspelt `name`."""
    wrong = misspellings(name)
    return (other for other in env if other not in PARSERS and other.upper() in wrong | {name})


def load_settings(env: Mapping[str, str]) -> Settings:
    values = {}
    problems = []
    for name, parse in PARSERS.items():
        text = env.get(name, "").strip()
        if text:
            try:
                values[name.lower()] = parse(text)
            except ValueError as error:
                problems.append(f"{name}: {error}")
        elif name in REQUIRED:
            near = ", ".join(suspects(name, env))
            problems.append(f"{name}: missing" + (f" (misspelt as {near}?)" if near else ""))
    if problems:
        # Outside of every `except` block, so that this error has no cause and no context from here.
        raise ConfigError("\n".join(problems))
    return Settings(**values)


if __name__ == "__main__":
    try:
        print(load_settings({"DATABASE_URL": "postgresql://localhost/shop", "DEBUG": "false"}))
    except ConfigError as problem:
        sys.exit(f"{problem}")
