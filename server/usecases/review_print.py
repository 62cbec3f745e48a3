"""What a printed review says: the data of the template `review.typ`, findings first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from server.domain.local_time import local_date, start_of_day, stored_time_zone
from server.domain.vocabulary import Symptom
from server.shapes.diary import PhotoView
from server.shapes.review import Band, Departure, Finding, Review
from server.usecases.paper_words import PaperWords, shortened, shown
from server.usecases.review_chart import Axis, Point, symptom_chart
from server.usecases.review_photos import key_photos
from server.usecases.treatment_facts import applied_facts

Json = dict[str, Any]

MOST_FINDINGS, MOST_DEPARTURES, MOST_MESSAGES, MOST_VALUES = 5, 3, 2, 8
MOST_RULES = 2
"""Of one finding: the rule that raised it, and one more."""
MOST_LETTERS, MOST_RULE_LETTERS, MOST_VALUE_LETTERS = 280, 110, 80
"""Of a question or reply, a rule and a fact on paper; the whole text is in the product."""


@dataclass(frozen=True, slots=True)
class ReviewPrint:
    """The data of the template and the photos that it names: their files by id."""

    data: Json
    photos: Mapping[str, PhotoView]


@dataclass(frozen=True, slots=True)
class PrintedReview:
    """One review, its reader's words, and who prints it when."""

    review: Review
    words: PaperWords
    printed_by: str
    now: datetime

    def document(self) -> ReviewPrint:
        """Return everything that the pages show."""
        review, text = self.review, self.words.text
        photos = key_photos(review.photos, review.entries)
        findings = sorted(review.findings, key=lambda finding: not finding.open)
        treatment = review.treatment
        data = {
            "language": self.words.language.split("-", 1)[0],
            "title": text("server.review.title", name=shown(review.patient_name)),
            "patient": shown(review.patient_name),
            "clinic": {
                "name": shown(treatment.clinic_name or text("common.app")),
                "phone": shown(treatment.clinic_phone or ""),
            },
            "printed": text(
                "server.review.printed",
                date=self.words.date_and_time(self.now), name=shown(self.printed_by),
            ),
            "lead": self._lead(),
            "words": self._headings(),
            "findings": [self._finding(finding) for finding in findings[:MOST_FINDINGS]],
            "findings-more": _more(text, len(findings) - MOST_FINDINGS),
            "messages": self._messages(),
            "messages-note": "" if self._shares("notes") else text("practitioner.review.notes.not-shared"),
            "photos": [self._picture(photo, roles) for photo, roles in photos],
            "photos-note": self._photos_note(),
            "charts": self._charts(),
            "applied": self._applied(),
            "next": self._next(),
            "departures": [self._departure(each) for each in review.departures[:MOST_DEPARTURES]],
        }  # fmt: skip
        return ReviewPrint(data, {_file(photo): photo for photo, _ in photos})

    def _shares(self, what: str) -> bool:
        grant = self.review.grant
        return grant is None or bool(getattr(grant, what))

    def _headings(self) -> Json:
        text = self.words.text
        return {
            "findings": text("practitioner.review.findings"),
            "findings-none": text("practitioner.review.findings.none"),
            "messages": text("server.review.messages"),
            "photos": text("practitioner.review.photos"),
            "course": text("practitioner.review.course"),
            "legend": text("server.review.legend"),
            "applied": text("practitioner.review.applied"),
            "next": text("server.review.next"),
            "departures": text("practitioner.review.departures"),
        }

    def _lead(self) -> list[str]:
        review, treatment = self.review, self.review.treatment
        session = self.words.text(
            "server.review.lead",
            number=treatment.number_in_series,
            kind=self.words.text(f"server.kind.{treatment.applied.kind}"),
            date=self.words.date_and_time(treatment.treated_at),
        )
        diary = self.words.text(
            "server.review.diary",
            logged=review.days_logged, days=review.days_so_far, sheet=shown(treatment.sheet.title),
        )  # fmt: skip
        return [session, diary]

    def _finding(self, finding: Finding) -> Json:
        text = self.words.text
        name = self._what(finding)
        since = [text("practitioner.review.since", date=self.words.date(finding.since_at))]
        if finding.resolved_at is not None:
            since.append(
                text("practitioner.review.resolved-since", date=self.words.date(finding.resolved_at))
            )
        if finding.answered_at is not None:
            since.append(text("practitioner.review.answered", date=self.words.date(finding.answered_at)))
        rules = [self._rule(reason.says, reason.cite) for reason in finding.reasons]
        return {
            "what": text(f"practitioner.review.finding.{finding.kind}", what=name),
            "since": " · ".join(since),
            "rules": list(dict.fromkeys(rule for rule in rules if rule))[:MOST_RULES],
        }

    def _what(self, finding: Finding) -> str:
        text = self.words.text
        kind = "sign" if finding.sign else "symptom"
        name = text(f"common.{kind}.{finding.sign or finding.symptom}")
        return f"{name} ({text(f'common.area.{finding.area}')})" if finding.area else name

    def _rule(self, says: str, cite: str) -> str:
        place = self.words.text("practitioner.review.cite", cite=shown(cite)) if cite else ""
        return " · ".join(part for part in (shortened(shown(says), MOST_RULE_LETTERS), place) if part)

    def _departure(self, departure: Departure) -> Json:
        return {
            "what": shortened(shown(departure.label), MOST_VALUE_LETTERS),
            "at": self.words.date_and_time(departure.at),
            "rule": self._rule(departure.says, departure.cite),
        }

    def _messages(self) -> list[Json]:
        """Return the last questions and all replies after the first of them, oldest first."""
        text = self.words.text
        asked = [entry for entry in self.review.entries if entry.document.question.strip()][-MOST_MESSAGES:]
        since = asked[0].occurred_at if asked else None
        messages = [
            (entry.occurred_at, text("practitioner.review.question"), entry.document.question) for entry in asked
        ] + [
            (reply.created_at, text("server.export.reply", name=shown(reply.author_name)), reply.text)
            for reply in self.review.replies[-MOST_MESSAGES:]
            if since is None or reply.created_at >= since
        ]  # fmt: skip
        return [
            {
                "head": f"{head} · {self.words.date_and_time(at)}",
                "text": shortened(shown(body), MOST_LETTERS),
            }
            for at, head, body in sorted(messages)
        ]

    def _picture(self, photo: PhotoView, roles: Iterable[str]) -> Json:
        text = self.words.text
        day = max(0, (photo.taken_at - self.review.treatment.treated_at).days)
        angle = text(f"common.angle.{photo.angle}")
        return {
            "file": _file(photo),
            "role": " · ".join(text(f"practitioner.review.photos.{role}") for role in roles),
            "caption": text("practitioner.review.photos.caption", label=angle, day=day),
        }

    def _photos_note(self) -> str:
        state = "none" if self._shares("photos") else "not-shared"
        return self.words.text(f"practitioner.review.photos.{state}")

    def _charts(self) -> list[Json]:
        review = self.review
        scored = [
            symptom for symptom in Symptom if any(symptom in each.document.scores for each in review.entries)
        ]
        bands = {band.symptom: band for band in review.bands}
        axis = self._axis(bands[symptom] for symptom in scored if symptom in bands)
        return [self._chart(symptom, bands.get(symptom), axis) for symptom in scored]

    def _chart(self, symptom: Symptom, band: Band | None, axis: Axis) -> Json:
        name = self.words.text(f"common.symptom.{symptom}")
        points = self._points(symptom)
        return {
            "name": name,
            "settled": self._settled(symptom),
            "alt": f"{name}: {', '.join(f'{point.day}: {point.score}' for point in points)}",
            "svg": symptom_chart(points, band, axis),
        }

    def _points(self, symptom: Symptom) -> list[Point]:
        return [
            Point(
                hours=self._hours(entry.occurred_at),
                day=self._day(entry.occurred_at),
                score=entry.document.scores[symptom],
                late=entry.document.back_dated,
            )
            for entry in self.review.entries
            if symptom in entry.document.scores
        ]

    def _hours(self, moment: datetime) -> float:
        return (moment - self.review.treatment.treated_at) / timedelta(hours=1)

    def _day(self, moment: datetime) -> int:
        """Return the day as the sheet counts it."""
        clock = stored_time_zone(self.words.time_zone)
        treatment = self.review.treatment
        days = (local_date(moment, clock) - local_date(treatment.treated_at, clock)).days
        return days + treatment.timeline["day_one"]

    def _axis(self, bands: Iterable[Band]) -> Axis:
        """End a day after the last entry, and not before the ends of the bands or the third day."""
        treated_at, clock = self.review.treatment.treated_at, stored_time_zone(self.words.time_zone)
        ends = [72.0, *(self._hours(entry.occurred_at) for entry in self.review.entries)]
        ends += [band.until_hours for band in bands if band.until_hours is not None]
        day, days = local_date(treated_at, clock), [(0.0, self._day(treated_at))]
        while days[-1][0] <= max(ends):
            day += timedelta(days=1)
            days.append((self._hours(start_of_day(day, clock)), days[-1][1] + 1))
        return Axis(days[-1][0], tuple(days[:-1]))

    def _settled(self, symptom: Symptom) -> str:
        text = self.words.text
        for row in self.review.resolved:
            if row.symptom == symptom and row.resolved_after_days is not None:
                days = self.words.number(row.resolved_after_days)
                return text("server.review.settled", days=days, count=1 if days == "1" else 2)
        return ""

    def _applied(self) -> list[Json]:
        treatment, text = self.review.treatment, self.words.text
        facts = [(fact.name, fact.values) for fact in applied_facts(treatment.applied, text)]
        if treatment.practitioner_name:
            facts.append((text("server.review.recorded-by"), (treatment.practitioner_name,)))
        return [
            {
                "name": name,
                "values": [shortened(shown(value), MOST_VALUE_LETTERS) for value in values[:MOST_VALUES]],
            }
            for name, values in facts
        ]

    def _next(self) -> list[Json]:
        review, text, words = self.review, self.words.text, self.words
        window, planned = review.next_window, review.treatment.next_treatment_at
        rows = [(text("server.review.window"), self._window())]
        if planned is not None:
            rows.append((text("server.review.planned"), words.date_and_time(planned)))
        if window is not None:
            blocked = ", ".join(text(f"practitioner.review.blocked.{code}") for code in window.blocked_by)
            clear = text("server.review.next.clear")
            rows.append((text("server.review.against"), blocked or clear))
        return [{"name": name, "values": [value]} for name, value in rows]

    def _window(self) -> str:
        window, text, date = self.review.next_window, self.words.text, self.words.date
        if window is None or (window.opens_at is None and window.closes_at is None):
            return text("server.review.next.none")
        if window.opens_at is None or window.closes_at is None:
            key, at = ("until", window.closes_at) if window.opens_at is None else ("from", window.opens_at)
            return text(f"server.review.next.{key}", **{key: date(at) if at else ""})
        return text(
            "server.review.next.between",
            **{"from": date(window.opens_at), "until": date(window.closes_at)},
        )


def _file(photo: PhotoView) -> str:
    return f"{photo.id.hex}.jpg"


def _more(text: Any, count: int) -> str:
    return str(text("server.review.more", count=count)) if count > 0 else ""
