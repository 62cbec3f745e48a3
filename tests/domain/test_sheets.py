"""Parsing a sheet: every fault names its file, rule, field and column."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.sheets import (
    Fault,
    OwnTopic,
    RuleText,
    Sheet,
    SheetError,
    directed_rule,
    from_document,
    parse_toml,
    parse_toml_bytes,
    to_document,
    to_toml,
)
from server.domain.timeline import TreatmentFacts, compile
from server.domain.timeline import from_document as timeline_from
from server.domain.timeline import to_document as timeline_document
from tests.domain.sheets import document, rule, rules
from tests.golden.cases import sheet as golden_sheet

TOML = """
id = "little"
title = "A small sheet"
treatment = "microneedling"
language = "en"
version = 1
day_one = 1
[[rules]]
id = "make-up"
verb = "avoid"
topics = ["make-up"]
until = "24-72h"
says = "Leave it off."
cite = "1"
"""


def faults_of(*given_rules: dict[str, Any], **header: Any) -> tuple[Fault, ...]:
    with pytest.raises(SheetError) as refused:
        from_document(document(*given_rules, **header), name="clinic.toml")
    return refused.value.faults


def toml_fault(text: str) -> Fault:
    with pytest.raises(SheetError) as refused:
        parse_toml(text, name="clinic.toml")
    assert len(refused.value.faults) == 1
    return refused.value.faults[0]


def test_a_sheet_survives_a_round_trip_through_toml_and_json() -> None:
    sheet = golden_sheet()
    assert parse_toml(to_toml(sheet), name="again") == sheet
    assert from_document(to_document(sheet), name="again") == sheet


def test_the_flags_to_ask_for_exclude_now_flags() -> None:
    assert golden_sheet().flags == ("directed", "retinol-layer")


@pytest.mark.parametrize(
    ("changed", "field", "column", "words"),
    [
        ({"until": "24-72"}, "until", 6, "m, h, d, w or mo"),
        ({"from": "72-24h"}, "from", 1, "reversed range"),
        ({"until": "D0"}, "until", None, "counts from day 1"),
        ({"until": "48h & D0-D3"}, "until", None, "counts from day 1"),
        ({"from": "72h", "until": "24h"}, "until", None, "until comes before from"),
        ({"from": "D5", "until": "D5"}, "until", None, "until comes before from"),
        ({"from": "D4", "until": "24h"}, "until", None, "until comes before from"),
        ({"verb": "forbid"}, "verb", None, "avoid, only, allow"),
        ({"verb": None}, "verb", None, "is missing"),
        ({"topics": []}, "topics", None, "is missing"),
        ({"topics": ["Make-up"]}, "topics", None, "does not fit"),
        ({"topics": [7]}, "topics", None, "does not fit"),
        ({"topics": ["x"] * 61}, "topics", None, "at most 60"),
        ({"area": "moon"}, "area", None, "under-eye"),
        ({"every": "sometimes"}, "every", None, "2/day"),
        ({"if": ["now:"]}, "if", None, "does not fit"),
        ({"trend": "sideways"}, "trend", None, "peak, rising, falling"),
        ({"grade": "some"}, "grade", None, "usual, rare, most"),
        ({"mark": "ok"}, "mark", None, "as-written"),
        ({"exception": "yes"}, "exception", None, "true or false"),
        ({"says": ""}, "says", None, "is missing"),
        ({"says": "a" * 501}, "says", 501, "too long"),
        ({"says": "bad\x00text"}, "says", 4, "control character"),
        ({"says": "half \ud800"}, "says", 6, "half a character"),
        ({"cite": ""}, "cite", None, "is missing"),
        ({"colour": "red"}, "colour", None, "no such field"),
        ({"from_": "24h"}, "from_", None, "no such field"),
        ({"id": "No Good"}, "id", None, "lower-case letters"),
    ],
)
def test_a_fault_names_file_rule_field_and_expectation(
    changed: dict[str, Any], field: str, column: int | None, words: str
) -> None:
    (fault,) = faults_of(rule("avoid", "make-up", id="make-up") | changed)
    assert (fault.file, fault.field.strip("'") if fault.field else None, fault.column) == (
        "clinic.toml", field, column,
    )  # fmt: skip
    assert fault.rule == ("rule No Good" if field == "id" else "rule make-up")
    assert words in str(fault)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"id": "Sheet 1"}, "id"), ({"title": ""}, "title"), ({"version": 0}, "version"),
        ({"version": True}, "version"), ({"day_one": 2}, "day_one"),
        ({"language": "English"}, "language"), ({"source": "003"}, "source"),
        ({"author": "me"}, "'author'"), ({"treatment": None}, "treatment"),
        ({"language": None}, "language"),
    ],
)  # fmt: skip
def test_a_fault_in_the_header_names_its_field(changed: dict[str, Any], field: str) -> None:
    assert [fault.field for fault in faults_of(rule("avoid", "make-up"), **changed)] == [field]


def test_day_0_is_valid_in_a_sheet_that_counts_from_0() -> None:
    from_document(document(rule("avoid", "sun", until="D0-D3"), day_one=0), name="zero")


def test_a_window_that_can_open_at_some_time_of_day_is_valid() -> None:
    from_document(document(rule("avoid", "sun", from_="24h", until="D3")), name="open")


def test_a_rule_that_is_not_a_table_is_named_by_its_place() -> None:
    with pytest.raises(SheetError) as refused:
        from_document({**document(), "rules": [rule("avoid", "sun"), 7]}, name="clinic.toml")
    assert (
        Fault("clinic.toml", "is not a table", "[[rules]] and its fields", "rule 2") in refused.value.faults
    )


def test_two_rules_with_one_id_are_named() -> None:
    (fault,) = faults_of(rule("avoid", "sun", id="twin"), rule("allow", "sun", id="twin"))
    assert (fault.rule, fault.field) == ("rule twin", "id")


def test_every_fault_is_reported_at_once() -> None:
    faults = faults_of(rule("avod", "sun"), rule("avoid", "Sun"), rule("avoid", "sun", until="x"), version=0)
    assert [fault.field for fault in faults] == ["version", "verb", "topics", "until"]


def test_more_than_400_rules_are_refused() -> None:
    many = [rule("avoid", "sun") for _ in range(401)]
    assert [fault.problem for fault in faults_of(*many)] == ["401 rules are too many"]


def test_a_sheet_of_400_rules_is_parsed() -> None:
    assert len(from_document(document(*[rule("avoid", "sun")] * 400), name="long").rules) == 400


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (TOML + 'extra = "a\x00b"\n', 15, "NUL"),
        (TOML + 'why = "' + "a" * 1_000_000 + '"', 15, "too long"),
        (TOML.replace('verb = "avoid"', 'verb = avoid"'), 10, "not TOML"),
        (TOML + 'id = "again"\n', 15, "not TOML"),
        ('title = "never closed', None, "not TOML"),
        ("x = " + "[" * 5_000, None, "brackets"),
        ("x = " + "9" * 5_000, None, "impossible value"),
        ("a\n" * 1_100_000, None, "too large"),
    ],
)
def test_invalid_toml_is_refused_at_its_line(text: str, line: int | None, words: str) -> None:
    fault = toml_fault(text)
    assert words in fault.problem
    if line is not None:
        assert fault.line == line


@pytest.mark.parametrize("value", ["0x1" + "0" * 5_000, "[0x1" + "0" * 5_000 + "]"])
def test_a_number_too_large_to_print_is_refused(value: str) -> None:
    with pytest.raises(SheetError, match="version: a value this large does not fit"):
        parse_toml(TOML.replace("version = 1", f"version = {value}"), name="clinic.toml")


def test_bytes_that_are_not_utf_8_are_refused_at_their_line() -> None:
    with pytest.raises(SheetError, match=r"clinic\.toml, line 3: this is not UTF-8"):
        parse_toml_bytes(b"id = 1\n\n\xff\xfe", name="clinic.toml")


@pytest.mark.parametrize(
    "content", [None, [], "a sheet", {"rules": "none"}, {"rules": [1, None]}, {"source": 3}]
)
def test_content_that_is_not_a_sheet_is_refused(content: object) -> None:
    with pytest.raises(SheetError):
        from_document(content, name="thing")


def test_an_instruction_belongs_to_the_practitioner_and_needs_no_citation() -> None:
    directed = directed_rule(
        {"id": "d1", "verb": "avoid", "topics": ["sun"], "until": "14d", "says": "No sun."}
    )
    assert (directed.source, directed.cite) == ("practitioner", "")


def test_an_instruction_is_validated_as_strictly_as_a_sheet() -> None:
    with pytest.raises(SheetError, match="counts from day 1"):
        directed_rule({"id": "d1", "verb": "avoid", "topics": ["sun"], "until": "D0", "says": "No sun."})
    with pytest.raises(SheetError, match="says"):
        directed_rule({"id": "d1", "verb": "avoid", "topics": ["sun"], "until": "D3"})


@settings(max_examples=150, deadline=None)
@given(st.lists(rules(), min_size=1, max_size=6))
def test_every_accepted_sheet_survives_a_round_trip(documents: list[dict[str, Any]]) -> None:
    sheet = parse(documents)
    if sheet is not None:
        assert parse_toml(to_toml(sheet), name="again") == sheet


def parse(documents: list[dict[str, Any]]) -> Sheet | None:
    """Return the sheet; None if the generated rules are refused, which requires a fault."""
    try:
        return from_document(document(*documents), name="generated")
    except SheetError as refused:
        assert all(fault.rule and fault.field and fault.expected for fault in refused.faults)
        return None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(("id", "verb", "topics", "from", "until", "if", "says", "area", "x")), JSON
    ),
    st.dictionaries(st.sampled_from(("id", "title", "version", "day_one", "source", "y")), JSON),
)
def test_any_json_is_a_sheet_or_is_refused_with_faults(
    documents: dict[str, Any], header: dict[str, Any]
) -> None:
    try:
        from_document({**document(documents), **header}, name="any")
    except SheetError as refused:
        assert all(fault.problem for fault in refused.faults)


class TestLanguages:
    """A sheet may be in several languages; its own is the one that is always there."""

    def test_a_rule_has_its_sentences_in_every_language(self) -> None:
        sheet = from_document(
            document(
                rule("avoid", "sun", says={"en": "No sun.", "de": "Keine Sonne."}, why={"en": "It burns."}),
                title={"en": "Calm days", "de": "Ruhige Tage"},
                languages=["en", "de"],
            ),
            name="both",
        )
        (only_rule,) = sheet.rules
        assert (only_rule.says, only_rule.why) == ("No sun.", "It burns.")
        assert only_rule.text("de") == RuleText("Keine Sonne.", cite="1")
        assert only_rule.text("fr") == RuleText("No sun.", "It burns.", "1")
        assert (sheet.title, sheet.titles) == ("Calm days", {"de": "Ruhige Tage"})
        assert from_document(to_document(sheet), name="again") == sheet
        assert parse_toml(to_toml(sheet), name="again") == sheet

    def test_place_amount_and_products_may_differ_by_language_or_be_the_same_in_all(self) -> None:
        texts = {
            "says": {"en": "Use it.", "de": "Benutze es.", "fr": "Utilisez-le."},
            "cite": {"en": "Item 1", "de": "Punkt 1"},
            "amount": {"en": "6 drops", "de": "6 Tropfen"},
            "using": {"en": ["wet hands"], "de": ["nasse Hände"]},
        }
        sheet = from_document(document(rule("do", "serum", **texts)), name="each")
        (only_rule,) = sheet.rules
        assert only_rule.text("de") == RuleText(
            "Benutze es.", cite="Punkt 1", amount="6 Tropfen", using=("nasse Hände",)
        )
        assert only_rule.text("fr") == RuleText(
            "Utilisez-le.", cite="Item 1", amount="6 drops", using=("wet hands",)
        )
        assert from_document(to_document(sheet), name="again") == sheet
        assert parse_toml(to_toml(sheet), name="again") == sheet
        timeline = compile(sheet, TreatmentFacts(datetime(2026, 3, 2, 13, tzinfo=UTC), "Europe/Berlin"))
        assert timeline_from(timeline_document(timeline)).windows == timeline.windows

    @pytest.mark.parametrize(
        ("fields", "problem"),
        [
            ({"cite": {"en": "1", "de": "1"}}, "cite.de: there is no sentence in this language"),
            ({"using": {"de": ["Wasser"]}}, "using: there is no text in 'en'"),
            ({"using": {"en": ["water"], "de": []}}, "using.de: is missing"),
            ({"amount": {"en": "6", "x": "7"}}, "'x' is not a language"),
        ],
    )
    def test_texts_in_other_languages_than_the_sentences_are_refused(
        self, fields: dict[str, Any], problem: str
    ) -> None:
        assert problem in "; ".join(map(str, faults_of(rule("avoid", "sun", says="No sun.", **fields))))

    @pytest.mark.parametrize(
        ("says", "problem"),
        [({"de": "Keine Sonne."}, "no text in 'en'"), ({"en": "No sun.", "German": "x"}, "not a language")],
    )
    def test_a_text_without_the_sheets_own_language_is_refused(
        self, says: dict[str, str], problem: str
    ) -> None:
        assert problem in str(faults_of(rule("avoid", "sun", says=says)))


class TestOwnTopics:
    """A clinic adds topics and words of its own."""

    def test_own_topics_survive_a_round_trip(self) -> None:
        own = {"gauze": {"parent": "dressing", "words": {"en": ["gauze", "bandage"], "de": ["Mull"]}}}
        sheet = from_document(document(rule("do", "gauze"), topics=own), name="own")
        assert sheet.topics == (
            OwnTopic("gauze", ("dressing",), {"en": ("gauze", "bandage"), "de": ("Mull",)}),
        )
        assert to_document(sheet)["topics"] == own
        assert parse_toml(to_toml(sheet), name="again") == sheet

    @pytest.mark.parametrize(
        ("topics", "problem"),
        [
            (["gauze"], "topics: is not a table"),
            ({"gauze": {"parent": "dressing"}}, "words: is missing"),
            ({"Gauze!": {"words": {"en": ["gauze"]}}}, "does not fit"),
            ({"gauze": {"words": {"xx1": ["gauze"]}}}, "is not a language"),
            ({f"t{number}": {"words": {"en": [f"w{number}"]}} for number in range(201)}, "201 topics"),
        ],
    )
    def test_a_faulty_topic_is_named(self, topics: Any, problem: str) -> None:
        assert problem in "\n".join(map(str, faults_of(rule("avoid", "sun"), topics=topics)))


def test_a_ban_cannot_be_an_exception() -> None:
    [fault] = faults_of(rule("avoid", "sun", exception=True))
    assert (fault.problem, fault.expected) == ("a ban cannot lift a ban", "allow, do or only")


def test_a_window_cannot_end_while_something_lasts() -> None:
    assert "no moment" in str(faults_of(rule("avoid", "sun", until="while(outside)")))


def test_at_most_50_faults_are_listed() -> None:
    assert len(faults_of(*[rule("avoid", "sun", colour="blue")] * 80)) == 50
