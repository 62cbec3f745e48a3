"""QuestionnaireResponse, Observation, DocumentReference and Communication: what the patient logged and was answered."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha1
from uuid import UUID

from server.domain.vocabulary import Sign
from server.shapes.diary import EntryView, PhotoView, ReplyView
from server.shapes.treatments import TreatmentView
from server.usecases.fhir.elements import (
    Element,
    Resource,
    Words,
    clean,
    concept,
    derived_id,
    filled,
    instant,
    named,
    reference,
)
from server.usecases.fhir.questionnaire import answers_of, questionnaire_id, score_coding

SURVEY = {
    "coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "survey"}]
}


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """Where the file of a photo is: beside the bundle, or at the API. `content` is None if it was not read."""

    url: str
    content_type: str
    content: bytes | None = None

    def attachment(self) -> Element:
        """Return its type and place; with what was read, also its size and its SHA-1, which FHIR asks for."""
        fields: Element = {"contentType": self.content_type, "url": self.url}
        if self.content is not None:
            digest = sha1(self.content, usedforsecurity=False).digest()
            fields |= {"size": len(self.content), "hash": base64.b64encode(digest).decode()}
        return fields


@dataclass(frozen=True, slots=True)
class BundledDiary:
    """What a bundle is about. A photo without a file is left out."""

    treatments: Sequence[TreatmentView]
    entries: Sequence[EntryView]
    photos: Sequence[PhotoView]
    replies: Sequence[ReplyView]
    files: Mapping[UUID, PhotoFile]


class DiaryResources:
    """The resources of all entries, photos and replies of one diary."""

    def __init__(self, diary: BundledDiary, words: Words) -> None:
        self._diary = diary
        self._files = diary.files
        self._words = words
        self._entries = {entry.id: entry for entry in diary.entries}
        self._treatments = {treatment.id: treatment for treatment in diary.treatments}

    def all(self) -> Iterator[Resource]:
        for entry in self._diary.entries:
            yield self._response(entry)
            yield from self._scores(entry)
            yield from self._signs(entry)
            if clean(entry.document.question):
                yield self._question(entry)
        for photo in self._diary.photos:
            if photo.id in self._files:
                yield self._photo(photo, self._files[photo.id])
        yield from map(self._reply, self._diary.replies)

    def _response(self, entry: EntryView) -> Resource:
        """A back-dated entry was answered when it was sent; when it is about is one of its items."""
        answered_at = entry.received_at if entry.document.back_dated else entry.occurred_at
        return {
            "resourceType": "QuestionnaireResponse",
            "id": str(entry.id),
            "partOf": [reference(entry.treatment_id)],
            "questionnaire": f"urn:uuid:{questionnaire_id(self._words)}",
            "status": "amended" if entry.edited else "completed",
            "subject": self._words.subject,
            "authored": instant(answered_at, entry.document.time_zone),
            "source": self._words.subject,
            "item": answers_of(entry.document, self._at(entry), self._words),
        }

    def _scores(self, entry: EntryView) -> Iterator[Resource]:
        for symptom, score in entry.document.ordered_scores():
            coding = score_coding(score, self._words)
            name = self._words.text(f"common.symptom.{symptom}")
            yield self._observation(entry, symptom, concept("symptom", symptom, name)) | {
                "valueCodeableConcept": {
                    "coding": [coding],
                    "text": self._words.text("server.fhir.score", word=coding["display"], score=score),
                }
            }

    def _signs(self, entry: EntryView) -> Iterator[Resource]:
        for sign, area in dict.fromkeys((reported.sign, reported.area) for reported in entry.document.signs):
            site = (
                {"bodySite": concept("area", area, self._words.text(f"common.area.{area}"))} if area else {}
            )
            yield self._sign(entry, sign, f"{sign}/{area}") | {"valueBoolean": True} | site
        for sign in dict.fromkeys(entry.document.signs_gone):
            yield self._sign(entry, sign, f"{sign}/gone") | {"valueBoolean": False}

    def _sign(self, entry: EntryView, sign: Sign, name: str) -> Resource:
        return self._observation(entry, name, concept("sign", sign, self._words.text(f"common.sign.{sign}")))

    def _observation(self, entry: EntryView, name: str, code: Element) -> Resource:
        return {
            "resourceType": "Observation",
            "id": derived_id(entry.id, name),
            "partOf": [reference(entry.treatment_id)],
            "status": "amended" if entry.edited else "final",
            "category": [SURVEY],
            "code": code,
            "subject": self._words.subject,
            "effectiveDateTime": self._at(entry),
            "performer": [self._words.subject],
            "derivedFrom": [reference(entry.id)],
        }

    def _photo(self, photo: PhotoView, file: PhotoFile) -> Resource:
        place = self._words.text(f"common.angle.{photo.angle}")
        if photo.area is not None:
            place = f"{place}, {self._words.text(f'common.area.{photo.area}')}"
        taken_at = instant(photo.taken_at, self._time_zone(photo.treatment_id))
        about = {"language": self._words.language, "title": place, "creation": taken_at}
        return {
            "resourceType": "DocumentReference",
            "id": str(photo.id),
            "status": "current",
            "type": concept("photo", photo.angle, place),
            "subject": self._words.subject,
            "date": taken_at,
            "author": [self._words.subject],
            "content": [{"attachment": file.attachment() | about}],
            "context": {
                "related": [reference(each) for each in (photo.entry_id, photo.treatment_id) if each]
            },
        }

    def _question(self, entry: EntryView) -> Resource:
        treatment = self._treatments.get(entry.treatment_id)
        to = named(treatment.practitioner_name or treatment.clinic_name) if treatment else None
        return filled(
            {
                "resourceType": "Communication",
                "id": derived_id(entry.id, "question"),
                "status": "completed",
                "subject": self._words.subject,
                "about": [reference(entry.id), reference(entry.treatment_id)],
                "sent": self._at(entry),
                "recipient": [to] if to else None,
                "sender": self._words.subject,
                "payload": [{"contentString": clean(entry.document.question)}],
            }
        )

    def _reply(self, reply: ReplyView) -> Resource:
        time_zone = self._time_zone(reply.treatment_id)
        return filled(
            {
                "resourceType": "Communication",
                "id": str(reply.id),
                "status": "completed",
                "subject": self._words.subject,
                "about": [reference(reply.treatment_id)],
                "inResponseTo": self._answered(reply),
                "sent": instant(reply.created_at, time_zone),
                "received": _instant(reply.read_at, time_zone),
                "recipient": [self._words.subject],
                "sender": named(reply.author_name),
                "payload": [{"contentString": clean(reply.text)}] if clean(reply.text) else None,
            }
        )

    def _answered(self, reply: ReplyView) -> list[Element]:
        """Refer to the question that the reply answers, if it is still in the diary."""
        entry = self._entries.get(reply.entry_id) if reply.entry_id else None
        if entry is None or not clean(entry.document.question):
            return []
        return [reference(derived_id(entry.id, "question"))]

    def _at(self, entry: EntryView) -> str:
        return instant(entry.occurred_at, entry.document.time_zone)

    def _time_zone(self, treatment_id: UUID) -> str:
        treatment = self._treatments.get(treatment_id)
        return treatment.time_zone if treatment else self._words.time_zone


def _instant(moment: datetime | None, time_zone: str) -> str | None:
    return None if moment is None else instant(moment, time_zone)
