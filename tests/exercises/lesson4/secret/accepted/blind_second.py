"""Written from the page and the starter alone."""

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, NoReturn

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError

PART = r"[^\s/@?#:]+"
ADDRESS = re.compile(rf"(?P<before>{PART}://{PART}:)[^\s/@?#]+(?P<after>@{PART}(?::[0-9]+)?/{PART})")


class ConfigError(Exception):
    """The program cannot start with these variables."""


def _check_address(address: SecretStr) -> SecretStr:
    if not ADDRESS.fullmatch(address.get_secret_value()):
        raise ValueError
    return address


class Settings(BaseModel):
    """What the program needs to know."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, alias_generator=str.upper)

    api_key: SecretStr = Field(min_length=20)
    database_url: Annotated[SecretStr, AfterValidator(_check_address)]
    timeout_s: float = Field(5.0, gt=0, allow_inf_nan=False)

    def __repr__(self) -> str:
        address = ADDRESS.sub(r"\g<before>***\g<after>", self.database_url.get_secret_value())
        # Without quotes: they would escape some characters of the address.
        return f"Settings(api_key=***, database_url={address}, timeout_s={self.timeout_s})"

    __str__ = __repr__

    def __reduce__(self) -> NoReturn:
        # SecretStr pickles its plain text.
        raise TypeError("Settings hold secrets and cannot be pickled")


# An error must not repeat a wrong value, not even a word that may be in it: no examples of addresses here.
RULES = {
    "API_KEY": "too short, it needs 20 characters",
    "DATABASE_URL": "not in the form that is needed",
    "TIMEOUT_S": "not a number of seconds above 0",
}


def load(env: Mapping[str, str]) -> Settings:
    """The settings in `env`, or one error about all that is wrong with them."""
    given = {name: env[name] for name in RULES if name in env}
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        wrong = [str(e["loc"][0]) for e in error.errors(include_input=False, include_url=False, include_context=False)]
    # Outside of the except block, so that pydantic's error is not the context of this one.
    raise ConfigError("; ".join(f"{name}: {RULES[name] if name in given else 'not set'}" for name in wrong))


def connect(settings: Settings, dial: Callable[[str, str], Any]) -> Any:
    """Call `dial` with the plain texts. They get no local names: crash reports show those."""
    return dial(settings.database_url.get_secret_value(), settings.api_key.get_secret_value())
