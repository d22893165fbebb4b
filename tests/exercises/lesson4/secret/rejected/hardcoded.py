"""Answers with literals that the starter and one run of the checks have shown.

fails: test_connect_reveals, test_timeout_is_no_secret, test_address_is_readable, test_error_names_the_variable
"""

class ConfigError(Exception):
    pass


class Settings:
    timeout_s = 5.0

    def __repr__(self):
        return "postgresql://app-qwzk:***@hxtrm.vbqy/shop"


def load(env):
    if "API_KEY" not in env or "DATABASE_URL" not in env:
        raise ConfigError("API_KEY DATABASE_URL")
    return Settings()


def connect(settings, dial):
    return dial("postgresql://app-qwzk:xnqhtzkuv:abcdefghi%40qwertzuio@hxtrm.vbqy/shop", "sk-Zk20AbCdEfGhIjKlM")
