"""Copies the mapping into os.environ and lets pydantic-settings read it there: the next call finds what this one left.

fails: test_every_call_is_the_first, test_nothing_but_the_mapping
"""

import os
from difflib import get_close_matches

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class ConfigError(Exception):
    pass


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        frozen=True, hide_input_in_errors=True, env_ignore_empty=True, enable_decoding=False
    )

    database_url: str = Field(pattern="^postgresql://")
    api_key: str = Field(min_length=20)
    timeout_s: float = Field(5.0, gt=0, le=300)
    retries: int = Field(3, ge=0, le=10)
    debug: bool = False
    allowed_origins: tuple[str, ...] = ()

    @field_validator("allowed_origins", mode="before")
    @classmethod
    def split(cls, value):
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def load_settings(env):
    os.environ.update({name: text.strip() for name, text in env.items()})
    try:
        return Settings()
    except ValidationError as error:
        names = [problem["loc"][0].upper() for problem in error.errors()]
        near = [other for name in names for other in get_close_matches(name, env)]
        raise ConfigError(f"{', '.join(names)} {near}") from None
