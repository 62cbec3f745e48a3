"""A sheet's own conditions: named as people write them, and never silently taken for a no."""

import pytest

from server.domain.answers import answer
from server.domain.sheets import SheetError, parse_toml, to_toml
from server.domain.timeline import TreatmentFacts, compile, from_document, to_document
from tests.domain.sheets import tree
from tests.domain.small_sheet import HEADER, TIME_ZONE, TREATED_AT, rule

TREE = tree(lipstick="make-up", tablets="medicine")
NAMES = '[conditions.punctures-closed]\nde = "Einstiche geschlossen"\nen = "Your punctures have closed"\n'
LIPSTICK = rule("lipstick", "allow", "lipstick").replace("says =", 'if = ["punctures-closed"]\nsays =')


def kind(*flags: str, states: dict[str, bool] | None = None, names: str = NAMES) -> str:
    sheet = parse_toml(HEADER + names + LIPSTICK, name="small")
    facts = TreatmentFacts(TREATED_AT, TIME_ZONE, frozenset(flags))
    timeline = from_document(to_document(compile(sheet, facts)))
    return answer(timeline, TREE, "lipstick", now=TREATED_AT, states=states or {}).kind


def test_a_condition_that_was_not_recorded_is_unknown_and_asked_of_the_patient() -> None:
    assert kind() == "not-yet"
    assert kind(states={"now:punctures-closed": True}) == "yes"
    assert kind("punctures-closed") == "yes"


def test_a_flag_without_a_name_is_a_fact_of_the_record() -> None:
    assert kind(names="") == "unsaid"


def test_names_keep_capitals_and_umlauts_in_the_file_and_on_the_phone() -> None:
    sheet = parse_toml(HEADER + NAMES + LIPSTICK, name="small")
    assert parse_toml(to_toml(sheet), name="small") == sheet
    compiled = to_document(compile(sheet, TreatmentFacts(TREATED_AT, TIME_ZONE)))
    assert compiled["conditions"]["punctures-closed"]["de"] == "Einstiche geschlossen"


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        ('conditions = "x"\n', "conditions: is not a table"),
        ("[conditions.x]\n", "condition x: is not a table"),
        ('[conditions.x]\nxyz = "a"\n', "is not a language"),
        ('[conditions."X y"]\nen = "a"\n', "does not fit"),
    ],
)
def test_a_malformed_name_is_a_fault(names: str, problem: str) -> None:
    with pytest.raises(SheetError) as fault:
        parse_toml(HEADER + names + LIPSTICK, name="small")
    assert problem in str(fault.value)
