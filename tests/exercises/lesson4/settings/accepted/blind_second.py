"""Written from the page and the starter alone."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError
from pydantic_core import PydanticCustomError

SCHEME = "postgresql://"
KEY_LENGTH = 20


class ConfigError(Exception):
    """The service cannot start with these variables."""


def _database_url(secret: SecretStr) -> SecretStr:
    if not secret.get_secret_value().startswith(SCHEME):
        raise PydanticCustomError("scheme", f"must begin with {SCHEME}")
    return secret


def _api_key(secret: SecretStr) -> SecretStr:
    if len(secret.get_secret_value()) < KEY_LENGTH:
        raise PydanticCustomError("length", f"must have at least {KEY_LENGTH} characters")
    return secret


# float() and int() themselves decide what a number is: pydantic would also take "2.0" as a whole one.
# Their messages quote the text, which may be a key that somebody pasted into the wrong line.
def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise PydanticCustomError("number", "must be a number") from None


def _whole_number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise PydanticCustomError("whole_number", "must be a whole number") from None


def _origins(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


class Settings(BaseModel):
    """What the rest of the service reads."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, extra="ignore", alias_generator=str.upper)

    database_url: Annotated[SecretStr, AfterValidator(_database_url)]
    api_key: Annotated[SecretStr, AfterValidator(_api_key)]
    timeout_s: Annotated[float, BeforeValidator(_number), Field(gt=0, le=300, allow_inf_nan=False)] = 5.0
    retries: Annotated[int, BeforeValidator(_whole_number), Field(ge=0, le=10)] = 3
    debug: bool = False
    allowed_origins: Annotated[tuple[str, ...], BeforeValidator(_origins)] = ()


OURS = tuple(name.upper() for name in Settings.model_fields)


def _slips(name: str) -> set[str]:
    """The name without one of its letters, or with two neighbours exchanged."""
    short = {name[:i] + name[i + 1 :] for i in range(len(name))}
    swapped = {name[:i] + name[i + 1] + name[i] + name[i + 2 :] for i in range(len(name) - 1)}
    return (short | swapped) - {name}


def _described(name: str, kind: str, message: str, env: Mapping[str, str]) -> str:
    if kind != "missing":
        return f"{name}: {message}"
    similar = sorted(other for other in _slips(name) if other in env)
    hint = f" ({', '.join(similar)} in the environment: misspelt?)" if similar else ""
    return f"{name}: required, but missing or blank{hint}"


def load_settings(env: Mapping[str, str]) -> Settings:
    """The settings that these variables describe, or a ConfigError that names everything wrong with them."""
    stripped = {name: env[name].strip() for name in OURS if name in env}
    given = {name: text for name, text in stripped.items() if text}
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        # No input and no context: both could hold a secret.
        found = error.errors(include_input=False, include_context=False, include_url=False)
    problems = [_described(str(e["loc"][0]), e["type"], e["msg"], env) for e in found]
    # Raised after the except block, so that no traceback brings pydantic's error along.
    raise ConfigError("\n".join(problems))


if __name__ == "__main__":
    print(load_settings({"DATABASE_URL": "postgresql://localhost/shop", "API_KEY": "x" * 20, "DEBUG": "false"}))
