"""Builds the settings at import, with defaults that let the import succeed; `main` uses what was there then.

fails: test_settings_reach_the_shop, test_debug_is_a_word, test_development_may_have_a_file, test_production_is_strict, test_every_wrong_variable_is_named, test_only_env_is_read, test_no_other_file_is_read, test_named_file_is_read, test_environment_beats_file, test_absent_file_is_an_error, test_calls_stand_alone, test_import_does_nothing, test_help_needs_no_configuration, test_program_refuses
"""

import sys

from pydantic_settings import BaseSettings, SettingsConfigDict
from shop import serve


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", extra="ignore")

    environment: str = "development"
    database_url: str = "sqlite:///./app.db"
    api_key: str = "change-me"
    debug: bool = False


settings = Settings()
print(f"Starting in {settings.environment}")


def main(argv, env):
    if "--help" in argv:
        print("usage: app.py [--help] [--env-file FILE]")
        return 0
    return serve(database_url=settings.database_url, api_key=settings.api_key, debug=settings.debug)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], None))
