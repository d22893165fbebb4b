"""Has a serialiser that reveals, because one caller needed the real values as JSON.

fails: test_fields_show_no_secret
"""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError, computed_field, field_serializer

URL = re.compile(r"(?P<before>[\w+.-]+://[^\s:/@?#]+:)[^\s/@?#]+(?P<after>@[^\s:/@?#]+(:\d+)?/[^\s/@?#]+)", re.ASCII)


class ConfigError(Exception):
    pass


def check_url(secret):
    if not URL.fullmatch(secret.get_secret_value()):
        raise ValueError("expected scheme://user:password@host/name")
    return secret


class Settings(BaseModel):
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, alias_generator=str.upper)

    api_key: SecretStr = Field(min_length=20)
    database_url: Annotated[SecretStr, AfterValidator(check_url)]
    timeout_s: float = Field(5.0, gt=0)

    @computed_field
    @property
    def database(self) -> str:
        return URL.sub(r"\g<before>***\g<after>", self.database_url.get_secret_value())

    @field_serializer("api_key", when_used="json")
    def plain(self, secret):
        return secret.get_secret_value()

    def __reduce__(self):
        raise TypeError("settings hold secrets and are not pickled")


def load(env):
    problems = []
    try:
        return Settings.model_validate(dict(env))
    except ValidationError as error:
        problems = [f"{e['loc'][0]}: {e['msg']}" for e in error.errors(include_input=False, include_url=False)]
    raise ConfigError("; ".join(problems))


def connect(settings, dial):
    return dial(settings.database_url.get_secret_value(), settings.api_key.get_secret_value())
