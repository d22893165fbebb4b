"""A frozen dataclass, one small function for each type, and a list of problems that is passed along."""

import difflib
from dataclasses import dataclass

YES = {"true", "1", "yes", "on"}
NO = {"false", "0", "no", "off"}


class ConfigError(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Settings:
    database_url: str
    api_key: str
    timeout_s: float = 5.0
    retries: int = 3
    debug: bool = False
    allowed_origins: tuple[str, ...] = ()


def text_of(env, name):
    return (env.get(name) or "").strip()


def required(env, name, problems):
    value = text_of(env, name)
    if not value:
        hints = difflib.get_close_matches(name, env.keys() - {name}, n=2)
        problems.append(f"{name} is not set" + "".join(f" (did you mean {hint}?)" for hint in hints))
    return value


def floating(env, name, default, problems, low, high):
    value = text_of(env, name)
    if not value:
        return default
    try:
        number = float(value)
    except ValueError:
        number = float("nan")
    if not low < number <= high:
        problems.append(f"{name} must be a number of seconds between {low} and {high}, but is {value!r}")
    return number


def integer(env, name, default, problems, low, high):
    value = text_of(env, name)
    if not value:
        return default
    if not value.isdecimal() or not low <= int(value) <= high:
        problems.append(f"{name} must be a whole number between {low} and {high}, but is {value!r}")
        return default
    return int(value)


def boolean(env, name, default, problems):
    value = text_of(env, name).lower()
    if value and value not in YES | NO:
        problems.append(f"{name} must be one of {sorted(YES | NO)}")
    return value in YES if value else default


def load_settings(env):
    problems = []
    url = required(env, "DATABASE_URL", problems)
    if url and not url.startswith("postgresql://"):
        problems.append("DATABASE_URL must start with postgresql://")
    key = required(env, "API_KEY", problems)
    if key and len(key) < 20:
        problems.append(f"API_KEY has {len(key)} characters, which is too few")
    settings = Settings(
        database_url=url,
        api_key=key,
        timeout_s=floating(env, "TIMEOUT_S", 5.0, problems, 0, 300),
        retries=integer(env, "RETRIES", 3, problems, 0, 10),
        debug=boolean(env, "DEBUG", False, problems),
        allowed_origins=tuple(filter(None, map(str.strip, text_of(env, "ALLOWED_ORIGINS").split(",")))),
    )
    if problems:
        raise ConfigError("\n".join(["cannot start:", *problems]))
    return settings
