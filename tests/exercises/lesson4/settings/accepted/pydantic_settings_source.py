"""pydantic-settings with a source of its own: the environment source, but over the mapping that is given."""

from difflib import get_close_matches
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, EnvSettingsSource, NoDecode, SettingsConfigDict


class ConfigError(Exception):
    def __init__(self, problems):
        self.problems = problems
        super().__init__("; ".join(problems))


def is_postgres(value):
    assert value.startswith("postgresql://"), "not a postgresql:// address"
    return value


class Settings(BaseSettings):
    model_config = SettingsConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    database_url: Annotated[str, AfterValidator(is_postgres)]
    api_key: str = Field(min_length=20)
    timeout_s: float = Field(default=5.0, gt=0, le=300)
    retries: int = Field(default=3, ge=0, le=10)
    debug: bool = False
    allowed_origins: Annotated[tuple[str, ...], NoDecode] = ()

    @field_validator("allowed_origins", mode="before")
    @classmethod
    def split(cls, value):
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @classmethod
    def settings_customise_sources(
        cls, settings_cls, init_settings, env_settings, dotenv_settings, file_secret_settings
    ):
        return (init_settings,)


class MappingSource(EnvSettingsSource):
    def __init__(self, settings_cls, env):
        self.given = env
        super().__init__(settings_cls)

    def _load_env_vars(self):
        return {name.lower(): text.strip() for name, text in self.given.items() if text.strip()}


def load_settings(env):
    try:
        return Settings(**MappingSource(Settings, env)())
    except ValidationError as error:
        found = {str(problem["loc"][0]).upper(): problem["msg"] for problem in error.errors()}
    problems = []
    for name, message in found.items():
        near = get_close_matches(name, env, 3)
        problems.append(f"{name}: {message}" + (f" (similar: {', '.join(near)})" if near else ""))
    raise ConfigError(problems)
