from pydantic import BaseModel, ConfigDict, Field
from pydantic import SecretStr, ValidationError

class ConfigError(Exception): ...

class Settings(BaseModel):
    model_config = ConfigDict(
        frozen=True, hide_input_in_errors=True,
        alias_generator=str.upper)
    api_key: SecretStr = Field(min_length=14)
    database_url: SecretStr
    timeout_s: float = Field(5.0, gt=0, le=300)
    retries: int = Field(3, ge=0, le=10)
    debug: bool = False

def load(env):
    texts = {name: env[name].strip() for name in env}
    given = {name: texts[name] for name in env if texts[name]}
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        found = error.errors(include_input=False)
    lines = [f"{e['loc'][0]}: {e['msg']}" for e in found]
    raise ConfigError("\n".join(lines))
