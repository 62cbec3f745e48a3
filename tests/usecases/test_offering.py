"""A clinic retires its own sheets, hides built-in ones and chooses a default. Running treatments are not affected."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from models.people import Clinic
from server.domain.errors import Conflict, NotFound
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.authoring import DraftNew, SheetVersionList, SheetVersionSummary
from server.shapes.publication import DefaultSheet, PublicationNew, SheetVisibility
from server.usecases import authoring, offering, publishing, treatments
from server.usecases.sheets import list_sheets, publish_builtins
from tests.drafts import draft, next_version, published
from tests.factories import make_own_treatment, make_treatment, new_treatment
from tests.fakes import SHEET

HIDDEN, SHOWN = SheetVisibility(hidden=True), SheetVisibility(hidden=False)


@pytest_asyncio.fixture
async def ours(services: Services, bob: Viewer) -> UUID:
    """A published sheet of Bob's clinic, beside the built-in one."""
    await publish_builtins(services)
    return (await published(services, bob)).id


async def offered(viewer: Viewer) -> dict[str, bool]:
    """Return the sheets that this person may choose, and whether they are the default."""
    return {sheet.key: sheet.default for sheet in (await list_sheets(viewer)).sheets}


def one(versions: SheetVersionList, key: str, version: int = 1) -> SheetVersionSummary:
    return next(each for each in versions.versions if (each.key, each.version) == (key, version))


class TestRetiring:
    async def test_a_retired_sheet_is_not_offered_and_can_be_taken_back(
        self, services: Services, bob: Viewer, ours: UUID
    ) -> None:
        assert one(await offering.retire(services, bob, ours), "our-sheet").retired
        assert await offered(bob) == {"calm-days": False}
        assert not one(await offering.take_back(bob, ours), "our-sheet").retired
        assert await offered(bob) == {"calm-days": False, "our-sheet": False}

    async def test_all_its_versions_are_retired_even_later_ones(
        self, services: Services, bob: Viewer, ours: UUID
    ) -> None:
        await offering.retire(services, bob, ours)
        copy = await next_version(services, bob)
        await publishing.publish_draft(services, bob, copy.id, PublicationNew())
        versions = await authoring.list_versions(bob)
        assert [one(versions, "our-sheet", number).retired for number in (1, 2)] == [True, True]
        assert await offered(bob) == {"calm-days": False}
        await offering.take_back(bob, copy.id)
        assert (await list_sheets(bob)).sheets[-1].version == 2

    async def test_a_retired_copy_does_not_bring_back_the_built_in_sheet(
        self, services: Services, bob: Viewer, ours: UUID
    ) -> None:
        copy = await authoring.new_draft(services, bob, DraftNew(id=uuid4(), copy_of="calm-days"))
        await publishing.publish_draft(services, bob, copy.id, PublicationNew())
        await offering.retire(services, bob, copy.id)
        assert await offered(bob) == {"our-sheet": False}

    async def test_no_new_treatment_follows_it_and_running_ones_are_not_affected(
        self, services: Services, bob: Viewer, ours: UUID
    ) -> None:
        new = new_treatment(sheet_key="our-sheet")
        running = await treatments.record_treatment(services, bob, new)
        await offering.retire(services, bob, ours)
        with pytest.raises(Conflict) as refused:
            await make_treatment(services, bob, sheet_key="our-sheet")
        assert refused.value.code == "sheet-not-offered"
        assert await treatments.record_treatment(services, bob, new) == running  # sent again
        assert (await treatments.show_to_clinic(bob, running.id)).sheet.key == "our-sheet"

    async def test_a_draft_cannot_be_retired(self, services: Services, bob: Viewer) -> None:
        begun = await draft(services, bob)
        for refused_call in (offering.retire(services, bob, begun.id), offering.take_back(bob, begun.id)):
            with pytest.raises(Conflict) as refused:
                await refused_call
            assert refused.value.code == "sheet-unpublished"

    async def test_a_built_in_sheet_and_one_of_another_clinic_cannot_be_retired(
        self, services: Services, bob: Viewer, erin: Viewer, ours: UUID
    ) -> None:
        built_in = one(await authoring.list_versions(bob), "calm-days").id
        for viewer, sheet_version_id in ((bob, built_in), (erin, ours)):
            with pytest.raises(NotFound):
                await offering.retire(services, viewer, sheet_version_id)
            with pytest.raises(NotFound):
                await offering.take_back(viewer, sheet_version_id)


class TestHiding:
    async def test_a_hidden_built_in_sheet_is_hidden_for_this_clinic_only(
        self, services: Services, bob: Viewer, erin: Viewer, alice: Viewer, ours: UUID
    ) -> None:
        assert one(await offering.set_visibility(bob, "calm-days", HIDDEN), "calm-days").hidden
        assert await offered(bob) == {"our-sheet": False}
        assert await offered(erin) == {"calm-days": False}
        with pytest.raises(Conflict) as refused:
            await make_treatment(services, bob)
        assert refused.value.code == "sheet-not-offered"
        await make_treatment(services, erin)
        await make_own_treatment(services, alice)  # without a clinic

        assert not one(await offering.set_visibility(bob, "calm-days", SHOWN), "calm-days").hidden
        assert await offered(bob) == {"calm-days": False, "our-sheet": False}

    async def test_the_clinics_own_version_of_a_hidden_sheet_stays_offered(
        self, services: Services, bob: Viewer, ours: UUID
    ) -> None:
        copy = await authoring.new_draft(services, bob, DraftNew(id=uuid4(), copy_of="calm-days"))
        await publishing.publish_draft(services, bob, copy.id, PublicationNew())
        versions = await offering.set_visibility(bob, "calm-days", HIDDEN)
        assert [one(versions, "calm-days", number).hidden for number in (1, 2)] == [True, False]
        assert (await list_sheets(bob)).sheets[0].version == 2

    @pytest.mark.parametrize("key", ["our-sheet", "no-such-sheet"])
    async def test_only_a_built_in_sheet_can_be_hidden(self, bob: Viewer, ours: UUID, key: str) -> None:
        with pytest.raises(NotFound):
            await offering.set_visibility(bob, key, HIDDEN)


class TestDefault:
    async def test_the_default_is_marked_in_both_lists(self, bob: Viewer, erin: Viewer, ours: UUID) -> None:
        versions = await offering.set_default(bob, DefaultSheet(key="our-sheet"))
        assert [each.key for each in versions.versions if each.default] == ["our-sheet"]
        assert await offered(bob) == {"calm-days": False, "our-sheet": True}
        assert await offered(erin) == {"calm-days": False}
        await offering.set_default(bob, DefaultSheet(key=None))
        assert await offered(bob) == {"calm-days": False, "our-sheet": False}

    async def test_the_newest_published_version_is_the_default(
        self, services: Services, bob: Viewer, ours: UUID
    ) -> None:
        await offering.set_default(bob, DefaultSheet(key="our-sheet"))
        copy = await next_version(services, bob)
        versions = await authoring.list_versions(bob)
        assert [one(versions, "our-sheet", number).default for number in (1, 2)] == [True, False]
        await publishing.publish_draft(services, bob, copy.id, PublicationNew())
        versions = await authoring.list_versions(bob)
        assert [one(versions, "our-sheet", number).default for number in (1, 2)] == [False, True]

    async def test_retiring_or_hiding_the_default_clears_it(
        self, services: Services, bob: Viewer, ours: UUID
    ) -> None:
        await offering.set_default(bob, DefaultSheet(key="our-sheet"))
        await offering.retire(services, bob, ours)
        await offering.take_back(bob, ours)
        assert await offered(bob) == {"calm-days": False, "our-sheet": False}

        await offering.set_default(bob, DefaultSheet(key="calm-days"))
        await offering.set_visibility(bob, "calm-days", HIDDEN)
        await offering.set_visibility(bob, "calm-days", SHOWN)
        assert await offered(bob) == {"calm-days": False, "our-sheet": False}

    async def test_hiding_another_sheet_leaves_the_default(self, bob: Viewer, ours: UUID) -> None:
        await offering.set_default(bob, DefaultSheet(key="our-sheet"))
        await offering.set_visibility(bob, "calm-days", HIDDEN)
        assert await offered(bob) == {"our-sheet": True}

    async def test_a_sheet_that_is_not_offered_cannot_be_the_default(
        self, services: Services, bob: Viewer, ours: UUID
    ) -> None:
        await offering.retire(services, bob, ours)
        await offering.set_visibility(bob, "calm-days", HIDDEN)
        for key in ("our-sheet", "calm-days"):
            with pytest.raises(Conflict) as refused:
                await offering.set_default(bob, DefaultSheet(key=key))
            assert refused.value.code == "sheet-not-offered"
        with pytest.raises(NotFound):
            await offering.set_default(bob, DefaultSheet(key="no-such-sheet"))
        assert (await Clinic.get(id=bob.clinic_id)).default_sheet is None

    async def test_a_draft_cannot_be_the_default(self, services: Services, bob: Viewer) -> None:
        await draft(services, bob)
        with pytest.raises(NotFound):
            await offering.set_default(bob, DefaultSheet(key="our-sheet"))

    async def test_the_sheet_of_another_clinic_cannot_be_the_default(self, erin: Viewer, ours: UUID) -> None:
        with pytest.raises(NotFound):
            await offering.set_default(erin, DefaultSheet(key="our-sheet"))


async def test_the_list_says_what_a_sheet_is_for_and_in_which_languages(bob: Viewer, ours: UUID) -> None:
    versions = await authoring.list_versions(bob)
    ours_listed = one(versions, "our-sheet")
    assert (ours_listed.publisher, ours_listed.treatment) == ("Lindenhof", "microneedling")
    assert (ours_listed.language, ours_listed.languages) == ("en", ["en"])
    assert one(versions, "calm-days").languages[0] == one(versions, "calm-days").language


async def test_a_sheet_is_offered_with_its_title_in_each_language(services: Services, bob: Viewer) -> None:
    translated = replace(SHEET, version=77, languages=("en", "de"), titles={"de": "Ruhige Tage"})
    await publish_builtins(replace(services, sheets={SHEET.id: translated}))
    [sheet] = (await list_sheets(bob)).sheets
    assert (sheet.title, sheet.titles) == ("Calm days", {"de": "Ruhige Tage"})
