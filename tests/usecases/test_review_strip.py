"""The strip of a printed review: four sentences, as on the screen (`review-words.test.ts`), with dates for days."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import pytest

from server.domain.vocabulary import Area, Sign
from server.shapes.diary import EntryView, ReplyView
from server.shapes.review import CourseSummary, Episode, NextTreatmentWindow, Review
from server.usecases.paper_words import PaperWords
from server.usecases.review_strip import ReviewStrip
from tests.fakes import MESSAGES, NOW
from tests.usecases.printed import SPACE, empty_review, half_a_year, long_review

DAY = timedelta(days=1)


def strip(review: Review, language: str = "en", *, notes: bool = True, now: datetime = NOW) -> dict[str, Any]:
    """Return the rows as name → quotes and values."""
    words = PaperWords(language, "Europe/Berlin", MESSAGES)
    rows = ReviewStrip(review, words, shares_notes=notes, now=now).rows()
    return {row["name"]: [*row["quotes"], *row["values"]] for row in rows}


def episode(symptom: str | None, since: int, gone: int | None = None, **changes: Any) -> Episode:
    """An episode that begins `since` days ago and ended `gone` days ago."""
    facts: dict[str, Any] = {"symptom": symptom, "sign": None, "area": None, "again": False} | changes
    return Episode(since_at=NOW - since * DAY, gone_at=None if gone is None else NOW - gone * DAY, **facts)


def course(first: list[Episode], days: int | None, later: list[Episode]) -> Review:
    """The review of a diary whose last entry was made today."""
    review = half_a_year()
    summary = CourseSummary(first=first, settled_after_days=days, later=later)
    last = review.entries[-1].model_copy(update={"occurred_at": NOW})
    return review.model_copy(update={"course": summary, "entries": [*review.entries[:-1], last]})


def happened(first: list[Episode], days: int | None, later: list[Episode], language: str = "en") -> str:
    [sentence] = strip(course(first, days, later), language)[
        "What happened" if language == "en" else "Verlauf"
    ]
    return str(sentence)


REDNESS = episode("redness", 20, 17)


class TestWhatHappened:
    def test_is_nothing_in_an_empty_diary(self) -> None:
        assert strip(empty_review())["What happened"] == ["No check-ins yet."]

    def test_may_be_no_symptom_at_all(self) -> None:
        assert happened([], None, []) == "No symptoms logged."

    @pytest.mark.parametrize(
        ("days", "says"),
        [
            (0, "Settled on the day of the treatment."),
            (1, "Settled after 1 day."),
            (3, "Settled after 3 days."),
        ],
    )
    def test_begins_with_the_first_reaction(self, days: int, says: str) -> None:
        assert happened([REDNESS], days, []) == says

    def test_names_what_has_not_settled(self) -> None:
        first = [REDNESS, episode("itching", 20), episode("inflammation", 20)]
        assert happened(first, None, []) == "Not settled yet: itching, irritated skin."
        assert happened(first, None, [], "de") == "Noch nicht abgeklungen: Juckreiz, gereizte Haut."

    def test_goes_on_with_what_came_later(self) -> None:
        later = [
            episode("tenderness", 5, again=True),
            episode(None, 4, 3, sign=Sign.PUSTULES, area=Area.CHIN),
            episode("itching", 2, 1, again=True),
            episode("dryness", 1),
        ]
        assert happened([REDNESS], 3, later) == (
            "Settled after 3 days; soreness again since 15 Nov; pus-filled spots (Chin) 16 Nov, gone 17 Nov; "
            "itching again 18 Nov, gone 19 Nov; dryness since 19 Nov."
        )

    def test_joins_what_began_and_ended_on_the_same_days(self) -> None:
        assert (
            happened([], None, [episode("itching", 2), episode("dryness", 2)])
            == "Itching, dryness since 18 Nov."
        )

    def test_counts_what_is_too_much_and_lists_what_goes_on(self) -> None:
        gone = [episode("dryness", days, days - 1) for days in (12, 10, 8, 6)]
        later = [episode("itching", 14), *gone]
        assert happened([], None, later) == (
            "Itching since 6 Nov; dryness 10 Nov, gone 11 Nov; dryness 12 Nov, gone 13 Nov; "
            "dryness 14 Nov, gone 15 Nov; 1 more."
        )

    def test_names_the_last_check_in_if_something_goes_on_in_silence(self) -> None:
        review = course([], None, [episode("itching", 5)])
        [sentence] = strip(review, now=NOW + 3 * DAY)["What happened"]
        assert sentence == "Itching since 15 Nov; last check-in 20 Nov."
        [settled] = strip(course([REDNESS], 3, []), now=NOW + 3 * DAY)["What happened"]
        assert settled == "Settled after 3 days."


def asking(*questions: str) -> Review:
    """A diary with one question a day, the last one today."""
    review = half_a_year()
    asked = [
        entry.model_copy(
            update={
                "occurred_at": (at := NOW - (len(questions) - 1 - place) * DAY),
                "received_at": at,
                "document": entry.document.model_copy(update={"question": question}),
            }
        )
        for place, (entry, question) in enumerate(zip(review.entries, questions, strict=False))
    ]
    return review.model_copy(update={"entries": asked})


def reply(days_ago: float, to: EntryView | UUID | None = None) -> ReplyView:
    entry_id = to.id if isinstance(to, EntryView) else to
    return ReplyView(
        id=uuid5(SPACE, f"reply {days_ago}"), treatment_id=SPACE, entry_id=entry_id, author_name="Bob", text="Yes.",
        created_at=NOW - days_ago * DAY, read_at=None, revision=1,
    )  # fmt: skip


def asks(review: Review, *replies: ReplyView) -> list[str]:
    answered: list[str] = strip(review.model_copy(update={"replies": list(replies)}))["Asks"]
    return answered


class TestAsks:
    def test_is_the_open_questions_the_latest_first(self) -> None:
        assert asks(asking("One?", "Two?")) == ["Two?", "One?"]
        assert asks(asking("One?", "Two?", "Three?")) == ["Three?", "Two?", "1 more in the app"]

    def test_is_nothing_once_all_are_answered(self) -> None:
        review = asking("One?", "Two?")
        assert asks(review, reply(0, review.entries[1]), reply(1, review.entries[0])) == ["No open question."]

    def test_a_reply_that_names_no_question_answers_the_latest_that_could_be_read(self) -> None:
        review = asking("One?", "Two?")
        assert asks(review, reply(0.5)) == ["Two?"]
        assert asks(review, reply(0)) == ["One?"]
        assert asks(review, reply(9)) == ["Two?", "One?"]

    def test_a_reply_to_an_erased_question_answers_none(self) -> None:
        assert asks(asking("One?"), reply(0, SPACE)) == ["One?"]

    def test_says_that_questions_are_not_shared(self) -> None:
        rows = strip(asking("One?"), notes=False)
        assert rows["Asks"] == ["The notes and questions are not shared with you."]

    def test_is_cut_on_paper(self) -> None:
        assert max(map(len, asks(long_review()))) <= 320


class TestApplied:
    def applied(self, record: dict[str, Any], language: str = "en") -> str:
        review = empty_review()
        treatment = review.treatment.model_dump(mode="json") | {"applied": record}
        printed = type(review.treatment).model_validate(treatment)
        rows = strip(review.model_copy(update={"treatment": printed}), language)
        [sentence] = rows["Applied" if language == "en" else "Angewendet"]
        return str(sentence)

    def test_joins_areas_of_the_same_depth(self) -> None:
        record = {
            "kind": "needling", "device": "Pen 4", "products": ["hyaluronic acid"], "numbing": "cream",
            "end_point": "pink",
            "areas": [
                {"area": "cheeks", "depth_mm": 1.5, "passes": 2},
                {"area": "chin", "depth_mm": 1.5, "passes": 2},
                {"area": "full-face", "depth_mm": 0.5},
            ],
        }  # fmt: skip
        assert self.applied(record) == "Hyaluronic acid; cheeks, chin 1.5 mm × 2; full face 0.5 mm; Pen 4."
        assert self.applied(record, "de").startswith(
            "Hyaluronic acid; Wangen, Kinn 1,5 mm × 2; ganzes Gesicht 0,5 mm"
        )

    def test_of_another_kind_names_its_areas(self) -> None:
        record = {"kind": "peel", "product": "TCA", "strength": "15 %", "areas": [{"area": "cheeks"}]}
        assert self.applied(record) == "TCA, 15 %; cheeks."

    def test_may_be_nothing(self) -> None:
        assert self.applied({"kind": "other", "areas": []}) == "Nothing recorded."


class TestNext:
    def next(self, opens: int | None, closes: int | None, planned: int | None, **changes: Any) -> str:
        """Return the sentence; days are counted from now."""
        review = empty_review()
        at = {
            name: None if days is None else NOW + days * DAY
            for name, days in (("o", opens), ("c", closes), ("p", planned))
        }
        facts: dict[str, Any] = {"treatments": None, "rule_ids": [], "blocked_by": []} | changes
        window = NextTreatmentWindow(opens_at=at["o"], closes_at=at["c"], **facts)
        treatment = review.treatment.model_copy(update={"next_treatment_at": at["p"]})
        [sentence] = strip(review.model_copy(update={"next_window": window, "treatment": treatment}))["Next"]
        return str(sentence)

    @pytest.mark.parametrize(
        ("opens", "closes", "planned", "says"),
        [
            (0, 7, 1, "Window 20 Nov to 27 Nov; planned 21 Nov 2026, 13:00."),
            (2, None, 1, "Window from 22 Nov; planned 21 Nov 2026, 13:00, before the window."),
            (None, 7, 7, "Window until 27 Nov; planned 27 Nov 2026, 13:00."),
            (None, 7, 8, "Window until 27 Nov; planned 28 Nov 2026, 13:00, after the window."),
            (None, None, None, "No interval in the sheet; nothing planned."),
        ],
    )
    def test_is_the_window_and_the_plan(
        self, opens: int | None, closes: int | None, planned: int | None, says: str
    ) -> None:
        assert self.next(opens, closes, planned) == says

    def test_names_what_speaks_against_it_besides_the_window(self) -> None:
        sentence = self.next(2, None, None, blocked_by=["too-early", "open-finding", "flaking"])
        assert sentence == "Window from 22 Nov; nothing planned; against it: the skin is still flaking."

    def test_counts_open_findings_also_without_a_rule(self) -> None:
        [sentence] = strip(long_review().model_copy(update={"next_window": None}))["Next"]
        assert (
            sentence == "No interval in the sheet; planned 20 Nov 2026, 13:00; against it: 18 open findings."
        )
