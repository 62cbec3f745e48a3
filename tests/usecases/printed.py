"""Reviews that are hard to print: an empty diary, long names and hostile texts, half a year of entries."""

from datetime import datetime, timedelta
from typing import get_args
from uuid import UUID, uuid5

from server.domain import timeline as timelines
from server.domain.assessment import FindingKind
from server.domain.next_treatment import Obstacle
from server.domain.vocabulary import Angle, Symptom
from server.shapes.diary import EntryDocument, EntryView, PhotoView, ReplyView
from server.shapes.review import (
    Band,
    CourseSummary,
    Departure,
    Finding,
    FindingReason,
    NextTreatmentWindow,
    ResolvedSymptom,
    Review,
)
from server.shapes.sheets import SheetRef
from server.shapes.treatments import TreatmentView
from tests.fakes import NOW, SHEET

HOSTILE = '#panic() $x$ *bold* `raw` @ref <label> // \\ #image("/etc/passwd") \u202egnp.exe\u202c 🙂🏽'
TREATED_AT = NOW - timedelta(days=185)
SPACE = UUID(int=7)


def empty_review() -> Review:
    """The diary of somebody who has not logged anything."""
    return _review(patient_name="Ida Ode")


def long_review() -> Review:
    """Names, rules and texts that are as long as they may be, and markup of every kind in them."""
    long_name = ("Maria-Theresia Wilhelmina " * 5)[:120]
    entries = [_entry(day, note=HOSTILE * 8, question=HOSTILE + " word" * 780) for day in range(6)]
    rule = "Tell your practitioner if your skin is irritated and still sore to touch. " * 5
    findings = [_finding(symptom, rule) for symptom in (*Symptom, *Symptom)]
    review = _review(patient_name=long_name, entries=entries, findings=findings, photos=_photos(entries))
    reply = ReplyView(
        id=uuid5(SPACE, "reply"), treatment_id=SPACE, entry_id=None, author_name=long_name, text="word " * 799,
        created_at=NOW, read_at=None, revision=1,
    )  # fmt: skip
    departures = [
        Departure(topic="sauna", label=HOSTILE, at=NOW, entry_id=entries[0].id, rule_id="r", says=rule, cite="item 1")
    ] * 9  # fmt: skip
    return review.model_copy(update={"replies": [reply] * 4, "departures": departures})


def half_a_year() -> Review:
    """180 entries with every symptom, six photos, and some entries logged later."""
    entries = [_entry(day, back_dated=day % 7 == 0) for day in range(185) if day not in range(60, 65)]
    return _review(patient_name="Olga Øst", entries=entries, photos=_photos(entries))


def _review(
    *,
    patient_name: str,
    entries: list[EntryView] | None = None,
    findings: list[Finding] | None = None,
    photos: list[PhotoView] | None = None,
) -> Review:
    return Review(
        treatment=_treatment(), patient_name=patient_name, entries=entries or [], photos=photos or [], replies=[],
        bands=[
            Band(symptom="redness", onset_hours=0, resolves_least_hours=24, resolves_surely_hours=72, until_hours=72,
                 call_after_hours=96, up_to=3, trend=None, rule_ids=["redness-3d"]),
            Band(symptom="itching", onset_hours=None, resolves_least_hours=None, resolves_surely_hours=None,
                 until_hours=None, call_after_hours=48, up_to=None, trend=None, rule_ids=[]),
        ],
        findings=findings or [], departures=[], topic_names={},
        resolved=[ResolvedSymptom(symptom="redness", peak=3, resolved_after_days=1, sheet_says_days=(1, 3)),
                  ResolvedSymptom(symptom="warmth", peak=3, resolved_after_days=2.25, sheet_says_days=(None, None))],
        days_logged=len(entries or []), days_so_far=186,
        next_window=NextTreatmentWindow(opens_at=NOW, closes_at=None, treatments=None, rule_ids=[],
                                        blocked_by=list(get_args(Obstacle)) if findings else []),
        grant=None, clinic_patient_id=None, clinic_logo=None, days_late=0, reviewed=None, series=[],
        course=CourseSummary(first=[], settled_after_days=None, later=[]),
    )  # fmt: skip


def _treatment() -> TreatmentView:
    timeline = timelines.compile(SHEET, timelines.TreatmentFacts(TREATED_AT, "Europe/Berlin"))
    record = {
        "kind": "needling",
        "areas": [{"area": "cheeks", "depth_mm": 0.5, "passes": 2}],
        "device": HOSTILE,
    }
    return TreatmentView.model_validate(
        {
            "id": SPACE, "clinic_name": "Praxis am Lindenhof", "clinic_phone": "+49 30 1234", "clinic_hours": None,
            "handover_open": False,
            "practitioner_name": "Bob Berger", "practitioner_id": None,
            "sheet": SheetRef(key="calm-days", version=1, title="Calm days", pasted=False),
            "treated_at": TREATED_AT, "time_zone": "Europe/Berlin", "applied": record, "number_in_series": 2,
            "next_treatment_at": NOW, "withdrawn_at": None, "plain_sentences": [],
            "timeline": timelines.to_document(timeline),
            "correction": None, "revision": 1,
        }
    )  # fmt: skip


def _entry(day: int, **changes: object) -> EntryView:
    scores = {symptom: max(0, 4 - abs(day % 9 - 2 - place % 2)) for place, symptom in enumerate(Symptom)}
    document = {"time_zone": "Europe/Berlin", "scores": scores, **changes}
    at = TREATED_AT + timedelta(days=day, hours=3)
    return EntryView(
        id=uuid5(SPACE, f"entry {day}"), treatment_id=SPACE, occurred_at=at,
        document=EntryDocument.model_validate(document), revision=1, edited=False, received_at=at,
    )  # fmt: skip


def _photos(entries: list[EntryView]) -> list[PhotoView]:
    step = max(1, len(entries) // 3)
    angles = (Angle.FRONT, Angle.LEFT)
    return [_photo(entry.id, angle, entry.occurred_at) for angle in angles for entry in entries[::step]]


def _photo(entry_id: UUID, angle: Angle, at: datetime) -> PhotoView:
    return PhotoView(
        id=uuid5(entry_id, angle), entry_id=entry_id, treatment_id=SPACE, angle=angle, area=None, place=None,
        taken_at=at, clock_offset_ms=None, width=1512, height=2016, sharpness=100, brightness=100, eyes=None,
        sha256="0" * 64, revision=1,
    )  # fmt: skip


def _finding(symptom: Symptom, rule: str) -> Finding:
    kinds: list[FindingKind] = ["past-call-after", "outside-band"]
    entry_id = uuid5(SPACE, "entry 0")
    return Finding(
        kind=kinds[0], symptom=symptom, sign=None, area=None, since_at=NOW, ongoing=True, open=symptom != "redness",
        resolved_at=NOW, answered_at=NOW, entry_id=entry_id, rule_id="r", says=rule, cite="item 4",
        reasons=[FindingReason(kind=kind, at=NOW, entry_id=entry_id, rule_id="r", says=rule, cite=f"item {kind}")
                 for kind in kinds],
    )  # fmt: skip
