"""What a printed review says: the data of the template `review.typ`, in the order of the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from server.domain.local_time import local_date, start_of_day, stored_time_zone
from server.domain.vocabulary import Symptom
from server.shapes.diary import PhotoView
from server.shapes.review import Band, Finding, FindingReason, Review
from server.usecases.paper_words import PaperWords, shown
from server.usecases.review_chart import Axis, Point, symptom_chart
from server.usecases.review_days import ReviewDays
from server.usecases.review_photos import key_photos
from server.usecases.review_strip import ReviewStrip, answers_of
from server.usecases.settling_time import settling_time
from server.usecases.sheet_words import RuleWords, followed_title, rule_words
from server.usecases.treatment_facts import applied_facts

Json = dict[str, Any]

MOST_FINDINGS, MOST_MESSAGES, MOST_VALUES = 5, 2, 8
_RESOLVED = "practitioner.review.resolved"
MOST_RULES = 2
"""Of one finding: the rule that raised it, and one more."""
MOST_LETTERS, MOST_RULE_LETTERS, MOST_VALUE_LETTERS = 280, 160, 80
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
    logo: str = ""
    """The file of the clinic's logo, if it has one."""

    def document(self) -> ReviewPrint:
        """Return everything that the pages show."""
        review, text = self.review, self.words.text
        photos = key_photos(review.photos, review.entries)
        findings = sorted(review.findings, key=lambda finding: not finding.open)
        treatment = review.treatment
        days = ReviewDays(review, self.words)
        strip = ReviewStrip(review, self.words, shares_notes=self._shares("notes"), now=self.now)
        data = {
            "language": self.words.language.split("-", 1)[0],
            "title": text("server.review.title", name=shown(review.patient_name)),
            "patient": shown(review.patient_name),
            "clinic": {
                "name": shown(treatment.clinic_name or text("common.app")),
                "phone": shown(treatment.clinic_phone or ""),
                "logo": self.logo,
            },
            "printed": text(
                "server.review.printed",
                date=self.words.date_and_time(self.now), name=shown(self.printed_by),
            ),
            "lead": self._lead(),
            "words": self._headings(),
            "strip": list(strip.rows()),
            "findings": [self._finding(finding) for finding in findings[:MOST_FINDINGS]],
            "quotes": self._quotes(findings[:MOST_FINDINGS]),
            "findings-more": self._more(len(findings) - MOST_FINDINGS),
            "messages": self._messages(),
            "photos": [self._picture(photo, roles) for photo, roles in photos],
            "photos-note": self._photos_note(),
            "charts": self._charts(),
            "applied": self._applied(),
            "settled": self._settled(),
            "days": days.rows(),
            "days-more": self._more(days.more()),
        }  # fmt: skip
        return ReviewPrint(data, {_file(photo): photo for photo, _ in photos})

    def _shares(self, what: str) -> bool:
        grant = self.review.grant
        return grant is None or bool(getattr(grant, what))

    def _headings(self) -> Json:
        text = self.words.text
        return {
            "findings": text("practitioner.review.findings"),
            "findings-none": text(self._nothing_found()),
            "messages": text("server.review.messages"),
            "photos": text("practitioner.review.photos"),
            "course": text("practitioner.review.course"),
            "legend": text("server.review.legend"),
            "applied": text("practitioner.review.applied"),
            "settled": text(_RESOLVED),
            "settled-columns": [
                text(f"{_RESOLVED}.{name}") for name in ("symptom", "peak", "after", "sheet")
            ],
            "days": text("practitioner.review.diary"),
            "days-continued": text("server.review.diary-continued"),
            "departure": text("practitioner.review.departures"),
            "page": text("server.review.page", page="{page}", pages="{pages}"),  # typst fills them in
        }

    def _nothing_found(self) -> str:
        """An empty diary says nothing about the skin, so the page does not say that all is well."""
        return f"practitioner.review.{'findings.none' if self.review.entries else 'strip.happened.none'}"

    def _lead(self) -> list[str]:
        review, treatment, text = self.review, self.review.treatment, self.words.text
        session = text(
            "server.review.lead",
            number=self._number(),
            kind=text(f"server.kind.{treatment.applied.kind}"),
            date=self.words.date_and_time(treatment.treated_at),
        )
        diary = text("practitioner.review.diary.days", logged=review.days_logged, days=review.days_so_far)
        late = text("practitioner.review.diary.late", count=review.days_late)
        sheet = text("practitioner.review.cite", cite=shown(self._title()))
        return [session, f"{diary}, {late} · {sheet}" if review.days_late else f"{diary} · {sheet}"]

    def _title(self) -> str:
        return followed_title(self.review.treatment.timeline, self.words.language)

    def _number(self) -> str:
        """Return which session this is: "2", or "2 of 4–6" where the sheet says how many are usual."""
        number, window = self.review.treatment.number_in_series, self.review.next_window
        if window is None or window.treatments is None:
            return str(number)
        usual = "–".join(map(str, dict.fromkeys(window.treatments)))
        return self.words.text("server.review.number-of", number=number, usual=usual)

    def _finding(self, finding: Finding) -> Json:
        text = self.words.text
        name = self.words.symptom_or_sign(finding.symptom, finding.sign, finding.area)
        since = [text("practitioner.review.since", date=self.words.date(finding.since_at))]
        if finding.resolved_at is not None:
            since.append(
                text("practitioner.review.resolved-since", date=self.words.date(finding.resolved_at))
            )
        if finding.answered_at is not None:
            since.append(text("practitioner.review.answered", date=self.words.date(finding.answered_at)))
        return {
            "what": text(f"practitioner.review.finding.{finding.kind}", what=name),
            "since": " · ".join(since),
        }

    def _quotes(self, findings: Iterable[Finding]) -> list[Json]:
        """Return each rule behind the findings once, with the names of the findings that it raised."""
        about: dict[tuple[str, str], list[str]] = {}
        for finding in findings:
            rules = dict.fromkeys(map(self._rule, finding.reasons))
            for rule in [rule for rule in rules if rule[0]][:MOST_RULES]:
                names = about.setdefault(rule, [])
                name = self.words.symptom_or_sign(finding.symptom, finding.sign, finding.area)
                names.append(self.words.mid_sentence(name) if names else name)
        return [
            {"text": rule, "language": language, "about": ", ".join(dict.fromkeys(names))}
            for (rule, language), names in about.items()
        ]

    def _rule(self, reason: FindingReason) -> tuple[str, str]:
        """Return a rule and the language of its sentence; without a text where the diary alone is the reason."""
        timeline = self.review.treatment.timeline
        rule = rule_words(timeline, reason.rule_id, self.words.language)
        rule = rule or RuleWords(reason.says, reason.cite, timeline["sheet"]["language"])
        place = self.words.text("practitioner.review.cite", cite=shown(rule.cite)) if rule.cite else ""
        parts = (shown(rule.says, MOST_RULE_LETTERS), place)
        return " · ".join(part for part in parts if part), rule.language

    def _messages(self) -> list[Json]:
        """Return the last replies with the questions that they answer, oldest first. The strip has the open ones."""
        text, words, replies = self.words.text, self.words, self.review.replies[-MOST_MESSAGES:]
        answered = answers_of(self.review)
        asked = {answered[reply.id] for reply in replies if reply.id in answered}
        messages = [
            (entry.occurred_at, text("practitioner.review.question"), entry.document.question)
            for entry in self.review.entries if entry.id in asked
        ] + [
            (reply.created_at, text("server.export.reply", name=shown(reply.author_name)), reply.text)
            for reply in replies
        ]  # fmt: skip
        return [
            {"head": f"{head} · {words.date_and_time(at)}", "text": shown(body, MOST_LETTERS)}
            for at, head, body in sorted(messages)
        ]

    def _picture(self, photo: PhotoView, roles: Iterable[str]) -> Json:
        text = self.words.text
        day = self._day(photo.taken_at)
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

    def _settled(self) -> list[list[str]]:
        """Return the rows of the table of symptoms: name, peak, days in the diary, days according to the sheet."""
        text = self.words.text
        return [
            [
                text(f"common.symptom.{row.symptom}"),
                text(f"common.score.{row.peak}"),
                self._days(row.resolved_after_days) or text(f"{_RESOLVED}.not-yet"),
                self._sheet_days(row.sheet_says_days),
            ]
            for row in self.review.resolved
        ]

    def _days(self, days: float | None) -> str:
        return "" if days is None else settling_time(self.words, days)

    def _sheet_days(self, says: tuple[float | None, float | None]) -> str:
        bounds = [days for days in says if days is not None]
        return settling_time(self.words, *bounds) if bounds else self.words.text(f"{_RESOLVED}.silent")

    def _more(self, count: int) -> str:
        return self.words.text("server.review.more", count=count) if count > 0 else ""

    def _applied(self) -> list[Json]:
        treatment, text = self.review.treatment, self.words.text
        facts = [(fact.name, fact.values) for fact in applied_facts(treatment.applied, text)]
        if treatment.practitioner_name:
            facts.append((text("server.review.recorded-by"), (treatment.practitioner_name,)))
        return [
            {
                "name": name,
                "values": [shown(value, MOST_VALUE_LETTERS) for value in values[:MOST_VALUES]],
            }
            for name, values in facts
        ]


def _file(photo: PhotoView) -> str:
    return f"{photo.id.hex}.jpg"
