"""The Questionnaire of a check-in, and the answers of one entry to it."""

from collections.abc import Iterable

from server.domain.vocabulary import MAX_SCORE, Sign, SkinState, Symptom
from server.shapes.diary import EntryDocument, ReportedSign
from server.usecases.fhir.elements import SYSTEM, Element, Resource, Words, clean, derived_id, filled

_LISTS = {
    "products": "server.export.products",
    "activities": "server.export.activities",
    "acts": "server.fhir.acts",
    "duties_done": "server.fhir.duties-done",
}


def questionnaire_id(words: Words) -> str:
    return derived_id(words.person_id, "check-in")


def questionnaire(words: Words) -> Resource:
    """Return the questions that a check-in can answer; a person answers only what has changed."""
    scores = [
        _item(f"score.{symptom}", words.text(f"common.symptom.{symptom}"), "choice", answers=_scores(words))
        for symptom in Symptom
    ]
    states = [
        _item(f"state.{state}", words.text(f"server.fhir.state.{state}"), "boolean") for state in SkinState
    ]
    lists = [_item(name, words.text(key), "string", repeats=True) for name, key in _LISTS.items()]
    items = [
        _item("occurred_at", words.text("server.fhir.occurred-at"), "dateTime"),
        *scores,
        _item("sign", words.text("server.fhir.signs"), "group", repeats=True, item=_sign_items(words)),
        _item(
            "sign_gone", words.text("server.fhir.signs-gone"), "choice", repeats=True, answers=_signs(words)
        ),
        *states,
        *lists,
        _item("note", words.text("server.export.note"), "text"),
        _item("question", words.text("server.export.question"), "text"),
        _item("back_dated", words.text("server.fhir.back-dated"), "boolean"),
    ]
    return {
        "resourceType": "Questionnaire",
        "id": questionnaire_id(words),
        "url": f"urn:uuid:{questionnaire_id(words)}",
        "title": words.text("server.fhir.check-in"),
        "status": "active",
        "subjectType": ["Patient"],
        "item": items,
    }


def _item(
    link_id: str,
    text: str,
    kind: str,
    *,
    repeats: bool = False,
    answers: Iterable[Element] = (),
    item: list[Element] | None = None,
) -> Element:
    options = [{"valueCoding": coding} for coding in answers]
    fields = {"linkId": link_id, "text": text, "type": kind, "repeats": repeats or None}
    return filled(fields | {"answerOption": options, "item": item})


def score_coding(score: int, words: Words) -> Element:
    return {"system": f"{SYSTEM}score", "code": str(score), "display": words.text(f"common.score.{score}")}


def _scores(words: Words) -> list[Element]:
    return [score_coding(score, words) for score in range(MAX_SCORE + 1)]


def _sign(sign: Sign, words: Words) -> Element:
    return {"system": f"{SYSTEM}sign", "code": sign.value, "display": words.text(f"common.sign.{sign}")}


def _signs(words: Words) -> list[Element]:
    return [_sign(sign, words) for sign in Sign]


def _sign_items(words: Words) -> list[Element]:
    return [
        _item("sign.name", words.text("server.fhir.sign"), "choice", answers=_signs(words)),
        _item("sign.area", words.text("server.fhir.area"), "string"),
    ]


def answers_of(document: EntryDocument, occurred_at: str, words: Words) -> list[Element]:
    """Return the answered items of one entry."""
    scores = [
        _answer(f"score.{symptom}", "valueCoding", score_coding(score, words))
        for symptom, score in document.ordered_scores()
    ]
    states = [
        _answer(f"state.{state}", "valueBoolean", document.states[state])
        for state in SkinState
        if state in document.states
    ]
    lists = [_answer(name, "valueString", *_strings(getattr(document, name))) for name in _LISTS]
    items = [
        _answer("occurred_at", "valueDateTime", occurred_at),
        *scores,
        *(_sign_answer(reported, words) for reported in document.signs),
        _answer("sign_gone", "valueCoding", *(_sign(sign, words) for sign in document.signs_gone)),
        *states,
        *lists,
        _answer("note", "valueString", *_strings([document.note])),
        _answer("question", "valueString", *_strings([document.question])),
        _answer("back_dated", "valueBoolean", *([True] if document.back_dated else [])),
    ]
    return [item for item in items if "answer" in item or "item" in item]


def _answer(link_id: str, kind: str, *values: object) -> Element:
    return filled({"linkId": link_id, "answer": [{kind: value} for value in values]})


def _strings(texts: Iterable[str]) -> list[str]:
    return [text for text in map(clean, texts) if text]


def _sign_answer(reported: ReportedSign, words: Words) -> Element:
    area = [words.text(f"common.area.{reported.area}")] if reported.area else []
    parts = [
        _answer("sign.name", "valueCoding", _sign(reported.sign, words)),
        _answer("sign.area", "valueString", *area),
    ]
    return {"linkId": "sign", "item": [part for part in parts if "answer" in part]}
