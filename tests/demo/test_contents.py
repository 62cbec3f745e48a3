"""The whole demo: two clinics with forty patients, in whose diaries everything happens that the app can show."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from models.clinic_patients import ClinicPatient
from models.diary import Entry, Photo, Reply
from models.people import Membership
from models.sharing import Grant
from models.treatments import RecordRevision, SheetVersion, Treatment
from server.demo import fill
from server.demo.filling import PATIENTS
from server.demo.opening import demo_id
from server.domain.assessment import FindingKind, assess
from server.domain.diary import logged
from server.domain.finding_reasons import KINDS
from server.domain.queue_order import QueueSection
from server.domain.timeline import course_from
from server.domain.viewer import Viewer
from server.ports import Services
from server.sheets import load_sheets
from server.usecases.patients import show_patient
from server.usecases.queue import queue
from server.usecases.review import review
from server.usecases.review_exports import review_pdf
from server.usecases.sheets import publish_builtins
from tests.demo.test_filling import TABLES, sketch, viewer_of_person
from tests.fakes import NOW, FakeClock, fake_services

TEAMS = {"Studio Lindenhof": ("owner", "nils"), "Hautpraxis am Markt": ("vogt", "jana")}


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def services(db: str, clock: FakeClock) -> Services:
    empty = fake_services(clock=clock, sheets=load_sheets())
    await publish_builtins(empty)
    return empty


async def test_two_clinics_are_full_of_everything_and_filling_them_again_changes_nothing(
    services: Services, clock: FakeClock
) -> None:
    links = await fill(services, sketch)
    for check in (_check_numbers, _check_courses, _check_records, _check_shares, _check_languages):
        await check()
    await _check_queues(services)
    await _check_departures(services)
    await _check_german_paper(services)
    await _check_namesakes(services)
    before = [await table.all().count() for table in TABLES]
    clock.pass_time(hours=3)
    assert len(await fill(services, sketch)) == len(links) == 10
    assert [await table.all().count() for table in TABLES] == before


async def test_it_is_as_full_in_the_middle_of_the_night(services: Services, clock: FakeClock) -> None:
    clock.pass_time(hours=12)
    await fill(services, sketch)
    await _check_courses()
    await _check_queues(services)


async def _check_numbers() -> None:
    assert len(PATIENTS) == await ClinicPatient.all().count() == 40
    assert {len([each for each in PATIENTS if each.clinic == key]) for key in ("clinic", "hautpraxis")} == {
        20
    }
    days = [(NOW - row.treated_at).days for row in await Treatment.all()]
    assert max(days) in range(100, 124)
    assert await Photo.all().count() >= 40


async def _check_courses() -> None:
    """Every kind of finding occurs; most diaries have none."""
    kinds, calm = set[FindingKind](), 0
    rows = await Treatment.filter(patient_id__isnull=False, withdrawn_at=None)
    for row in rows:
        entries = await Entry.filter(treatment_id=row.id)
        diary = [logged(each.id, each.occurred_at, each.document) for each in entries]
        findings = assess(course_from(row.timeline), diary)
        kinds |= {reason.kind for finding in findings for reason in finding.reasons}
        calm += not findings
    assert kinds == set(KINDS)
    assert calm > len(rows) / 2


async def _check_records() -> None:
    corrected = await RecordRevision.all().values_list("treatment__clinic__name", flat=True)
    withdrawn = await Treatment.filter(withdrawn_at__isnull=False).values_list("clinic__name", flat=True)
    assert set(map(str, corrected)) == set(map(str, withdrawn)) == set(TEAMS)
    assert await ClinicPatient.filter(visits=4).exists()
    unjoined = await ClinicPatient.filter(person_id=None, visits__gt=0).values_list("name", flat=True)
    assert sorted(map(str, unjoined)) == ["Chloe Martin", "Peter Jansen", "Tom Fischer"]


async def _check_shares() -> None:
    assert await Grant.filter(ends_at__lt=NOW).exists()
    assert await Grant.filter(revoked_at__isnull=False, practitioner_id=demo_id("person", "owner")).exists()
    assert await Reply.all().count() >= 4
    await _check_those_who_left()


async def _check_those_who_left() -> None:
    """Petra has left: nobody reads the diary that was shared with her, and its patient is asked once."""
    [petra] = await Membership.filter(ended_at__isnull=False)
    assert petra.person_id == demo_id("person", "petra")
    assert await Grant.filter(practitioner_id=petra.person_id).count() > 0
    assert await Grant.filter(practitioner_id=petra.person_id, revoked_at=None).count() == 0
    [asked] = await Treatment.filter(handover_open=True)
    assert (asked.patient_id, asked.recorded_by_id) == (demo_id("person", "oskar"), petra.person_id)
    assert asked.in_charge_id == demo_id("person", "owner")


async def _check_languages() -> None:
    own = await SheetVersion.get(clinic__name="Hautpraxis am Markt")
    assert (own.language, own.published_at is not None) == ("de", True)
    followed = Treatment.filter(clinic__name="Hautpraxis am Markt").exclude(sheet_version_id=own.id)
    assert not await followed.exists()
    for name in TEAMS:
        languages = await Treatment.filter(clinic__name=name).values_list("patient__language", flat=True)
        assert {"de", "en"} <= set(languages)


async def _check_queues(services: Services) -> None:
    """Every section of both clinics has somebody in it."""
    for first, *_colleagues in TEAMS.values():
        counts = (await queue(services, await viewer_of_person(services, first))).counts
        assert {count.section for count in counts} == set(QueueSection), first


async def _check_departures(services: Services) -> None:
    for practitioner, patient in (("nils", "maya"), ("jana", "h-markus")):
        viewer = await viewer_of_person(services, practitioner)
        shown = await review(services, viewer, demo_id("treatment", patient, 0))
        assert len(shown.departures) >= 2


async def _check_german_paper(services: Services) -> None:
    """No sheet and no act speaks English on German paper, though the people of the demo may."""
    english = _english_of_sheets(services)
    running = Grant.filter(revoked_at=None, ends_at__gt=services.clock.now(), treatment__withdrawn_at=None)
    grants = await running.select_related("treatment")
    assert len(grants) > 10
    for grant in grants:
        reader = await _german_reader(services, grant)
        page = json.loads((await review_pdf(services, reader, grant.treatment_id)).content)
        printed = "\n".join(_texts(page))
        untranslated = [each for each in english if each in printed]
        assert not untranslated, f"the review of {page['patient']} says in English: {untranslated}"
        names = (await review(services, reader, grant.treatment_id)).topic_names
        assert names == {topic: services.topics.label(topic, "de") for topic in names}


def _english_of_sheets(services: Services) -> list[str]:
    """Return the English titles of the built-in sheets, and the beginnings of their sentences."""
    titles = [sheet.title for sheet in services.sheets.values()]
    assert all(sheet.titles["de"] != sheet.title for sheet in services.sheets.values())
    return titles + [rule.says[:60] for sheet in services.sheets.values() for rule in sheet.rules]


def _texts(page: object) -> Iterator[str]:
    """Yield every text on a page."""
    if isinstance(page, str):
        yield page
    elif isinstance(page, list | dict):
        for part in page.values() if isinstance(page, dict) else page:
            yield from _texts(part)


async def _german_reader(services: Services, grant: Grant) -> Viewer:
    """Return the practitioner whom the grant names, with German screens."""
    staff = [key for team in TEAMS.values() for key in team]
    key = next(key for key in staff if demo_id("person", key) == grant.practitioner_id)
    return replace(await viewer_of_person(services, key), language="de")


async def _check_namesakes(services: Services) -> None:
    vogt = await viewer_of_person(services, "vogt")
    pages = [
        await show_patient(services, vogt, demo_id("treatment", f"h-anna-{number}", 0))
        for number in (1021, 1188)
    ]
    assert [(page.name, page.namesakes) for page in pages] == [("Anna Schmidt", 1)] * 2
    assert len({page.birth_year for page in pages}) == 2
