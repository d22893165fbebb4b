"""A frozen attrs class: converters and validators beside each field, one pass that collects what they raise."""

import difflib

import attrs
from attrs.validators import and_, ge, gt, le, matches_re, min_len

WORDS = {"true": True, "1": True, "yes": True, "on": True, "false": False, "0": False, "no": False, "off": False}


class ConfigError(Exception):
    pass


def to_bool(text):
    return text if isinstance(text, bool) else WORDS[text.lower()]


def to_tuple(text):
    return text if isinstance(text, tuple) else tuple(p.strip() for p in text.split(",") if p.strip())


@attrs.frozen
class Settings:
    database_url: str = attrs.field(validator=matches_re("postgresql://.*"), repr=False)
    api_key: str = attrs.field(validator=min_len(20), repr=False)
    timeout_s: float = attrs.field(default=5.0, converter=float, validator=and_(gt(0), le(300)))
    retries: int = attrs.field(default=3, converter=int, validator=and_(ge(0), le(10)))
    debug: bool = attrs.field(default=False, converter=to_bool)
    allowed_origins: tuple = attrs.field(default=(), converter=to_tuple)


def load_settings(env):
    fields = {field.name.upper(): field for field in attrs.fields(Settings)}
    given, problems = {}, []
    for name, field in fields.items():
        text = env.get(name, "").strip()
        if text:
            try:
                value = field.converter(text) if field.converter else text
                if field.validator:
                    field.validator(None, field, value)
                given[field.name] = value
            except (ValueError, KeyError):
                problems.append(f"{name} is not valid")
        elif field.default is attrs.NOTHING:
            near = difflib.get_close_matches(name, [other for other in env if other not in fields])
            problems.append(f"{name} is required" + (f" (there is {near[0]})" if near else ""))
    if problems:
        raise ConfigError(*problems)
    return Settings(**given)
