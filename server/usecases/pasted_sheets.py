"""A patient's own sheet: read by the program from the text that they paste, and followed by one treatment only."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid5

from models.treatments import SheetVersion
from server.domain.errors import Invalid
from server.domain.sheet_import import ImportedSentence, ImportedSheet, draft_sheet, parse_sheet_text
from server.domain.sheets import to_document
from server.domain.topics import TopicTree
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.originals import SheetOriginal, SheetSentence
from server.shapes.pasted import PastedImport, PastedSentence, PastedSheet, SentenceImport

OWN = UUID("1b0f6a0e-52f5-4c62-9a52-6a7b1f0f7c3d")
"""The namespace of such rows: the same treatment sent again with the same text has the same row."""
KEY = "own-sheet"
STATES: dict[str, SentenceImport] = {"read": "read", "decide": "unread", "reading-only": "reading-only"}


@dataclass(frozen=True, slots=True)
class OwnSheet:
    language: str
    document: dict[str, Any]
    original: dict[str, Any]


async def read_pasted(services: Services, pasted: PastedSheet) -> PastedImport:
    """Show how each sentence is read. Nothing is stored.

    Raises `Invalid` (language-unknown, language-other, text-too-long, sheet-too-slow, sheet-unread).
    """
    return await services.sheet_work(reading, pasted)


async def own_version(
    services: Services, viewer: Viewer, treatment_id: UUID, pasted: PastedSheet
) -> SheetVersion:
    """Return the row of the viewer's own sheet for this treatment, not saved. Raises as `read_pasted` does."""
    sheet = await services.sheet_work(own_sheet, pasted)
    now = services.clock.now()
    return SheetVersion(
        id=uuid5(OWN, f"{treatment_id} {pasted.title}\n{pasted.text}"),
        owner_id=viewer.person_id,
        key=KEY,
        version=1,
        title=pasted.title,
        language=sheet.language,
        document=sheet.document,
        original=sheet.original,
        created_at=now,
        published_at=now,
    )


def reading(tree: TopicTree, pasted: PastedSheet) -> PastedImport:
    read = _read(tree, pasted)
    sentences = [
        PastedSentence(text=each.text, heading=each.is_heading, state=STATES[each.state])
        for each in read.sentences
    ]
    return PastedImport.model_validate({"language": read.language, "sentences": sentences})


def own_sheet(tree: TopicTree, pasted: PastedSheet) -> OwnSheet:
    read = _read(tree, pasted)
    original = SheetOriginal(
        text=read.text, language=read.language, sentences=[_stored(each) for each in read.sentences]
    )
    sheet = replace(draft_sheet(read, name=KEY), id=KEY, title=pasted.title)
    return OwnSheet(
        language=read.language,
        document=to_document(sheet),
        original=original.model_dump(mode="json", by_alias=True),
    )


def _read(tree: TopicTree, pasted: PastedSheet) -> ImportedSheet:
    read = parse_sheet_text(pasted.text, tree, language=pasted.language)
    if not read.draft:
        raise Invalid(
            "No instruction of this text could be read. Check that it is the whole aftercare sheet.",
            code="sheet-unread",
            at="text",
        )
    return read


def _stored(sentence: ImportedSentence) -> SheetSentence:
    is_read = sentence.state == "read"
    return SheetSentence(
        start=sentence.start,
        end=sentence.end,
        heading=sentence.is_heading,
        state="rules" if sentence.state == "read" else sentence.state,
        rule_ids=[rule.id for rule in sentence.rules] if is_read else [],
        reason=sentence.reason,
    )
