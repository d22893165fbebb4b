"""Uses pydantic with `str` for the secrets: each of its ways to show a model shows them.

fails: test_address_is_readable, test_text_shows_no_secret, test_fields_show_no_secret, test_log_shows_no_secret, test_pickle_shows_no_secret, test_crash_report_shows_no_secret
"""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

URL = re.compile(r"(?P<before>[\w+.-]+://[^\s:/@?#]+:)[^\s/@?#]+(?P<after>@[^\s:/@?#]+(:\d+)?/[^\s/@?#]+)", re.ASCII)


class ConfigError(Exception):
    pass


def check_url(secret):
    if not URL.fullmatch(secret):
        raise ValueError("expected scheme://user:password@host/name")
    return secret


class Settings(BaseModel):
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, alias_generator=str.upper)

    api_key: str = Field(min_length=20)
    database_url: Annotated[str, AfterValidator(check_url)]
    timeout_s: float = Field(5.0, gt=0)


def load(env):
    problems = []
    try:
        return Settings.model_validate(dict(env))
    except ValidationError as error:
        problems = [f"{e['loc'][0]}: {e['msg']}" for e in error.errors(include_input=False, include_url=False)]
    raise ConfigError("; ".join(problems))


def connect(settings, dial):
    return dial(settings.database_url, settings.api_key)
