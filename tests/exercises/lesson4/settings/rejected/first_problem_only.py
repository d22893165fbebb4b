"""Raises at the first problem, so that each start reports one of them.

fails: test_all_problems_at_once
says: ['DATABASE_URL']
"""

from dataclasses import dataclass
from difflib import get_close_matches

TRUE = ("true", "1", "yes", "on")
FALSE = ("false", "0", "no", "off")


class ConfigError(Exception):
    pass


@dataclass(frozen=True)
class Settings:
    database_url: str
    api_key: str
    timeout_s: float
    retries: int
    debug: bool
    allowed_origins: tuple[str, ...]


def required(env, name):
    text = env.get(name, "").strip()
    if not text:
        raise ConfigError(f"{name} is missing, similar: {get_close_matches(name, env)}")
    return text


def optional(env, name, convert, default):
    text = env.get(name, "").strip()
    try:
        return convert(text) if text else default
    except (KeyError, ValueError, AssertionError):
        raise ConfigError(f"{name} is not valid") from None


def url(env):
    text = required(env, "DATABASE_URL")
    if not text.startswith("postgresql://"):
        raise ConfigError("DATABASE_URL must start with postgresql://")
    return text


def key(env):
    text = required(env, "API_KEY")
    if len(text) < 20:
        raise ConfigError("API_KEY is too short")
    return text


def seconds(text):
    assert 0 < float(text) <= 300
    return float(text)


def count(text):
    assert 0 <= int(text) <= 10
    return int(text)


def truth(text):
    return dict.fromkeys(TRUE, True)[text.lower()] if text.lower() not in FALSE else False


def load_settings(env):
    return Settings(
        url(env),
        key(env),
        optional(env, "TIMEOUT_S", seconds, 5.0),
        optional(env, "RETRIES", count, 3),
        optional(env, "DEBUG", truth, False),
        optional(env, "ALLOWED_ORIGINS", lambda text: tuple(p.strip() for p in text.split(",") if p.strip()), ()),
    )
