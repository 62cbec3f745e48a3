"""Findings and departures as the practitioner and the patient read them."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import pytest_asyncio
from pydantic import ValidationError

from models.diary import Entry
from server.domain.sharing import Scope
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.replies import ReplyNew
from server.usecases.queue import queue
from server.usecases.review import preview, reply, review
from tests.factories import entry_write, make_entry, make_grant, make_treatment
from tests.fakes import NOW, FakeClock

PUSTULES = [{"sign": "pustules", "area": "chin"}]


@pytest_asyncio.fixture
async def treatment(services: Services, alice: Viewer, bob: Viewer) -> UUID:
    treatment = (await make_treatment(services, bob, patient=alice)).id
    await make_grant(services, alice, treatment)
    return treatment


async def test_a_reply_answers_a_finding_in_the_review_and_in_the_queue(
    services: Services, clock: FakeClock, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    await make_entry(services, alice, treatment, signs=PUSTULES, scores={})
    clock.pass_time(minutes=5)
    await reply(services, bob, treatment, ReplyNew(id=uuid4(), text="Come by tomorrow."))
    [finding] = (await review(services, bob, treatment)).findings
    assert (finding.ongoing, finding.open, finding.answered_at) == (True, False, clock.now())
    [item] = (await queue(services, bob)).items
    assert item.findings == []


async def test_a_reply_does_not_answer_an_entry_that_reached_the_server_after_it(
    services: Services, clock: FakeClock, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    await reply(services, bob, treatment, ReplyNew(id=uuid4(), text="All good."))
    clock.pass_time(minutes=5)
    before_the_reply = NOW - timedelta(hours=3)
    await make_entry(services, alice, treatment, signs=PUSTULES, scores={}, occurred_at=before_the_reply)
    [finding] = (await review(services, bob, treatment)).findings
    assert finding.open
    [item] = (await queue(services, bob)).items
    assert [finding.sign for finding in item.findings] == ["pustules"]


async def test_a_finding_lists_its_reasons_with_their_rules(
    services: Services, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    await make_entry(services, alice, treatment, signs=PUSTULES, scores={})
    [finding] = (await review(services, bob, treatment)).findings
    [reason] = finding.reasons
    assert (reason.kind, reason.rule_id, reason.cite) == (finding.kind, finding.rule_id, finding.cite)
    assert (reason.says, reason.at) == (finding.says, finding.since_at)


async def test_departures_are_the_same_for_the_practitioner_and_in_the_preview(
    services: Services, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    entry = await make_entry(
        services,
        alice,
        treatment,
        scores={},
        products=["Mascara"],
        activities=["knitting"],
        occurred_at=NOW - timedelta(hours=30),
    )
    shown = await review(services, bob, treatment)
    [departure] = shown.departures
    assert (departure.topic, departure.label, departure.entry_id) == ("mascara", "Mascara", entry.id)
    assert departure.at == entry.occurred_at
    assert departure.says
    assert shown.findings == []
    assert (
        await preview(services, alice, treatment, Scope(photos=False, notes=True))
    ).departures == shown.departures


async def test_acts_are_stored_as_they_were_reported(
    services: Services, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    entry = await make_entry(services, alice, treatment, acts=["wash", "home"])
    assert entry.document.acts == ["wash", "home"]
    assert (await Entry.get(id=entry.id)).document["acts"] == ["wash", "home"]


async def test_an_entry_of_an_older_phone_has_no_acts(
    services: Services, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    entry = await make_entry(services, alice, treatment, signs=PUSTULES)
    stored = await Entry.get(id=entry.id)
    stored.document = {
        name: part for name, part in stored.document.items() if name not in ("acts", "signs_gone")
    }
    await stored.save()
    shown = await review(services, bob, treatment)
    assert shown.entries[0].document.acts == []
    assert shown.findings[0].sign == "pustules"


@pytest.mark.parametrize("acts", [["wash"] * 11, ["Wash"], ["wa sh"], [""], ["a" * 65], [1]])
def test_other_acts_are_refused(acts: list[object]) -> None:
    with pytest.raises(ValidationError):
        entry_write(uuid4(), acts=acts)
