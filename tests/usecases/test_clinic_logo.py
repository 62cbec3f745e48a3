"""The owner chooses the clinic's logo. Its practitioners and patients see it, and nobody else."""

import json

import pytest

from models.people import Clinic
from server.domain.errors import Invalid, NotFound
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.clinics import ClinicSettings
from server.usecases import review, review_exports
from server.usecases.clinic_logo import remove_logo, set_logo, show_logo
from server.usecases.clinic_settings import settings_of_clinic
from server.usecases.invitations import invite_colleague, invite_patient, open_link
from tests.factories import make_clinic, make_grant, make_patient, make_practitioner, make_treatment
from tests.fakes import LOGO_OF_PICTURE, PICTURE, FakeTypesetter, MemoryPhotos


@pytest.fixture
async def mara(lindenhof: Clinic) -> Viewer:
    """The owner of Bob's clinic."""
    return await make_practitioner(lindenhof, "Mara Lindner", is_owner=True)


def files(services: Services) -> list[bytes]:
    assert isinstance(services.photos, MemoryPhotos)
    return [content for key, (content, _) in services.photos.images.items() if key.startswith("clinics/")]


def name_of(settings: ClinicSettings) -> str:
    return str(settings.logo).rpartition("/")[2]


async def token_of(url: str) -> str:
    return url.partition("#")[2]


async def test_a_clinic_has_no_logo_until_its_owner_chooses_one(services: Services, mara: Viewer) -> None:
    assert (await settings_of_clinic(mara)).logo is None
    settings = await set_logo(services, mara, PICTURE)
    assert settings == await settings_of_clinic(mara)
    assert settings.logo == f"/api/clinics/{mara.clinic_id}/logo/{name_of(settings)}"
    assert files(services) == [LOGO_OF_PICTURE]


async def test_another_picture_replaces_the_file_and_the_same_one_keeps_it(
    services: Services, mara: Viewer
) -> None:
    first = await set_logo(services, mara, PICTURE)
    assert await set_logo(services, mara, PICTURE) == first
    assert len(files(services)) == 1
    second = await set_logo(services, mara, PICTURE + b"new")
    assert second.logo != first.logo
    assert files(services) == [LOGO_OF_PICTURE + b"new"]


async def test_a_removed_logo_leaves_no_file_and_can_be_removed_again(
    services: Services, mara: Viewer
) -> None:
    await set_logo(services, mara, PICTURE)
    for _ in range(2):
        assert (await remove_logo(services, mara)).logo is None
    assert files(services) == []


async def test_a_file_that_is_no_picture_changes_nothing(services: Services, mara: Viewer) -> None:
    before = await set_logo(services, mara, PICTURE)
    with pytest.raises(Invalid) as refused:
        await set_logo(services, mara, b"<svg/>")
    assert refused.value.code == "logo-unreadable"
    assert await settings_of_clinic(mara) == before
    assert files(services) == [LOGO_OF_PICTURE]


async def test_a_full_disk_leaves_the_logo_as_it_was(services: Services, mara: Viewer) -> None:
    before = await set_logo(services, mara, PICTURE)
    assert isinstance(services.photos, MemoryPhotos)
    services.photos.refuses = True
    with pytest.raises(OSError, match="no space"):
        await set_logo(services, mara, PICTURE + b"new")
    assert await settings_of_clinic(mara) == before


class TestWhoSeesIt:
    async def test_practitioners_and_patients_of_the_clinic(
        self, services: Services, mara: Viewer, alice: Viewer, bob: Viewer, lindenhof: Clinic
    ) -> None:
        await make_treatment(services, bob, patient=alice)
        name = name_of(await set_logo(services, mara, PICTURE))
        for viewer in (mara, bob, alice):
            assert await show_logo(services, viewer, lindenhof.id, name) == (LOGO_OF_PICTURE, "image/png")

    async def test_nobody_else(self, services: Services, mara: Viewer, lindenhof: Clinic) -> None:
        name = name_of(await set_logo(services, mara, PICTURE))
        erin = await make_practitioner(await make_clinic("Rosengarten"), "Erin Ernst", is_owner=True)
        for viewer in (erin, await make_patient("Charlie Conrad")):
            with pytest.raises(NotFound):
                await show_logo(services, viewer, lindenhof.id, name)

    async def test_one_that_was_replaced_or_is_missing_is_not_found(
        self, services: Services, mara: Viewer, lindenhof: Clinic
    ) -> None:
        old = name_of(await set_logo(services, mara, PICTURE))
        new = name_of(await set_logo(services, mara, PICTURE + b"new"))
        with pytest.raises(NotFound):
            await show_logo(services, mara, lindenhof.id, old)
        assert isinstance(services.photos, MemoryPhotos)
        services.photos.images.clear()
        with pytest.raises(NotFound):
            await show_logo(services, mara, lindenhof.id, new)

    async def test_people_who_open_an_invitation(self, services: Services, mara: Viewer, bob: Viewer) -> None:
        links = [
            await invite_colleague(services, mara),
            await invite_patient(services, bob, (await make_treatment(services, bob)).id),
        ]
        tokens = [await token_of(link.url) for link in links]
        assert [(await open_link(services, token)).clinic_logo for token in tokens] == [None, None]
        await set_logo(services, mara, PICTURE)
        for token in tokens:
            assert (
                await open_link(services, token)
            ).clinic_logo == "data:image/png;base64,bG9nbzpwaWN0dXJlOg=="

    async def test_an_invitation_opens_without_a_logo_whose_file_is_missing(
        self, services: Services, mara: Viewer
    ) -> None:
        link = await invite_colleague(services, mara)
        await set_logo(services, mara, PICTURE)
        assert isinstance(services.photos, MemoryPhotos)
        services.photos.images.clear()
        assert (await open_link(services, await token_of(link.url))).clinic_logo is None


async def test_a_review_and_its_pdf_show_it(
    services: Services, mara: Viewer, alice: Viewer, bob: Viewer
) -> None:
    treatment = await make_treatment(services, bob, patient=alice)
    await make_grant(services, alice, treatment.id)
    settings = await set_logo(services, mara, PICTURE)
    assert (await review.review(services, bob, treatment.id)).clinic_logo == settings.logo
    page = json.loads((await review_exports.review_pdf(services, bob, treatment.id)).content)
    assert page["clinic"]["logo"] == name_of(settings)
    assert isinstance(services.typeset, FakeTypesetter)
    assert services.typeset.pictures[name_of(settings)] == LOGO_OF_PICTURE
