"""The data types of FHIR that our resources share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from server.domain.local_time import stored_time_zone
from server.ports import Messages

Resource = dict[str, Any]
Element = dict[str, Any]

SYSTEM = "urn:x-afterglow:"
"""The beginning of our code systems (`urn:x-afterglow:symptom`): their codes are the vocabularies of the product."""


@dataclass(frozen=True, slots=True)
class Words:
    """Whose bundle it is, and the words for it."""

    person_id: UUID
    language: str
    time_zone: str
    messages: Messages

    def text(self, key: str, **values: object) -> str:
        return self.messages(self.language, key, **values)

    @property
    def subject(self) -> Element:
        return reference(self.person_id)


def derived_id(of: UUID, name: str) -> str:
    """Return the id of a resource that has no row of its own: always the same for the same row and name."""
    return str(uuid5(of, name))


def reference(target: UUID | str) -> Element:
    return {"reference": f"urn:uuid:{target}"}


def named(name: str | None) -> Element | None:
    """Return a reference that only names somebody who is not in the bundle."""
    return {"display": clean(name)} if name and clean(name) else None


def concept(system: str, code: str, text: str) -> Element:
    """Return a concept of one of our code systems, with its words."""
    return {"coding": [{"system": SYSTEM + system, "code": code, "display": text}], "text": text}


def instant(moment: datetime, time_zone: str) -> str:
    """Format an instant as the clocks of `time_zone` showed it, with their offset.

    An offset with seconds (before the railways) cannot be written in FHIR; such an instant is in UTC.
    """
    local = moment.astimezone(stored_time_zone(time_zone))
    offset = local.utcoffset() or timedelta()
    return (local if offset.seconds % 60 == 0 else moment.astimezone(UTC)).isoformat(timespec="seconds")


def clean(text: str) -> str:
    """Leave out the control characters that a FHIR string must not contain, and blanks around the text."""
    return "".join(letter for letter in text if letter >= " " or letter in "\t\r\n").strip()


def filled(fields: Mapping[str, Any]) -> Resource:
    """Leave out fields without a value: FHIR has neither null nor empty texts, lists and objects."""
    return {name: value for name, value in fields.items() if value is not None and value not in ("", [], {})}
