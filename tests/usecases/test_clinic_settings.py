"""The owner changes what the clinic says about itself, and the patients' phones learn of it."""

from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from models.people import Clinic
from server.domain.errors import Conflict, Invalid, NotFound
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.clinics import ClinicChange, OpeningSpan
from server.shapes.publication import SheetVisibility
from server.usecases.clinic_settings import change_settings, settings_of_clinic
from server.usecases.diary import changes_after
from server.usecases.offering import set_visibility
from server.usecases.sheets import publish_builtins
from tests.factories import make_clinic, make_practitioner

MONDAY = OpeningSpan(weekday=1, opens="09:00", closes="18:00")


@pytest.fixture
async def mara(lindenhof: Clinic) -> Viewer:
    """The owner of Bob's clinic."""
    return await make_practitioner(lindenhof, "Mara Lindner", is_owner=True)


@pytest.fixture
async def sheets(db: str, services: Services) -> None:
    """The built-in sheets are published."""
    await publish_builtins(services)


def change(**fields: Any) -> ClinicChange:
    usual = {"name": "Lindenhof", "phone": "+49 30 1234", "time_zone": "Europe/Berlin"}
    rest = {"opening": [], "reply_hours": 24, "default_sheet": None}
    return ClinicChange.model_validate({**usual, **rest, **fields})


async def test_a_clinic_that_has_said_nothing_answers_within_a_day(mara: Viewer) -> None:
    settings = await settings_of_clinic(mara)
    assert (settings.opening, settings.reply_hours, settings.default_sheet) == ([], 24, None)


async def test_what_was_changed_is_returned_in_the_order_of_the_week(mara: Viewer) -> None:
    late = OpeningSpan(weekday=1, opens="19:00", closes="20:00")
    saved = await change_settings(
        mara, change(name=" Haut am Hof ", phone="", opening=[late, MONDAY], reply_hours=4)
    )
    assert (saved.name, saved.phone, saved.opening, saved.reply_hours) == (
        "Haut am Hof", "", [MONDAY, late], 4,
    )  # fmt: skip
    assert await settings_of_clinic(mara) == saved


async def test_the_patients_phones_fetch_the_new_hours(mara: Viewer, alice: Viewer, treatment: UUID) -> None:
    cursor = (await changes_after(alice, 0)).revision
    await change_settings(mara, change(opening=[MONDAY], reply_hours=6))
    [changed] = (await changes_after(alice, cursor)).treatments
    assert changed.id == treatment
    assert changed.clinic_hours is not None
    assert (changed.clinic_hours.opening, changed.clinic_hours.reply_hours) == ([MONDAY], 6)
    assert changed.clinic_hours.time_zone == "Europe/Berlin"


async def test_a_clinic_that_has_moved_gets_the_hours_of_another_time_zone(
    mara: Viewer, alice: Viewer, treatment: UUID
) -> None:
    await change_settings(mara, change(opening=[MONDAY]))
    cursor = (await changes_after(alice, 0)).revision
    saved = await change_settings(mara, change(opening=[MONDAY], time_zone="Atlantic/Madeira"))
    [changed] = (await changes_after(alice, cursor)).treatments
    assert changed.clinic_hours is not None
    assert (saved.time_zone, changed.clinic_hours.time_zone) == ("Atlantic/Madeira",) * 2
    assert changed.time_zone == "Europe/Berlin"  # of the treatment: it took place there


async def test_nothing_is_fetched_again_for_a_change_that_patients_do_not_see(
    mara: Viewer, alice: Viewer, treatment: UUID, sheets: None
) -> None:
    cursor = (await changes_after(alice, 0)).revision
    await change_settings(mara, change(default_sheet="calm-days"))
    assert (await changes_after(alice, cursor)).treatments == []


async def test_another_clinic_and_its_patients_are_not_affected(
    mara: Viewer, alice: Viewer, treatment: UUID
) -> None:
    cursor = (await changes_after(alice, 0)).revision
    other = await make_clinic("Rosengarten")
    await change_settings(
        await make_practitioner(other, "Erin Ernst", is_owner=True), change(name="Rosengarten", phone="112")
    )
    assert (await changes_after(alice, cursor)).treatments == []
    assert (await Clinic.get(id=mara.clinic_id)).phone == "+49 30 1234"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"phone": "call me"}, "phone-number"),
        ({"opening": [MONDAY, MONDAY]}, "opening-hours"),
        ({"opening": [{"weekday": 1, "opens": "18:00", "closes": "09:00"}]}, "opening-hours"),
    ],
)
async def test_bad_input_changes_nothing(mara: Viewer, fields: dict[str, Any], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        await change_settings(mara, change(name="Other", **fields))
    assert refused.value.code == code
    assert (await settings_of_clinic(mara)).name == "Lindenhof"


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"name": "x" * 10_000},
        {"phone": "1" * 10_000},
        {"opening": [MONDAY] * 29},
        {"opening": [{"weekday": 8, "opens": "09:00", "closes": "18:00"}]},
        {"opening": [{"weekday": 1, "opens": "9:00", "closes": "24:00"}]},
        {"time_zone": "Europe/Atlantis"},
        {"reply_hours": 0},
        {"reply_hours": 169},
    ],
)
def test_what_no_clinic_can_say_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        change(**fields)


class TestTheDefaultSheet:
    async def test_must_exist(self, mara: Viewer) -> None:
        with pytest.raises(NotFound):
            await change_settings(mara, change(default_sheet="no-such-sheet"))

    async def test_must_be_offered(self, services: Services, mara: Viewer, sheets: None) -> None:
        await set_visibility(mara, "calm-days", SheetVisibility(hidden=True))
        with pytest.raises(Conflict) as refused:
            await change_settings(mara, change(default_sheet="calm-days"))
        assert refused.value.code == "sheet-not-offered"
