"""Asks whether the number is too small or too large, and nan is neither.

fails: test_numbers_out_of_range
"""

from dataclasses import dataclass
from difflib import get_close_matches

OURS = ("DATABASE_URL", "API_KEY", "TIMEOUT_S", "RETRIES", "DEBUG", "ALLOWED_ORIGINS")
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


def similar(name, env):
    near = get_close_matches(name, [other for other in env if other not in OURS])
    return f" (found: {', '.join(near)})" if near else ""


def load_settings(env):
    problems = []

    def get(name):
        return env.get(name, "").strip()

    url = get("DATABASE_URL")
    if not url:
        problems.append("DATABASE_URL is missing" + similar("DATABASE_URL", env))
    elif not url.startswith("postgresql://"):
        problems.append("DATABASE_URL is not a postgresql:// address")

    key = get("API_KEY")
    if not key:
        problems.append("API_KEY is missing" + similar("API_KEY", env))
    elif len(key) < 20:
        problems.append("API_KEY is too short")

    timeout = 5.0
    if get("TIMEOUT_S"):
        try:
            timeout = float(get("TIMEOUT_S"))
            if timeout <= 0 or timeout > 300:
                problems.append("TIMEOUT_S must be more than 0 and at most 300")
        except ValueError:
            problems.append("TIMEOUT_S is not a number")

    retries = 3
    if get("RETRIES"):
        try:
            retries = int(get("RETRIES"))
            if not 0 <= retries <= 10:
                problems.append("RETRIES must be 0 to 10")
        except ValueError:
            problems.append("RETRIES is not a whole number")

    debug = False
    if get("DEBUG"):
        if get("DEBUG").lower() not in TRUE + FALSE:
            problems.append("DEBUG is neither true nor false")
        debug = get("DEBUG").lower() in TRUE

    origins = tuple(part.strip() for part in get("ALLOWED_ORIGINS").split(",") if part.strip())

    if problems:
        raise ConfigError("; ".join(problems))
    return Settings(url, key, timeout, retries, debug, origins)
