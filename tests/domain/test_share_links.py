"""Rules of share links."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.limits import MAX_WRONG_CODES
from server.domain.share_links import (
    ALPHABET,
    CODE_LENGTH,
    LinkReader,
    ShareLinkFacts,
    code_from,
    grouped_code,
    link_end_allowed,
    link_runs,
    may_read_by_link,
    network_of,
    plain_code,
    without_treatment,
)
from server.domain.sharing import DiaryFacts, Scope
from tests.fakes import NOW

SECOND = timedelta(seconds=1)
PATIENT, OTHER, TREATMENT = UUID(int=1), UUID(int=2), UUID(int=3)
READER = LinkReader(
    session_id=UUID(int=8),
    link_id=UUID(int=9),
    patient_id=PATIENT,
    treatment_ids=frozenset({TREATMENT}),
    scope=Scope.of_link(photos=True, notes=True),
    ends_at=NOW,
)


def test_a_link_runs_until_just_before_its_end_unless_it_is_revoked_or_locked() -> None:
    link = ShareLinkFacts(ends_at=NOW, revoked_at=None, locked_at=None)
    assert link_runs(link, NOW - SECOND)
    assert not link_runs(link, NOW)
    assert not link_runs(ShareLinkFacts(NOW, revoked_at=NOW, locked_at=None), NOW - SECOND)
    assert not link_runs(ShareLinkFacts(NOW, revoked_at=None, locked_at=NOW), NOW - SECOND)


@pytest.mark.parametrize(("days", "allowed"), [(0, False), (-1, False), (30, True), (30.01, False)])
def test_a_link_ends_within_30_days(days: float, allowed: bool) -> None:
    assert link_end_allowed(NOW + timedelta(days=days), now=NOW) is allowed


def test_a_link_opens_the_diaries_that_it_names_while_they_belong_to_its_patient() -> None:
    assert may_read_by_link(READER, DiaryFacts(TREATMENT, PATIENT, None))
    assert not may_read_by_link(READER, DiaryFacts(TREATMENT, OTHER, None))
    assert not may_read_by_link(READER, DiaryFacts(TREATMENT, None, None))
    assert not may_read_by_link(READER, DiaryFacts(OTHER, PATIENT, None))


def test_without_notes_a_link_shows_no_replies_either() -> None:
    assert Scope.of_link(photos=False, notes=True) == Scope(photos=False, notes=True, replies=True)
    assert Scope.of_link(photos=True, notes=False) == Scope(photos=True, notes=False, replies=False)


def test_10_000_guesses_find_a_code_with_a_chance_below_one_in_a_million() -> None:
    codes = len(ALPHABET) ** CODE_LENGTH
    assert MAX_WRONG_CODES / codes < 1e-6
    assert 10_000 / codes < 1e-6  # even if the link did not lock


@given(st.text())
def test_a_code_is_read_as_it_was_made(secret: str) -> None:
    code = code_from(secret + "\u00e4")
    assert (len(code), set(code) <= set(ALPHABET)) == (CODE_LENGTH, True)
    assert plain_code(grouped_code(code)) == code
    assert plain_code(f" {grouped_code(code).lower()} ") == code


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    assert plain_code("oOiI-lL01") == "00111101"


def test_every_character_of_a_code_is_evenly_likely() -> None:
    counted = dict.fromkeys(ALPHABET, 0)
    for _ in range(2_000):
        for character in code_from(uuid4().hex + uuid4().hex):
            counted[character] += 1
    expected = 2_000 * CODE_LENGTH / len(ALPHABET)
    assert all(0.7 * expected < count < 1.3 * expected for count in counted.values())


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.0/24"),
        ("::ffff:203.0.113.9", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/56"),
        ("fe80::1%eth0", "fe80::/56"),
        ("", "unknown"),
        ("a proxy", "unknown"),
    ],
)
def test_a_network_is_the_beginning_of_an_address(address: str, network: str) -> None:
    assert network_of(address) == network


def test_an_erased_treatment_leaves_a_link() -> None:
    assert without_treatment([str(TREATMENT), str(OTHER)], TREATMENT) == [str(OTHER)]
    assert without_treatment([str(TREATMENT)], TREATMENT) == []
