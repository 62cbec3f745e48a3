"""What the dispatcher sends while a safety correction waits for the patient."""

from datetime import timedelta
from uuid import uuid4

import pytest
import pytest_asyncio

from models.treatments import SafetyCorrection, SheetVersion, Treatment
from server.domain.sheets import Sheet, to_document
from server.jobs.reminders import dispatch_due
from server.usecases.planning import plan_for
from server.usecases.treatment_timeline import recompiled
from tests.domain.small_sheet import rule, sheet
from tests.jobs.conftest import TREATED_AT, Setting

STRICTER = sheet(
    rule("gym", "avoid", "gym", until="30h"),
    rule("sunscreen", "do", "sunscreen", from_="26h"),
)
SUN_WITH = {
    protection: sheet(f'{rule("sun", "allow", "sun", from_="24h")}\nwith = ["{protection}"]')
    for protection in ("sunscreen", "hat")
}
GYM_ENDED, GYM_ENDS = 24, 30  # hours after the treatment: before and after the correction
NIGHT = 14.5  # hours after the treatment: 00:30 in Berlin


@pytest_asyncio.fixture
async def corrected(setting: Setting) -> Setting:
    """A correction is pending; it was announced at night."""
    await setting.wish(kinds=["milestone"], discreet=False)
    setting.at(NIGHT)
    await correct(setting, STRICTER)
    return setting


async def correct(setting: Setting, corrected: Sheet) -> None:
    """Announce this sheet as a safety correction of the one that the treatment follows."""
    treatment = await Treatment.get(id=setting.treatment_id).prefetch_related("sheet_version")
    version = await next_version(setting, treatment, corrected)
    await SafetyCorrection.create(
        id=uuid4(), treatment_id=treatment.id, sheet_version_id=version.id, announced_at=setting.clock.now(),
        timeline=recompiled(version, treatment, tree=setting.services.topics),
    )  # fmt: skip
    await plan_for(setting.services, setting.alice.person_id)


async def follow(setting: Setting, followed: Sheet) -> None:
    """Let the treatment follow this sheet."""
    treatment = await Treatment.get(id=setting.treatment_id).prefetch_related("sheet_version")
    version = await next_version(setting, treatment, followed)
    timeline = recompiled(version, treatment, tree=setting.services.topics)
    await Treatment.filter(id=treatment.id).update(sheet_version_id=version.id, timeline=timeline)


async def next_version(setting: Setting, treatment: Treatment, document: Sheet) -> SheetVersion:
    current = treatment.sheet_version
    return await SheetVersion.create(
        id=uuid4(), key=current.key, version=current.version + 1, title=current.title, language="en",
        document=to_document(document) | {"version": current.version + 1}, created_at=setting.clock.now(),
        published_at=setting.clock.now(), safety_correction=True,
    )  # fmt: skip


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


@pytest.mark.parametrize(("protection", "announced"), [("sunscreen", 1), ("hat", 0)])
async def test_a_permission_is_announced_only_if_one_condition_fulfils_both_versions(
    setting: Setting, protection: str, announced: int
) -> None:
    await setting.wish(kinds=["milestone"], discreet=False)
    await follow(setting, SUN_WITH["sunscreen"])
    await correct(setting, SUN_WITH[protection])
    setting.at(24)
    await dispatch_due(setting.services)
    about_sun = [text for text in setting.texts() if "sun" in text.casefold()]
    assert len(about_sun) == announced
    assert all("only with sunscreen" in text.casefold() for text in about_sun)


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
