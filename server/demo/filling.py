"""Fill the demo through the app's use cases; each call has a clock that is set to the time of the event."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache

from models.erasures import Erasure
from models.people import Membership, Person
from models.reminders import Reminder
from models.treatments import Treatment
from models.unit_of_work import unit_of_work
from server.demo.clinics import CLINICS
from server.demo.diaries import Visit, keep_diary
from server.demo.hautpraxis import HAUTPRAXIS_PATIENTS
from server.demo.lindenhof import LINDENHOF_PATIENTS
from server.demo.opening import Story, demo_id, open_clinics, say_goodbye, viewer_of
from server.demo.people import PEOPLE
from server.demo.records import join, mend, practitioner_of, record, zone_of
from server.demo.story import DemoPatient
from server.domain.viewer import Viewer
from server.domain.vocabulary import PRACTITIONER_KINDS, ErasedKind, Role
from server.ports import Painter, Services
from server.usecases.invitations import invite_patient
from server.usecases.links import LinkTo, make_link
from server.usecases.planning import plan_for

PATIENTS = (*PEOPLE, *LINDENHOF_PATIENTS, *HAUTPRAXIS_PATIENTS)
LINK_LIFE = timedelta(days=2)
"""How long the printed sign-in links are valid."""


async def fill(
    services: Services, paint: Painter, *, patients: Sequence[DemoPatient] = PATIENTS
) -> list[tuple[str, str]]:
    """Create the clinics and their people. Return a label and a one-time sign-in link for those who have a label.

    A demo that is already filled stays as it is; only the links are new. What somebody has erased stays erased, and an
    erased account or an ended membership gets no link. Raises `Conflict` (clinic-exists) if there is a clinic that is
    not the demo's.
    """
    story = await open_clinics(services, cache(paint))
    for made_up in patients:
        await _fill_patient(story, made_up)
    await say_goodbye(story)
    await _complete_past(story, kind__in=sorted(PRACTITIONER_KINDS))
    return [*await _links_of_teams(story), *await _links_of_patients(story, patients)]


async def _fill_patient(story: Story, made_up: DemoPatient) -> None:
    """Fill the records and the diary of a patient. A diary in which something was erased is not filled again."""
    patient = await _patient(story, made_up) if made_up.joins else None
    if patient is not None and await Erasure.exists(person_id=patient.person_id):
        return
    for number in range(len(made_up.treatments)):
        treatment_id = await record(story, made_up, number)
        if patient is not None:
            await join(story, made_up, patient, treatment_id)
            row = await Treatment.get(id=treatment_id)
            await keep_diary(Visit(story, made_up, patient, number, row))
        await mend(story, made_up, number)
    if patient is not None:
        await _complete_past(story, person_id=patient.person_id)
        await plan_for(story.services, patient.person_id)


async def _patient(story: Story, made_up: DemoPatient) -> Viewer:
    person, _made = await Person.get_or_create(
        id=demo_id("person", made_up.key),
        defaults={
            "role": Role.PATIENT,
            "display_name": made_up.name,
            "language": made_up.language,
            "time_zone": zone_of(made_up).key,
            "skin_cues": list(made_up.cues),
            "created_at": story.began_at,
        },
    )
    return viewer_of(person, made_up.key)


async def _complete_past(story: Story, **of_whom: object) -> None:
    """Mark the reminders of the past weeks as sent."""
    now = story.began_at
    due = Reminder.filter(due_at__lt=now, completed_at__isnull=True, **of_whom)
    await due.update(completed_at=now, outcome="sent")


async def _links_of_teams(story: Story) -> list[tuple[str, str]]:
    members = [each for clinic in CLINICS for each in clinic.team if each.label]
    return [
        (each.label, await _sign_in(story.services, each.key))
        for each in members
        if await Membership.exists(id=demo_id("membership", each.key), ended_at=None)
    ]


async def _links_of_patients(story: Story, patients: Sequence[DemoPatient]) -> list[tuple[str, str]]:
    links = []
    for made_up in patients:
        link = await _link_of(story, made_up) if made_up.label else None
        if link is not None:
            links.append((made_up.label, link))
    return links


async def _link_of(story: Story, made_up: DemoPatient) -> str | None:
    """Return the link to sign in, or to join; None if the account was erased or somebody has joined already."""
    if not made_up.joins:
        treatment_id = demo_id("treatment", made_up.key, 0)
        if not await Treatment.exists(id=treatment_id, patient_id=None, withdrawn_at=None):
            return None
        return (await invite_patient(story.services, practitioner_of(story, made_up), treatment_id)).url
    if await Erasure.exists(person_id=demo_id("person", made_up.key), kind=ErasedKind.ACCOUNT):
        return None
    return await _sign_in(story.services, made_up.key)


async def _sign_in(services: Services, key: str) -> str:
    to = LinkTo(purpose="recovery", person_id=demo_id("person", key), lives=LINK_LIFE)
    return (await unit_of_work(lambda: make_link(services, to))).url
