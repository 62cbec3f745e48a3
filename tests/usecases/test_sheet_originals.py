"""The pasted text stays beside the rules, and follows what the author does to them."""

from uuid import uuid4

import pytest
from pydantic import ValidationError

from server.domain.limits import MAX_ORIGINAL_SENTENCES, MAX_READ_SENTENCES
from server.domain.sheet_import import parse_sheet_text
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.authoring import DraftNew, SheetVersionView
from server.shapes.originals import SheetOriginal
from server.usecases import authoring
from server.usecases.sheet_originals import plain_sentences
from tests.drafts import document, draft, original, published, rule, sheet
from tests.fakes import TOPICS


def states(version: SheetVersionView) -> list[tuple[str, list[str]]]:
    assert version.original is not None
    return [
        (sentence.state, sentence.rule_ids) for sentence in version.original.sentences if not sentence.heading
    ]


async def test_a_draft_stores_the_pasted_text_and_gives_it_back(services: Services, bob: Viewer) -> None:
    begun = await draft(services, bob, original=original())
    assert begun.original == original()
    assert (await authoring.show_version(services, bob, begun.id)).original == original()


async def test_a_sheet_that_was_not_pasted_has_no_original(services: Services, bob: Viewer) -> None:
    assert (await draft(services, bob)).original is None


async def test_a_change_without_an_original_leaves_the_stored_one(services: Services, bob: Viewer) -> None:
    begun = await draft(services, bob, original=original())
    changed = await authoring.change_draft(services, bob, begun.id, sheet(rule(until="48h")))
    assert changed.original == original()


async def test_a_change_may_bring_new_decisions(services: Services, bob: Viewer) -> None:
    begun = await draft(services, bob, original=original("decide", "decide"))
    change = sheet().model_copy(update={"original": original("rules", "reading-only")})
    changed = await authoring.change_draft(services, bob, begun.id, change)
    assert states(changed) == [("rules", ["make-up"]), ("reading-only", [])]


async def test_a_sentence_whose_only_rule_was_removed_is_open_again(services: Services, bob: Viewer) -> None:
    begun = await draft(services, bob, original=original())
    other = sheet(rule(id="sauna", topics=["sauna"], says="No sauna."))
    changed = await authoring.change_draft(services, bob, begun.id, other)
    assert states(changed) == [("decide", []), ("reading-only", [])]


async def test_a_sentence_keeps_those_of_its_rules_that_exist(services: Services, bob: Viewer) -> None:
    pasted = original(rule_ids=("make-up", "sauna"))
    begun = await draft(services, bob, original=pasted)
    assert states(begun)[0] == ("rules", ["make-up"])


async def test_the_next_version_begins_with_the_text_of_the_one_before(
    services: Services, bob: Viewer
) -> None:
    await published(services, bob, original=original())
    copy = await authoring.new_draft(services, bob, DraftNew(id=uuid4(), copy_of="our-sheet"))
    assert copy.original == original()


async def test_an_original_keeps_proposals_and_places(services: Services, bob: Viewer) -> None:
    proposed = rule(id="proposal", **{"from": "24h", "if": ["now:sore"]})
    sentence = (
        original()
        .sentences[1]
        .model_copy(
            update={
                "state": "decide",
                "rule_ids": [],
                "proposals": [proposed],
                "reason": "words",
                "used": [(10, 15)],
                "unused": [(16, 23)],
            }
        )
    )
    pasted = original().model_copy(update={"sentences": [sentence]})
    stored = (await draft(services, bob, original=pasted)).original
    assert stored is not None
    assert stored.sentences == [sentence]


@pytest.mark.parametrize(
    "place", [{"start": 0, "end": 5}, {"start": 3, "end": 2}, {"start": 0, "end": 1, "used": [[0, 9]]}]
)
def test_a_place_outside_the_text_is_refused(place: dict[str, object]) -> None:
    sentence = {"heading": False, "state": "decide", **place}
    with pytest.raises(ValidationError, match="outside the text"):
        SheetOriginal.model_validate({"text": "Care", "language": "en", "sentences": [sentence]})


def test_every_sentence_that_is_read_can_be_stored() -> None:
    """Even the longest one, made of one-letter words."""
    text = "Avoid " + " ".join("a" * 490) + ".\n" + "No ice.\n" * (MAX_READ_SENTENCES - 1)
    read = parse_sheet_text(text, TOPICS, language="en")
    sentences = [
        {"start": each.start, "end": each.end, "heading": each.is_heading, "state": "reading-only"}
        | {"used": each.used, "unused": each.unused, "reason": each.reason}
        for each in read.sentences
    ]
    stored = SheetOriginal.model_validate({"text": text, "language": "en", "sentences": sentences})
    assert len(stored.sentences) == MAX_READ_SENTENCES
    assert len(stored.sentences[0].used) + len(stored.sentences[0].unused) == 491


def test_too_many_sentences_are_refused() -> None:
    sentence = {"start": 0, "end": 1, "heading": False, "state": "decide"}
    many = {"text": "Care", "language": "en", "sentences": [sentence] * (MAX_ORIGINAL_SENTENCES + 1)}
    with pytest.raises(ValidationError, match=f"at most {MAX_ORIGINAL_SENTENCES} items"):
        SheetOriginal.model_validate(many)


def test_a_whole_sheet_with_its_original_fits_into_one_request() -> None:
    """2,000 sentences of twelve words with all their places, and 400 rules in two languages."""
    words = [(start, start + 7) for start in range(0, 96, 8)]
    sentence = {"start": 0, "end": 96, "heading": False, "state": "rules", "rule_ids": ["r"], "used": words}
    pasted = SheetOriginal.model_validate(
        {"text": "Leave make-up off. " * 10_000, "language": "en", "sentences": [sentence] * 2_000}
    )
    texts = {"en": "x" * 120, "de": "ü" * 120}
    rules = [rule(id=f"rule-{number}", says=texts, why=texts) for number in range(400)]
    change = sheet(**{"rules": rules}).model_copy(update={"original": pasted})
    assert document(*rules)["rules"] == rules
    assert len(change.model_dump_json().encode()) < type(change).max_bytes


def test_patients_read_the_sentences_for_reading_only_under_their_headings() -> None:
    pasted = original("rules", "reading-only").model_dump(mode="json", by_alias=True)
    assert [each.model_dump() for each in plain_sentences(pasted)] == [
        {"text": "Be kind to yourself.", "heading": "Aftercare", "language": "en", "unread": False}
    ]


def test_patients_do_not_read_what_is_left_out() -> None:
    assert plain_sentences(original("rules", "left-out").model_dump(mode="json", by_alias=True)) == []
    assert plain_sentences(None) == []
