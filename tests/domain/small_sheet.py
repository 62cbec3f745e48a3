"""Small sheets in TOML, and diary entries, for the tests of the domain."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from server.domain.diary import Logged
from server.domain.sheets import Sheet, parse_toml
from server.domain.timeline import Timeline, TreatmentFacts, compile
from server.domain.vocabulary import Area, Sign, SkinState, Symptom

TREATED_AT = datetime(2026, 5, 4, 12, tzinfo=UTC)  # a Monday, 14:00 in Berlin
TIME_ZONE = "Europe/Berlin"
HEADER = """
id = "small"
title = "A small sheet"
publisher = "A clinic"
treatment = "microneedling"
language = "en"
version = 1
day_one = 1
source = { file = "small.txt" }
"""


def rule(rule_id: str, verb: str, *topics: str, **fields: str | bool) -> str:
    lines = [
        f'id = "{rule_id}"',
        f'verb = "{verb}"',
        f"topics = {list(topics)}",
        f'says = "{rule_id}"',
        'cite = "1"',
    ]
    values = {
        name: str(value).lower() if isinstance(value, bool) else f'"{value}"'
        for name, value in fields.items()
    }
    lines += [f"{name.rstrip('_')} = {value}" for name, value in values.items()]
    return "\n".join(["[[rules]]", *lines])


def sheet(*rules: str) -> Sheet:
    return parse_toml("\n".join([HEADER, *rules]), name="small.toml")


def timeline(
    *rules: str,
    treated_at: datetime = TREATED_AT,
    time_zone: str = TIME_ZONE,
    next_treatment_at: datetime | None = None,
) -> Timeline:
    facts = TreatmentFacts(treated_at=treated_at, time_zone=time_zone, next_treatment_at=next_treatment_at)
    return compile(sheet(*rules), facts)


def hours(after: float) -> datetime:
    return TREATED_AT + timedelta(hours=after)


def entry(
    after: float,
    *signs: Sign,
    area: Area | None = None,
    states: dict[SkinState, bool] | None = None,
    through: tuple[str, int] | None = None,
    acts: tuple[str, ...] = (),
    gone: tuple[Sign, ...] = (),
    **scores: int,
) -> Logged:
    """Return an entry some hours after the treatment. `through` adds the score of a symptom by name."""
    return Logged(
        UUID(int=int(after * 10) + 1),
        hours(after),
        {Symptom(name): score for name, score in (*scores.items(), *((through,) if through else ()))},
        tuple((sign, area) for sign in signs),
        states or {},
        acts=acts,
        signs_gone=gone,
    )
