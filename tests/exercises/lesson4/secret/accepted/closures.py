"""A dataclass whose fields are functions that return the secrets: nothing but a call shows what they remember."""

from collections.abc import Callable
from dataclasses import dataclass


class ConfigError(ValueError):
    """One variable that is wrong."""


def hide(text: str) -> Callable[[], str]:
    return lambda: text


@dataclass(frozen=True)
class Settings:
    database: str
    timeout_s: float
    _url: Callable[[], str]
    _key: Callable[[], str]

    @property
    def database_url(self) -> str:
        return self._url()

    @property
    def api_key(self) -> str:
        return self._key()


def split_address(url):
    """The parts around the password, or None."""
    scheme, slashes, rest = url.partition("://")
    login, at, place = rest.rpartition("@")
    user, colon, password = login.partition(":")
    place_and_port, slash, name = place.partition("/")
    host, port_colon, port = place_and_port.partition(":")
    parts = [scheme, user, password, host, name]
    if not all(parts) or not (slashes and at and colon and slash):
        return None
    if any(sign in part for part in parts for sign in "/@?# \t\n"):
        return None
    if port_colon and not port.isdigit():
        return None
    return f"{scheme}://{user}:", f"@{place}"


def load(env):
    for name in ("API_KEY", "DATABASE_URL"):
        if name not in env:
            raise ConfigError(f"{name} is missing")
    if len(env["API_KEY"]) < 20:
        raise ConfigError("API_KEY is too short")
    around = split_address(env["DATABASE_URL"])
    if around is None:
        raise ConfigError("DATABASE_URL is no address with a password")
    try:
        timeout_s = float(env.get("TIMEOUT_S", 5))
        if not timeout_s > 0:
            raise ValueError
    except ValueError:
        raise ConfigError("TIMEOUT_S is no positive number") from None
    return Settings("***".join(around), timeout_s, hide(env["DATABASE_URL"]), hide(env["API_KEY"]))


def connect(settings, dial):
    return dial(settings.database_url, settings.api_key)
