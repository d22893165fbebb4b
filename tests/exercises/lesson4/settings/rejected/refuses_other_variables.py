"""Goes through all that is in the environment, and refuses what it does not know.

fails: test_misspelt_name_is_shown, test_other_variables_are_ignored
"""

from difflib import get_close_matches

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator


class ConfigError(Exception):
    pass


class Settings(BaseModel):
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, extra="forbid")

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
