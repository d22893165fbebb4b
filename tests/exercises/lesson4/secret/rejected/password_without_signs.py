"""Masks with a pattern that takes a password for letters and digits: with a colon in it, half of it stays.

fails: test_address_is_readable, test_text_shows_no_secret, test_fields_show_no_secret, test_log_shows_no_secret, test_crash_report_shows_no_secret
"""

import re
from dataclasses import dataclass

URL = re.compile(r"([^\s:/@?#]+://[^\s:/@?#]+:)[^\s/@?#]+(@[^\s:/@?#]+(?::[0-9]+)?/[^\s:/@?#]+)")


class ConfigError(Exception):
    pass


class Secret:
    def __init__(self, value, mask="***"):
        self._value = value
        self._mask = mask

    def reveal(self):
        return self._value

    def __repr__(self):
        return self._mask

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        raise TypeError("secrets are not pickled")


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
    return Settings(Secret(key), Secret(url, re.sub(r":[\w%-]+@", ":***@", url)), timeout_s)


def connect(settings, dial):
    return dial(settings.database_url.reveal(), settings.api_key.reveal())
