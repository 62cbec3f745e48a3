"""Render a reply in the words of the message catalogue, for the terminal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from server.domain.local_time import time_zone_named
from server.domain.replies import Day, Gates, Moment, Noticed, Reply, Says, Topics, Value, sentences
from server.domain.timeline import Timeline
from server.domain.topics import TopicTree
from server.domain.vocabulary import Sign
from server.messages import FOLDER, CatalogueMessages, load_messages

_WEEKDAYS: Mapping[str, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
}
_MONTHS: Mapping[str, tuple[str, ...]] = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
    "de": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
           "November", "Dezember"),
}  # fmt: skip
_DATES = {"en": "{weekday} {day} {month} {clock}", "de": "{weekday}, {day}. {month}, {clock} Uhr"}
_LENGTHS = {"en": "{hours:g} h after the treatment", "de": "{hours:g} h nach der Behandlung"}
_DAYS = {"en": "{weekday} {day} {month}", "de": "{weekday}, {day}. {month}"}
_OR = {"en": " or ", "de": " oder "}


@cache
def _messages() -> CatalogueMessages:
    return load_messages(FOLDER)


@dataclass(frozen=True, slots=True)
class Renderer:
    """Renders sentences in one language. Without a known clock, moments are lengths since the treatment."""

    language: str
    timeline: Timeline
    tree: TopicTree
    clock_known: bool

    def text(self, reply: Reply) -> str:
        rendered = []
        for sentence in sentences(reply):
            values = {name: self._value(value) for name, value in sentence.values.items()}
            text = _messages()(self.language, sentence.key, **values)
            rendered.append(text[:1].upper() + text[1:])
        return " ".join(rendered)

    def _value(self, value: Value) -> str:
        match value:
            case Topics(ids):
                return self._any_of([self._name(topic) for topic in ids])
            case Moment(at) | Day(at):
                return self._moment(at, _DAYS if isinstance(value, Day) else _DATES)
            case Gates(names):
                return ", ".join(map(self._gate, names))
            case Noticed(name):
                return self._noticed(name)
            case Says(rule):
                return rule.text(self.language).says
            case _:
                return str(value)

    def _name(self, topic: str) -> str:
        """Return the short name as it appears in a sentence: English nouns lose their capital, AHA keeps its own."""
        return self._inside(self.tree.short(topic, self.language))

    def _noticed(self, name: str) -> str:
        family = "sign" if name in list(Sign) else "symptom"
        return self._inside(_messages()(self.language, f"common.{family}.{name}"))

    def _inside(self, name: str) -> str:
        ordinary = self.language == "en" and name[1:2].islower()
        return name[:1].lower() + name[1:] if ordinary else name

    def _any_of(self, names: Sequence[str]) -> str:
        """Return "a", "a or b", or "a, b or c"."""
        *others, last = names or ("",)
        return _OR[self.language].join([*filter(None, [", ".join(others)]), last])

    def _moment(self, at: datetime, forms: Mapping[str, str]) -> str:
        if not self.clock_known:
            return _LENGTHS[self.language].format(hours=self.timeline.hours_until(at))
        local = at.astimezone(time_zone_named(self.timeline.time_zone))
        weekday = _WEEKDAYS[self.language][local.weekday()]
        clock = local.strftime("%H:%M")
        month = _MONTHS[self.language][local.month - 1]
        return forms[self.language].format(weekday=weekday, day=local.day, month=month, clock=clock)

    def _gate(self, gate: str) -> str:
        kind, _, name = gate.removesuffix(")").partition("(")
        for key in (
            f"patient.gate.{kind}-{name}" if name else f"patient.gate.{kind}",
            f"patient.gate.{kind}",
        ):
            try:
                return _messages()(self.language, key, what=self.tree.label(name, self.language))
            except KeyError:
                continue
        return _messages()(self.language, "patient.gate.act", what=name or gate)


def language_of(language: str) -> str:
    """Return the language whose catalogue is used: English for those that have none."""
    return language if language in _WEEKDAYS else "en"
