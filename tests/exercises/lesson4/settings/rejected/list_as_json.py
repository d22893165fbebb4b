"""Leaves the list to pydantic-settings, which expects JSON and refuses commas.

fails: test_all_given, test_blank_takes_the_default, test_list
says: error parsing value for field "allowed_origins"
"""

from difflib import get_close_matches

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, EnvSettingsSource, SettingsConfigDict


class ConfigError(Exception):
    pass


class Settings(BaseSettings):
    model_config = SettingsConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True, env_ignore_empty=True)

    database_url: str = Field(pattern="^postgresql://")
    api_key: str = Field(min_length=20)
    timeout_s: float = Field(5.0, gt=0, le=300)
    retries: int = Field(3, ge=0, le=10)
    debug: bool = False
    allowed_origins: tuple[str, ...] = ()

    @classmethod
    def settings_customise_sources(cls, settings_cls, init_settings, **others):
        return (init_settings,)


class FromMapping(EnvSettingsSource):
    def __init__(self, env):
        self.env = env
        super().__init__(Settings)

    def _load_env_vars(self):
        return {name.lower(): text.strip() for name, text in self.env.items()}


def load_settings(env):
    try:
        return Settings(**FromMapping(env)())
    except ValidationError as error:
        names = [problem["loc"][0].upper() for problem in error.errors()]
        near = [other for name in names for other in get_close_matches(name, env)]
        raise ConfigError(f"{', '.join(names)} {near}") from None
