"""A frozen pydantic model with secrets that do not show; its errors are turned into one of our own."""

from difflib import get_close_matches
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError, field_validator


class ConfigError(ValueError):
    pass


def split(value):
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


class Settings(BaseModel):
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, alias_generator=str.upper)

    database_url: SecretStr
    api_key: SecretStr = Field(min_length=20)
    timeout_s: float = Field(5.0, gt=0, le=300, allow_inf_nan=False)
    retries: int = Field(3, ge=0, le=10)
    debug: bool = False
    allowed_origins: Annotated[tuple[str, ...], BeforeValidator(split)] = ()

    @field_validator("database_url")
    @classmethod
    def is_postgres(cls, value):
        if not value.get_secret_value().startswith("postgresql://"):
            raise ValueError("has to be a postgresql:// address")
        return value


NAMES = {name.upper() for name in Settings.model_fields}


def load_settings(env):
    given = {name: env[name].strip() for name in NAMES if env.get(name, "").strip()}
    try:
        return Settings(**given)
    except ValidationError as error:
        problems = {str(problem["loc"][0]): problem["msg"] for problem in error.errors(include_input=False)}
    suspects = [match for name in problems for match in get_close_matches(name, set(env) - NAMES)]
    lines = [f"{name}: {problem}" for name, problem in problems.items()]
    if suspects:
        lines.append(f"unknown, and nearly right: {', '.join(suspects)}")
    raise ConfigError("\n".join(lines))
