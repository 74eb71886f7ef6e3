"""Settings come from the environment, and the command line wins over it."""

import pytest
from pydantic import ValidationError

from qa.settings import Settings


def test_defaults_serve_this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"QA_{name.upper()}", raising=False)
    settings = Settings()
    assert (settings.host, settings.port, settings.samples) == ("127.0.0.1", 8000, True)
    assert settings.database_url.startswith("sqlite:///")
    assert settings.api_token.get_secret_value() == ""


def test_the_environment_is_read_and_options_win(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_SAMPLES", "off")
    monkeypatch.setenv("QA_PORT", "9000")
    monkeypatch.setenv("QA_HOST", "")
    settings = Settings(port=9001)
    assert (settings.samples, settings.port, settings.host) == (False, 9001, "127.0.0.1")


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "http"), ("PORT", "70000"), ("LOG_LEVEL", "loud"), ("SAMPLES", "7")]
)
def test_a_value_that_means_nothing_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"QA_{name}", value)
    with pytest.raises(ValidationError):
        Settings()


def test_secrets_are_not_shown() -> None:
    assert "hush" not in repr(Settings(api_token="hush", slack_bot_token="hush", slack_signing_secret="hush"))
