"""Masks fields by their names, as log filters do: "database_url" does not sound like a secret.

fails: test_address_is_readable, test_text_shows_no_secret, test_fields_show_no_secret, test_log_shows_no_secret, test_pickle_shows_no_secret, test_crash_report_shows_no_secret
"""

import re
from dataclasses import dataclass

URL = re.compile(r"([^\s:/@?#]+://[^\s:/@?#]+:)[^\s/@?#]+(@[^\s:/@?#]+(?::[0-9]+)?/[^\s:/@?#]+)")


class ConfigError(Exception):
    pass


SENSITIVE = ("key", "password", "secret", "token")


@dataclass(frozen=True, repr=False)
class Settings:
    api_key: str
    database_url: str
    timeout_s: float

    def __repr__(self):
        shown = {n: "***" if any(word in n for word in SENSITIVE) else v for n, v in vars(self).items()}
        return f"Settings({shown})"


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
    return Settings(key, url, timeout_s)


def connect(settings, dial):
    return dial(settings.database_url, settings.api_key)
