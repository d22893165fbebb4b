"""environs, told to read from the mapping and to collect its errors; the settings are a plain class with properties."""

from difflib import get_close_matches

from environs import Env, EnvValidationError
from marshmallow.validate import Length, Range, Regexp


class ConfigError(Exception):
    pass


class Settings:
    def __init__(self, values):
        self._values = values

    database_url = property(lambda self: self._values["DATABASE_URL"])
    api_key = property(lambda self: self._values["API_KEY"])
    timeout_s = property(lambda self: self._values["TIMEOUT_S"])
    retries = property(lambda self: self._values["RETRIES"])
    debug = property(lambda self: self._values["DEBUG"])
    allowed_origins = property(lambda self: tuple(filter(None, self._values["ALLOWED_ORIGINS"])))


class MappingEnv(Env):
    def __init__(self, mapping):
        super().__init__(eager=False)
        self.mapping = {name: text.strip() for name, text in mapping.items()}

    def _get_value(self, env_key, default):
        return self.mapping.get(env_key) or default


def parse(env):
    return {
        "DATABASE_URL": env.str("DATABASE_URL", validate=Regexp("postgresql://", error="no postgresql:// address")),
        "API_KEY": env.str("API_KEY", validate=Length(min=20, error="too short")),
        "TIMEOUT_S": env.float("TIMEOUT_S", 5.0, validate=Range(0, 300, min_inclusive=False)),
        "RETRIES": env.int("RETRIES", 3, validate=Range(0, 10)),
        "DEBUG": env.bool("DEBUG", False),
        "ALLOWED_ORIGINS": [part.strip() for part in env.list("ALLOWED_ORIGINS", [])],
    }


def load_settings(env):
    reader = MappingEnv(env)
    values = parse(reader)
    try:
        reader.seal()
    except EnvValidationError as error:
        problems = [f"{name}: {' '.join(messages)}" for name, messages in error.error_messages.items()]
        unknown = [name for name in env if name not in values]
        problems += [f"unknown: {near}" for name in values for near in get_close_matches(name, unknown)]
        raise ConfigError(" / ".join(problems)) from None
    return Settings(values)
