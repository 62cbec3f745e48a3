"""Small sheets of a clinic, as its authors send them, and the versions that come from them."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.authoring import DraftChange, DraftNew, SheetVersionView
from server.shapes.originals import SheetOriginal
from server.shapes.publication import PublicationNew
from server.usecases import authoring, publishing

PASTED = "Aftercare\nLeave make-up off for a day. Be kind to yourself."
"""A text for the rule of `rule()`: a heading, a sentence that the rule says, and one for reading only."""


def rule(**changes: Any) -> dict[str, Any]:
    fields = {
        "id": "make-up",
        "verb": "avoid",
        "topics": ["make-up"],
        "until": "24h",
        "says": "Leave make-up off for a day.",
        "cite": "item 1",
    }
    return fields | changes


def document(*rules: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    fields = {
        "id": "our-sheet",
        "title": "Our sheet",
        "publisher": "Lindenhof",
        "treatment": "microneedling",
        "language": "en",
        "version": 1,
        "day_one": 1,
        "source": {"file": "our-sheet.txt"},
        "rules": list(rules) or [rule()],
    }
    return fields | changes


def sheet(*rules: Mapping[str, Any], **changes: Any) -> DraftChange:
    return DraftChange.model_validate({"document": document(*rules, **changes)})


def original(*states: str, rule_ids: tuple[str, ...] = ("make-up",)) -> SheetOriginal:
    """Return `PASTED` with the states of its two sentences, by default as its rule has them."""
    first, second = states or ("rules", "reading-only")
    parts = (
        ("Aftercare", "reading-only"),
        ("Leave make-up off for a day.", first),
        ("Be kind to yourself.", second),
    )
    sentences = []
    for text, state in parts:
        start = PASTED.index(text)
        place = {"start": start, "end": start + len(text), "heading": text == "Aftercare", "state": state}
        sentences.append(place | {"rule_ids": list(rule_ids) if state == "rules" else []})
    return SheetOriginal.model_validate({"text": PASTED, "language": "en", "sentences": sentences})


async def draft(
    services: Services, author: Viewer, *rules: dict[str, Any], **changes: Any
) -> SheetVersionView:
    """Create a draft; `changes` are fields of the sheet, or its `original`."""
    pasted = changes.pop("original", None)
    new = DraftNew(id=uuid4(), source=sheet(*rules, **changes), original=pasted)
    return await authoring.new_draft(services, author, new)


async def published(
    services: Services, author: Viewer, *rules: dict[str, Any], **changes: Any
) -> SheetVersionView:
    begun = await draft(services, author, *rules, **changes)
    return await publishing.publish_draft(services, author, begun.id, PublicationNew())


async def next_version(
    services: Services, author: Viewer, *rules: dict[str, Any], **changes: Any
) -> SheetVersionView:
    """Create a draft of the next version of our-sheet with these rules."""
    copy = await authoring.new_draft(services, author, DraftNew(id=uuid4(), copy_of="our-sheet"))
    return await authoring.change_draft(services, author, copy.id, sheet(*rules, **changes))
