"""The patient's diary as a FHIR R4 (4.0.1) bundle: from the document of an export to plain dictionaries.

The bundle is a collection without profiles. All references lie inside it (`urn:uuid:`), and every id is that of the
row or follows from it, so that two exports of one diary have the same ids. It quotes the sheet and the diary and
makes no statement about a condition of the patient.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

from server.ports import Messages
from server.shapes.exports import ExportDocument, ExportedPerson
from server.shapes.review import Review
from server.usecases.fhir.care import care_plan, patient, procedure
from server.usecases.fhir.diary import BundledDiary, DiaryResources, PhotoFile
from server.usecases.fhir.elements import Resource, Words, derived_id, instant
from server.usecases.fhir.questionnaire import questionnaire

CONTENT_TYPES = {"jpg": "image/jpeg", "webp": "image/webp", "avif": "image/avif"}


def fhir_bundle(document: ExportDocument, person_id: UUID, messages: Messages) -> Iterator[bytes]:
    """Yield the JSON of the bundle of an export in pieces, one resource each, so that a long diary is never held as a
    whole.
    """
    words = Words(person_id, document.person.language, document.person.time_zone, messages)
    files = {each.photo_id: _in_the_export(each.file) for each in document.files}
    changes = document.diary
    diary = BundledDiary(changes.treatments, changes.entries, changes.photos, changes.replies, files)
    return _bundle(patient(document.person, words), diary, words, at=document.exported_at)


def _in_the_export(file: str) -> PhotoFile:
    return PhotoFile(file, CONTENT_TYPES[file.rpartition(".")[2]])


def review_bundle(
    review: Review, person: ExportedPerson, words: Words, *, files: Mapping[UUID, PhotoFile], at: datetime
) -> Iterator[bytes]:
    """Yield the bundle of what a patient shares of one treatment. It refers to the photos by their `files`."""
    diary = BundledDiary([review.treatment], review.entries, review.photos, review.replies, files)
    return _bundle(patient(person, words), diary, words, at=at)


def _bundle(person: Resource, diary: BundledDiary, words: Words, *, at: datetime) -> Iterator[bytes]:
    head = {
        "resourceType": "Bundle",
        "id": derived_id(words.person_id, "bundle"),
        "language": words.language,
        "type": "collection",
        "timestamp": instant(at, words.time_zone),
    }
    yield json.dumps(head, ensure_ascii=False)[:-1].encode() + b', "entry": ['
    for number, resource in enumerate(_resources(person, diary, words)):
        entry = {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}
        yield (b",\n" if number else b"\n") + json.dumps(entry, ensure_ascii=False).encode()
    yield b"\n]}\n"


def _resources(person: Resource, diary: BundledDiary, words: Words) -> Iterator[Resource]:
    yield person
    yield questionnaire(words)
    for treatment in diary.treatments:
        yield procedure(treatment, words)
        yield care_plan(treatment, words)
    yield from DiaryResources(diary, words).all()
