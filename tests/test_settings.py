"""Settings: all are optional, and an invalid value prevents the start with one sentence."""

from pathlib import Path

import pytest

from server.settings import Settings, SettingsError, read_settings


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"AFTERGLOW_{name.upper()}", raising=False)


def test_all_settings_are_optional() -> None:
    settings = read_settings()
    assert settings.embedded
    assert settings.database == f"sqlite://{Path('.afterglow/afterglow.sqlite3').absolute()}"
    assert settings.photo_store == f"file:{Path('.afterglow/photos').absolute()}"
    assert settings.url == "http://localhost:8000"


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERGLOW_DATABASE_URL", "postgres://afterglow@db/afterglow")
    monkeypatch.setenv("AFTERGLOW_PUBLIC_URL", "https://afterglow.example/")
    settings = read_settings()
    assert (settings.embedded, settings.url) == (False, "https://afterglow.example")
    assert settings.subject == "https://afterglow.example"


def test_secrets_can_be_read_from_files(tmp_path: Path) -> None:
    (tmp_path / "afterglow_database_url").write_text("postgres://afterglow:secret@db/afterglow")
    assert read_settings(secrets=tmp_path).database == "postgres://afterglow:secret@db/afterglow"


def test_command_line_options_take_precedence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERGLOW_PORT", "9000")
    assert read_settings({"port": 9001}).port == 9001


def test_settings_are_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        read_settings().port = 1


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PORT", "http", "integer"),
        ("PORT", "70000", "65535"),
        ("DATABASE_URL", "mysql://db", "sqlite: or postgres:"),
        ("PHOTOS", "/var/photos", "file: or s3:"),
        ("PUBLIC_URL", "afterglow.example", "https://afterglow.example"),
        ("PUBLIC_URL", "http://afterglow.example", "https"),
        ("PUBLIC_URL", "https://afterglow.example/app", "without a path"),
        ("VAPID_SUBJECT", "me@example.org", "mailto:"),
        ("PUSH_EXTRA_ORIGINS", "push.example", "https://push.example"),
        ("SMTP_URL", "mail.example", "smtp:"),
        ("LOG_FORMAT", "xml", "auto|json|text"),
    ],
)
def test_an_invalid_value_is_reported_in_one_sentence_that_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(f"AFTERGLOW_{name}", value)
    with pytest.raises(SettingsError) as raised:
        read_settings()
    sentence = str(raised.value)
    assert sentence.startswith(f"AFTERGLOW_{name} ")
    assert says in sentence
    assert "\n" not in sentence
