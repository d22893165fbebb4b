"""pydantic-settings with no source but the arguments; a library's error is left behind with `from None`."""

import difflib

import pydantic
from pydantic_settings import BaseSettings, SettingsConfigDict

FIELDS = ("database_url", "api_key", "timeout_s", "retries", "debug", "allowed_origins")


class ConfigError(RuntimeError):
    """Names every variable that is missing or wrong."""


class Settings(BaseSettings):
    model_config = SettingsConfigDict(frozen=True)

    database_url: str = pydantic.Field(pattern="^postgresql://", repr=False)
    api_key: pydantic.SecretStr = pydantic.Field(min_length=20)
    timeout_s: pydantic.PositiveFloat = pydantic.Field(5.0, le=300)
    retries: pydantic.NonNegativeInt = pydantic.Field(3, le=10)
    debug: bool = False
    allowed_origins: tuple[str, ...] = ()

    @classmethod
    def settings_customise_sources(cls, settings_cls, init_settings, **others):
        return (init_settings,)


def from_env(env):
    """Keyword arguments for `Settings`: what is not blank, and the list as a list."""
    given = {field: env.get(field.upper(), "").strip() for field in FIELDS}
    given = {field: text for field, text in given.items() if text}
    if origins := given.get("allowed_origins"):
        given["allowed_origins"] = [part for part in (piece.strip() for piece in origins.split(",")) if part]
    return given


def load_settings(env):
    try:
        return Settings(**from_env(env))
    except pydantic.ValidationError as error:
        lines = []
        for problem in error.errors(include_url=False, include_context=False, include_input=False):
            name = problem["loc"][0].upper()
            others = [other for other in env if other.lower() not in FIELDS]
            hint = difflib.get_close_matches(name, others, n=1)
            lines.append(f"{name}: {problem['type']}" + (f", or is it {hint[0]}?" if hint else ""))
        raise ConfigError(", ".join(lines)) from None
