"""`afterglow ask`, `timeline` and `check-sheet`, called as from a terminal."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from server.cli import afterglow
from server.domain.sheets import to_toml
from tests.domain.sheets import rule, sheet

PART_KEYS = [
    "answer", "topic", "only", "with", "except", "since", "until", "least_hours", "surely_hours", "minimum",
    "asked_for", "every", "amount", "using", "depends_on", "then", "rule", "also", "findings", "language",
]  # fmt: skip
KEYS = ["question", *PART_KEYS, "text", "parts"]


def run(name: str, *arguments: str) -> Result:
    return CliRunner().invoke(afterglow, [name, *arguments])


def asked(*arguments: str) -> dict[str, Any]:
    result = run("ask", "--json", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    document: dict[str, Any] = json.loads(result.stdout)
    assert list(document) == KEYS
    assert [list(part) for part in document["parts"]] == [PART_KEYS] * len(document["parts"])
    assert document["parts"][0] == {key: document[key] for key in PART_KEYS}
    return document


def refused(name: str, *arguments: str) -> str:
    """Return the one line that is printed for bad input."""
    result = run(name, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("afterglow: ")
    assert result.stderr.count("\n") == 1
    return result.stderr


@pytest.fixture
def sheet_file(tmp_path: Path) -> str:
    written = sheet(
        rule("avoid", "make-up", id="make-up", until="48h & healed", says="Leave make-up off."),
        rule("avoid", "sunscreen", id="day-3", until="D3", says="No sunscreen before day 3."),
        rule("avoid", "sauna", id="deep", if_="deep", until="5d", says="No sauna."),
        rule("avoid", "bath", id="flushed", if_="now:flushed", says="No bath while flushed."),
        rule("do", "moisturizer", id="cream", until="7d", says="Keep it moist."),
    )
    path = tmp_path / "written.toml"
    path.write_text(to_toml(written), encoding="utf-8")
    return str(path)


def test_a_sheet_can_be_given_by_number_or_by_id() -> None:
    by_number = asked("--sheet", "003", "--hours", "30", "foundation")
    assert by_number["answer"] == "not-yet"
    assert (by_number["least_hours"], by_number["surely_hours"]) == (24, 72)
    assert (by_number["since"], by_number["until"]) == ("24h", "72h")
    assert asked("--sheet", "step-by-step", "--hours", "30", "foundation") == by_number


def test_a_question_needs_no_quotes() -> None:
    assert asked("--sheet", "003", "--hours", "30", "my", "foundation")["answer"] == "not-yet"


def test_a_reported_state_changes_the_answer(sheet_file: str) -> None:
    at_50 = ("--sheet", sheet_file, "--hours", "50", "mascara")
    assert asked(*at_50)["depends_on"] == ["healed"]
    assert asked(*at_50, "--state", "healed=yes")["answer"] == "over"
    assert asked(*at_50, "--state", "healed=no")["answer"] == "not-yet"


def test_flags_change_the_answer_whether_they_are_permanent_or_current(sheet_file: str) -> None:
    assert asked("--sheet", sheet_file, "--hours", "5", "sauna")["answer"] == "unsaid"
    assert asked("--sheet", sheet_file, "--hours", "5", "--flag", "deep", "sauna")["answer"] == "no"
    assert asked("--sheet", sheet_file, "--hours", "5", "bath")["answer"] == "not-yet"
    assert asked("--sheet", sheet_file, "--hours", "5", "--flag", "now:flushed", "bath")["answer"] == "no"


def test_with_a_local_time_days_follow_the_wall_clock(sheet_file: str) -> None:
    treated = ("--treated-at", "2026-06-01T20:00", "--zone", "Europe/Berlin")
    late = asked("--sheet", sheet_file, "--hours", "27.9", *treated, "sunscreen")
    assert (late["answer"], late["until"]) == ("no", "2026-06-02T22:00:00Z")
    assert asked("--sheet", sheet_file, "--hours", "28", *treated, "sunscreen")["answer"] == "over"


def test_without_a_local_time_no_permission_is_early(sheet_file: str) -> None:
    answers = [
        asked("--sheet", sheet_file, "--hours", hours, "sunscreen")["answer"] for hours in ("23", "30", "48")
    ]
    assert answers == ["no", "not-yet", "over"]


def test_fold_selects_one_of_two_equal_local_times(sheet_file: str) -> None:
    twice = (
        "--sheet",
        sheet_file,
        "--hours",
        "1",
        "--treated-at",
        "2026-10-25T02:30",
        "--zone",
        "Europe/Berlin",
    )
    assert asked(*twice, "--fold", "1", "moisturizer")["since"] == "2026-10-25T01:30:00Z"
    assert "--fold 0 or 1" in refused("ask", *twice, "moisturizer")


def test_an_unknown_word_is_answered_as_not_mentioned() -> None:
    document = asked("--sheet", "003", "--hours", "5", "zxqv")
    assert (document["answer"], document["topic"], document["rule"]) == ("unsaid", None, None)
    assert document["question"]["unknown"] == ["zxqv"]
    assert document["text"].startswith("Not understood: zxqv.")


def test_a_question_and_its_negation_have_the_same_statement() -> None:
    skipped = asked("--sheet", "004", "--hours", "5", "can", "I", "skip", "the", "sunscreen")
    used = asked("--sheet", "004", "--hours", "5", "can", "I", "use", "sunscreen")
    assert (skipped["question"]["negated"], used["question"]["negated"]) == (True, False)
    assert skipped["parts"] == used["parts"]
    assert used["text"].removeprefix("Yes. ") == skipped["text"]


def test_how_the_answer_changes_is_given_in_lengths_where_the_clock_is_unknown() -> None:
    then = asked("--sheet", "003", "--hours", "5", "niacinamide", "serum")["then"]
    assert [(change["at"], change["answer"]) for change in then] == [
        ("24h", "no"), ("48h", "not-yet"), (None, "yes"),
    ]  # fmt: skip


def test_of_several_topics_the_strictest_is_answered_first() -> None:
    document = asked("--sheet", "001", "--hours", "100", "serum", "with", "tap", "water")
    assert [(part["topic"], part["answer"]) for part in document["parts"]] == [
        ("tap-water", "no"), ("aftercare-serum", "yes"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("hours", "words", "expected"),
    [
        (
            "5",
            "mascara",
            "Mascara: not before 48 h after the treatment, and only once your skin has fully healed.",
        ),
        ("50", "mascara", "Mascara: only once your skin has fully healed."),
        ("5", "moisturizer", "Yes. Moisturiser: your sheet asks for it until 168 h after the treatment."),
        ("5", "yoga", "Yoga: your sheet does not say. You can ask your practitioner."),
    ],
)
def test_a_short_answer_is_printed_for_a_person(
    sheet_file: str, hours: str, words: str, expected: str
) -> None:
    result = run("ask", "--sheet", sheet_file, "--hours", hours, words)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == expected


def test_the_rule_and_its_location_are_printed_for_a_person(sheet_file: str) -> None:
    result = run("ask", "--sheet", sheet_file, "--hours", "50", "mascara")
    assert "Your sheet: “Leave make-up off.” (1; rule make-up)" in result.stdout


def test_a_flag_that_the_sheet_does_not_use_is_reported() -> None:
    result = run("ask", "--sheet", "000", "--hours", "20", "--flag", "retinoll", "rinse")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "(This sheet has no flag 'retinoll'.)")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--hours", "5", "x"), "--sheet"),
        (("--sheet", "003", "x"), "--hours"),
        (("--sheet", "003", "--hours", "5"), "WORDS"),
        (("--sheet", "003", "--hours", "5", " "), "ask about something"),
        (("--sheet", "003", "--hours", "soon", "x"), "soon"),
        (("--sheet", "003", "--hours", "nan", "x"), "nan"),
        (("--sheet", "003", "--hours", "1e99", "x"), "hours"),
        (("--sheet", "777", "--hours", "5", "x"), "no sheet '777'"),
        (("--sheet", "/nowhere/at-all.toml", "--hours", "5", "x"), "no sheet"),
        (("--sheet", "/", "--hours", "5", "x"), "no sheet"),
        (("--sheet", "003", "--hours", "5", "--state", "healed", "x"), "healed=yes"),
        (("--sheet", "003", "--hours", "5", "--state", "heeled=yes", "x"), "heeled"),
        (("--sheet", "003", "--hours", "5", "--flag", "a b", "x"), "--flag"),
        (("--sheet", "003", "--hours", "5", "--zone", "Europe/Berlin", "x"), "--treated-at"),
        (
            ("--sheet", "003", "--hours", "5", "--treated-at", "2026-06-01T20:00", "x"),
            "needs --time-zone (or --zone)",
        ),
        (
            ("--sheet", "003", "--hours", "5", "--treated-at", "2026-06-01", "--zone", "UTC", "x"),
            "not a local time",
        ),
        (
            ("--sheet", "003", "--hours", "5", "--treated-at", "soon", "--zone", "UTC", "x"),
            "not a local time",
        ),
        (
            ("--sheet", "003", "--hours", "5", "--treated-at", "2026-06-01T20:00Z", "--zone", "UTC", "x"),
            "UTC offset",
        ),
        (
            (
                "--sheet",
                "003",
                "--hours",
                "5",
                "--treated-at",
                "2026-03-29T02:30",
                "--zone",
                "Europe/Berlin",
                "x",
            ),
            "never",
        ),
        (
            ("--sheet", "003", "--hours", "5", "--treated-at", "2026-06-01T20:00", "--zone", "Moon/Sea", "x"),
            "no time zone",
        ),
        (("--sheet", "003", "--hours", "5", "--colour", "x"), "--colour"),
        (("--sheet", "003", "--hours", "5", "--state", "now:=yes", "x"), "now:"),
        (
            ("--sheet", "003", "--hours", "5", "--state", "healed=yes", "--state", "healed=no", "x"),
            "yes and no",
        ),
        (
            ("--sheet", "003", "--hours", "8e5", "--treated-at", "9999-01-01T00:00", "--zone", "UTC", "x"),
            "outside the calendar",
        ),
        (("--sheet", "/dev/zero", "--hours", "5", "x"), "too large"),
    ],
)
def test_bad_input_prints_one_clear_line_and_exits_with_2(arguments: tuple[str, ...], words: str) -> None:
    assert words in refused("ask", *arguments)


def test_a_fault_that_quotes_a_long_line_is_printed_on_one_readable_line(tmp_path: Path) -> None:
    path = tmp_path / "deep.toml"
    path.write_text(f"a = 1\n[{'.'.join(['a'] * 3000)}]\n", encoding="utf-8")
    assert len(refused("check-sheet", str(path))) < 500


@pytest.mark.parametrize("option", ["--next-treatment", "--next-session"])
def test_a_next_treatment_before_the_treatment_is_refused(option: str) -> None:
    treated = ("--sheet", "003", "--treated-at", "2026-03-27T19:00", "--zone", "Europe/Berlin")
    assert option in refused("timeline", *treated, option, "2026-03-01T10:00")


def test_the_time_zone_has_two_option_names() -> None:
    asking = ("--sheet", "003", "--hours", "30", "--treated-at", "2026-03-27T19:00", "foundation")
    assert asked(*asking, "--time-zone", "Europe/Berlin") == asked(*asking, "--zone", "Europe/Berlin")


def test_a_timeline_needs_a_time_zone() -> None:
    assert "--time-zone" in refused("timeline", "--sheet", "003", "--treated-at", "2026-03-27T19:00")


def test_a_sheet_with_faults_is_refused_with_the_first_fault(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(
        to_toml(sheet(rule("avoid", "sun"))).replace('"avoid"', '"avod"') + "x = 1\n", encoding="utf-8"
    )
    line = refused("ask", "--sheet", str(path), "--hours", "5", "sun")
    assert "broken.toml, rule r0, 'x'" in line
    assert "and 1 more" in line
    checked = run("check-sheet", str(path))
    assert checked.exit_code == 2
    assert [fault.split(":")[0] for fault in checked.stderr.splitlines()] == [
        "afterglow", "broken.toml, rule r0, verb",
    ]  # fmt: skip


def test_the_timeline_equals_the_stored_document(sheet_file: str) -> None:
    treated = ("--treated-at", "2026-06-01T20:00", "--zone", "Europe/Berlin")
    document = json.loads(run("timeline", "--sheet", sheet_file, *treated, "--json").stdout)
    assert (document["treated_at"], document["time_zone"]) == ("2026-06-01T18:00:00Z", "Europe/Berlin")
    assert [window["rule"]["id"] for window in document["windows"]] == [
        "make-up",
        "day-3",
        "flushed",
        "cream",
    ]


def test_the_timeline_is_printed_for_a_person_in_local_time(sheet_file: str) -> None:
    result = run(
        "timeline", "--sheet", sheet_file, "--treated-at", "2026-06-01T20:00", "--zone", "Europe/Berlin"
    )
    assert result.exit_code == 0
    assert (
        "Wed 2026-06-03 00:00  day 3    sunscreen: the ban ends. No sunscreen before day 3." in result.stdout
    )
    assert "make-up: the ban ends (if healed)." in result.stdout


def test_a_sheet_without_open_issues_passes(sheet_file: str) -> None:
    result = run("check-sheet", sheet_file)
    assert (result.exit_code, result.stdout) == (0, "A little sheet, version 1: 5 rules, 0 unresolved.\n")


def test_a_sheet_with_open_issues_does_not_pass() -> None:
    result = run("check-sheet", "001", "--json")
    document = json.loads(result.stdout)
    assert result.exit_code == 1
    assert "number-missing" in {issue["kind"] for issue in document["issues"]}
