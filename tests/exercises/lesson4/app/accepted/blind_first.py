"""Written from the page and the starter alone."""

import argparse
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass

import shop

WORDS = {
    **dict.fromkeys(("true", "1", "yes", "on", "t", "y"), True),
    **dict.fromkeys(("false", "0", "no", "off", "f", "n"), False),
}


class ConfigError(Exception):
    """The shop cannot open with this configuration. The text quotes no values."""


@dataclass(frozen=True)
class Config:
    """What the shop needs to know."""

    database_url: str
    api_key: str
    debug: bool


def read_env_file(path: str) -> dict[str, str]:
    """The variables of a file of lines `NAME=value`."""
    variables = {}
    with open(path, encoding="utf-8-sig") as file:
        for line in file:
            name, equals, value = line.strip().partition("=")
            if equals and not name.startswith("#"):
                variables[name.strip()] = value.strip()
    return variables


def check(env: Mapping[str, str], from_file: Mapping[str, str]) -> Config:
    """Make a configuration of the variables, or raise one error about everything that is wrong with them."""

    def get(name: str) -> str:
        return env.get(name, "").strip() or from_file.get(name, "").strip()

    problems = []

    database_url, api_key = get("DATABASE_URL"), get("API_KEY")
    if not database_url:
        problems.append("DATABASE_URL: missing")
    if not api_key:
        problems.append("API_KEY: missing")

    debug = WORDS.get((get("DEBUG") or "false").lower())
    if debug is None:
        problems.append("DEBUG: neither true nor false")

    environment = get("ENVIRONMENT") or "production"
    if environment not in ("production", "development"):
        problems.append("ENVIRONMENT: neither production nor development")

    if environment == "production":
        if database_url.startswith("sqlite"):
            problems.append("DATABASE_URL: no sqlite in production")
        if debug:
            problems.append("DEBUG: has to be off in production")

    if problems:
        raise ConfigError("\n".join(problems))
    return Config(database_url, api_key, bool(debug))


def parse(argv: list[str]) -> argparse.Namespace:
    """Read the arguments. Raises `SystemExit` after the help text, as argparse does."""
    parser = argparse.ArgumentParser(
        prog="app.py",
        description="Open the shop. It needs the variables DATABASE_URL and API_KEY, and reads DEBUG and ENVIRONMENT.",
    )
    parser.add_argument("--env-file", metavar="FILE", help="read more variables from FILE, as lines NAME=value")
    return parser.parse_args(argv)


def main(argv: list[str], env: Mapping[str, str]) -> int:
    """Start the shop, and return the exit status of the program."""
    arguments = parse(argv)

    from_file: dict[str, str] = {}
    if arguments.env_file is not None:
        try:
            from_file = read_env_file(arguments.env_file)
        except OSError as error:
            print(f"{arguments.env_file}: {error.strerror or 'cannot be read'}", file=sys.stderr)
            return 2
        except ValueError:
            print(f"{arguments.env_file}: not a text in UTF-8", file=sys.stderr)
            return 2

    try:
        config = check(env, from_file)
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2

    return shop.serve(database_url=config.database_url, api_key=config.api_key, debug=config.debug)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
