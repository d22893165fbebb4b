"""Reads os.environ when the file is imported; the mapping is there for the tests, and nobody looks at it.

fails: test_all_given, test_blank_is_missing, test_blank_takes_the_default, test_defaults, test_every_call_is_the_first, test_limits_are_allowed, test_list, test_misspelt_name_is_shown, test_nothing_but_the_mapping, test_numbers_out_of_range, test_other_variables_are_ignored, test_required, test_secrets_have_rules, test_settings_are_frozen, test_truth_words, test_unknown_word, test_white_space_is_cut_off, test_zero_is_a_value, test_all_problems_at_once
"""

import os
from dataclasses import dataclass

DATABASE_URL = os.getenv("DATABASE_URL")
API_KEY = os.getenv("API_KEY")
TIMEOUT_S = float(os.getenv("TIMEOUT_S") or 5)
RETRIES = int(os.getenv("RETRIES") or 3)
DEBUG = os.getenv("DEBUG", "").lower() in ("true", "1", "yes", "on")
ALLOWED_ORIGINS = tuple(filter(None, os.getenv("ALLOWED_ORIGINS", "").split(",")))


class ConfigError(Exception):
    pass


@dataclass(frozen=True)
class Settings:
    database_url: str
    api_key: str
    timeout_s: float
    retries: int
    debug: bool
    allowed_origins: tuple[str, ...]


def load_settings(env):
    missing = [name for name in ("DATABASE_URL", "API_KEY") if not globals()[name]]
    if missing:
        raise ConfigError(f"missing: {', '.join(missing)}")
    return Settings(DATABASE_URL, API_KEY, TIMEOUT_S, RETRIES, DEBUG, ALLOWED_ORIGINS)
