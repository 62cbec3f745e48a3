"""Everything that docs/sheet-format.md shows must be true: clinics rely on it when they write their sheets."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from server.domain.answers import answer
from server.domain.sheet_report import report
from server.domain.sheets import Sheet, parse_toml
from server.domain.sheets.model import GRADES, MARKS, TRENDS
from server.domain.sheets.parser import RULE
from server.domain.timeline import TreatmentFacts, compile
from server.domain.vocabulary import Area, Verb
from server.domain.when import TimeError, parse_time
from server.domain.when.bounds import least_moment, sure_moment
from server.domain.when.resolve import Anchor, resolve
from server.sheets import load_topics

PAGE = (Path(__file__).parents[2] / "docs" / "sheet-format.md").read_text(encoding="utf-8")
TREATED_AT = datetime(2026, 6, 1, 18, 0, tzinfo=UTC)  # Monday 20:00 in Berlin
HEADER = """
id = "example"
title = "An example"
treatment = "microneedling"
language = "en"
version = 1
day_one = 1
"""
WORDS = {
    "no": "no",
    "yes": "yes",
    "only": "only",
    "not yet for sure": "not-yet",
    "your sheet does not say": "unsaid",
    "the ban has ended": "over",
    "expected": "expected",
    "longer than expected": "longer",
    "tell your practitioner": "tell",
}


class Example(NamedTuple):
    toml: str
    rows: list[list[str]]


def examples() -> list[Example]:
    """Return each block of TOML with the table of answers below it."""
    blocks = re.finditer(r"```toml\n(.*?)```\n+((?:\|[^\n]*\n)*)", PAGE, re.DOTALL)
    return [Example(match[1], table_rows(match[2])) for match in blocks]


def table_rows(table: str) -> list[list[str]]:
    lines = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in table.splitlines()]
    return lines[2:]


def table_after(heading: str) -> list[list[str]]:
    (table,) = re.findall(re.escape(heading) + r"\n\|[-|]+\n((?:\|.*\n)*)", PAGE)
    return [[cell.strip() for cell in line.strip("|\n").split("|")] for line in table.splitlines()]


def parse(example: Example) -> Sheet:
    whole = example.toml.startswith("id =")
    return parse_toml(example.toml if whole else HEADER + example.toml, name="example")


def test_the_document_has_examples() -> None:
    assert len(examples()) >= 9
    assert all(example.rows for example in examples())


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.rows[0][1])
def test_every_answer_in_the_document_is_computed(example: Example) -> None:
    for hours, asked, reports, expected in example.rows:
        states = {name: value == "yes" for name, _, value in [reports.partition("=")] if value}
        flags = frozenset([reports] if reports and "=" not in reports else [])
        timeline = compile(parse(example), TreatmentFacts(TREATED_AT, "Europe/Berlin", flags))
        match = load_topics().find(asked, "en")
        assert match is not None, asked
        now = TREATED_AT + timedelta(hours=float(hours))
        result = answer(timeline, load_topics(), match.topic, now=now, states=states)
        assert result.kind == WORDS[expected], (hours, asked, reports)


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.rows[0][1])
def test_every_topic_in_the_document_is_in_the_tree(example: Example) -> None:
    assert [issue for issue in report(parse(example), load_topics()) if issue.kind == "unknown-topic"] == []


@pytest.mark.parametrize("row", table_after("| TIME | means | least | surely |"), ids=lambda row: row[0])
def test_every_time_in_the_document_means_what_it_says(row: list[str]) -> None:
    texts = re.findall(r"`([^`]+)`", row[0])
    assert texts
    for text in texts:
        bound = resolve(parse_time(text), Anchor(TREATED_AT, "Europe/Berlin", 1))
        moments = (least_moment(bound, {}), sure_moment(bound, {}))
        hours = [f"{(at - TREATED_AT) / timedelta(hours=1):g}" if at else "never" for at in moments]
        assert len(texts) > 1 or hours == row[2:], text


@pytest.mark.parametrize("row", table_after("| written | column | what is wrong |"), ids=lambda row: row[0])
def test_every_mistake_in_the_document_is_refused_as_described(row: list[str]) -> None:
    with pytest.raises(TimeError) as refused:
        parse_time(row[0].strip("`"))
    assert [str(refused.value.column), refused.value.problem] == row[1:]


@pytest.mark.parametrize("word", [*RULE, *Verb, *Area, *TRENDS, *GRADES, *MARKS])
def test_every_word_of_the_language_is_documented(word: str) -> None:
    assert re.search(rf"`[^`]*\b{re.escape(word)}\b[^`]*`", PAGE)
