"""Plan messages to practitioners about diaries that are open to them, in the transaction of what happened.

Those to whom a diary is open only because it is shared with everyone at the clinic are not told at once. They stand
in: they are told of a question that nobody has answered within the reply time of the clinic.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from models.diary import Entry
from models.people import Clinic
from models.reminders import Reminder
from models.sharing import Grant
from models.treatments import Treatment
from server.domain.diary import logged
from server.domain.reminders import plan_about_diary
from server.domain.sharing import Reader
from server.domain.vocabulary import ReminderKind
from server.ports import Services
from server.usecases.diary_readers import readers_of
from server.usecases.diary_summaries import open_question_of
from server.usecases.reminder_rows import new_row
from server.usecases.reported_findings import new_findings


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """What an entry said before it was edited."""

    occurred_at: datetime
    document: dict[str, Any]


async def notify_of_entry(services: Services, entry: Entry, *, earlier: EarlierVersion | None) -> None:
    """Plan messages about an entry that was just written: a finding, a question. Call it inside a unit of work.

    A repeated call plans nothing more.
    """
    if earlier == EarlierVersion(entry.occurred_at, entry.document):
        return
    treatment = await Treatment.get(id=entry.treatment_id)
    readers = await readers_of(treatment, now=services.clock.now())
    if not readers:
        return
    notices = _Notices(services, treatment)
    await _of_findings(notices, entry, readers, earlier)
    question = entry.document["question"].strip()
    if question and (earlier is None or question != earlier.document["question"].strip()):
        await _of_question(notices, entry.id, readers)
    await notices.save()


async def notify_of_share(
    services: Services, treatment: Treatment, grant_id: UUID, *, before: Iterable[Reader]
) -> None:
    """Plan messages about a grant that was just given to those to whom the diary was closed `before`.

    Call it inside a unit of work.
    """
    knew = {reader.person_id for reader in before}
    readers = await readers_of(treatment, now=services.clock.now())
    new = [reader for reader in readers if reader.person_id not in knew]
    notices = _Notices(services, treatment)
    notices.add(ReminderKind.NEW_SHARE, grant_id, [each for each in new if not each.stands_in])
    question_id = await open_question_of(treatment.id)
    if question_id is not None:
        await _of_overdue_reply(notices, question_id, new)
    await notices.save()


async def notify_who_joined(services: Services, person_id: UUID, clinic_id: UUID) -> None:
    """Plan messages to somebody who has just joined a clinic: they stand in for questions asked before.

    A question whose reply is overdue already is told at once. Call it inside a unit of work.
    """
    now = services.clock.now()
    running = Grant.filter(everyone_at_id=clinic_id, revoked_at=None, ends_at__gt=now)
    for treatment_id in sorted({grant.treatment_id for grant in await running}):
        question_id = await open_question_of(treatment_id)
        if question_id is None:
            continue
        treatment, entry = await Treatment.get(id=treatment_id), await Entry.get(id=question_id)
        readers = await readers_of(treatment, now=now)
        notices = _Notices(services, treatment)
        joined = [reader for reader in readers if reader.person_id == person_id]
        await _of_overdue_reply(
            notices, question_id, joined, asked_at=max(entry.created_at, entry.occurred_at)
        )
        await notices.save()


async def forget_entries(entries: Iterable[Entry]) -> None:
    """Delete the messages about entries that are being erased, sent or not. Call it inside a unit of work."""
    by_treatment: dict[UUID, list[UUID]] = {}
    for entry in entries:
        by_treatment.setdefault(entry.treatment_id, []).append(entry.id)
    for treatment_id, entry_ids in by_treatment.items():
        rows = await Reminder.filter(treatment_id=treatment_id).values_list("id", "key")
        about = [row_id for row_id, key in rows if any(str(entry_id) in key for entry_id in entry_ids)]
        await Reminder.filter(id__in=about).delete()


class _Notices:
    """Rows about one diary, saved together. A cause that a person was told of before adds none."""

    def __init__(self, services: Services, treatment: Treatment) -> None:
        if treatment.clinic_id is None:
            raise LookupError("only a treatment of a clinic is shared with practitioners")
        self.clinic_id = treatment.clinic_id
        self.now = services.clock.now()
        self._services, self._treatment = services, treatment
        self._rows: list[Reminder] = []

    def add(
        self,
        kind: ReminderKind,
        cause_id: UUID,
        readers: Iterable[Reader],
        *,
        detail: str = "",
        due_at: datetime | None = None,
    ) -> None:
        planned = plan_about_diary(
            kind,
            cause_id,
            detail=detail,
            treatment_id=self._treatment.id,
            clinic_id=self.clinic_id,
            due_at=due_at or self.now,
        )
        self._rows += [
            new_row(self._services, reader.person_id, planned, treatment_id=self._treatment.id)
            for reader in readers
        ]

    async def save(self) -> None:
        if self._rows:
            await Reminder.bulk_create(self._rows, ignore_conflicts=True)

    async def new_findings(self, entry: Entry, earlier: EarlierVersion | None) -> list[str]:
        """Return what is new in the diary, as texts that are the same for the same things."""
        before = logged(entry.id, earlier.occurred_at, earlier.document) if earlier else None
        findings = await new_findings(self._treatment, entry.id, earlier=before)
        return sorted(f"{each.symptom} {each.sign} {each.area}" for each in findings)


async def _of_findings(
    notices: _Notices, entry: Entry, readers: Iterable[Reader], earlier: EarlierVersion | None
) -> None:
    """Tell of everything that one version of an entry shows in one message.

    The key has a digest of it: an edit that adds something else is told, too. Nobody can read the diary from it.
    """
    things = await notices.new_findings(entry, earlier)
    if things:
        digest = sha256("\n".join(things).encode()).hexdigest()[:8]
        at_once = [reader for reader in readers if not reader.stands_in]
        notices.add(ReminderKind.NEW_FINDING, entry.id, at_once, detail=digest)


async def _of_question(notices: _Notices, entry_id: UUID, readers: Iterable[Reader]) -> None:
    """Tell of a question those who may read it."""
    may_read = [reader for reader in readers if reader.notes]
    at_once = [reader for reader in may_read if not reader.stands_in]
    notices.add(ReminderKind.NEW_QUESTION, entry_id, at_once)
    await _of_overdue_reply(notices, entry_id, may_read)


async def _of_overdue_reply(
    notices: _Notices, entry_id: UUID, readers: Iterable[Reader], *, asked_at: datetime | None = None
) -> None:
    """Tell the stand-ins when the reply time has passed since the question, or since now if it is not known."""
    stand_ins = [reader for reader in readers if reader.stands_in and reader.notes]
    if stand_ins:
        hours = (await Clinic.get(id=notices.clinic_id)).reply_hours
        due_at = max(notices.now, (asked_at or notices.now) + timedelta(hours=hours))
        notices.add(ReminderKind.REPLY_OVERDUE, entry_id, stand_ins, due_at=due_at)
