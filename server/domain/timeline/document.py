"""The timeline as JSON: stored with the treatment and sent to the phone (docs/timeline.md)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast

from server.domain.sheets import OwnTopic, Rule, RuleText
from server.domain.timeline.model import Milestone, SheetHeader, Timeline, TreatmentSeries, Window
from server.domain.vocabulary import Area, Verb
from server.domain.when import Act, State, parse_time
from server.domain.when.bounds import Bound, Joined, Leaf
from server.domain.when.resolve import gate_leaf

Json = Mapping[str, Any]
_COURSE = frozenset((Verb.EXPECT.value, Verb.CALL.value))


def instant_text(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None


def instant_from(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def to_document(timeline: Timeline) -> dict[str, Any]:
    header = timeline.sheet
    return {
        "sheet": {
            "id": header.id,
            "version": header.version,
            "title": header.title,
            "publisher": header.publisher,
            "language": header.language,
            **({"titles": dict(header.titles)} if header.titles else {}),
        },
        "treated_at": instant_text(timeline.treated_at),
        "time_zone": timeline.time_zone,
        "day_one": timeline.day_one,
        "windows": [_window_document(window) for window in timeline.windows],
        "milestones": [milestone_document(milestone) for milestone in timeline.milestones],
        "series": _series_document(timeline.series),
        **({"topics": [_topic_document(topic) for topic in timeline.topics]} if timeline.topics else {}),
        **(
            {"conditions": {name: dict(names) for name, names in timeline.conditions.items()}}
            if timeline.conditions
            else {}
        ),
    }


def _topic_document(topic: OwnTopic) -> dict[str, Any]:
    words = {language: list(listed) for language, listed in topic.words.items()}
    return {"id": topic.id, "in": list(topic.parents), "words": words}


def _window_document(window: Window) -> dict[str, Any]:
    return {
        "rule": shown_rule(window.rule),
        "opens": bound_document(window.opens),
        "closes": bound_document(window.closes),
        "needs": list(window.needs),
        "unless": list(window.unless),
    }


def shown_rule(rule: Rule) -> dict[str, Any]:
    """Return a rule as the screens of both sides show it, without unset fields."""
    optional = {
        "why": rule.why,
        "every": rule.every,
        "amount": rule.amount,
        "area": rule.area.value if rule.area else None,
        "using": list(rule.using),
        "with": list(rule.with_),
        "up_to": rule.up_to,
        "translations": {name: _text_document(text) for name, text in rule.translations.items()},
        "trend": rule.trend,
        "grade": rule.grade,
        "exception": rule.exception,
        "family": list(rule.family),
        "mark": rule.mark,
    }
    needed = {
        "id": rule.id,
        "verb": rule.verb.value,
        "topics": list(rule.topics),
        "says": rule.says,
        "cite": rule.cite,
        "source": rule.source,
    }
    return needed | {name: value for name, value in optional.items() if value}


def _text_document(text: RuleText) -> dict[str, Any]:
    optional = {"why": text.why, "cite": text.cite, "amount": text.amount, "using": list(text.using)}
    return {"says": text.says, **{name: value for name, value in optional.items() if value}}


def bound_document(bound: Bound | None) -> dict[str, Any] | None:
    if bound is None:
        return None
    if isinstance(bound, Joined):
        return {bound.how: [bound_document(part) for part in bound.parts], "text": bound.text}
    document: dict[str, Any] = {
        "least_at": instant_text(bound.least_at),
        "surely_at": instant_text(bound.surely_at),
        "state": bound.state,
        "act": bound.act,
        "kind": bound.kind,
        "text": bound.text,
    }
    return document | {"offset": list(bound.offset)} if bound.offset else document


def milestone_document(milestone: Milestone) -> dict[str, Any]:
    document: dict[str, Any] = {
        "at": instant_text(milestone.at),
        "kind": milestone.kind,
        "rule_id": milestone.rule_id,
        "topics": list(milestone.topics),
        "gates": list(milestone.gates),
    }
    return document | {"with": list(milestone.with_)} if milestone.with_ else document


def _series_document(series: TreatmentSeries | None) -> dict[str, Any] | None:
    if series is None:
        return None
    return {
        "opens_at": instant_text(series.opens_at),
        "closes_at": instant_text(series.closes_at),
        "treatments": list(series.treatments) if series.treatments else None,
        "rule_ids": list(series.rule_ids),
    }


def from_document(document: Json) -> Timeline:
    """Read what `to_document` wrote. Not validated: such a document never comes from outside."""
    return Timeline(
        sheet=SheetHeader(**document["sheet"]),
        treated_at=datetime.fromisoformat(document["treated_at"]),
        time_zone=document["time_zone"],
        day_one=document["day_one"],
        windows=tuple(map(_window, document["windows"])),
        milestones=tuple(map(_milestone, document["milestones"])),
        series=_series(document["series"]),
        topics=tuple(map(_topic, document.get("topics", ()))),
        conditions=document.get("conditions", {}),
    )


def course_from(document: Json) -> Timeline:
    """Read what suffices to assess a diary: the `expect` and `call` rules, and every bound without its rule.

    The other bounds decide where the course ends and from when the patient can confirm a state. The queue does
    this for every patient, so the rest is skipped.
    """
    windows = [_course_window(window) for window in document["windows"] if window["rule"]["verb"] != "repeat"]
    return from_document({**document, "windows": windows, "milestones": ()})


def _course_window(window: Json) -> Json:
    rule = window["rule"]
    if rule["verb"] in _COURSE:
        return window
    return {
        **window,
        "rule": {name: rule[name] for name in ("id", "verb", "topics", "says", "cite", "source")},
    }


def _window(document: Json) -> Window:
    return Window(
        rule=_rule(document["rule"]),
        opens=bound_from(document["opens"]),
        closes=bound_from(document["closes"]),
        needs=tuple(document["needs"]),
        unless=tuple(document["unless"]),
    )


def _topic(document: Json) -> OwnTopic:
    words = {language: tuple(listed) for language, listed in document["words"].items()}
    return OwnTopic(document["id"], tuple(document["in"]), words)


def _rule(document: Json) -> Rule:
    lists = {name: tuple(document.get(name, ())) for name in ("topics", "using", "family")}
    typed = {"verb": Verb(document["verb"]), "area": Area(document["area"]) if "area" in document else None}
    texts = {
        name: RuleText(**{**text, "using": tuple(text.get("using", ()))})
        for name, text in document.get("translations", {}).items()
    }
    plain = {name: value for name, value in document.items() if name != "with"}
    return Rule(
        **{**plain, **lists, **typed, "with_": tuple(document.get("with", ())), "translations": texts}
    )


def bound_from(document: Json | None) -> Bound | None:
    if document is None:
        return None
    for how in ("all", "first"):
        if how in document:
            parts = tuple(cast("Bound", bound_from(part)) for part in document[how])
            return Joined("all" if how == "all" else "first", parts, document["text"])
    if document["kind"] in ("state", "act"):
        return gate_leaf(cast("State | Act", parse_time(document["text"])))
    return Leaf(**{**document, **{name: instant_from(document[name]) for name in ("least_at", "surely_at")}})


def _milestone(document: Json) -> Milestone:
    return Milestone(
        at=datetime.fromisoformat(document["at"]),
        kind=document["kind"],
        rule_id=document["rule_id"],
        topics=tuple(document["topics"]),
        gates=tuple(document["gates"]),
        with_=tuple(document.get("with", ())),
    )


def _series(document: Json | None) -> TreatmentSeries | None:
    if document is None:
        return None
    return TreatmentSeries(
        opens_at=instant_from(document["opens_at"]),
        closes_at=instant_from(document["closes_at"]),
        treatments=(document["treatments"][0], document["treatments"][1]) if document["treatments"] else None,
        rule_ids=tuple(document["rule_ids"]),
    )
