"""The session cookie, over https and on http://localhost."""

import pytest

from server.api.auth_sessions import cleared_cookie, cookie_name, session_cookie


def test_over_https_the_cookie_is_bound_to_its_host() -> None:
    assert cookie_name("https://afterglow.example") == "__Host-afterglow"
    _, cookie = session_cookie("token", "https://afterglow.example")
    assert cookie.endswith("; Secure")
    assert "Domain" not in cookie


def test_on_http_localhost_the_cookie_has_a_name_that_browsers_accept_there() -> None:
    _, cookie = session_cookie("token", "http://localhost:8000")
    assert cookie.startswith("afterglow=token; ")
    assert "Secure" not in cookie


@pytest.mark.parametrize("address", ["https://afterglow.example", "http://localhost:8000"])
def test_the_cookie_is_hidden_from_scripts_and_expires_when_cleared(address: str) -> None:
    for _, cookie in (session_cookie("token", address), cleared_cookie(address)):
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
    assert "Max-Age=0" in cleared_cookie(address)[1]
    assert "Max-Age=34560000" in session_cookie("token", address)[1]
