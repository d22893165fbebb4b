"""attrs with converters, a ChainMap for the order of the sources, a logger for the messages."""

import argparse
import logging
import os
import sys
from collections import ChainMap

import attrs
import shop

log = logging.getLogger("app")

YES, NO = {"true", "1", "yes", "on"}, {"false", "0", "no", "off"}


def to_bool(text):
    if text.lower() in YES | NO:
        return text.lower() in YES
    raise ValueError("expected true or false")


@attrs.frozen
class Variable:
    name: str
    default: str | None = None
    convert: object = str

    def read(self, env):
        text = (env.get(self.name) or "").strip() or self.default
        if text is None:
            raise ValueError("missing")
        return self.convert(text)


def environment(text):
    if text in ("production", "development"):
        return text
    raise ValueError("expected production or development")


VARIABLES = [
    Variable("DATABASE_URL"),
    Variable("API_KEY"),
    Variable("DEBUG", "false", to_bool),
    Variable("ENVIRONMENT", "production", environment),
]


def read_env_file(path):
    found = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            name, equals, value = line.strip().partition("=")
            if equals and not name.startswith("#"):
                found[name.strip()] = value.strip()
    return found


def read_all(env):
    values, problems = {}, []
    for variable in VARIABLES:
        try:
            values[variable.name] = variable.read(env)
        except ValueError as error:
            problems.append(f"{variable.name}: {error}")
    if values.get("ENVIRONMENT") == "production":
        if values.get("DEBUG"):
            problems.append("DEBUG: only in development")
        if values.get("DATABASE_URL", "").startswith("sqlite"):
            problems.append("DATABASE_URL: sqlite only in development")
    return values, problems


def main(argv, env):
    logging.basicConfig(format="%(levelname)s %(message)s")
    parser = argparse.ArgumentParser(prog="app.py")
    parser.add_argument("--env-file", dest="path", default=None)
    path = parser.parse_args(argv).path
    sources = ChainMap({}, env)
    if path is not None:
        try:
            sources = ChainMap({}, env, read_env_file(path))
        except FileNotFoundError:
            log.error("--env-file: %s does not exist", path)
            return 2
    values, problems = read_all(sources)
    for problem in problems:
        log.error(problem)
    if problems:
        return 2
    return shop.serve(database_url=values["DATABASE_URL"], api_key=values["API_KEY"], debug=values["DEBUG"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
