"""The environment of that night, and how the runs of this page start a file in it."""

import importlib
import os
import sys
from pathlib import Path
from unittest import mock

KEY = "sk_live_abc123"
PROD = "postgresql://app:hunter2@db.prod/shop"
MANIFEST = {"DATABSE_URL": PROD, "TIMEOUT": "30", "RETRIES": "0", "DEBUG": "false"}


def start(name, env, dotenv=""):
    """Import a file of this page anew, as a process does that has these variables and this `.env` in its folder."""
    Path(".env").write_text(dotenv)
    sys.modules.pop(name, None)
    with mock.patch.dict(os.environ, env, clear=True):
        return importlib.import_module(name)


def outcome(function, *args):
    """What a call returned, or its error; without the first line of pydantic, and without the one that leads to the web."""
    try:
        return function(*args)
    except Exception as error:
        lines = [line.strip() for line in str(error).splitlines()]
        told = [line for line in lines if not line.endswith("for Settings") and "https://errors." not in line]
        return f"{type(error).__name__}: {': '.join(told)}"


def values(settings, *names):
    """Some of the settings, as `name=value`."""
    return " ".join(f"{name}={getattr(settings, name)!r}" for name in names)
