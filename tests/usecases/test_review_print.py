"""The content of a printed review: texts, photos and charts."""

import re
from datetime import timedelta

import pytest

from server.shapes.review import NextTreatmentWindow, Review
from server.usecases.paper_words import PaperWords, harmless, shortened, shown
from server.usecases.review_chart import Axis, Point, symptom_chart
from server.usecases.review_photos import key_photos
from server.usecases.review_print import PrintedReview
from tests.fakes import MESSAGES, NOW
from tests.usecases.printed import HOSTILE, empty_review, half_a_year, long_review

WORDS = PaperWords("en", "Europe/Berlin", MESSAGES)
AXIS = Axis(96, ((0, 1), (14, 2), (38, 3), (62, 4)))


def document(review: Review) -> dict[str, object]:
    return PrintedReview(review, WORDS, "Bob", NOW).document().data


class TestTexts:
    @pytest.mark.parametrize(
        ("text", "printed"),
        [
            ("a\u202eb\u2066c", "a[U+202E]b[U+2066]c"),
            ("a\x07\x1b[31mb\nc", "a[31mb\nc"),
            ("fine 🙂🏽 ok", "fine ▯ ok"),
            ("👩‍👩‍👧", "▯"),
            ("#let *x* $y$ <z>", "#let *x* $y$ <z>"),
            ("Ελένη Łódź علي", "Ελένη Łódź علي"),
        ],
    )
    def test_of_people_are_shown_without_what_could_disguise_them(self, text: str, printed: str) -> None:
        assert shown(text) == printed

    def test_in_a_table_keep_their_pictograms(self) -> None:
        assert harmless("fine 🙂") == "fine 🙂"

    def test_are_cut_at_a_blank(self) -> None:
        assert shortened("one two three", 13) == "one two three"
        assert shortened("one two, three", 12) == "one two …"
        assert len(shortened("x" * 50, 10)) <= 11

    def test_too_many_are_counted(self) -> None:
        page = document(long_review())
        assert page["findings-more"] == "15 more in the app"
        assert isinstance(page["findings"], list)
        assert "Darker patches" in page["findings"][0]["what"]  # open ones go first; redness is settled


class TestPhotos:
    def test_are_first_strongest_and_latest_of_two_angles(self) -> None:
        review = half_a_year()
        picked = key_photos(review.photos, review.entries)
        assert [(photo.angle.value, roles) for photo, roles in picked] == [
            ("front", ("baseline",)), ("front", ("worst",)), ("front", ("latest",)),
            ("left", ("baseline",)), ("left", ("worst",)), ("left", ("latest",)),
        ]  # fmt: skip

    def test_a_further_angle_needs_two_photos(self) -> None:
        review = half_a_year()
        front, left = review.photos[:3], review.photos[3:4]
        assert {photo.angle.value for photo, _ in key_photos([*front, *left], review.entries)} == {"front"}

    def test_one_photo_is_everything(self) -> None:
        photo = half_a_year().photos[0]
        assert key_photos([photo], []) == [(photo, ("baseline", "worst", "latest"))]

    def test_none_is_none(self) -> None:
        assert key_photos([], []) == []


class TestCharts:
    def test_late_entries_are_hollow(self) -> None:
        svg = symptom_chart([Point(2, 1, 3, late=False), Point(20, 2, 2, late=True)], None, AXIS)
        assert re.findall(r'<circle [^>]*fill="([^"]+)"', svg) == ["#2b2420", "#ffffff"]

    def test_a_day_without_an_entry_is_a_gap(self) -> None:
        joined = [Point(2, 1, 3, late=False), Point(20, 2, 2, late=False)]
        apart = [Point(2, 1, 3, late=False), Point(60, 3, 2, late=False)]
        assert symptom_chart(joined, None, AXIS).count('fill="none"') == 1
        assert symptom_chart(apart, None, AXIS).count('fill="none"') == 0

    def test_the_band_is_solid_then_pale_and_calls_are_dashed(self) -> None:
        band, calls_only = half_a_year().bands
        svg = symptom_chart([], band, AXIS)
        assert re.findall(r'fill-opacity="([^"]+)"', svg) == ["1", "0.5"]
        assert "dasharray" not in svg  # the sheet asks for a call after what is shown
        assert symptom_chart([], calls_only, AXIS).count("dasharray") == 1
        assert "fill-opacity" not in symptom_chart([], calls_only, AXIS)
        endless = band.model_copy(update={"resolves_least_hours": None, "until_hours": None, "up_to": None})
        assert re.findall(r'fill-opacity="([^"]+)"', symptom_chart([], endless, AXIS)) == ["1"]

    def test_the_axis_counts_days_as_the_sheet_does_and_thins_them_out(self) -> None:
        page = document(half_a_year())
        assert isinstance(page["charts"], list)
        labels = re.findall(r'text-anchor="middle"[^>]*>(\d+)<', page["charts"][0]["svg"])
        assert labels[:2] == ["1", "29"]
        assert len(labels) <= 9

    def test_days_to_settle_stand_beside_the_name(self) -> None:
        page = document(half_a_year())
        assert isinstance(page["charts"], list)
        settled = {chart["name"]: chart["settled"] for chart in page["charts"]}
        assert (settled["Redness"], settled["Warmth"], settled["Itching"]) == (
            "settled: 1 day",
            "settled: 2.2 days",
            "",
        )


class TestNextSession:
    @pytest.mark.parametrize(
        ("opens", "closes", "says"),
        [
            (True, True, "20 Nov 2026 to 27 Nov 2026"),
            (True, False, "from 20 Nov 2026"),
            (False, True, "until 27 Nov 2026"),
            (False, False, "The sheet gives no interval between sessions."),
        ],
    )
    def test_is_a_span_as_far_as_the_sheet_gives_one(self, opens: bool, closes: bool, says: str) -> None:
        window = NextTreatmentWindow(
            opens_at=NOW if opens else None, closes_at=NOW + timedelta(days=7) if closes else None,
            treatments=None, rule_ids=[], blocked_by=["too-early"],
        )  # fmt: skip
        page = document(empty_review().model_copy(update={"next_window": window}))
        assert isinstance(page["next"], list)
        assert page["next"][0]["values"] == [says]
        assert page["next"][2]["values"] == ["too early according to the sheet"]

    def test_without_a_rule_has_no_reasons_to_wait(self) -> None:
        page = document(empty_review().model_copy(update={"next_window": None}))
        assert isinstance(page["next"], list)
        assert len(page["next"]) == 2


def test_hostile_texts_reach_the_template_as_they_are() -> None:
    page = document(long_review())
    assert isinstance(page["departures"], list)
    assert page["departures"][0]["what"].startswith(HOSTILE[:40])
