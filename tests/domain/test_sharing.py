"""Who may see a treatment, its diary and its photos."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from server.domain.sharing import (
    LONGEST_GRANT,
    DiaryFacts,
    GrantFacts,
    Reader,
    grant_end_allowed,
    may_manage_team,
    may_see_photos,
    may_see_record,
    owns,
    readers,
    running_grant,
    runs,
)
from server.domain.viewer import Viewer
from server.domain.vocabulary import Role

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
CLINIC, OTHER_CLINIC = UUID(int=100), UUID(int=200)


def person(number: int, role: Role, clinic_id: UUID | None = None) -> Viewer:
    return Viewer(
        person_id=UUID(int=number),
        role=role,
        display_name="",
        clinic_id=clinic_id,
        is_owner=False,
        language="en",
        time_zone="UTC",
        auth_session_id=UUID(int=0),
        signed_in_at=NOW,
        passkey_answered_at=None,
    )


ALICE = person(1, Role.PATIENT)
BOB = person(2, Role.PRACTITIONER, CLINIC)
CHARLIE = person(3, Role.PATIENT)
ERIN = person(5, Role.PRACTITIONER, OTHER_CLINIC)
FRIDA = person(6, Role.PRACTITIONER, CLINIC)
DIARY = DiaryFacts(UUID(int=10), ALICE.person_id, CLINIC)
GRANT = GrantFacts(
    BOB.person_id,
    DIARY.treatment_id,
    photos=True,
    notes=True,
    starts_at=NOW,
    ends_at=NOW + timedelta(days=30),
)


def may_read_diary(viewer: Viewer, diary: DiaryFacts, grants: list[GrantFacts], *, now: datetime) -> bool:
    """Combine the rules as `server.usecases.access` does: one's own diary, or a running grant."""
    return owns(viewer, diary) or running_grant(viewer, diary, grants, now=now) is not None


def test_a_grant_runs_from_its_start_until_just_before_its_end() -> None:
    assert not runs(GRANT, NOW - SECOND)
    assert runs(GRANT, NOW)
    assert runs(GRANT, GRANT.ends_at - SECOND)
    assert not runs(GRANT, GRANT.ends_at)


def test_a_revoked_grant_is_over_at_once() -> None:
    assert not runs(replace(GRANT, revoked_at=NOW), NOW)


@pytest.mark.parametrize(
    ("viewer", "may"), [(ALICE, True), (BOB, True), (CHARLIE, False), (ERIN, False), (FRIDA, False)]
)
def test_the_diary_opens_to_its_patient_and_by_grant_to_one_practitioner(viewer: Viewer, may: bool) -> None:
    assert may_read_diary(viewer, DIARY, [GRANT], now=NOW) is may
    assert may_see_photos(viewer, DIARY, [GRANT], now=NOW) is may


def test_a_grant_to_everyone_opens_the_diary_to_those_who_work_in_the_clinic_now() -> None:
    everyone = replace(GRANT, everyone_at_id=CLINIC)
    for colleague in (BOB, FRIDA):
        assert may_read_diary(colleague, DIARY, [everyone], now=NOW)
        assert may_see_photos(colleague, DIARY, [everyone], now=NOW)
        assert not may_read_diary(colleague, DIARY, [everyone], now=everyone.ends_at)
        assert not may_read_diary(colleague, DIARY, [replace(everyone, revoked_at=NOW)], now=NOW)
    for stranger in (ERIN, CHARLIE, replace(FRIDA, clinic_id=None), replace(FRIDA, clinic_id=OTHER_CLINIC)):
        assert not may_read_diary(stranger, DIARY, [everyone], now=NOW)


def test_a_grant_to_everyone_at_another_clinic_opens_nothing() -> None:
    elsewhere = replace(GRANT, everyone_at_id=OTHER_CLINIC)
    for stranger in (FRIDA, ERIN):
        assert not may_read_diary(stranger, DIARY, [elsewhere], now=NOW)


def test_without_a_grant_the_practitioner_sees_the_record_and_not_the_diary() -> None:
    assert may_see_record(BOB, DIARY)
    assert not may_read_diary(BOB, DIARY, [], now=NOW)


def test_the_record_belongs_to_its_clinic_only() -> None:
    assert not may_see_record(ERIN, DIARY)
    assert not may_see_record(ALICE, DIARY)
    assert not may_see_record(BOB, replace(DIARY, clinic_id=None))
    assert not may_see_record(person(2, Role.PRACTITIONER), replace(DIARY, clinic_id=None))


def test_a_grant_without_photos_opens_the_words_only() -> None:
    words = replace(GRANT, photos=False)
    assert may_read_diary(BOB, DIARY, [words], now=NOW)
    assert not may_see_photos(BOB, DIARY, [words], now=NOW)
    assert running_grant(BOB, DIARY, [words, GRANT], now=NOW) == GRANT


def test_a_grant_for_another_treatment_opens_nothing() -> None:
    assert not may_read_diary(BOB, DIARY, [replace(GRANT, treatment_id=UUID(int=11))], now=NOW)


def test_a_diary_that_nobody_has_joined_belongs_to_nobody() -> None:
    assert not may_read_diary(ALICE, replace(DIARY, patient_id=None), [], now=NOW)


def test_a_grant_opens_nothing_from_another_clinic_or_without_one() -> None:
    """A practitioner of two clinics works in one at a time, and in none after the membership has ended."""
    for clinic_id in (OTHER_CLINIC, None):
        assert not may_read_diary(replace(BOB, clinic_id=clinic_id), DIARY, [GRANT], now=NOW)
        assert not may_see_photos(replace(BOB, clinic_id=clinic_id), DIARY, [GRANT], now=NOW)


def test_the_owner_of_a_clinic_manages_its_team() -> None:
    owner = replace(BOB, is_owner=True)
    assert may_manage_team(owner, CLINIC)
    assert not may_manage_team(owner, OTHER_CLINIC)
    assert not may_manage_team(BOB, CLINIC)
    assert not may_manage_team(replace(ALICE, is_owner=True, clinic_id=CLINIC), CLINIC)


def test_a_grant_ends_in_the_future_and_within_180_days() -> None:
    assert not grant_end_allowed(NOW, now=NOW)
    assert grant_end_allowed(NOW + SECOND, now=NOW)
    assert grant_end_allowed(NOW + LONGEST_GRANT, now=NOW)
    assert not grant_end_allowed(NOW + LONGEST_GRANT + SECOND, now=NOW)


TEAM = [BOB.person_id, FRIDA.person_id]
TO_EVERYONE = replace(GRANT, everyone_at_id=CLINIC)


def readers_with(*grants: GrantFacts, in_charge: Viewer = BOB, now: datetime = NOW) -> list[Reader]:
    return list(readers(DIARY, grants, team=TEAM, in_charge_id=in_charge.person_id, now=now))


def test_a_grant_to_one_practitioner_has_one_reader() -> None:
    assert readers_with(GRANT) == [Reader(BOB.person_id, notes=True, stands_in=False)]
    assert readers_with(GRANT, in_charge=FRIDA) == [Reader(BOB.person_id, notes=True, stands_in=False)]


def test_of_a_grant_to_everyone_all_but_the_one_in_charge_stand_in() -> None:
    bob, frida = readers_with(TO_EVERYONE)
    assert (bob.stands_in, frida.stands_in) == (False, True)
    bob, frida = readers_with(TO_EVERYONE, in_charge=FRIDA)
    assert (bob.stands_in, frida.stands_in) == (True, False)
    bob, frida = readers_with(TO_EVERYONE, GRANT, in_charge=FRIDA)
    assert (bob.stands_in, frida.stands_in) == (False, False)


def test_a_reader_sees_notes_if_their_widest_grant_has_them() -> None:
    assert [reader.notes for reader in readers_with(replace(GRANT, notes=False))] == [False]
    narrow = replace(TO_EVERYONE, photos=False, notes=False)
    assert [reader.notes for reader in readers_with(GRANT, narrow)] == [True, False]


def test_nobody_reads_what_is_not_shared_now_or_belongs_to_no_clinic() -> None:
    assert readers_with() == []
    assert readers_with(replace(GRANT, revoked_at=NOW)) == []
    assert readers_with(GRANT, now=GRANT.ends_at) == []
    assert readers_with(replace(GRANT, practitioner_id=ERIN.person_id)) == []
    for diary in (replace(DIARY, clinic_id=None), replace(DIARY, patient_id=None)):
        assert readers(diary, [GRANT], team=TEAM, in_charge_id=BOB.person_id, now=NOW) == ()


@pytest.mark.parametrize("grant", [GRANT, TO_EVERYONE, replace(GRANT, practitioner_id=FRIDA.person_id)])
def test_the_readers_are_those_to_whom_the_diary_is_open(grant: GrantFacts) -> None:
    may_read = [who.person_id for who in (BOB, FRIDA) if running_grant(who, DIARY, [grant], now=NOW)]
    assert [reader.person_id for reader in readers_with(grant)] == may_read
