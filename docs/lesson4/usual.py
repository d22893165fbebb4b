from pydantic_settings import BaseSettings, SettingsConfigDict

class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env")
    api_key: str
    database_url: str = "postgresql://localhost/shop"
    timeout_s: float = 5
    retries: int = 3
    debug: bool = False
    allowed_origins: list[str] = []

settings = Settings()
