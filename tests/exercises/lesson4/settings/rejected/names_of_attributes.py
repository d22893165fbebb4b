"""Names the attributes of the class in its error, and not the variables that somebody has to look for.

fails: test_all_problems_at_once, test_blank_is_missing, test_misspelt_name_is_shown, test_numbers_out_of_range, test_required, test_secrets_have_rules, test_unknown_word
"""

from difflib import get_close_matches

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator


class ConfigError(Exception):
    pass


class Settings(BaseModel):
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

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
        names = [problem["loc"][0] for problem in error.errors()]
        near = [
            other
            for name in names
            for other in get_close_matches(name.upper(), env)
            if other.lower() not in Settings.model_fields
        ]
        raise ConfigError(f"{', '.join(names)} {near}") from None
