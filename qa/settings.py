"""The settings, declared once: each is a `QA_…` environment variable and an option of the command line."""

from typing import Literal

from platformdirs import user_data_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

LogLevel = Literal["debug", "info", "warning", "error"]


def default_database_url() -> str:
    """Return the URL of an SQLite file in the user's data folder."""
    return f"sqlite:///{(user_data_path('filings-qa') / 'filings.sqlite').as_posix()}"


class Settings(BaseSettings):
    """What the service is told from outside; a description here is its help text everywhere.

    Raises:
        pydantic.ValidationError: an environment variable or option holds no such value.
    """

    model_config = SettingsConfigDict(env_prefix="QA_", env_ignore_empty=True, extra="ignore", frozen=True)

    database_url: str = Field(
        default_factory=default_database_url,
        description="SQLAlchemy URL of the store; by default an SQLite file in the user's data folder.",
    )
    host: str = Field(default="127.0.0.1", description="Address to serve on; 0.0.0.0 for every network.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to serve on.")
    api_token: SecretStr = Field(
        default=SecretStr(""),
        description="Where set, adding and deleting filings needs `Authorization: Bearer TOKEN`.",
    )
    samples: bool = Field(default=True, description="Load the sample filings where the store is empty.")
    max_upload: int = Field(default=32, ge=1, description="Largest filing taken over HTTP, in megabytes.")
    log_level: LogLevel = Field(default="info", description="How much is logged: debug, info, warning, error.")
    slack_bot_token: SecretStr = Field(
        default=SecretStr(""), description="Slack's bot token (xoxb-…); with the signing secret, turns Slack on."
    )
    slack_signing_secret: SecretStr = Field(
        default=SecretStr(""), description="Slack's signing secret, which proves that an event is Slack's."
    )
    slack_api_url: str = Field(
        default="https://slack.com/api/", description="Where Slack's Web API answers; for tests and proxies."
    )
