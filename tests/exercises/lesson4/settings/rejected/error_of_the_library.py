"""Lets pydantic's own error through instead of raising a `ConfigError`.

fails: test_all_problems_at_once, test_blank_is_missing, test_error_keeps_secrets, test_misspelt_name_is_shown, test_nothing_but_the_mapping, test_numbers_out_of_range, test_required, test_secrets_have_rules, test_unknown_word
says: pydantic_core
"""

from pydantic import BaseModel, ConfigDict, Field, field_validator


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
    return Settings(**{name.lower(): text.strip() for name, text in env.items() if text.strip()})
