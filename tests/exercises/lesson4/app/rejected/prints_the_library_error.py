"""Prints pydantic's own error, which quotes the input: for a missing variable, all the others.

fails: test_messages_hold_no_values, test_every_wrong_variable_is_named
"""

import argparse
import os
import sys
from typing import Literal

import shop
from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator


class Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    database_url: SecretStr = Field(alias="DATABASE_URL")
    api_key: SecretStr = Field(alias="API_KEY")
    debug: bool = Field(False, alias="DEBUG")
    environment: Literal["production", "development"] = Field("production", alias="ENVIRONMENT")

    @model_validator(mode="after")
    def nothing_unsafe_in_production(self):
        if self.environment == "production":
            if self.debug:
                raise ValueError("DEBUG must be off in production")
            if self.database_url.get_secret_value().startswith("sqlite"):
                raise ValueError("DATABASE_URL must not be a sqlite file in production")
        return self


def main(argv, env):
    parser = argparse.ArgumentParser()
    parser.add_argument("--env-file")
    args = parser.parse_args(argv)

    given = {}
    if args.env_file:
        if not os.path.exists(args.env_file):
            parser.error(f"there is no file {args.env_file}")
        given.update(dotenv_values(args.env_file))
    given.update(env)
    given = {name: value.strip() for name, value in given.items() if value and value.strip()}
    try:
        settings = Settings.model_validate(given)
    except ValidationError as error:
        print(f"cannot start: {error}", file=sys.stderr)
        return 2
    return shop.serve(
        database_url=settings.database_url.get_secret_value(),
        api_key=settings.api_key.get_secret_value(),
        debug=settings.debug,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
