"""A safety correction reaches every patient at once, and the clinic sees whom it has not reached."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from models.reminders import Reminder
from models.treatments import SafetyCorrection, SheetVersion, Treatment
from server.domain.errors import NotFound
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.authoring import DraftNew, SheetChangeAccepted, SheetVersionView
from server.shapes.planning import NextTreatment
from server.shapes.publication import PublicationNew
from server.shapes.timeline import TimelineDocument
from server.shapes.treatments import TreatmentView
from server.usecases import authoring, corrections, publishing, sheet_changes, treatment_planning
from server.usecases.treatment_views import patient_views
from tests.drafts import published, rule, sheet
from tests.factories import join, make_patient, make_treatment
from tests.fakes import FakeClock


async def corrected(
    services: Services, author: Viewer, *, until: str = "96h", safety: bool = True
) -> SheetVersionView:
    """Publish the next version of "our-sheet", in which make-up stays off until `until`."""
    copy = await authoring.new_draft(services, author, DraftNew(id=uuid4(), copy_of="our-sheet"))
    await authoring.change_draft(services, author, copy.id, sheet(rule(until=until)))
    return await publishing.publish_draft(services, author, copy.id, PublicationNew(safety_correction=safety))


async def treated(services: Services, bob: Viewer, alice: Viewer) -> UUID:
    await published(services, bob, rule(until="72h"))
    return (await make_treatment(services, bob, patient=alice, sheet_key="our-sheet")).id


async def seen_by(patient: Viewer) -> TreatmentView:
    [view] = await patient_views(patient.person_id)
    return view


def ends(timeline: TimelineDocument) -> list[str]:
    return [str(milestone["at"]) for milestone in timeline["milestones"]]


async def notices(patient: Viewer) -> list[Reminder]:
    return await Reminder.filter(person_id=patient.person_id, kind="correction")


async def test_a_correction_arrives_with_its_timeline_and_a_notice_that_is_due_at_once(
    services: Services, clock: FakeClock, bob: Viewer, alice: Viewer
) -> None:
    await treated(services, bob, alice)
    before = await seen_by(alice)
    assert before.correction is None

    await corrected(services, bob)
    after = await seen_by(alice)
    assert after.correction is not None
    assert (after.correction.version, after.correction.announced_at) == (2, clock.now())
    assert after.sheet.version == 1
    assert after.timeline == before.timeline
    assert ends(after.correction.timeline) != ends(after.timeline)
    assert after.revision > before.revision  # so that the phone's next exchange brings it
    assert [notice.due_at for notice in await notices(alice)] == [clock.now()]


async def test_an_ordinary_new_version_is_announced_to_nobody(
    services: Services, bob: Viewer, alice: Viewer
) -> None:
    await treated(services, bob, alice)
    await corrected(services, bob, safety=False)
    assert (await seen_by(alice)).correction is None
    assert await notices(alice) == []


async def test_publishing_again_announces_nothing_twice(
    services: Services, bob: Viewer, alice: Viewer
) -> None:
    await treated(services, bob, alice)
    version = await corrected(services, bob)
    revision = (await seen_by(alice)).revision
    await publishing.publish_draft(services, bob, version.id, PublicationNew(safety_correction=True))
    assert await corrections.announce_missing_corrections(services) == 0
    assert await SafetyCorrection.all().count() == 1
    assert (await seen_by(alice)).revision == revision


async def test_a_correction_that_was_cut_off_is_announced_later(
    services: Services, bob: Viewer, alice: Viewer
) -> None:
    await treated(services, bob, alice)
    await corrected(services, bob)
    await SafetyCorrection.all().delete()  # as if the server had stopped right after publishing
    assert await corrections.announce_missing_corrections(services) == 1
    assert (await seen_by(alice)).correction is not None


async def test_accepting_ends_a_correction(services: Services, bob: Viewer, alice: Viewer) -> None:
    treatment_id = await treated(services, bob, alice)
    await corrected(services, bob)
    pending = (await seen_by(alice)).correction
    await sheet_changes.accept_sheet_change(services, alice, treatment_id, SheetChangeAccepted(to_version=2))
    view = await seen_by(alice)
    assert pending is not None
    assert (view.correction, view.sheet.version) == (None, 2)
    assert ends(view.timeline) == ends(pending.timeline)


async def test_of_two_corrections_the_newest_counts(services: Services, bob: Viewer, alice: Viewer) -> None:
    await treated(services, bob, alice)
    await corrected(services, bob)
    await corrected(services, bob, until="120h")
    correction = (await seen_by(alice)).correction
    assert correction is not None
    assert correction.version == 3


async def test_a_patient_who_joins_later_gets_the_correction(services: Services, bob: Viewer) -> None:
    await published(services, bob, rule(until="72h"))
    treatment = await make_treatment(services, bob, sheet_key="our-sheet")
    await corrected(services, bob)
    patient = await make_patient()
    await join(patient, treatment.id)
    assert (await seen_by(patient)).correction is not None


async def test_it_reaches_only_running_treatments_of_this_clinic(
    services: Services, clock: FakeClock, bob: Viewer, erin: Viewer, alice: Viewer
) -> None:
    await treated(services, bob, alice)
    other = await make_patient()
    await published(services, erin, rule(until="72h"))
    await make_treatment(services, erin, patient=other, sheet_key="our-sheet")
    clock.moment += timedelta(days=30)  # the course of 72 hours has ended
    await corrected(services, bob)
    assert await SafetyCorrection.all().count() == 0


async def test_the_clinic_sees_who_has_not_seen_it(
    services: Services, clock: FakeClock, bob: Viewer, alice: Viewer
) -> None:
    treatment_id = await treated(services, bob, alice)
    await make_treatment(services, bob, sheet_key="our-sheet", patient_name="Zoe Zimmer")
    version = await corrected(services, bob)
    clock.moment += timedelta(minutes=5)
    await corrections.mark_correction_seen(services, alice, treatment_id, version=2)
    seen_at = clock.now()
    clock.moment += timedelta(minutes=5)
    await corrections.mark_correction_seen(services, alice, treatment_id, version=2)

    reach = (await corrections.correction_reach(bob, version.id)).treatments
    assert [(one.joined, one.seen_at, one.accepted) for one in reach] == [
        (False, None, False),
        (True, seen_at, False),
    ]


async def test_nobody_marks_another_patients_correction_as_seen(
    services: Services, bob: Viewer, alice: Viewer, erin: Viewer
) -> None:
    treatment_id = await treated(services, bob, alice)
    version = await corrected(services, bob)
    with pytest.raises(NotFound):
        await corrections.mark_correction_seen(services, await make_patient(), treatment_id, version=2)
    with pytest.raises(NotFound):
        await corrections.correction_reach(erin, version.id)
    assert (await SafetyCorrection.get()).seen_at is None


async def test_a_flag_that_the_new_version_dropped_does_not_stop_the_correction(
    services: Services, bob: Viewer, alice: Viewer
) -> None:
    await published(services, bob, rule(until="72h", **{"if": ["retinol-layer"]}))
    made = await make_treatment(services, bob, patient=alice, sheet_key="our-sheet")
    row = await Treatment.get(id=made.id)
    await Treatment.filter(id=made.id).update(record={**row.record, "flags": ["retinol-layer"]})
    await corrected(services, bob)
    assert (await seen_by(alice)).correction is not None
    await sheet_changes.accept_sheet_change(services, alice, made.id, SheetChangeAccepted(to_version=2))
    planned = NextTreatment(version=0, next_treatment_at=datetime(2027, 1, 4, 12, tzinfo=UTC))
    await treatment_planning.set_next_treatment(services, bob, made.id, planned)
    assert (await seen_by(alice)).sheet.version == 2


async def test_a_new_date_of_the_next_session_moves_the_correction_too(
    services: Services, bob: Viewer, alice: Viewer
) -> None:
    treatment_id = await treated(services, bob, alice)
    copy = await authoring.new_draft(services, bob, DraftNew(id=uuid4(), copy_of="our-sheet"))
    before_session = rule(id="retinol", topics=["retinol"], **{"from": "S-48h", "until": "S-1h"})
    await authoring.change_draft(services, bob, copy.id, sheet(rule(until="72h"), before_session))
    await publishing.publish_draft(services, bob, copy.id, PublicationNew(safety_correction=True))
    first = (await SafetyCorrection.get()).timeline
    treated_at = (await Treatment.get(id=treatment_id)).treated_at
    planned = NextTreatment(version=0, next_treatment_at=treated_at + timedelta(days=20))
    await treatment_planning.set_next_treatment(services, bob, treatment_id, planned)
    assert (await SafetyCorrection.get()).timeline != first
    assert (await SheetVersion.get(id=copy.id)).safety_correction
