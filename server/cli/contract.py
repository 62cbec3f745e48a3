"""`afterglow vocabulary`: the closed vocabularies and limits as TypeScript, for pwa/src/domain/vocabulary.ts."""

import json
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import get_args

import click

from server.domain import limits, vocabulary
from server.domain.assessment import FindingKind
from server.domain.errors import PHONE_PROBLEM_CODES, PROBLEM_CODES

HEADER = """\
/**
 * The closed vocabularies and limits of the product.
 *
 * Generated from server/domain/vocabulary.py and server/domain/limits.py by `make client`: do not edit.
 */
"""
ENUMS: tuple[tuple[str, type[StrEnum]], ...] = (
    ("VERBS", vocabulary.Verb),
    ("SYMPTOMS", vocabulary.Symptom),
    ("SIGNS", vocabulary.Sign),
    ("SKIN_STATES", vocabulary.SkinState),
    ("AREAS", vocabulary.Area),
    ("PLACES", vocabulary.Place),
    ("ANGLES", vocabulary.Angle),
    ("SKIN_CUES", vocabulary.SkinCue),
    ("TREATMENT_KINDS", vocabulary.TreatmentKind),
    ("REMINDER_KINDS", vocabulary.ReminderKind),
    ("ACCESS_KINDS", vocabulary.AccessKind),
)
LIMITS: tuple[tuple[str, str], ...] = (
    ("MAX_SCORE", "The highest score of a symptom; 0 means none."),
    ("MAX_NOTE", "The maximum number of characters (code points) in a note, a question or a reply."),
    ("MAX_LINE", "The maximum number of characters (code points) in a one-line text."),
    ("MAX_NAME", "The maximum number of characters (code points) in the name of a person or a clinic."),
    ("MAX_PHONE", "The maximum number of characters (code points) in a telephone number."),
    ("MAX_OPENING_SPANS", "The maximum number of spans in the opening hours of a clinic."),
    ("MAX_REPLY_HOURS", "The longest time within which a clinic can say that it answers, in hours."),
    ("MAX_LINK_NAME", "The maximum number of characters (code points) in the name of a share link."),
    ("MAX_LIST", "The maximum number of signs, products, activities or directed rules in one document."),
    ("MAX_ACTS", "The maximum number of acts in one entry."),
    ("MAX_PHOTOS_PER_ENTRY", "The maximum number of photos of one entry."),
    ("MAX_BASELINE_PHOTOS", "The maximum number of photos in a clinic's record of one treatment."),
    ("MAX_STROKES", "The maximum number of strokes on one photo."),
    ("MAX_STROKE_POINTS", "The maximum number of points of one stroke."),
    ("MAX_PHOTO_BYTES", "The maximum size of a photo in bytes."),
    ("MIN_EYE_DISTANCE", "The minimum distance between two marked eyes, as a fraction of the photo."),
    ("MAX_GRANT_DAYS", "The maximum number of days from now until a grant ends."),
    ("MAX_SHARE_LINK_DAYS", "The maximum number of days from now until a share link ends."),
    ("MAX_SHARE_LINKS", "The maximum number of share links that can be opened at the same time."),
    ("MIN_DEPTH_MM", "The minimum needle depth in millimetres."),
    ("MAX_DEPTH_MM", "The maximum needle depth in millimetres."),
    ("MAX_PASSES", "The maximum number of passes over one area."),
    (
        "MAX_CLOCK_OFFSET_MS",
        "The maximum difference between the phone's clock and the server's, in milliseconds.",
    ),
)


def phone_vocabulary() -> str:
    """Return the whole TypeScript file."""
    enums = (_constant(name, kind, _doc(kind)) for name, kind in ENUMS)
    limits = (f"/** {doc} */\nexport const {name} = {_value(name)};\n" for name, doc in LIMITS)
    return "\n".join((HEADER, *enums, *_types(), *limits))


def _value(name: str) -> object:
    return limits.TABLE.get(name) or getattr(vocabulary, name)


def _doc(kind: type[StrEnum]) -> str:
    return " ".join((kind.__doc__ or "").split()).replace("`MAX_SCORE`", str(vocabulary.MAX_SCORE))


def _constant(name: str, kind: type[StrEnum], doc: str) -> str:
    values = _lines((json.dumps(member.value) for member in kind), "  {},")
    return (
        f"/** {doc} */\nexport const {name} = [\n{values}\n] as const;\n"
        f"export type {kind.__name__} = (typeof {name})[number];\n"
    )


def _types() -> Iterator[str]:
    """Yield unions without a constant: the phone compares these values and never lists them."""
    kinds = _lines(map(json.dumps, get_args(FindingKind)), "  {},")
    yield (
        "/** What raised a finding, in the order in which the reasons of one entry are listed under it. */\n"
        f"export const FINDING_KINDS = [\n{kinds}\n] as const;\n"
        "export type FindingKind = (typeof FINDING_KINDS)[number];\n"
    )
    yield _union("ServerProblemCode", PROBLEM_CODES, "Every code the server can answer with.")
    yield _union("PhoneProblemCode", PHONE_PROBLEM_CODES, "Problems that only the phone itself notices.")
    yield "export type ProblemCode = ServerProblemCode | PhoneProblemCode;\n"


def _union(name: str, values: Iterable[str], doc: str) -> str:
    members = _lines(map(json.dumps, values), "  | {}")
    return f"/** {doc} */\nexport type {name} =\n{members};\n"


def _lines(values: Iterable[str], line: str) -> str:
    return "\n".join(line.format(value) for value in values)


@click.command("vocabulary")
def vocabulary_command() -> None:
    """Print the vocabularies and limits as TypeScript; `make client` writes them into the phone's source."""
    click.echo(phone_vocabulary(), nl=False)
