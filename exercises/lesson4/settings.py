"""The settings of the orders service, made from environment variables when it starts.

    load_settings(env: Mapping[str, str]) -> Settings

`env` is a mapping such as `os.environ`, and it is all that the function reads: not `os.environ` itself, no file `.env`.
It changes neither `env` nor `os.environ`, and two calls have nothing to do with each other.

    variable          attribute         type               without it    rule
    DATABASE_URL      database_url      str                an error      begins with "postgresql://"
    API_KEY           api_key           str                an error      at least 20 characters
    TIMEOUT_S         timeout_s         float              5.0           more than 0, at most 300 (seconds)
    RETRIES           retries           int                3             0 to 10
    DEBUG             debug             bool               False         a word, see below
    ALLOWED_ORIGINS   allowed_origins   tuple[str, ...]    ()            a list, see below

- White space around a value is not part of it. A value that is empty then counts as missing.
- TIMEOUT_S is what `float()` reads, such as "2.5" or "30"; `nan` is an error.
  RETRIES is a whole number in digits, such as "2"; "2.0" may be read or refused.
- DEBUG: `true`, `1`, `yes` and `on` are True; `false`, `0`, `no` and `off` are False; capitals do not matter.
  You may know short forms such as `t`. Any other word is an error.
- ALLOWED_ORIGINS: values with commas between them, "https://a.example, https://b.example". White space around each of
  them is not part of it, and empty ones are left out.
- Other variables belong to other programs. They are ignored, whatever they are called.

`Settings` is a class of your own: a dataclass, a model of attrs or pydantic, a plain class, but no tuple.
Assigning to one of its six attributes raises an exception, and changes nothing.
`database_url` and `api_key` may also be objects whose `get_secret_value()` returns the `str`.

If anything is missing or breaks its rule, raise one `ConfigError` for all of it:

- `str(error)` contains the name of each variable that is missing or wrong, as it is written in the table,
  and the name of no other variable of the table.
- If DATABASE_URL or API_KEY is missing, or blank, and `env` has an unknown name that lacks one of its letters
  (`DATABSE_URL`) or has two neighbours exchanged (`AIP_KEY`), the text contains that unknown name, too. More unknown
  names may be in it.
- Neither the key nor the address, good or bad, nor eight characters of them in a row, are in what a traceback of the
  error would print: not in its text, its repr or its notes, and not in those of its causes. Their rules and their
  lengths may be told, and so may the values of other variables.

The wording is yours. Use any library you like: `dataclasses`, `pydantic`, `pydantic-settings`, `attrs`, or none.
"""

from dataclasses import dataclass


class ConfigError(Exception):
    """The service cannot start with these variables."""


@dataclass
class Settings:
    """What the rest of the service reads."""

    database_url: str
    api_key: str
    timeout_s: float
    retries: int
    debug: bool
    allowed_origins: tuple[str, ...]


# TODO: make it hold at 03:00 as well. `prodready hint lesson4/settings` helps, one step at a time.
def load_settings(env):
    return Settings(
        database_url=env.get("DATABASE_URL", "postgresql://localhost/shop"),
        api_key=env.get("API_KEY", ""),
        timeout_s=env.get("TIMEOUT_S", 5),
        retries=int(env.get("RETRIES", 0)) or 3,
        debug=bool(env.get("DEBUG", False)),
        allowed_origins=env.get("ALLOWED_ORIGINS", "").split(","),
    )


if __name__ == "__main__":
    print(load_settings({"DATABASE_URL": "postgresql://localhost/shop", "DEBUG": "false"}))
