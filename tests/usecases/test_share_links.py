"""A share link opens what it names to anyone who has its code, for as long as it runs, and every access is recorded."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError

from models.reminders import Reminder
from models.share_links import LinkAccess, NetworkAttempts, ShareLink, ShareSession
from server.domain.errors import AfterglowError, Conflict, NotFound, PasskeyNotFresh, TooMany
from server.domain.limits import MAX_SHARE_LINKS, MAX_WRONG_CODES, SHARE_LINK_ATTEMPTS
from server.domain.share_links import LinkReader
from server.domain.sharing import Scope
from server.domain.viewer import Viewer
from server.jobs.housekeeping import tidy
from server.ports import Services
from server.shapes.replies import ReplyNew
from server.shapes.sharing import ShareLinkMade, ShareLinkOpen
from server.usecases.access_by_link import link_reader_of
from server.usecases.attempts import NETWORK_GROUP_DIGITS
from server.usecases.diary import changes_after
from server.usecases.erasing import erase_account, erase_treatment
from server.usecases.review import preview, reply
from server.usecases.share_links import list_share_links, make_share_link, revoke_share_link
from server.usecases.shared_diaries import (
    list_shared,
    open_share_link,
    read_shared,
    show_shared_photo,
)
from tests.factories import (
    POISON_NOTE,
    POISON_QUESTION,
    make_entry,
    make_grant,
    make_own_treatment,
    make_photo,
    make_treatment,
    new_share_link,
    open_link,
)
from tests.factories import make_share_link as made_link
from tests.fakes import NOW, FakeClock


def typed(made: ShareLinkMade, code: str | None = None) -> ShareLinkOpen:
    return ShareLinkOpen(token=made.url.partition("#")[2], code=made.code if code is None else code)


async def reader_of(services: Services, made: ShareLinkMade) -> LinkReader:
    """Open a link, and return its reader."""
    reader = await link_reader_of(await open_link(services, made), now=services.clock.now())
    assert reader is not None
    return reader


class TestMaking:
    async def test_a_person_without_a_clinic_can_share(self, services: Services, alice: Viewer) -> None:
        own = await make_own_treatment(services, alice)
        entry = await make_entry(services, alice, own)
        shown = await read_shared(
            services, await reader_of(services, await made_link(services, alice, own)), own
        )
        assert [each.id for each in shown.entries] == [entry.id]

    async def test_a_link_has_the_name_that_its_patient_gives_it(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        named = await made_link(services, alice, treatment, name="  Dr. Weber ")
        await made_link(services, alice, treatment)
        names = [each.name for each in (await list_share_links(services, alice)).share_links]
        assert (named.link.name, sorted(names)) == ("Dr. Weber", ["", "Dr. Weber"])
        await read_shared(services, await reader_of(services, named), treatment)
        [seen] = (await changes_after(alice, 0)).access_records
        assert (seen.practitioner_name, seen.link_name) == ("", "Dr. Weber")

    async def test_the_reader_does_not_see_the_name(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        reader = await reader_of(services, await made_link(services, alice, treatment, name=POISON_NOTE))
        shown = (await list_shared(reader), await read_shared(services, reader, treatment))
        assert POISON_NOTE not in repr(shown)

    @pytest.mark.parametrize("name", ["x" * 61, "a\x00b"])
    async def test_a_name_that_cannot_be_stored_is_refused(
        self, services: Services, treatment: UUID, name: str
    ) -> None:
        with pytest.raises(ValidationError):
            new_share_link(services, treatment, name=name)

    async def test_link_and_code_are_stored_as_hashes_only(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        made = await made_link(services, alice, treatment)
        [row] = await ShareLink.all().values()
        stored = repr(row)
        assert typed(made).token not in stored
        assert made.code not in stored
        assert made.code.replace("-", "") not in stored

    @pytest.mark.parametrize("days", [0, -1, 31])
    async def test_a_link_ends_within_30_days(
        self, services: Services, alice: Viewer, treatment: UUID, days: int
    ) -> None:
        new = new_share_link(services, treatment, ends_at=NOW + timedelta(days=days))
        with pytest.raises(AfterglowError) as refused:
            await make_share_link(services, alice, new)
        assert (refused.value.code, refused.value.facts) == ("link-end", {"at": "ends_at"})

    async def test_needs_a_fresh_passkey_and_own_treatments_only(
        self, services: Services, clock: FakeClock, alice: Viewer, treatment: UUID, doras: UUID
    ) -> None:
        with pytest.raises(NotFound):
            await made_link(services, alice, treatment, doras)
        clock.pass_time(minutes=10)
        with pytest.raises(PasskeyNotFresh):
            await made_link(services, alice, treatment)
        with pytest.raises(NotFound):  # a stranger learns nothing from it
            await made_link(services, alice, doras)
        assert await ShareLink.all().count() == 0

    async def test_at_most_ten_links_are_open_at_a_time(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        made = [await made_link(services, alice, treatment) for _ in range(MAX_SHARE_LINKS)]
        with pytest.raises(Conflict) as refused:
            await made_link(services, alice, treatment)
        assert (refused.value.code, "10" in refused.value.detail) == ("too-many-links", True)
        await revoke_share_link(services, alice, made[0].link.id)
        await made_link(services, alice, treatment)

    async def test_nobody_lists_or_revokes_the_links_of_another_patient(
        self, services: Services, alice: Viewer, dora: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        made = await made_link(services, alice, treatment)
        for stranger in (dora, bob):
            with pytest.raises(NotFound):
                await revoke_share_link(services, stranger, made.link.id)
        assert (await list_share_links(services, dora)).share_links == []


class TestReading:
    async def test_shows_what_the_preview_showed(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        entry = await make_entry(services, alice, treatment, scores={"redness": 3})
        await make_photo(services, alice, entry.id)
        await make_grant(services, alice, treatment)
        await reply(services, bob, treatment, ReplyNew(id=uuid4(), text="You asked about an infection."))
        for photos in (True, False):
            for notes in (True, False):
                promised = await preview(
                    services, alice, treatment, Scope.of_link(photos=photos, notes=notes)
                )
                made = await made_link(services, alice, treatment, photos=photos, notes=notes)
                shown = await read_shared(services, await reader_of(services, made), treatment)
                assert shown == promised
                assert (len(shown.photos), len(shown.replies)) == (int(photos), int(notes))
                text = shown.model_dump_json()
                assert [word in text for word in (POISON_NOTE, POISON_QUESTION)] == [notes, notes]

    async def test_opens_only_the_treatments_that_it_names(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID, doras: UUID
    ) -> None:
        second = (await make_treatment(services, bob, patient=alice, treated_at_local="2026-11-19T10:00")).id
        third = (await make_treatment(services, bob, patient=alice)).id
        reader = await reader_of(services, await made_link(services, alice, treatment, second))
        listed = await list_shared(reader)
        assert [each.id for each in listed.treatments] == [second, treatment]
        assert [each.sheet_title for each in listed.treatments] == ["Calm days"] * 2
        for closed in (third, doras, uuid4()):
            with pytest.raises(NotFound):
                await read_shared(services, reader, closed)

    async def test_photos_are_shown_only_if_they_are_in_scope(
        self, services: Services, alice: Viewer, dora: Viewer, treatment: UUID, doras: UUID
    ) -> None:
        photo = await make_photo(services, alice, (await make_entry(services, alice, treatment)).id)
        another = await make_photo(services, dora, (await make_entry(services, dora, doras)).id)
        allowed = await reader_of(services, await made_link(services, alice, treatment))
        assert (await show_shared_photo(services, allowed, photo.id, "thumbnail"))[1] == "image/jpeg"
        refused = await reader_of(services, await made_link(services, alice, treatment, photos=False))
        for reader, photo_id in ((refused, photo.id), (allowed, another.id), (allowed, uuid4())):
            with pytest.raises(NotFound):
                await show_shared_photo(services, reader, photo_id, "display")

    async def test_every_access_is_shown_to_the_patient(
        self, services: Services, clock: FakeClock, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        photo = await make_photo(services, alice, (await make_entry(services, alice, treatment)).id)
        made = await made_link(services, alice, treatment)
        reader = await reader_of(services, made)
        await read_shared(services, reader, treatment)
        for _ in range(3):
            await show_shared_photo(services, reader, photo.id, "display")
        clock.pass_time(hours=1)
        await read_shared(services, reader, treatment)
        records = (await changes_after(alice, 0)).access_records
        assert [(record.kind, record.viewed_at) for record in records] == [
            ("diary", NOW),
            ("photos", NOW),
            ("diary", NOW + timedelta(hours=1)),
        ]
        assert {(record.link_id, record.practitioner_name) for record in records} == {(made.link.id, "")}
        [link] = (await list_share_links(services, alice)).share_links
        assert (link.times_viewed, link.last_viewed_at, link.state) == (2, clock.now(), "open")

    async def test_ends_twelve_hours_after_the_code_and_at_once_with_the_link(
        self, services: Services, clock: FakeClock, alice: Viewer, treatment: UUID
    ) -> None:
        made = await made_link(services, alice, treatment)
        token = await open_link(services, made)
        clock.pass_time(hours=11)
        assert await link_reader_of(token, now=clock.now()) is not None
        clock.pass_time(hours=1)
        assert await link_reader_of(token, now=clock.now()) is None
        token = await open_link(services, made)
        revoked = await revoke_share_link(services, alice, made.link.id)
        assert [link.state for link in revoked.share_links] == ["revoked"]
        assert await link_reader_of(token, now=clock.now()) is None
        assert await ShareSession.all().count() == 0
        assert await revoke_share_link(services, alice, made.link.id) == revoked

    async def test_a_link_that_has_ended_is_listed_as_ended(
        self, services: Services, clock: FakeClock, alice: Viewer, treatment: UUID
    ) -> None:
        token = await open_link(services, await made_link(services, alice, treatment))
        clock.pass_time(days=14)
        assert await link_reader_of(token, now=clock.now()) is None
        assert [link.state for link in (await list_share_links(services, alice)).share_links] == ["ended"]


class TestGuessing:
    async def test_10_000_guesses_open_nothing_lock_the_link_and_tell_the_patient(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        made, other = await made_link(services, alice, treatment), await made_link(services, alice, treatment)
        token = await open_link(services, made)
        refusals = {NotFound: 0, TooMany: 0}
        for guess in range(10_000):
            with pytest.raises((NotFound, TooMany)) as refused:
                await open_share_link(services, typed(made, f"{guess:08d}"), client=f"10.0.{guess % 20}.1")
            refusals[refused.type] += 1
        assert refusals[NotFound] == 20 * SHARE_LINK_ATTEMPTS
        assert await NetworkAttempts.all().count() == 20 + 1  # refused ones write nothing
        with pytest.raises(NotFound):
            await open_link(services, made)
        assert await link_reader_of(token, now=NOW) is None  # also where it was open
        states = {link.id: link.state for link in (await list_share_links(services, alice)).share_links}
        assert states == {made.link.id: "locked", other.link.id: "open"}
        assert [row.wrong_codes for row in await ShareLink.filter(id=made.link.id)] == [MAX_WRONG_CODES]
        assert [record.kind for record in (await changes_after(alice, 0)).access_records] == ["locked"]
        assert await Reminder.filter(person_id=alice.person_id, kind="link-locked").count() == 1
        assert await open_link(services, other)

    async def test_simultaneous_guesses_do_not_exceed_the_limit(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        made = await made_link(services, alice, treatment)
        guesses = [
            open_share_link(services, typed(made, f"{guess:08d}"), client=f"10.0.{guess}.1")
            for guess in range(3 * MAX_WRONG_CODES)
        ]
        answers = await asyncio.gather(*guesses, return_exceptions=True)
        assert {type(answer) for answer in answers} == {NotFound}
        assert (await ShareLink.get(id=made.link.id)).wrong_codes == MAX_WRONG_CODES
        assert await LinkAccess.filter(kind="locked").count() == 1

    async def test_the_right_code_does_not_reset_the_count(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        made = await made_link(services, alice, treatment)
        for guess in range(MAX_WRONG_CODES - 1):
            with pytest.raises(NotFound):
                await open_share_link(services, typed(made, f"{guess:08d}"), client="10.0.0.1")
        await open_link(services, made)
        with pytest.raises(NotFound):
            await open_share_link(services, typed(made, "wrong"), client="10.0.0.1")
        with pytest.raises(NotFound):
            await open_link(services, made)

    async def test_the_attempts_of_an_hour_are_counted_in_a_bounded_number_of_rows(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        made = await made_link(services, alice, treatment)
        for client in ("10.0.0.1", "10.0.1.1", "2001:db8::1"):
            with pytest.raises(NotFound):
                await open_share_link(services, typed(made, "wrong"), client=client)
        groups = await NetworkAttempts.all().values_list("network", flat=True)
        assert [len(str(group)) for group in groups] == [NETWORK_GROUP_DIGITS] * 3

    async def test_counts_and_sessions_are_deleted_when_they_are_of_no_more_use(
        self, services: Services, clock: FakeClock, alice: Viewer, treatment: UUID
    ) -> None:
        await open_link(services, await made_link(services, alice, treatment))
        assert (await tidy(services))["network_attempts"] == 0
        clock.pass_time(hours=13)
        tidied = await tidy(services)
        assert (tidied["network_attempts"], tidied["share_sessions"]) == (1, 1)
        assert (await NetworkAttempts.all().count(), await ShareSession.all().count()) == (0, 0)


class TestErasing:
    async def test_an_erased_treatment_leaves_its_links_and_closes_those_that_name_no_other(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        own = await make_own_treatment(services, alice)
        both, only = (
            await made_link(services, alice, treatment, own),
            await made_link(services, alice, treatment),
        )
        closed = await open_link(services, only)
        await read_shared(services, await reader_of(services, both), treatment)
        await erase_treatment(services, alice, treatment)
        assert await link_reader_of(closed, now=NOW) is None
        reader = await reader_of(services, both)
        assert [each.id for each in (await list_shared(reader)).treatments] == [own]
        with pytest.raises(NotFound):
            await read_shared(services, reader, treatment)
        assert await LinkAccess.filter(treatment_id=treatment).count() == 0

    async def test_an_erased_account_leaves_no_link(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        made = await made_link(services, alice, treatment)
        await read_shared(services, await reader_of(services, made), treatment)
        await erase_account(services, alice)
        assert [await table.all().count() for table in (ShareLink, ShareSession, LinkAccess)] == [0, 0, 0]
        with pytest.raises(NotFound):
            await open_link(services, made)
