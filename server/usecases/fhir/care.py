"""Patient, Procedure and CarePlan: who, what was done, and what the sheet says."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from server.domain.vocabulary import Verb
from server.shapes.exports import ExportedPerson
from server.shapes.treatments import TreatmentView
from server.usecases.fhir.elements import (
    SYSTEM,
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
from server.usecases.sheet_words import followed_title
from server.usecases.treatment_facts import applied_facts, used_items

Json = Mapping[str, Any]


def patient(person: ExportedPerson, words: Words) -> Resource:
    return filled(
        {
            "resourceType": "Patient",
            "id": str(words.person_id),
            "name": [{"text": name}] if (name := clean(person.display_name)) else None,
            "communication": [{"language": _language(person.language), "preferred": True}],
        }
    )


def _language(code: str) -> Element:
    return {"coding": [{"system": "urn:ietf:bcp:47", "code": code}]}


def procedure(treatment: TreatmentView, words: Words) -> Resource:
    applied = treatment.applied
    kind = applied.kind
    session = words.text("server.fhir.session", number=treatment.number_in_series)
    facts = [f"{fact.name}: {', '.join(fact.values)}" for fact in applied_facts(applied, words.text)]
    return filled(
        {
            "resourceType": "Procedure",
            "id": str(treatment.id),
            "status": "completed" if treatment.withdrawn_at is None else "entered-in-error",
            "code": concept("treatment", kind, words.text(f"server.kind.{kind}")),
            "subject": words.subject,
            "performedDateTime": instant(treatment.treated_at, treatment.time_zone),
            "performer": _performers(treatment),
            "bodySite": [
                concept("area", area.area, words.text(f"common.area.{area.area}")) for area in applied.areas
            ],
            "note": [{"text": clean(line)} for line in (session, *facts)],
            "usedCode": [{"text": item} for item in map(clean, used_items(applied)) if item],
        }
    )


def _performers(treatment: TreatmentView) -> list[Element]:
    clinic, practitioner = named(treatment.clinic_name), named(treatment.practitioner_name)
    if actor := practitioner or clinic:
        return [filled({"actor": actor, "onBehalfOf": clinic if practitioner else None})]
    return []


def care_plan(treatment: TreatmentView, words: Words) -> Resource:
    """Return the sheet that the treatment follows: each rule is an activity with its times."""
    timeline = treatment.timeline
    sheet = timeline["sheet"]
    return filled(
        {
            "resourceType": "CarePlan",
            "id": derived_id(treatment.id, "care-plan"),
            "identifier": [{"system": f"{SYSTEM}sheet", "value": f"{sheet['id']}/{sheet['version']}"}],
            "status": "active",
            "intent": "plan",
            "title": clean(followed_title(timeline, words.language)),
            "subject": words.subject,
            "period": {"start": instant(treatment.treated_at, treatment.time_zone)},
            "author": named(sheet["publisher"]),
            "supportingInfo": [reference(treatment.id)],
            "activity": [
                {"detail": _activity(window, treatment, words)} for window in map(dict, timeline["windows"])
            ],
        }
    )


def _activity(window: Json, treatment: TreatmentView, words: Words) -> Element:
    rule: Json = window["rule"]
    rule_words = rule | rule.get("translations", {}).get(words.language, {})
    place = f" ({rule_words['cite']})" if rule_words.get("cite") else ""
    topics = [{"system": f"{SYSTEM}topic", "code": topic} for topic in rule["topics"]]
    return filled(
        {
            "code": {
                "coding": [{"system": f"{SYSTEM}verb", "code": rule["verb"]}, *topics],
                "text": clean(rule_words["says"]),
            },
            "status": "unknown",  # whether the patient keeps to a rule is not recorded
            "doNotPerform": rule["verb"] == Verb.AVOID,
            **_scheduled(window, treatment.time_zone),
            "description": clean(rule_words["says"] + place),
        }
    )


def _scheduled(window: Json, time_zone: str) -> Element:
    """Return the period of a rule; as TIME where one of its ends depends on what the patient confirms.

    Where the sheet gives a range, a permission has the shorter period and everything else the longer one.
    """
    permits = window["rule"]["verb"] == Verb.ALLOW
    ends = {"start": window["opens"], "end": window["closes"]}
    inner = {"start": "surely_at" if permits else "least_at", "end": "least_at" if permits else "surely_at"}
    given = {name: bound for name, bound in ends.items() if bound is not None}
    if not given:
        return {}
    times = {name: bound.get(inner[name]) for name, bound in given.items()}
    if all(times.values()) and not any(map(_is_conditional, given.values())):
        return {"scheduledPeriod": {name: _local(text, time_zone) for name, text in times.items()}}
    return {"scheduledString": " ".join(f"{name}: {bound['text']}" for name, bound in given.items())}


def _is_conditional(bound: Json) -> bool:
    return any(leaf.get("state") or leaf.get("act") for leaf in _leaves(bound))


def _leaves(bound: Json) -> Iterator[Json]:
    parts = bound.get("all") or bound.get("first")
    if parts is None:
        yield bound
    else:
        for part in parts:
            yield from _leaves(part)


def _local(text: str, time_zone: str) -> str:
    return instant(datetime.fromisoformat(text), time_zone)
