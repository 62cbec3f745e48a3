"""The days of a printed review, newest first: what was felt, used and done, and what was not in line with the sheet."""

from dataclasses import dataclass
from typing import Any

from server.domain.local_time import day_number
from server.domain.vocabulary import SkinState, Symptom
from server.shapes.diary import EntryDocument, EntryView
from server.shapes.review import Departure, Review
from server.usecases.paper_words import PaperWords, shown
from server.usecases.sheet_words import rule_words

MOST_DAYS = 21
MOST_LETTERS, MOST_NOTE_LETTERS, MOST_RULE_LETTERS = 90, 160, 90
"""Of a list of products or activities, of a note or question, and of a rule; the whole text is in the product."""

Json = dict[str, Any]
_KEY = "practitioner.review.diary"


@dataclass(frozen=True, slots=True)
class ReviewDays:
    """The days for one reader."""

    review: Review
    words: PaperWords

    def rows(self) -> list[Json]:
        return [
            {"day": self.words.text(f"{_KEY}.day", day=day), "date": day_and_month, "entries": entries}
            for (day, day_and_month), entries in list(self._by_day().items())[:MOST_DAYS]
        ]

    def more(self) -> int:
        """Count the days that are left out."""
        return max(0, len(self._by_day()) - MOST_DAYS)

    def _by_day(self) -> dict[tuple[int, str], list[Json]]:
        """Return the entries of each day. One that only reports an act, such as washing, is left out."""
        days: dict[tuple[int, str], list[Json]] = {}
        for entry in reversed(self.review.entries):
            row = self._entry(entry)
            if row["facts"] or row["departures"] or row["words"]:
                day = (self._day(entry), self.words.day_and_month(entry.occurred_at))
                days.setdefault(day, []).append(row)
        return days

    def _day(self, entry: EntryView) -> int:
        treatment = self.review.treatment
        return day_number(
            entry.occurred_at,
            treatment.treated_at,
            time_zone=self.words.time_zone,
            day_one=treatment.timeline["day_one"],
        )

    def _entry(self, entry: EntryView) -> Json:
        document, text = entry.document, self.words.text
        late = f" ({text(f'{_KEY}.made-up')})" if document.back_dated else ""
        return {
            "time": self.words.time(entry.occurred_at) + late,
            "facts": [*self._felt(document), *self._listed(document)],
            "departures": [
                self._departure(each) for each in self.review.departures if each.entry_id == entry.id
            ],
            "words": [
                shown(each, MOST_NOTE_LETTERS) for each in (document.note, document.question) if each.strip()
            ],
        }

    def _felt(self, document: EntryDocument) -> list[str]:
        """Return everything that was answered in one text, or nothing."""
        parts = [
            *self._scores(document),
            *(self._lower(self.words.symptom_or_sign(None, each.sign, each.area)) for each in document.signs),
            *(self._gone(sign) for sign in document.signs_gone),
            *self._states(document),
        ]
        text = ", ".join(parts)
        return [text[:1].upper() + text[1:]] if text else []

    def _lower(self, label: str) -> str:
        return self.words.mid_sentence(label)

    def _scores(self, document: EntryDocument) -> list[str]:
        text, scores = self.words.text, document.scores
        if scores and not any(scores.values()):
            return [text(f"{_KEY}.none")]
        return [
            f"{self._lower(text(f'common.symptom.{symptom}'))} {self._lower(text(f'common.score.{scores[symptom]}'))}"
            for symptom in Symptom
            if scores.get(symptom)
        ]

    def _gone(self, sign: str) -> str:
        name = self.words.text(f"common.sign.{sign}")
        return self.words.text(f"{_KEY}.gone", what=self._lower(name))

    def _states(self, document: EntryDocument) -> list[str]:
        return [
            self.words.text(f"{_KEY}.{state}.{'yes' if document.states[state] else 'no'}")
            for state in SkinState
            if state in document.states
        ]

    def _listed(self, document: EntryDocument) -> list[str]:
        lists = (("used", document.products), ("done", document.activities))
        return [
            f"{self.words.text(f'{_KEY}.{name}')}: {items}"
            for name, listed in lists
            if (items := shown(", ".join(each for each in listed if each.strip()), MOST_LETTERS))
        ]

    def _departure(self, departure: Departure) -> Json:
        timeline = self.review.treatment.timeline
        rule = rule_words(timeline, departure.rule_id, self.words.language)
        return {
            "what": shown(departure.label, MOST_LETTERS),
            "rule": shown(rule.says if rule else departure.says, MOST_RULE_LETTERS),
            "language": rule.language if rule else timeline["sheet"]["language"],
        }
