"""The limits of what is stored, each at its edge: the last one is taken, one more is refused and changes nothing."""

from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from models.diary import Entry, EntryRevision, Photo
from models.people import OneTimeLink, Passkey, Person
from models.reminders import PushSubscription
from models.treatments import SheetVersion, Treatment
from server.domain.errors import AfterglowError
from server.domain.limits import (
    CHANGES_A_PAGE,
    DAY,
    ENTRIES_A_DAY,
    ENTRIES_A_PERSON,
    INVITATIONS_A_CLINIC,
    PASSKEYS_A_PERSON,
    PHOTO_BYTES_A_PERSON,
    PHOTOS_A_DAY,
    PHOTOS_A_PERSON,
    RECOVERY_LINKS_A_PERSON,
    SHEETS_A_CLINIC,
    SUBSCRIPTIONS_A_PERSON,
    TREATMENTS_A_DAY,
    TREATMENTS_A_PERSON,
    VERSIONS_AN_ENTRY,
)
from server.domain.sheets import to_toml
from server.domain.viewer import Viewer
from server.domain.vocabulary import ReminderKind, SkinCue
from server.ports import Services
from server.shapes.authoring import DraftNew
from server.shapes.changes import Changes
from server.shapes.people import MeChange, RegistrationStart
from server.shapes.reminders import ReminderPreferencesChange
from server.usecases.authoring import new_draft
from server.usecases.diary import changes_after, write_entry
from server.usecases.invitations import create_recovery_link, invite_colleague
from server.usecases.registration import start_registration
from server.usecases.reminders import subscribe
from tests.factories import entry_write, make_entry, make_own_treatment, make_passkey, make_photo
from tests.fakes import NOW, SHEET, FakeClock, MemoryPhotos
from tests.people import push_subscription

Call = Callable[[], Coroutine[Any, Any, object]]
YESTERDAY = NOW - timedelta(seconds=DAY)


async def refused(call: Call, code: str) -> AfterglowError:
    with pytest.raises(AfterglowError) as error:
        await call()
    assert error.value.code == code
    return error.value


async def put_entries(alice: Viewer, treatment: UUID, count: int, *, created_at: Any = YESTERDAY) -> None:
    """Store entries beside the use cases; revisions from 1,000 on."""
    shared = {"patient_id": alice.person_id, "treatment_id": treatment, "occurred_at": NOW, "document": {}}
    rows = (
        Entry(id=uuid4(), revision=1_000 + number, write_sha256="", created_at=created_at, **shared)
        for number in range(count)
    )
    await Entry.bulk_create(rows, batch_size=500)


async def put_photos(
    alice: Viewer, entry_id: UUID, count: int, *, created_at: Any = YESTERDAY, stored_bytes: int = 1
) -> None:
    entry = await Entry.get(id=entry_id)
    shared = {
        "patient_id": alice.person_id, "treatment_id": entry.treatment_id, "angle": "front", "taken_at": NOW,
        "sha256": "", "content_type": "image/jpeg", "width": 1, "height": 1, "sharpness": 1, "brightness": 1,
        "revision": 1, "created_at": created_at, "stored_bytes": stored_bytes,
    }  # fmt: skip
    await Photo.bulk_create((Photo(id=uuid4(), **shared) for _ in range(count)), batch_size=500)


class TestDiary:
    async def test_entries_of_a_day(
        self, services: Services, clock: FakeClock, alice: Viewer, treatment: UUID
    ) -> None:
        await put_entries(alice, treatment, ENTRIES_A_DAY - 1, created_at=NOW)
        await make_entry(services, alice, treatment)
        error = await refused(lambda: make_entry(services, alice, treatment), "too-many-today")
        assert error.facts["retry_after"] == DAY
        assert await Entry.all().count() == ENTRIES_A_DAY
        clock.pass_time(seconds=DAY)
        await make_entry(services, alice, treatment)

    async def test_a_repeated_upload_is_acknowledged_above_the_limit(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        write, entry_id = entry_write(treatment), uuid4()
        first = await write_entry(services, alice, entry_id, write)
        await put_entries(alice, treatment, ENTRIES_A_DAY, created_at=NOW)
        assert await write_entry(services, alice, entry_id, write) == first

    async def test_entries_of_a_person(self, services: Services, alice: Viewer, treatment: UUID) -> None:
        await put_entries(alice, treatment, ENTRIES_A_PERSON - 1)
        await make_entry(services, alice, treatment)
        await refused(lambda: make_entry(services, alice, treatment), "diary-full")
        assert await Entry.all().count() == ENTRIES_A_PERSON

    async def test_versions_of_an_entry(self, services: Services, alice: Viewer, treatment: UUID) -> None:
        entry = await make_entry(services, alice, treatment)
        earlier = [
            EntryRevision(
                id=uuid4(), entry_id=entry.id, revision=-number, occurred_at=NOW, document={},
                write_sha256="", written_at=NOW,
            )
            for number in range(1, VERSIONS_AN_ENTRY)
        ]  # fmt: skip
        await EntryRevision.bulk_create(earlier)
        last = await write_entry(
            services, alice, entry.id, entry_write(treatment, note="500", base_revision=entry.revision)
        )
        edit = entry_write(treatment, note="501", base_revision=last.revision)
        await refused(lambda: write_entry(services, alice, entry.id, edit), "too-many-versions")
        assert (await Entry.get(id=entry.id)).document["note"] == "500"

    async def test_photos_of_a_day(
        self, services: Services, clock: FakeClock, store: MemoryPhotos, alice: Viewer, treatment: UUID
    ) -> None:
        entry = await make_entry(services, alice, treatment)
        await put_photos(alice, entry.id, PHOTOS_A_DAY - 1, created_at=NOW)
        await make_photo(services, alice, entry.id)
        images = dict(store.images)
        await refused(lambda: make_photo(services, alice, entry.id), "too-many-today")
        assert (await Photo.all().count(), store.images) == (PHOTOS_A_DAY, images)
        clock.pass_time(seconds=DAY)
        await make_photo(services, alice, entry.id)

    async def test_photos_of_a_person(self, services: Services, alice: Viewer, treatment: UUID) -> None:
        entry = await make_entry(services, alice, treatment)
        await put_photos(alice, entry.id, PHOTOS_A_PERSON - 1)
        await make_photo(services, alice, entry.id)
        await refused(lambda: make_photo(services, alice, entry.id), "photos-full")
        assert await Photo.all().count() == PHOTOS_A_PERSON

    async def test_bytes_of_photos(self, services: Services, alice: Viewer, treatment: UUID) -> None:
        entry = await make_entry(services, alice, treatment)
        await put_photos(alice, entry.id, 1, stored_bytes=PHOTO_BYTES_A_PERSON - 1)
        stored = await make_photo(services, alice, entry.id)
        assert (await Photo.get(id=stored.id)).stored_bytes == len("display:thumbnail:") + 2 * 64
        await refused(lambda: make_photo(services, alice, entry.id), "photos-full")
        assert await Photo.all().count() == 2

    async def test_treatments_that_a_patient_starts(
        self, services: Services, clock: FakeClock, alice: Viewer
    ) -> None:
        for _ in range(TREATMENTS_A_DAY):
            await make_own_treatment(services, alice)
        await refused(lambda: make_own_treatment(services, alice), "too-many-today")
        while (count := await Treatment.all().count()) < TREATMENTS_A_PERSON:
            if count % TREATMENTS_A_DAY == 0:
                clock.pass_time(seconds=DAY)
            await make_own_treatment(services, alice)
        clock.pass_time(seconds=DAY)
        await refused(lambda: make_own_treatment(services, alice), "too-many-treatments")
        assert await Treatment.all().count() == TREATMENTS_A_PERSON


class TestWaysIn:
    async def test_passkeys(self, services: Services, alice: Viewer) -> None:
        async def start() -> object:
            return await start_registration(services, alice, RegistrationStart(display_name="Alice"))

        for number in range(PASSKEYS_A_PERSON - 1):
            await make_passkey(alice, f"phone {number}")
        await start()
        await make_passkey(alice, "the last one")
        await refused(start, "too-many-passkeys")
        assert await Passkey.all().count() == PASSKEYS_A_PERSON

    async def test_open_recovery_links(self, services: Services, clock: FakeClock, alice: Viewer) -> None:
        async def create() -> object:
            return await create_recovery_link(services, alice, stored=False)

        for _ in range(RECOVERY_LINKS_A_PERSON):
            await create()
        await refused(create, "too-many-recovery-links")
        assert await OneTimeLink.all().count() == RECOVERY_LINKS_A_PERSON
        await create_recovery_link(services, alice, stored=True)

    async def test_open_invitations(self, services: Services, bob: Viewer, erin: Viewer) -> None:
        for _ in range(INVITATIONS_A_CLINIC):
            await invite_colleague(services, bob)
        await refused(lambda: invite_colleague(services, bob), "too-many-invitations")
        assert await OneTimeLink.all().count() == INVITATIONS_A_CLINIC
        await invite_colleague(services, erin)

    async def test_push_subscriptions(self, services: Services, alice: Viewer, bob: Viewer) -> None:
        for number in range(SUBSCRIPTIONS_A_PERSON):
            await subscribe(services, alice, push_subscription(f"phone-{number}"))
        await refused(
            lambda: subscribe(services, alice, push_subscription("one-more")), "too-many-subscriptions"
        )
        assert await PushSubscription.all().count() == SUBSCRIPTIONS_A_PERSON
        await subscribe(services, alice, push_subscription("phone-3"))  # with new keys
        await subscribe(services, bob, push_subscription("bob"))


class TestLists:
    async def test_sheets_of_a_clinic(self, services: Services, bob: Viewer) -> None:
        def draft(key: str) -> DraftNew:
            toml = to_toml(SHEET).replace('id = "calm-days"', f'id = "{key}"')
            return DraftNew.model_validate({"id": uuid4(), "source": {"toml": toml}})

        others = [
            SheetVersion(
                id=uuid4(), clinic_id=bob.clinic_id, key=f"s{number}", version=1, title="Care", language="en",
                document={}, created_at=NOW,
            )
            for number in range(SHEETS_A_CLINIC - 1)
        ]  # fmt: skip
        await SheetVersion.bulk_create(others)
        await new_draft(services, bob, draft("the-last-one"))
        await refused(lambda: new_draft(services, bob, draft("one-more")), "too-many-sheets")
        assert await SheetVersion.filter(clinic_id=bob.clinic_id).count() == SHEETS_A_CLINIC

    def test_what_is_repeated_is_stored_once(self) -> None:
        cue = next(iter(SkinCue))
        assert MeChange(skin_cues=[cue] * len(SkinCue)).skin_cues == [cue]
        kind = next(iter(ReminderKind))
        assert ReminderPreferencesChange(kinds=[kind, kind]).kinds == [kind]

    @pytest.mark.parametrize(
        ("shape", "field", "value"),
        [
            (MeChange, "skin_cues", [next(iter(SkinCue))] * (len(SkinCue) + 1)),
            (ReminderPreferencesChange, "kinds", [next(iter(ReminderKind))] * (len(ReminderKind) + 1)),
        ],
    )
    def test_a_longer_list_is_refused(self, shape: Any, field: str, value: list[Any]) -> None:
        with pytest.raises(ValueError, match="too_long"):
            shape(**{field: value})


class TestPages:
    async def test_400_large_entries_arrive_in_pages_that_miss_and_repeat_nothing(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        entries = [await make_entry(services, alice, treatment) for _ in range(3)]
        large = {**(await Entry.get(id=entries[0].id)).document, "note": "x" * 4_000}
        await put_entries(alice, treatment, 400)
        await Entry.filter(revision__gte=1_000).update(document=large)
        await Person.filter(id=alice.person_id).update(revision=2_000)
        pages: list[Changes] = []
        while not pages or pages[-1].more:
            pages.append(await changes_after(alice, pages[-1].revision if pages else 0))
        assert [len(page.entries) for page in pages] == [CHANGES_A_PAGE, CHANGES_A_PAGE, 3]
        ids = [entry.id for page in pages for entry in page.entries]
        assert (len(ids), len(set(ids))) == (403, 403)
        assert [len(page.treatments) for page in pages] == [1, 0, 0]
        assert pages[-1].revision == 2_000
        assert not (await changes_after(alice, 2_000)).more

    async def test_equal_revisions_are_never_split(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        await put_entries(alice, treatment, CHANGES_A_PAGE + 5)
        document = (await make_entry(services, alice, treatment)).document.model_dump(mode="json")
        await Entry.all().update(revision=1_500, document=document)
        await Person.filter(id=alice.person_id).update(revision=2_000)
        page = await changes_after(alice, 1_000)
        assert (len(page.entries), page.revision) == (CHANGES_A_PAGE + 6, 1_500)
