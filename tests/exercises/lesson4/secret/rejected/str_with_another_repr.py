"""Makes the secret a `str` with another repr: whatever wants a text gets the real one.

fails: test_fields_show_no_secret, test_pickle_shows_no_secret
"""

import re
from dataclasses import dataclass

URL = re.compile(r"([^\s:/@?#]+://[^\s:/@?#]+:)[^\s/@?#]+(@[^\s:/@?#]+(?::[0-9]+)?/[^\s:/@?#]+)")


class ConfigError(Exception):
    pass


class Secret(str):
    mask = "***"

    def __repr__(self):
        return self.mask

    __str__ = __repr__


@dataclass(frozen=True)
class Settings:
    api_key: Secret
    database_url: Secret
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
    address = Secret(url)
    address.mask = "***".join(match.groups())
    return Settings(Secret(key), address, timeout_s)


def connect(settings, dial):
    return dial(settings.database_url, settings.api_key)
