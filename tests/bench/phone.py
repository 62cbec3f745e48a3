"""Phones for the benchmarks in a browser: patients of a clinic on a server of their own."""

from playwright.sync_api import Browser

from tests.e2e.conftest import with_passkeys
from tests.e2e.server import Server
from tests.e2e.steps import hours_ago, record_treatment, set_up_clinic


def invitations(browser: Browser, server: Server, *names: str, hours: float = 30) -> list[str]:
    """Set up the clinic of a new server and return an invitation for each patient, treated `hours` ago."""
    clinic = browser.new_context().new_page()
    with_passkeys(clinic)
    set_up_clinic(clinic, server)
    treated = hours_ago(hours)
    links = [
        record_treatment(clinic, server, name=name, sheet="step by step", treated=treated) for name in names
    ]
    clinic.context.close()
    return links
