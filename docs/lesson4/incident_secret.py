import logging
import sys
from traceback import TracebackException

from holding import load
from night import KEY, PROD, outcome


def pay(key, cents):
    return key / cents


def local_variable(settings):
    """What a traceback with local variables, as error trackers write them, shows of the key."""
    try:
        pay(settings.api_key, 100)
    except TypeError as error:
        return TracebackException.from_exception(error, capture_locals=True).stack[-1].locals["key"]


def changed(settings):
    """The class of the error when somebody assigns to one of the settings."""
    try:
        settings.debug = True
    except Exception as error:
        return type(error).__name__


def main():
    logging.basicConfig(stream=sys.stdout, format="%(message)s")
    settings = load({"API_KEY": KEY, "DATABASE_URL": PROD})
    logging.warning("in the log     -> %s", settings)
    print("as JSON        ->", settings.model_dump_json(include={"api_key", "retries"}))
    print("in a traceback -> key =", local_variable(settings))
    print("cut short      ->", outcome(load, {"API_KEY": "sk_live", "DATABASE_URL": PROD}))
    print("assigned to    ->", changed(settings))
    print("asked by name  ->", settings.api_key.get_secret_value())


if __name__ == "__main__":
    main()
