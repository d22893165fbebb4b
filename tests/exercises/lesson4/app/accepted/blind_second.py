"""Written from the page and the starter alone."""

import logging
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import click
import shop
from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError

log = logging.getLogger("app")


class ConfigError(Exception):
    """The shop cannot open with this configuration. One line for each problem, none of which quotes a value."""


class Settings(BaseModel):
    """What the shop needs to know."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, alias_generator=str.upper)

    database_url: SecretStr
    api_key: SecretStr
    debug: bool = False
    environment: Literal["production", "development"] = "production"


NAMES = [name.upper() for name in Settings.model_fields]


def read_env_file(path: Path) -> dict[str, str]:
    """The variables of a file with lines `NAME=value`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        problem = error.strerror or type(error).__name__
    except UnicodeDecodeError:
        problem = "is not UTF-8"
    else:
        lines = [line.strip() for line in text.split("\n")]
        pairs = [line.partition("=") for line in lines if line and not line.startswith("#")]
        return {name.strip(): value for name, _, value in pairs}
    raise ConfigError(f"--env-file {path}: {problem}")


def load(env: Mapping[str, str]) -> Settings:
    """The checked settings; reads nothing but `env`."""
    given = {name: env[name].strip() for name in NAMES if name in env}
    try:
        settings = Settings.model_validate({name: text for name, text in given.items() if text})
    except ValidationError as error:
        problems = [f"{e['loc'][0]}: {e['msg']}" for e in error.errors(include_input=False, include_url=False)]
    else:
        problems = production_problems(settings)
    if problems:
        raise ConfigError("\n".join(problems))
    return settings


def production_problems(settings: Settings) -> list[str]:
    """What is allowed on a desk only."""
    problems = []
    if settings.environment == "production":
        # The message does not name the scheme: that would be a part of the value.
        if settings.database_url.get_secret_value().startswith("sqlite"):
            problems.append("DATABASE_URL: in production it has to be a server, not a local file")
        if settings.debug:
            problems.append("DEBUG: in production it has to be off")
    return problems


@click.command()
@click.option("--env-file", metavar="FILE", type=click.Path(path_type=Path), help="Read more variables from FILE.")
@click.pass_obj
def start(env: Mapping[str, str], env_file: Path | None) -> int:
    """Open the shop, with the configuration in the variables DATABASE_URL, API_KEY, DEBUG and ENVIRONMENT."""
    # The handler lives as long as this call, so each call writes to the stderr of its own time.
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(name)s: %(message)s"))
    log.addHandler(handler)
    try:
        more = read_env_file(env_file) if env_file else {}
        settings = load({**more, **env})
    except ConfigError as problem:
        for line in str(problem).splitlines():
            log.error("%s", line)
        return 2
    finally:
        log.removeHandler(handler)
    return shop.serve(
        database_url=settings.database_url.get_secret_value(),
        api_key=settings.api_key.get_secret_value(),
        debug=settings.debug,
    )


def main(argv: list[str], env: Mapping[str, str]) -> int:
    """Start the shop, and return its exit status."""
    try:
        return int(start.main(args=list(argv), prog_name="app.py", obj=env, standalone_mode=False))
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
