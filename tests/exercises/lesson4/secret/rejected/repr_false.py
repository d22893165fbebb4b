"""Leaves the secrets out of the repr, with `field(repr=False)`; they are plain texts in fields, and in local variables.

fails: test_fields_show_no_secret, test_pickle_shows_no_secret, test_crash_report_shows_no_secret
"""

import re
from dataclasses import dataclass, field

URL = re.compile(r"([^\s:/@?#]+://[^\s:/@?#]+:)[^\s/@?#]+(@[^\s:/@?#]+(?::[0-9]+)?/[^\s:/@?#]+)")


class ConfigError(Exception):
    pass


@dataclass(frozen=True)
class Settings:
    api_key: str = field(repr=False)
    database_url: str = field(repr=False)
    address: str
    timeout_s: float


def load(env):
    key, url = env.get("API_KEY", ""), env.get("DATABASE_URL", "")
    if len(key) < 20:
        raise ConfigError("API_KEY is missing or too short")
    match = URL.fullmatch(url)
    if not match:
        raise ConfigError("DATABASE_URL is missing or not an address")
    try:
        timeout_s = float(env.get("TIMEOUT_S", 5))
    except ValueError:
        raise ConfigError("TIMEOUT_S is not a number") from None
    if timeout_s <= 0:
        raise ConfigError("TIMEOUT_S must be positive")
    return Settings(key, url, "***".join(match.groups()), timeout_s)


def connect(settings, dial):
    url = settings.database_url
    key = settings.api_key
    return dial(url, key)
