"""attrs for the settings, a class of its own for what is secret, a logger that may show all of it."""

import logging
import math
import re

import attrs

log = logging.getLogger(__name__)


class ConfigError(Exception):
    def __init__(self, name, expected):
        super().__init__(f"{name}: expected {expected}")
        self.name = name


class Hidden:
    def __init__(self, value, label="hidden"):
        self.__value = value
        self.label = label

    def get_secret_value(self):
        return self.__value

    def __str__(self):
        return self.label

    __repr__ = __str__

    def __eq__(self, other):
        return isinstance(other, Hidden) and self.get_secret_value() == other.get_secret_value()

    def __hash__(self):
        return hash((Hidden, self.__value))

    def __getstate__(self):
        return {"label": self.label}


@attrs.frozen
class Settings:
    api_key: Hidden
    database_url: Hidden
    timeout_s: float

    def open(self, dial):
        return dial(self.database_url.get_secret_value(), self.api_key.get_secret_value())


def require(condition, name, expected):
    if not condition:
        raise ConfigError(name, expected)


def number(text):
    try:
        return float(text)
    except ValueError:
        return math.nan


def load(env):
    key = env.get("API_KEY")
    require(key and len(key) >= 20, "API_KEY", "20 characters or more")
    url = env.get("DATABASE_URL", "")
    match = re.fullmatch(r"([^\s:/@?#]+)://([^\s:/@?#]+):([^\s/@?#]+)@([^\s:/@?#]+(?::[0-9]+)?)/([^\s:/@?#]+)", url)
    require(match, "DATABASE_URL", "scheme://user:password@host/name")
    scheme, user, _, place, name = match.groups()
    timeout_s = number(env.get("TIMEOUT_S", "5"))
    require(timeout_s > 0, "TIMEOUT_S", "a number above 0")
    settings = Settings(
        api_key=Hidden(key),
        database_url=Hidden(url, f"{scheme}://{user}:***@{place}/{name}"),
        timeout_s=timeout_s,
    )
    log.info("loaded %s", settings)
    return settings


def connect(settings, dial):
    return settings.open(dial)
