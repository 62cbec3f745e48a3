"""From a sheet's row and a treatment's record to the timeline that is stored with the treatment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.treatments import SheetVersion
from server.domain.announcing import announced
from server.domain.errors import Invalid
from server.domain.protocol import Protocol, ProtocolError, Rule, directed_rule
from server.domain.timeline import TreatmentFacts, compile, to_document
from server.domain.topics import TopicTree
from server.usecases.sheets import protocol_of


@dataclass(frozen=True, slots=True)
class SessionTimes:
    treated_at: datetime
    zone: str
    next_session_at: datetime | None


def compiled(
    sheet: SheetVersion, record: Mapping[str, Any], times: SessionTimes, *, tree: TopicTree
) -> dict[str, Any]:
    """The timeline as JSON. Raises `Invalid` (directed-rule, flag-unknown)."""
    protocol = protocol_of(sheet)
    facts = TreatmentFacts(
        treated_at=times.treated_at,
        zone=times.zone,
        flags=_flags(protocol, record["flags"]),
        directed=tuple(_directed(rule, protocol) for rule in record["directed"]),
        next_session_at=times.next_session_at,
    )
    return to_document(announced(compile(protocol, facts), tree))


def _flags(protocol: Protocol, given: list[str]) -> frozenset[str]:
    """A flag that the sheet does not know would silently change nothing."""
    unknown = sorted(set(given) - set(protocol.flags))
    if unknown:
        raise Invalid(f"The sheet knows no {unknown[0]}.", code="flag-unknown", at="record.flags")
    return frozenset(given)


def _directed(rule: Mapping[str, Any], protocol: Protocol) -> Rule:
    told = {name: value for name, value in rule.items() if value is not None}
    try:
        return directed_rule(told, day_one=protocol.day_one)
    except ProtocolError as error:
        raise Invalid(str(error.faults[0]), code="directed-rule", at="record.directed") from error
