"""Before a draft is published its author sees what that would mean; undecided sentences and open issues stop it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar, TypeVarTuple
from uuid import UUID, uuid4

import pytest

from models.treatments import SheetVersion
from server.domain.errors import Conflict, NotFound
from server.domain.topics import TopicTree
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.authoring import DraftNew
from server.shapes.publication import PublicationNew
from server.usecases import authoring, publishing
from server.usecases.sheets import publish_builtins
from tests.drafts import draft, next_version, original, published, rule
from tests.factories import make_patient, make_treatment
from tests.fakes import TOPICS, FakeClock

Args = TypeVarTuple("Args")
T = TypeVar("T")
SAUNA = rule(id="sauna", topics=["sauna"], until="72h", says="No sauna.")


class InterruptedSheetWork:
    """After the first check, a colleague marks a sentence of the draft as undecided."""

    def __init__(self, draft_id: UUID) -> None:
        self.draft_id = draft_id
        self.checks = 0

    async def __call__(self, work: Callable[[TopicTree, *Args], T], *args: *Args) -> T:
        self.checks += 1
        if self.checks == 1:
            pasted = original("decide", "reading-only").model_dump(mode="json", by_alias=True)
            await SheetVersion.filter(id=self.draft_id).update(original=pasted)
        return work(TOPICS, *args)


class TestSummary:
    async def test_sentences_are_counted_by_their_state_without_headings(
        self, services: Services, bob: Viewer
    ) -> None:
        begun = await draft(services, bob, original=original("rules", "decide"))
        summary = await publishing.publication_summary(services, bob, begun.id)
        assert (summary.sentences, summary.with_rules, summary.reading_only, summary.undecided) == (
            2,
            1,
            0,
            1,
        )
        assert summary.rules == 1

    async def test_a_first_version_has_nothing_before_it(self, services: Services, bob: Viewer) -> None:
        begun = await draft(services, bob)
        summary = await publishing.publication_summary(services, bob, begun.id)
        assert (summary.previous_version, summary.changes, summary.patients) == (None, [], 0)
        assert (summary.sentences, summary.undecided) == (0, 0)

    async def test_changes_are_against_the_newest_published_version(
        self, services: Services, bob: Viewer
    ) -> None:
        await published(services, bob)
        copy = await next_version(services, bob, rule(until="48h"), SAUNA)
        summary = await publishing.publication_summary(services, bob, copy.id)
        assert summary.previous_version == 1
        assert [
            (change.before is None, change.after and change.after["id"]) for change in summary.changes
        ] == [
            (False, "make-up"),
            (True, "sauna"),
        ]

    async def test_a_copy_of_a_built_in_sheet_is_compared_with_that(
        self, services: Services, bob: Viewer
    ) -> None:
        await publish_builtins(services)
        copy = await authoring.new_draft(services, bob, DraftNew(id=uuid4(), copy_of="calm-days"))
        summary = await publishing.publication_summary(services, bob, copy.id)
        assert (summary.previous_version, summary.changes) == (1, [])

    async def test_only_open_issues_are_listed(self, services: Services, bob: Viewer) -> None:
        contradiction = rule(id="make-up-2", until="72h")
        unknown = rule(id="hat", topics=["xyzzy"])
        begun = await draft(services, bob, rule(mark="as-written"), contradiction, unknown)
        summary = await publishing.publication_summary(services, bob, begun.id)
        assert [(issue.kind, issue.rule_ids) for issue in summary.open_issues] == [("unknown-topic", ["hat"])]

    async def test_a_patient_counts_once_and_until_the_course_has_ended(
        self, services: Services, clock: FakeClock, bob: Viewer, alice: Viewer
    ) -> None:
        await published(services, bob, rule(until="72h"))
        for _ in range(2):
            await make_treatment(services, bob, patient=alice, sheet_key="our-sheet")
        await make_treatment(services, bob, sheet_key="our-sheet")  # has not joined yet
        await make_treatment(services, bob, patient=await make_patient("Dora"))  # follows another sheet
        copy = await next_version(services, bob, rule(until="48h"))
        assert await _followers(services, bob, copy.id) == (2, 3)
        clock.pass_time(hours=24)  # 75 hours after the treatments
        assert await _followers(services, bob, copy.id) == (0, 0)

    @pytest.mark.parametrize(
        ("until", "days", "count"),
        [("24h & healed", 20, 1), ("24h & healed", 22, 0), ("healed", 300, 1), ("healed", 367, 0)],
    )
    async def test_an_open_state_or_a_missing_date_keeps_a_course_running_for_a_while(
        self, services: Services, clock: FakeClock, bob: Viewer, until: str, *, days: int, count: int
    ) -> None:
        await published(services, bob, rule(until=until))
        treatment = await make_treatment(services, bob, sheet_key="our-sheet")
        copy = await next_version(services, bob, rule(until="48h"))
        clock.moment = treatment.treated_at + timedelta(days=days)
        assert await _followers(services, bob, copy.id) == (count, count)

    async def test_treatments_of_another_clinic_are_not_counted(
        self, services: Services, bob: Viewer, erin: Viewer
    ) -> None:
        await publish_builtins(services)
        await make_treatment(services, erin)
        copy = await authoring.new_draft(services, bob, DraftNew(id=uuid4(), copy_of="calm-days"))
        assert await _followers(services, bob, copy.id) == (0, 0)


async def _followers(services: Services, viewer: Viewer, sheet_version_id: UUID) -> tuple[int, int]:
    summary = await publishing.publication_summary(services, viewer, sheet_version_id)
    return summary.patients, summary.treatments


class TestPublishing:
    async def test_an_undecided_sentence_stops_it(self, services: Services, bob: Viewer) -> None:
        begun = await draft(services, bob, original=original("rules", "decide"))
        with pytest.raises(Conflict) as refused:
            await publishing.publish_draft(services, bob, begun.id, PublicationNew())
        assert refused.value.code == "sentences-undecided"
        assert (await SheetVersion.get(id=begun.id)).published_at is None

    async def test_a_language_without_a_text_in_every_rule_stops_it(
        self, services: Services, bob: Viewer
    ) -> None:
        both = {"en": "No sauna.", "de": "Keine Sauna."}
        begun = await draft(services, bob, rule(), rule(id="sauna", says=both), languages=["en", "de"])
        with pytest.raises(Conflict) as refused:
            await publishing.publish_draft(services, bob, begun.id, PublicationNew())
        assert refused.value.code == "texts-missing"
        assert (await SheetVersion.get(id=begun.id)).published_at is None

    async def test_a_sheet_with_all_texts_in_two_languages_is_published(
        self, services: Services, bob: Viewer
    ) -> None:
        both = {"en": "No sauna.", "de": "Keine Sauna."}
        version = await published(services, bob, rule(id="sauna", says=both), languages=["en", "de"])
        assert version.published_at is not None

    async def test_a_safety_correction_is_stored(self, services: Services, bob: Viewer) -> None:
        begun = await draft(services, bob)
        new = PublicationNew(safety_correction=True)
        assert (await publishing.publish_draft(services, bob, begun.id, new)).safety_correction
        again = await publishing.publish_draft(services, bob, begun.id, PublicationNew())
        assert again.safety_correction  # a repeated call changes nothing
        [listed] = (await authoring.list_versions(bob)).versions
        assert listed.safety_correction

    async def test_what_a_colleague_changed_during_the_check_is_checked_again(
        self, services: Services, bob: Viewer
    ) -> None:
        """The check runs outside the transaction, so the content may change before it is published."""
        begun = await draft(services, bob)
        work = InterruptedSheetWork(begun.id)
        with pytest.raises(Conflict) as refused:
            await publishing.publish_draft(
                replace(services, sheet_work=work), bob, begun.id, PublicationNew()
            )
        assert refused.value.code == "sentences-undecided"
        assert work.checks == 2

    async def test_another_clinic_neither_sees_nor_publishes_it(
        self, services: Services, bob: Viewer, erin: Viewer
    ) -> None:
        begun = await draft(services, bob)
        with pytest.raises(NotFound):
            await publishing.publication_summary(services, erin, begun.id)
        with pytest.raises(NotFound):
            await publishing.publish_draft(services, erin, begun.id, PublicationNew())
