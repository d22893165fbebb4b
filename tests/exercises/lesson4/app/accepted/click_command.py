"""A click command that gets the mapping as its context; every refusal is a click.UsageError."""

import os
import sys
from types import SimpleNamespace

import click
from dotenv import dotenv_values
from shop import serve

REQUIRED = "DATABASE_URL", "API_KEY"


def configure(env):
    values = {name: text.strip() for name, text in env.items() if text and text.strip()}
    problems = [f"{name} is not set" for name in REQUIRED if name not in values]
    try:
        debug = click.BOOL.convert(values.get("DEBUG", "no"), None, None)
    except click.BadParameter:
        problems.append("DEBUG is neither yes nor no")
    environment = values.get("ENVIRONMENT", "production")
    if environment not in {"production", "development"}:
        problems.append("ENVIRONMENT is neither production nor development")
    if not problems and environment == "production":
        if debug:
            problems.append("DEBUG is set in production")
        if values["DATABASE_URL"].startswith("sqlite"):
            problems.append("DATABASE_URL is a sqlite file in production")
    if problems:
        raise click.UsageError("\n".join(problems))
    return SimpleNamespace(database_url=values["DATABASE_URL"], api_key=values["API_KEY"], debug=debug)


@click.command()
@click.option("--env-file", type=click.Path(exists=True, dir_okay=False), help="more variables")
@click.pass_obj
def command(env, env_file):
    """Open the shop."""
    from_file = dotenv_values(env_file, interpolate=False) if env_file else {}
    raise SystemExit(serve(**vars(configure(from_file | dict(env)))))


def main(argv, env):
    try:
        command.main(args=list(argv), prog_name="app.py", standalone_mode=True, obj=env)
    except SystemExit as leave:
        return leave.code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
