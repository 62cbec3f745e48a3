"""What `afterglow serve` prints about the address that a phone can open."""

import pytest

from server.serving import phone_line
from server.settings import Settings


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        ({}, "localhost"),
        ({"host": "0.0.0.0"}, "localhost"),  # noqa: S104 - what a person at home would try
        ({"public_url": "http://127.0.0.1:8000"}, "127.0.0.1"),
        ({"public_url": "https://localhost:8443"}, "localhost"),
        ({"public_url": "https://diary.localhost"}, "diary.localhost"),
    ],
)
def test_an_address_of_this_machine_is_none_for_a_phone(settings: dict[str, str], name: str) -> None:
    line = phone_line(Settings.model_validate(settings))
    assert line.startswith(f"A phone cannot open it: {name} is this machine alone")
    assert "AFTERGLOW_PUBLIC_URL" in line
    assert "docs/https.md" in line


def test_an_https_address_is_named_with_what_must_be_before_the_server() -> None:
    line = phone_line(Settings(public_url="https://diary.example", port=9000))
    assert line.startswith("A phone opens https://diary.example if that name leads to a proxy")
    assert line.endswith("passes on to 127.0.0.1:9000.")


@pytest.mark.parametrize("address", ["https://192.168.1.20", "https://[fd00::20]:8443"])
def test_a_bare_number_has_no_passkeys(address: str) -> None:
    assert phone_line(Settings(public_url=address)).endswith("Passkeys do not work there: they need a name.")
