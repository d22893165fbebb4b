"""pydantic-settings with two sources of its own: the mapping first, then the named file."""

import os
import sys
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, DotEnvSettingsSource, EnvSettingsSource, SettingsConfigDict
from shop import serve

USAGE = "usage: app.py [--help] [--env-file FILE]"


def settings_from(env, env_file):
    """Build the class for one call: its sources are given, and not looked for."""

    class Mapping(EnvSettingsSource):
        def _load_env_vars(self):
            return {name.lower(): value.strip() for name, value in env.items() if value.strip()}

    class Settings(BaseSettings):
        model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True, hide_input_in_errors=True)

        database_url: SecretStr
        api_key: SecretStr
        debug: bool = False
        environment: Literal["production", "development"] = Field("production")

        @classmethod
        def settings_customise_sources(cls, settings_cls, **sources):
            chosen = [Mapping(settings_cls)]
            if env_file:
                chosen.append(DotEnvSettingsSource(settings_cls, env_file=env_file))
            return tuple(chosen)

    return Settings()


def problems_in_production(settings):
    if settings.environment == "production":
        if settings.debug:
            yield "DEBUG: not in production"
        if settings.database_url.get_secret_value().startswith("sqlite"):
            yield "DATABASE_URL: a file is not for production"


def fail(*lines):
    for line in lines:
        sys.stderr.write(f"app: {line}\n")
    return 2


def main(argv, env):
    if "--help" in argv:
        print(USAGE)
        return 0
    env_file = argv[argv.index("--env-file") + 1] if "--env-file" in argv else None
    if env_file and not os.path.isfile(env_file):
        return fail(f"no such file: {env_file}")
    try:
        settings = settings_from(env, env_file)
    except ValidationError as error:
        return fail(*(f"{e['loc'][0].upper()}: {e['msg']}" for e in error.errors(include_input=False)))
    problems = list(problems_in_production(settings))
    if problems:
        return fail(*problems)
    return serve(
        database_url=settings.database_url.get_secret_value().strip(),
        api_key=settings.api_key.get_secret_value().strip(),
        debug=settings.debug,
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:], os.environ))
