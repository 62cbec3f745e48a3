"""What the dispatcher sends while a safety correction waits for the patient."""

from datetime import timedelta
from uuid import uuid4

import pytest_asyncio

from models.treatments import SafetyCorrection, SheetVersion, Treatment
from server.domain.sheets import to_document
from server.jobs.reminders import dispatch_due
from server.usecases.planning import plan_for
from server.usecases.treatment_timeline import recompiled
from tests.domain.small_sheet import rule, sheet
from tests.jobs.conftest import TREATED_AT, Setting

STRICTER = sheet(
    rule("gym", "avoid", "gym", until="30h"),
    rule("sunscreen", "do", "sunscreen", from_="26h"),
)
GYM_ENDED, GYM_ENDS = 24, 30  # hours after the treatment: before and after the correction
NIGHT = 14.5  # hours after the treatment: 00:30 in Berlin


@pytest_asyncio.fixture
async def corrected(setting: Setting) -> Setting:
    """A correction is pending; it was announced at night."""
    await setting.wish(kinds=["milestone"], discreet=False)
    setting.at(NIGHT)
    treatment = await Treatment.get(id=setting.treatment_id).prefetch_related("sheet_version")
    current = treatment.sheet_version
    version = await SheetVersion.create(
        id=uuid4(), key=current.key, version=current.version + 1, title=current.title, language="en",
        document=to_document(STRICTER) | {"version": current.version + 1}, created_at=setting.clock.now(),
        published_at=setting.clock.now(), safety_correction=True,
    )  # fmt: skip
    await SafetyCorrection.create(
        id=uuid4(), treatment_id=treatment.id, sheet_version_id=version.id, announced_at=setting.clock.now(),
        timeline=recompiled(version, treatment, tree=setting.services.topics),
    )  # fmt: skip
    await plan_for(setting.services, setting.alice.person_id)
    return setting


def notice(setting: Setting) -> str:
    return setting.services.messages("en", "server.push.correction")


async def test_a_correction_is_announced_at_once_even_in_quiet_hours(corrected: Setting) -> None:
    await corrected.wish(kinds=[], discreet=False)
    await dispatch_due(corrected.services)
    assert corrected.texts() == [notice(corrected)]


async def test_a_discreet_notice_names_no_sheet_and_does_not_look_like_a_reminder(
    corrected: Setting,
) -> None:
    await corrected.wish(kinds=[], discreet=True)
    await dispatch_due(corrected.services)
    assert corrected.texts() == ["There is an important message in the app."]


async def test_a_permission_waits_until_both_versions_give_it(corrected: Setting) -> None:
    corrected.at(GYM_ENDED)
    await dispatch_due(corrected.services)
    assert not any("Gym" in text for text in corrected.texts())
    corrected.at(GYM_ENDS)
    await dispatch_due(corrected.services)
    assert sum("Gym" in text for text in corrected.texts()) == 1


async def test_a_duty_of_either_version_is_announced(corrected: Setting) -> None:
    for hours in (25.5, 29.5):  # half an hour before each version's duty begins
        corrected.at(hours)
        await dispatch_due(corrected.services)
    assert sum("sunscreen" in text.casefold() for text in corrected.texts()) == 2


async def test_an_accepted_correction_is_not_announced(corrected: Setting) -> None:
    correction = await SafetyCorrection.get()
    await Treatment.filter(id=corrected.treatment_id).update(sheet_version_id=correction.sheet_version_id)
    corrected.clock.moment = TREATED_AT + timedelta(hours=NIGHT, minutes=1)
    await dispatch_due(corrected.services)
    assert notice(corrected) not in corrected.texts()
