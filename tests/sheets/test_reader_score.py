"""Floors for the precision and recall of the sheet import. The benchmark reports the figures."""

import pytest

from tests.sheets.reader_score import Score, held_out_scores, report, score, seed_scores, total
from tests.sheets.seeds import SEEDS


def test_the_parser_is_precise_on_unseen_sheets() -> None:
    recall, precision = total(held_out_scores())
    assert precision >= 0.95
    assert recall >= 0.75


def test_the_parser_is_precise_on_the_seeds() -> None:
    scores = seed_scores()
    if not scores:
        pytest.skip(f"the seeds are not in {SEEDS}; set AFTERGLOW_SEEDS to their folder")
    recall, precision = total(scores)
    assert precision >= 0.9
    assert recall >= 0.42  # the built-in sheets often have several rules for one sentence


def test_the_score_counts_wrong_and_missed_rules() -> None:
    result = score("Avoid mascara for 24 hours. Avoid the sun.", frozenset({("avoid", "make-up", "", "24h")}))
    assert isinstance(result, Score)
    assert result.right == {("avoid", "mascara", "", "24h")}, "a ban on make-up is one on mascara"
    assert result.wrong == {("avoid", "sun", "", "")}
    assert result.missed == {("avoid", "make-up", "", "24h")}
    assert (result.recall, result.precision) == (0.0, 0.5)


def test_the_score_report_has_a_line_for_each_sheet() -> None:
    assert any("held out  together" in line for line in report())
