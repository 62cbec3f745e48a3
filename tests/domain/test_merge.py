"""Merging an entry that was edited on two phones."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.limits import MAX_NOTE
from server.domain.merge import EMPTY, SEPARATOR, merge
from server.domain.vocabulary import SkinState, Symptom
from server.shapes.diary import EntryDocument

CASES = json.loads(Path("tests/golden/merge.json").read_text(encoding="utf-8"))["cases"]

texts = st.text(alphabet="ab \n-", max_size=12)
documents = st.fixed_dictionaries(
    {
        "time_zone": st.sampled_from(["Europe/Berlin", "Asia/Tokyo"]),
        "clock_offset_ms": st.sampled_from([None, 0, -7_200_000]),
        "scores": st.dictionaries(st.sampled_from([s.value for s in Symptom]), st.integers(0, 4), max_size=4),
        "signs": st.lists(
            st.fixed_dictionaries(
                {"sign": st.sampled_from(["oozing", "fever"]), "area": st.sampled_from([None, "chin"])}
            ),
            max_size=3,
            unique_by=lambda reported: (reported["sign"], reported["area"]),
        ),
        "states": st.dictionaries(st.sampled_from([s.value for s in SkinState]), st.booleans()),
        "products": st.lists(st.sampled_from("abc"), max_size=3, unique=True),
        "activities": st.lists(st.sampled_from("xyz"), max_size=3, unique=True),
        "acts": st.lists(st.sampled_from(["wash", "home"]), max_size=2, unique=True),
        "duties_done": st.lists(st.sampled_from(["shower", "sunscreen"]), max_size=2, unique=True),
        "signs_gone": st.lists(st.sampled_from(["oozing", "fever"]), max_size=2, unique=True),
        "note": texts,
        "question": texts,
        "back_dated": st.booleans(),
    }
)


def as_sets(document: dict[str, Any]) -> dict[str, Any]:
    return {
        name: sorted(json.dumps(item, sort_keys=True) for item in value) if isinstance(value, list) else value
        for name, value in document.items()
    }


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_golden_cases_hold(case: dict[str, Any]) -> None:
    outcome = merge(case["base"], case["theirs"], case["mine"])
    assert outcome.document == {**EMPTY, **case["merged"]}
    assert list(outcome.both_changed) == case["both_changed"]
    assert list(outcome.no_room) == case["no_room"]


@settings(deadline=None)
@given(base=documents, mine=documents)
def test_an_edit_of_the_newest_version_is_stored_unchanged(
    base: dict[str, Any], mine: dict[str, Any]
) -> None:
    merged = merge(base, base, mine).document
    assert as_sets(merged) == as_sets({**mine, "back_dated": base["back_dated"] or mine["back_dated"]})


@settings(deadline=None)
@given(base=documents, theirs=documents)
def test_a_stale_phone_without_changes_changes_nothing(base: dict[str, Any], theirs: dict[str, Any]) -> None:
    merged = merge(base, theirs, base).document
    assert as_sets(merged) == as_sets({**theirs, "back_dated": base["back_dated"] or theirs["back_dated"]})


@settings(deadline=None)
@given(base=documents, theirs=documents, mine=documents)
def test_merging_the_same_write_again_changes_nothing(
    base: dict[str, Any], theirs: dict[str, Any], mine: dict[str, Any]
) -> None:
    once = merge(base, theirs, mine)
    assert merge(base, theirs, mine) == once
    again = merge(mine, once.document, mine)
    assert as_sets(again.document) == as_sets(once.document)


@settings(deadline=None)
@given(base=documents, theirs=documents, mine=documents)
def test_no_written_text_is_lost(base: dict[str, Any], theirs: dict[str, Any], mine: dict[str, Any]) -> None:
    merged = merge(base, theirs, mine).document
    for name in ("note", "question"):
        for side in (theirs, mine):
            if side[name] != base[name]:
                assert side[name] in merged[name]


@settings(deadline=None)
@given(base=documents, theirs=documents, mine=documents)
def test_a_merged_document_is_valid(
    base: dict[str, Any], theirs: dict[str, Any], mine: dict[str, Any]
) -> None:
    merged = merge(base, theirs, mine).document
    assert EntryDocument.model_validate(merged).model_dump(mode="json") == merged


def test_two_notes_that_exceed_the_limit_are_named_so_that_the_history_stores_the_second() -> None:
    theirs, mine = "a" * MAX_NOTE, "b" * 10
    outcome = merge(
        {"time_zone": "UTC"}, {"time_zone": "UTC", "note": theirs}, {"time_zone": "UTC", "note": mine}
    )
    assert outcome.document["note"] == theirs
    assert outcome.no_room == ("note",)


def test_two_notes_that_just_fit_are_joined() -> None:
    theirs, mine = "a" * (MAX_NOTE - len(SEPARATOR) - 10), "b" * 10
    outcome = merge(
        {"time_zone": "UTC"}, {"time_zone": "UTC", "note": theirs}, {"time_zone": "UTC", "note": mine}
    )
    assert len(outcome.document["note"]) == MAX_NOTE
    assert outcome.no_room == ()
