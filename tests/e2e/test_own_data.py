"""A patient takes a copy of everything and erases the account, on the server and on the phone."""

import contextlib
import sqlite3
import zipfile
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Device, device
from tests.e2e.server import Server
from tests.e2e.steps import check_in, expect_saved_online, hours_ago, join, record_treatment, tap
from tests.e2e.texts import matching, text

NOTE = "Slept on my back."
STORED = """async () => {
  const opened = indexedDB.open('afterglow');
  const database = await new Promise((resolve) => { opened.onsuccess = () => resolve(opened.result); });
  const names = [...database.objectStoreNames];
  const count = (name) => new Promise((resolve) => {
    const counting = database.transaction(name).objectStore(name).count();
    counting.onsuccess = () => resolve(counting.result);
  });
  const counts = await Promise.all(names.map(count));
  database.close();
  const values = Object.keys(localStorage).filter((key) => localStorage.getItem(key).includes('Carla'));
  return [...names.filter((_, at) => counts[at] > 0), ...values];
}"""
"""The stores on this phone that are not empty, and the local values that name the patient."""


@pytest.fixture
def carla(browser: Browser, server: Server, bob: Device) -> Iterator[Device]:
    """A patient of Bob's with one check-in, whose passkey was answered long ago."""
    link = record_treatment(
        bob.page, server, name="Carla Conrad", sheet="step by step", treated=hours_ago(30)
    )
    with device(browser, server) as carlas:
        join(carlas.page, link)
        check_in(carlas.page, note=NOTE)
        carlas.page.goto(carlas.home)
        expect_saved_online(carlas.page)
        age_passkey_answers(server)
        yield carlas


def age_passkey_answers(server: Server) -> None:
    """Let no device have answered a passkey within the last ten minutes."""
    with contextlib.closing(sqlite3.connect(server.data_dir / "afterglow.sqlite3", timeout=20)) as database:
        database.execute("UPDATE auth_session SET passkey_answered_at = '2026-01-01 00:00:00+00:00'")
        database.commit()


def use_passkey(page: Page) -> None:
    """Answer the request for a fresh passkey."""
    expect(page.get_by_text(text("settings.fresh.why"))).to_be_visible()
    tap(page, "settings.fresh.use")


def test_a_patient_takes_a_copy_and_erases_the_account(bob: Device, carla: Device) -> None:
    page = carla.page
    assert "entries" in page.evaluate(STORED)
    page.goto(f"{carla.home}/settings")
    page.get_by_role("link", name=text("settings.data")).click()
    tap(page, "settings.export.make")
    use_passkey(page)
    expect(page.get_by_text(text("settings.export.ready"))).to_be_visible()
    page.reload()
    with page.expect_download() as downloading:
        tap(page, "settings.export.download")
    with zipfile.ZipFile(downloading.value.path()) as copy:
        assert NOTE in copy.read("data.json").decode()
        assert NOTE in copy.read("diary.html").decode()

    page.get_by_role("link", name=text("settings.erase.account")).click()
    expect(page.get_by_text(matching("settings.erase.keeps", clinic="Lindenhof Skin"))).to_be_visible()
    expect(page.get_by_text(text("settings.erase.entries.one", count=1))).to_be_visible()
    word = text("settings.erase.word")
    page.get_by_label(text("settings.erase.type", word=word)).fill(word)
    tap(page, "settings.erase.account.do")
    expect(page.get_by_role("heading", name=text("settings.erased"))).to_be_visible()
    assert page.evaluate(STORED) == []
    page.goto(carla.home)
    expect(page.get_by_role("button", name=text("entrance.passkey.use"))).to_be_visible()
    assert carla.complaints == []
    bob.page.goto(f"{bob.home}/clinic")
    expect(bob.page.get_by_text("Carla Conrad").first).to_be_visible()
