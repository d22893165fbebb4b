"""The start of the shop: read the configuration, check it, open the shop.

    main(argv: list[str], env: Mapping[str, str]) -> int

    python app.py [--help] [--env-file FILE]

`argv` are the arguments after the program's name. `env` holds the variables; main reads no others.
Run as a program, the file passes `sys.argv[1:]` and `os.environ`, and what `main` returns is the exit status.

    variable        without it      rule
    DATABASE_URL    an error        any text; in production it does not begin with "sqlite"
    API_KEY         an error        any text
    DEBUG           False           a word, see below; in production it is False
    ENVIRONMENT     production      `production` or `development`, spelt like this

- DEBUG: `true`, `1`, `yes` and `on` are True; `false`, `0`, `no` and `off` are False; capitals do not matter.
  You may know short forms such as `t`. Any other word is an error.
- White space around a value is not part of it. A value that is empty then counts as missing.
- Other variables belong to other programs. They are ignored.

If all is well, call `serve(database_url=..., api_key=..., debug=...)` of `shop.py`, beside this file. Call it once,
with two `str` and a `bool`, and return what it returns.

If a variable is missing or breaks its rule, the shop does not open. The exit status is 2, and stdout stays empty.

- stderr names each variable that is missing or wrong, spelt as in the table, and no other variable of the table.
  So no log line there shows its level as `DEBUG`.
  The two rules for production may wait until each variable by itself is right; and their message may name all four.
- There is no traceback.
- No message contains the values of API_KEY, DATABASE_URL or other programs' variables, nor eight characters of them
  in a row. A message may tell the rule.

`--help` prints how the program is used on stdout. The exit status is 0, and the shop does not open. This works with
a wrong configuration, and without any.

`--env-file FILE` reads more variables from a file: lines `NAME=value`, empty lines, and lines that begin with `#`,
which are comments. What follows the first `=` is the value; it has no quotes, no `#` and no `$`. The file is UTF-8.

- What is set in `env` beats the file. A variable that is blank in one and set in the other does not occur.
- A file that is not there is an error: status 2, stdout empty, its name on stderr, no traceback, the shop does not
  open. Nothing else has to be named then.
- No other file is read: a `.env` in the current folder changes nothing.
- `env` and `os.environ` stay as they are, so what the file says is not inherited by child processes.

Each call of `main` stands for itself. Importing this file reads, prints and configures nothing.
Other arguments do not occur. `main` may raise `SystemExit` with the status instead of returning it, as argparse does.

stderr may be written with `print`, a logger, argparse or click, the configuration checked with `dataclasses`,
`pydantic`, `attrs` or by hand, the file read with `dotenv` or by hand. The wording is yours.
"""

import os
import sys

import shop
from dotenv import load_dotenv

# TODO: make it hold at 03:00 as well. `prodready hint lesson4/app` helps, one step at a time.
load_dotenv(".env")

DATABASE_URL = os.getenv("DATABASE_URL", "sqlite:///shop.db")
API_KEY = os.getenv("API_KEY", "test")
DEBUG = bool(os.getenv("DEBUG"))


def main(argv, env):
    shop.serve(database_url=DATABASE_URL, api_key=API_KEY, debug=DEBUG)


if __name__ == "__main__":
    main(sys.argv[1:], os.environ)
