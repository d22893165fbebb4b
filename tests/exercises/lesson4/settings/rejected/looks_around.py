"""Passes the mapping to `BaseSettings`, which fills what is left from os.environ and from the file .env.

fails: test_nothing_but_the_mapping
"""

from difflib import get_close_matches

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class ConfigError(Exception):
    pass


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        frozen=True, hide_input_in_errors=True, env_file=".env", extra="ignore", enable_decoding=False
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
    given = {name.lower(): text.strip() for name, text in env.items() if text.strip()}
    try:
        return Settings(**given)
    except ValidationError as error:
        names = [problem["loc"][0].upper() for problem in error.errors()]
        near = [other for name in names for other in get_close_matches(name, env)]
        raise ConfigError(f"{', '.join(names)} {near}") from None
