"""Converts everything to its type, and takes every number and every text of that type.

fails: test_all_problems_at_once, test_error_keeps_secrets, test_numbers_out_of_range, test_secrets_have_rules
"""

from difflib import get_close_matches

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator


class ConfigError(Exception):
    pass


class Settings(BaseModel):
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    database_url: str
    api_key: str
    timeout_s: float = 5.0
    retries: int = 3
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
