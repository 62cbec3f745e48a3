"""A patient without a clinic pastes the text of their own sheet: it is read, private, and goes with the treatment."""

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from models.treatments import SheetVersion, Treatment
from server.domain.errors import AfterglowError, Conflict, NotFound
from server.domain.limits import MAX_PASTED
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.pasted import PastedSheet
from server.shapes.treatments import SelfTreatment, TreatmentView
from server.usecases import treatments
from server.usecases.access_to_clinic import visible_sheet_version
from server.usecases.erasing import erase_treatment
from server.usecases.export_content import export_document
from server.usecases.pasted_sheets import read_pasted
from server.usecases.sheet_changes import sheet_change
from server.usecases.sheets import list_sheets, publish_builtins
from tests.factories import TIME_ZONE, TREATED_LOCAL

TEXT = """Aftercare of our clinic
Avoid saunas for 14 days.
No make-up for 24 hours.
Skip the gym, although some of our guests go earlier.
We wish you all the best."""
CORPUS = {
    path.stem: "\n".join(
        line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith(("# ", "> "))
    )
    for path in sorted((Path(__file__).parents[1] / "sheets" / "corpus").rglob("*.txt"))
}


@pytest.fixture(autouse=True)
async def _sheets(services: Services, db: str) -> None:
    await publish_builtins(services)


def own_treatment(text: str = TEXT, **changes: Any) -> SelfTreatment:
    fields = {
        "id": uuid4(),
        "pasted": {"title": "My sheet", "text": text},
        "treated_at_local": TREATED_LOCAL,
        "time_zone": TIME_ZONE,
    }
    return SelfTreatment.model_validate(fields | changes)


async def start(services: Services, viewer: Viewer, **changes: Any) -> TreatmentView:
    return await treatments.start_alone(services, viewer, own_treatment(**changes))


class TestReading:
    async def test_says_of_each_sentence_how_it_was_read(self, services: Services) -> None:
        read = await read_pasted(services, PastedSheet(title="x", text=TEXT))
        assert read.language == "en"
        assert [each.state for each in read.sentences if not each.heading][:3] == ["read", "read", "unread"]

    async def test_stores_nothing(self, services: Services) -> None:
        before = await SheetVersion.all().count()
        await read_pasted(services, PastedSheet(title="x", text=TEXT))
        assert await SheetVersion.all().count() == before

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("We are open from nine to five and wish you all the best.", "sheet-unread"),
            ("Évitez le sauna pendant quatorze jours après la séance, sans exception.", "language-unknown"),
        ],
    )
    async def test_a_text_without_instructions_is_refused(
        self, services: Services, text: str, code: str
    ) -> None:
        with pytest.raises(AfterglowError) as refused:
            await read_pasted(services, PastedSheet(title="x", text=text))
        assert refused.value.code == code

    @pytest.mark.parametrize("text", ["", "x" * (MAX_PASTED + 1)])
    def test_the_length_is_limited(self, text: str) -> None:
        with pytest.raises(ValueError, match="text"):
            PastedSheet(title="x", text=text)


class TestStarting:
    async def test_the_treatment_follows_what_was_read(self, services: Services, alice: Viewer) -> None:
        shown = await start(services, alice)
        assert (shown.sheet.title, shown.sheet.pasted, shown.clinic_name) == ("My sheet", True, None)
        topics = {topic for window in shown.timeline["windows"] for topic in window["rule"]["topics"]}
        assert {"sauna", "make-up"} <= topics

    async def test_sentences_that_were_not_read_are_shown_as_such(
        self, services: Services, alice: Viewer
    ) -> None:
        shown = await start(services, alice)
        unread = [each.text for each in shown.plain_sentences if each.unread]
        assert unread == ["Skip the gym, although some of our guests go earlier."]

    async def test_a_repeated_call_changes_nothing(self, services: Services, alice: Viewer) -> None:
        new = own_treatment()
        first = await treatments.start_alone(services, alice, new)
        assert await treatments.start_alone(services, alice, new) == first
        assert await SheetVersion.filter(owner_id=alice.person_id).count() == 1

    async def test_another_text_under_the_same_id_is_refused(self, services: Services, alice: Viewer) -> None:
        new = own_treatment()
        await treatments.start_alone(services, alice, new)
        with pytest.raises(Conflict) as refused:
            await treatments.start_alone(services, alice, own_treatment("No sauna for 7 days.", id=new.id))
        assert refused.value.code == "id-taken"
        assert await SheetVersion.filter(owner_id=alice.person_id).count() == 1

    async def test_two_people_may_paste_the_same_text(
        self, services: Services, alice: Viewer, dora: Viewer
    ) -> None:
        assert (await start(services, alice)).id != (await start(services, dora)).id
        assert await SheetVersion.filter(owner_id__isnull=False).count() == 2

    @pytest.mark.parametrize("changes", [{"sheet_key": "calm-days"}, {"pasted": None}])
    def test_there_is_exactly_one_sheet(self, changes: dict[str, Any]) -> None:
        with pytest.raises(ValueError, match="either sheet_key or pasted"):
            own_treatment(**changes)

    @pytest.mark.parametrize("name", CORPUS)
    async def test_every_sheet_of_the_corpus_can_be_followed_or_is_refused(
        self, services: Services, alice: Viewer, name: str
    ) -> None:
        try:
            shown = await start(services, alice, pasted={"title": name, "text": CORPUS[name][:MAX_PASTED]})
        except AfterglowError as refused:
            assert (refused.code, name) == ("sheet-unread", "144-gel-removal-en")
        else:
            assert shown.timeline["windows"]


class TestPrivacy:
    async def test_nobody_else_can_choose_or_see_it(
        self, services: Services, alice: Viewer, bob: Viewer, dora: Viewer
    ) -> None:
        before = [(await list_sheets(viewer)).sheets for viewer in (alice, bob, dora)]
        await start(services, alice)
        assert [(await list_sheets(viewer)).sheets for viewer in (alice, bob, dora)] == before
        row = await SheetVersion.get(owner_id=alice.person_id)
        with pytest.raises(NotFound):
            await visible_sheet_version(bob, row.id)

    async def test_it_has_no_newer_version(self, services: Services, alice: Viewer) -> None:
        shown = await start(services, alice)
        assert (await sheet_change(alice, shown.id)).to_version is None

    async def test_it_is_in_the_export(self, services: Services, alice: Viewer) -> None:
        shown = await start(services, alice)
        [sheet] = (await export_document(services, alice.person_id)).pasted_sheets
        assert (sheet.treatment_id, sheet.title, sheet.text) == (shown.id, "My sheet", TEXT)

    async def test_it_goes_with_the_treatment(self, services: Services, alice: Viewer) -> None:
        shown = await start(services, alice)
        await erase_treatment(services, alice, shown.id)
        assert await Treatment.filter(id=shown.id).count() == 0
        assert await SheetVersion.filter(owner_id__isnull=False).count() == 0

    async def test_one_for_another_treatment_stays(self, services: Services, alice: Viewer) -> None:
        erased, other = await start(services, alice), await start(services, alice)
        await erase_treatment(services, alice, erased.id)
        followed: UUID = (await Treatment.get(id=other.id)).sheet_version_id
        assert [row.id for row in await SheetVersion.filter(owner_id__isnull=False)] == [followed]
