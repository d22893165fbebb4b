"""Keeps the secrets beside the settings, in a dict of the module: the last ones that were loaded.

fails: test_connect_reveals
"""

import re
from dataclasses import dataclass

URL = re.compile(r"([^\s:/@?#]+://[^\s:/@?#]+:)[^\s/@?#]+(@[^\s:/@?#]+(?::[0-9]+)?/[^\s:/@?#]+)")


class ConfigError(Exception):
    pass


_secrets = {}


@dataclass(frozen=True)
class Settings:
    database: str
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
    _secrets.update(url=url, key=key)
    return Settings("***".join(match.groups()), timeout_s)


def connect(settings, dial):
    return dial(_secrets["url"], _secrets["key"])
