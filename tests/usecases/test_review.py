"""The review beside its findings: the course in short, who has seen it, the series, and the grant."""

from datetime import timedelta
from uuid import UUID

import pytest

from models.people import Clinic
from models.sharing import AccessRecord, Grant
from models.treatments import Treatment
from server.domain.errors import NotFound
from server.domain.sharing import Scope
from server.domain.viewer import Viewer
from server.ports import Services
from server.usecases.review import mark_reviewed, preview, review, show_grant, undo_reviewed
from server.usecases.sharing import revoke_grant
from tests.factories import make_entry, make_grant, make_practitioner, make_treatment
from tests.fakes import NOW, FakeClock

HOUR = timedelta(hours=1)


async def test_the_course_in_short_is_part_of_every_review(
    services: Services, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    await make_grant(services, alice, treatment)
    pustules = [{"sign": "pustules", "area": "chin"}]
    await make_entry(services, alice, treatment, scores={"redness": 2}, occurred_at=NOW - 40 * HOUR)
    await make_entry(services, alice, treatment, scores={"redness": 0}, occurred_at=NOW - 20 * HOUR)
    await make_entry(services, alice, treatment, scores={}, signs=pustules, occurred_at=NOW - 2 * HOUR)
    course = (await review(services, bob, treatment)).course
    [first], [later] = course.first, course.later
    assert (first.symptom, first.since_at, first.gone_at) == (
        "inflammation",
        NOW - 40 * HOUR,
        NOW - 20 * HOUR,
    )
    assert (later.sign, later.area, later.gone_at, later.again) == ("pustules", "chin", None, False)
    assert course.settled_after_days in (1, 2)
    assert (await preview(services, alice, treatment, Scope(photos=False, notes=False))).course == course


async def test_days_that_were_only_made_up_later_are_counted(
    services: Services, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    await make_grant(services, alice, treatment)
    for hours, back_dated in ((48, True), (24, True), (25, False), (1, False)):
        await make_entry(services, alice, treatment, back_dated=back_dated, occurred_at=NOW - hours * HOUR)
    shown = await review(services, bob, treatment)
    assert (shown.days_logged, shown.days_late) == (3, 1)


class TestReviewed:
    async def test_it_says_who_and_when_and_can_be_undone(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        assert (await review(services, bob, treatment)).reviewed is None
        await mark_reviewed(services, bob, treatment)
        marked = (await review(services, bob, treatment)).reviewed
        assert marked is not None
        assert (marked.by_name, marked.at) == ("Bob Berger", NOW)
        for _ in range(2):
            await undo_reviewed(services, bob, treatment)
        assert (await review(services, bob, treatment)).reviewed is None

    async def test_a_mark_of_before_names_nobody(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        await Treatment.filter(id=treatment).update(reviewed_at=NOW)
        marked = (await review(services, bob, treatment)).reviewed
        assert marked is not None
        assert (marked.by_name, marked.at) == (None, NOW)

    async def test_nobody_without_a_grant_takes_it_back(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        grant = await make_grant(services, alice, treatment)
        await mark_reviewed(services, bob, treatment)
        await revoke_grant(services, alice, grant.id)
        with pytest.raises(NotFound):
            await undo_reviewed(services, bob, treatment)
        assert (await Treatment.get(id=treatment)).reviewed_at == NOW

    async def test_a_patient_is_not_told(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        await mark_reviewed(services, bob, treatment)
        shown = await preview(services, alice, treatment, Scope(photos=True, notes=True))
        assert (shown.reviewed, shown.series) == (None, [])


async def test_the_series_lists_every_treatment_and_which_of_them_are_open(
    services: Services, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    earlier = await make_treatment(
        services, bob, patient_name=None, clinic_patient_id=(await Treatment.get(id=treatment)).clinic_patient_id,
        treated_at_local=(NOW - timedelta(days=40)).replace(tzinfo=None),
    )  # fmt: skip
    await make_grant(services, alice, treatment)
    series = (await review(services, bob, treatment)).series
    assert [(each.treatment_id, each.number_in_series, each.shared) for each in series] == [
        (earlier.id, 1, False),
        (treatment, 2, True),
    ]


class TestGrantOfAnOpenScreen:
    async def test_asking_for_it_records_nothing(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        grant = await make_grant(services, alice, treatment)
        assert (await show_grant(services, bob, treatment)).ends_at == grant.ends_at
        assert await AccessRecord.all().count() == 0

    @pytest.mark.parametrize("how", ["revoked", "ended", "of a colleague"])
    async def test_it_is_unknown_when_it_does_not_open_the_diary(
        self, services: Services, clock: FakeClock, alice: Viewer, bob: Viewer, treatment: UUID, how: str
    ) -> None:
        grant = await make_grant(services, alice, treatment)
        viewer = bob
        if how == "revoked":
            await revoke_grant(services, alice, grant.id)
        elif how == "ended":
            clock.pass_time(days=200)
        else:
            viewer = await make_practitioner(await Clinic.get(id=bob.clinic_id), "Frida Falk")
        with pytest.raises(NotFound) as refused:
            await show_grant(services, viewer, treatment)
        assert refused.value.code == "treatment-unknown"
        assert await Grant.all().count() == 1
