"""A plain class with slots and private names; everything that could show it is written by hand."""

import urllib.parse


class ConfigError(Exception):
    pass


class Settings:
    __slots__ = ("__api_key", "__database_url", "address", "timeout_s")

    def __init__(self, api_key, database_url, address, timeout_s):
        self.__api_key = api_key
        self.__database_url = database_url
        self.address = address
        self.timeout_s = timeout_s

    def credentials(self):
        return self.__database_url, self.__api_key

    def __repr__(self):
        return f"Settings(address={self.address!r}, timeout_s={self.timeout_s})"

    def __reduce_ex__(self, protocol):
        return Settings, ("", "", self.address, self.timeout_s)


def masked(url):
    """The address with a mask, built from its parts."""
    parts = urllib.parse.urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    if not (parts.scheme and parts.username and parts.password and parts.hostname and parts.path.strip("/")):
        raise ValueError
    if parts.query or parts.fragment or parts.path.count("/") != 1 or any(map(str.isspace, url)):
        raise ValueError
    _ = parts.port  # raises ValueError, with the text in it
    return f"{parts.scheme}://{parts.username}:***@{place}{parts.path}"


def load(env):
    problem = address = timeout_s = None
    try:
        timeout_s = float(env.get("TIMEOUT_S") or "5")
    except ValueError:
        problem = "TIMEOUT_S must be a number"
    else:
        if timeout_s <= 0:
            problem = "TIMEOUT_S must be above 0"
    try:
        address = masked(env.get("DATABASE_URL", ""))
    except ValueError:
        problem = "DATABASE_URL must be scheme://user:password@host/name"
    if len(env.get("API_KEY", "")) < 20:
        problem = "API_KEY must have 20 characters or more"
    if problem:
        raise ConfigError(problem)
    return Settings(env["API_KEY"], env["DATABASE_URL"], address, timeout_s)


def connect(settings, dial):
    return dial(*settings.credentials())
