"""The content of a printed review: texts, photos and charts."""

import re

import pytest

from server.shapes.diary import EntryDocument
from server.shapes.review import Departure, NextTreatmentWindow, Review
from server.usecases.paper_words import PaperWords, harmless, shortened, shown
from server.usecases.review_chart import Axis, Point, symptom_chart
from server.usecases.review_photos import key_photos
from server.usecases.review_print import PrintedReview
from server.usecases.settling_time import settling_time
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
            ("Ελένη Łódź", "Ελένη Łódź"),
            ("Łódź علي", "\u2068Łódź علي\u2069"),
            ("a\nשלום", "a\n\u2068שלום\u2069"),
            ("a\u200b\u2060\ufeff\u00adb\u2028c\r\nd", "ab\nc\nd"),
            ("क्\u200dष", "क्\u200dष"),
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

    def test_that_run_from_right_to_left_stay_isolated_when_they_are_cut(self) -> None:
        assert shown("שלום " * 20, 12) == "\u2068שלום שלום …\u2069"

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

    def test_numbers_are_at_least_six_points_where_four_stand_beside_each_other(self) -> None:
        svg = symptom_chart([], None, AXIS)
        [units] = re.findall(r'font-size="([\d.]+)"', svg)
        [width] = re.findall(r' width="([\d.]+)" height', svg.split("<path")[0])
        column = (210 - 2 * 17 - 3 * 5) / 4 / 25.4 * 72  # review.typ: margins and gutters of an A4 page
        assert float(units) * column / float(width) >= 6

    def test_the_axis_counts_days_as_the_sheet_does_and_thins_them_out(self) -> None:
        page = document(half_a_year())
        assert isinstance(page["charts"], list)
        labels = re.findall(r'text-anchor="middle"[^>]*>(\d+)<', page["charts"][0]["svg"])
        assert labels[:2] == ["1", "29"]
        assert len(labels) <= 8


class TestTimeToSettle:
    def test_stand_beside_what_the_sheet_says(self) -> None:
        assert document(half_a_year())["settled"] == [
            ["Redness", "Moderate", "1 day", "1 to 3 days"],
            ["Warmth", "Moderate", "2 days", "not specified"],
        ]

    def test_are_one_number_where_the_sheet_gives_one_and_missing_while_it_lasts(self) -> None:
        [redness, _] = half_a_year().resolved
        going_on = redness.model_copy(update={"resolved_after_days": None, "sheet_says_days": (3.0, 3.0)})
        page = document(half_a_year().model_copy(update={"resolved": [going_on]}))
        assert page["settled"] == [["Redness", "Moderate", "not yet", "3 days"]]

    @pytest.mark.parametrize(
        ("days", "english", "german"),
        [
            ((0.02,), "1 hour", "1 Stunde"),
            ((0.1,), "2 hours", "2 Stunden"),
            ((0.98,), "1 day", "1 Tag"),
            ((1.5,), "36 hours", "36 Stunden"),
            ((2.5,), "3 days", "3 Tage"),
            ((3.2,), "3 days", "3 Tage"),
            ((1, 3), "1 to 3 days", "1 bis 3 Tage"),
            ((0.08, 3), "2 hours to 3 days", "2 Stunden bis 3 Tage"),
            ((2.9, 3.1), "3 days", "3 Tage"),
        ],
    )
    def test_is_said_in_whole_days_or_hours(self, days: tuple[float, ...], english: str, german: str) -> None:
        words = [PaperWords(language, "Europe/Berlin", MESSAGES) for language in ("en", "de")]
        assert [settling_time(each, *days) for each in words] == [english, german]


class TestTheHead:
    def test_names_session_date_sheet_and_what_was_made_up_later(self) -> None:
        window = NextTreatmentWindow(
            opens_at=None, closes_at=None, treatments=(4, 6), rule_ids=[], blocked_by=[]
        )
        review = half_a_year().model_copy(update={"next_window": window, "days_late": 3})
        assert document(review)["lead"] == [
            "Session 2 of 4–6 · Microneedling · 19 May 2026, 14:00",
            "Check-ins on 180 of 186 days, 3 late · Aftercare sheet: Calm days",
        ]
        same = review.model_copy(update={"next_window": window.model_copy(update={"treatments": (3, 3)})})
        assert "Session 2 of 3 ·" in str(document(same)["lead"])


class TestTheDays:
    def test_are_the_newest_and_the_others_are_counted(self) -> None:
        page = document(half_a_year())
        assert isinstance(page["days"], list)
        first, *_, last = page["days"]
        assert (first["day"], first["date"], last["day"]) == ("Day 185", "19 Nov", "Day 165")
        assert page["days-more"] == "159 more in the app"
        assert first["entries"][0]["facts"][0].startswith("Redness mild, darker patches moderate")

    def test_say_what_was_felt_used_done_and_written(self) -> None:
        review = half_a_year()
        entry = review.entries[0]
        written = EntryDocument.model_validate(
            {
                "time_zone": "Europe/Berlin", "scores": {"redness": 0},
                "signs": [{"sign": "pustules", "area": "chin"}], "signs_gone": ["oozing"],
                "states": {"healed": True, "calm": False}, "products": ["cream", " "], "activities": ["a walk"],
                "note": "a note", "question": "Is this normal?", "back_dated": True,
            }
        )  # fmt: skip
        departure = Departure(
            topic="cream", label="cream", at=NOW, entry_id=entry.id, rule_id="r", says="No cream.", cite="1"
        )
        changes = {"entries": [entry.model_copy(update={"document": written})], "departures": [departure]}
        assert document(review.model_copy(update=changes))["days"] == [
            {
                "day": "Day 1",
                "date": "19 May",
                "entries": [
                    {
                        "time": "17:00 (added later)",
                        "facts": [
                            "No symptoms, pus-filled spots (Chin), oozing gone, skin healed, not calm yet",
                            "Used: cream",
                            "Done: a walk",
                        ],
                        "departures": [{"what": "cream", "rule": "No cream.", "language": "en"}],
                        "words": ["a note", "Is this normal?"],
                    }
                ],
            }
        ]

    def test_leave_out_what_only_reports_an_act(self) -> None:
        review = half_a_year()
        act = EntryDocument.model_validate({"time_zone": "Europe/Berlin", "acts": ["wash"]})
        washed = review.entries[0].model_copy(update={"document": act})
        page = document(review.model_copy(update={"entries": [washed]}))
        assert (page["days"], page["days-more"]) == ([], "")


def test_a_rule_that_raised_several_findings_is_quoted_once() -> None:
    page = document(long_review())
    assert isinstance(page["findings"], list)
    assert isinstance(page["quotes"], list)
    assert len(page["findings"]) == 5
    assert [quote["text"].rpartition(" ")[2] for quote in page["quotes"]] == [
        "past-call-after",
        "outside-band",
    ]
    for quote in page["quotes"]:
        assert quote["text"].startswith("Tell your practitioner if your skin is irritated")
        assert quote["about"].count(", ") == 4
        assert quote["language"] == "en"


def test_hostile_texts_reach_the_template_as_they_are() -> None:
    page = document(long_review())
    assert isinstance(page["days"], list)
    [written] = page["days"][-1]["entries"]
    assert written["departures"][0]["what"].startswith(HOSTILE[:40])
    assert written["words"][0].startswith(HOSTILE[:40])


def test_an_empty_diary_is_not_said_to_be_without_findings() -> None:
    words = PaperWords("en", "Europe/Berlin", MESSAGES)
    pages = [
        PrintedReview(review, words, "Bob Berger", NOW).document().data
        for review in (empty_review(), half_a_year())
    ]
    assert [page["words"]["findings-none"] for page in pages] == [
        "No check-ins yet.",
        "According to the sheet, nothing here needs your attention.",
    ]
