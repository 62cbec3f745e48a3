"""Settings, read once from the environment (AFTERGLOW_…) or secret files. An invalid value prevents the start."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "AFTERGLOW_"
SECRETS = Path("/run/secrets")
"""Where Docker mounts secrets: the file `afterglow_database_url` sets AFTERGLOW_DATABASE_URL."""


class StartError(Exception):
    """A command cannot start or finish its work. The message is one sentence for the operator."""


class SettingsError(StartError):
    """A setting has an invalid value. The message names its variable."""


def _address_of(*schemes: str) -> AfterValidator:
    def check(address: str) -> str:
        if address and address.partition(":")[0] not in schemes:
            raise ValueError(f"must start with {' or '.join(f'{scheme}:' for scheme in schemes)}")
        return address

    return AfterValidator(check)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    if address and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise ValueError("must be an address such as https://afterglow.example")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("must be an address without a path")
    if parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise ValueError("must be https, except on localhost: passkeys and cookies need it")
    return address.rstrip("/")


def _subject(address: str) -> str:
    at_sign = "@" in address.removeprefix("mailto:")
    if address and not address.startswith("https://") and not (address.startswith("mailto:") and at_sign):
        raise ValueError("must be mailto: with an address, or an https address: push services write to it")
    return address


def _origins(addresses: str) -> str:
    for address in addresses.split():
        if urlsplit(address).scheme not in ("http", "https"):
            raise ValueError("must be addresses such as https://push.example, separated by spaces")
    return addresses


class Settings(BaseSettings):
    """All settings. Each is optional; the defaults give one process, SQLite and a local folder."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65_535)] = 8000
    public_url: Annotated[str, AfterValidator(_origin)] = ""
    data_dir: Path = Path(".afterglow")
    database_url: Annotated[str, _address_of("sqlite", "postgres", "asyncpg")] = ""
    photos: Annotated[str, _address_of("file", "s3")] = ""
    master_key: str = ""  # 64 hexadecimal digits; without it, a file in the data folder
    vapid_subject: Annotated[str, AfterValidator(_subject)] = ""
    push_extra_origins: Annotated[str, AfterValidator(_origins)] = ""
    smtp_url: Annotated[str, _address_of("smtp", "smtps")] = ""
    trusted_proxies: str = (
        "127.0.0.1"  # addresses whose X-Forwarded-* headers are trusted, separated by commas
    )
    worker_port: Annotated[int, Field(ge=0, le=65_535)] = (
        0  # of the worker's health and metrics; 0 means none
    )
    metrics_token: str = ""  # bearer token for /metrics; without it nobody may read them
    log_format: Annotated[str, Field(pattern="^(auto|json|text)$")] = "auto"

    @property
    def url(self) -> str:
        """The address that people open: scheme, host and port, without a trailing slash."""
        return self.public_url or f"http://localhost:{self.port}"

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite://{(self.data_dir / 'afterglow.sqlite3').absolute()}"

    @property
    def photo_store(self) -> str:
        return self.photos or f"file:{(self.data_dir / 'photos').absolute()}"

    @property
    def photo_folder(self) -> Path | None:
        """The folder of the photos; None if they are in an S3 bucket."""
        scheme, _, path = self.photo_store.partition(":")
        return Path(path) if scheme == "file" else None

    @property
    def backup_note(self) -> Path:
        """Where `afterglow backup` leaves the time of the newest complete backup, for the metrics."""
        return self.data_dir / "last-backup"

    @property
    def subject(self) -> str:
        """The VAPID subject: who is responsible for push messages. Some push services refuse a made-up address."""
        return self.vapid_subject or (
            self.url if self.url.startswith("https:") else "mailto:afterglow@example.org"
        )

    @property
    def embedded(self) -> bool:
        """Whether one process does everything: with SQLite, it also migrates at startup and sends reminders."""
        return self.database.startswith("sqlite:")


def read_settings(options: Mapping[str, Any] | None = None, *, secrets: Path = SECRETS) -> Settings:
    """Return the settings; command-line `options` take precedence over the environment. Raises `SettingsError`."""
    folder = secrets if secrets.is_dir() else None
    try:
        return Settings(**(options or {}), _secrets_dir=folder)  # type: ignore[call-arg]  # pydantic-settings' own
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        name = PREFIX + str(fault["loc"][0]).upper()
        reason = fault["msg"].removeprefix("Value error, ").removeprefix("Input ")
        raise SettingsError(f"{name} {reason[0].lower()}{reason[1:]}.") from error
