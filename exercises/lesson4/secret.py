"""Settings that do not show their secrets.

    load(env: Mapping[str, str]) -> Settings
    connect(settings: Settings, dial: Callable[[str, str], Any]) -> Any

`load` makes an object of a class of yours from these variables:

    variable        without it    rule
    API_KEY         an error      at least 20 characters
    DATABASE_URL    an error      scheme://user:password@host/name or scheme://user:password@host:port/name
    TIMEOUT_S       5             a number of seconds, more than 0; `settings.timeout_s` is that number, a float.
                                  Its value is no secret

The port consists of digits. No part of the address is empty, and none contains white space or one of `/`, `@`, `?`,
`#`: these are written `%2F` and so on, and stay as they are written. Only the password may contain `:`.
No value is blank, or begins or ends with white space. Other variables are ignored. They belong to other programs.

A variable that is missing or breaks its rule raises `ConfigError`; `str(error)` contains its name. If there are
several, one of them is enough.

`connect` calls `dial(database_url, api_key)` once, with the texts as they were in `env`, and returns what it returns.
What `dial` raises leaves `connect` as it is, and holds no secret.

`repr(settings)` contains the address with three asterisks in place of the password:
`postgresql://app:***@db.prod/shop`.

The secrets are: the value of API_KEY, the password, the values of other variables, and whatever is in an API_KEY or a
DATABASE_URL that breaks its rule. Eight or more characters of a secret in a row are not shown

- by any of the ways in `dump.py`, beside this file, that show an object: `repr`, `str`, `format`, `pprint`, `vars`,
  its fields as a dict and as JSON, a log line, and the bytes of `pickle`. A way may raise an exception, if that does
  not show it either;
- by a `ConfigError` and the exceptions that are printed with it: its cause, or its context unless it was raised
  `from None`;
- by a crash report about `connect`, when `dial` raises, as `dump.crash_report` writes it. It contains the local
  variables of the frames of this file. The frames of `dial` are not in it, nor is `load`, whose `env` has everything;
- by what `load` and `connect` print or log.

A message may tell the rules of the table.
How a secret is held and revealed is up to you: a class of your own, pydantic's `SecretStr`, a closure.
The other attributes of `Settings` are up to you, too. Several settings may exist at the same time.
"""

from dataclasses import dataclass


class ConfigError(Exception):
    """The program cannot start with these variables."""


@dataclass
class Settings:
    """What the program needs to know."""

    api_key: str
    database_url: str
    timeout_s: float


# TODO: make it hold at 03:00 as well. `prodready hint lesson4/secret` helps, one step at a time.
def load(env):
    try:
        return Settings(env["API_KEY"], env["DATABASE_URL"], float(env.get("TIMEOUT_S", 5)))
    except (KeyError, ValueError) as error:
        raise ConfigError(f"{error} in {dict(env)}")


def connect(settings, dial):
    url, key = settings.database_url, settings.api_key
    return dial(url, key)
