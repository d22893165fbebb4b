"""Reference solution: argparse for the arguments, plain functions for the rules, one list of problems."""

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from shop import serve

YES, NO = ("true", "1", "yes", "on"), ("false", "0", "no", "off")
STRICT = {"production": True, "development": False}


class ConfigError(Exception):
    """The shop cannot open with this configuration. The text is for whoever wrote it, and holds no values."""


class Settings(NamedTuple):
    """What `serve` needs."""

    database_url: str
    api_key: str
    debug: bool


def read_file(path: str) -> dict[str, str]:
    """The variables of a file of lines `NAME=value`.

    Raises:
        ConfigError: If the file cannot be read.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from error
    pairs = (line.partition("=") for line in lines if not line.lstrip().startswith("#"))
    return {name.strip(): value for name, _, value in pairs}


def is_on(given: Mapping[str, str]) -> bool:
    """Whether DEBUG is on."""
    return given.get("DEBUG", "no").lower() in YES


def problems(given: Mapping[str, str]) -> Iterator[str]:
    """Everything that is wrong, one line each."""
    for name in ("DATABASE_URL", "API_KEY"):
        if name not in given:
            yield f"{name}: is missing"
    if given.get("DEBUG", "no").lower() not in YES + NO:
        yield "DEBUG: must be true or false"
    # Nobody has to remember ENVIRONMENT in production: whoever forgets it gets the strict rules.
    strict = STRICT.get(given.get("ENVIRONMENT", "production"))
    if strict is None:
        yield "ENVIRONMENT: must be production or development"
    if strict:
        if is_on(given):
            yield "DEBUG: must be false in production"
        if given.get("DATABASE_URL", "").startswith("sqlite"):
            yield "DATABASE_URL: must not be a file in production"


def load(env: Mapping[str, str]) -> Settings:
    """The settings that `env` describes.

    Raises:
        ConfigError: If anything is missing or wrong; its text has a line for each problem.
    """
    stripped = {name: value.strip() for name, value in env.items()}
    given = {name: value for name, value in stripped.items() if value}
    if found := list(problems(given)):
        raise ConfigError("\n".join(found))
    return Settings(given["DATABASE_URL"], given["API_KEY"], is_on(given))


def main(argv: Sequence[str], env: Mapping[str, str]) -> int:
    """Open the shop, or say on stderr why not."""
    parser = argparse.ArgumentParser(description="Take orders.")
    parser.add_argument("--env-file", metavar="FILE", help="more variables; those of the environment beat it")
    chosen = parser.parse_args(argv)
    try:
        # A new dict: what the file says is for this program, and not for its children.
        variables = read_file(chosen.env_file) if chosen.env_file else {}
        settings = load({**variables, **env})
    except ConfigError as problem:
        print(problem, file=sys.stderr)
        return 2
    return serve(database_url=settings.database_url, api_key=settings.api_key, debug=settings.debug)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
