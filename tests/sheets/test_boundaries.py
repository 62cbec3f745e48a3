"""The hours at which the answers of each sheet change, to the minute on both sides.

Treated on Monday 4 May 2026 at 12:00 in Berlin: D3 begins after 36 h, D5 after 84 h, D8 after 156 h.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from server.domain.answers import Answer, answer
from server.domain.timeline import TreatmentFacts, compile
from tests.sheets.seeds import built_in
from tests.sheets.test_sheets import TREE

SHEETS = built_in()
BERLIN = ZoneInfo("Europe/Berlin")
TREATED_AT = datetime(2026, 5, 4, 12, tzinfo=BERLIN)
MINUTE = 1 / 60

LAYERS = ("retinol-layer", "b5-layer")
HEALED = {"healed": True}
CALM = {"calm": True}
IRRITATED = {"now:irritated": True}


def ask(
    number: str,
    hours: float,
    question: str,
    *,
    states: Mapping[str, bool] | None = None,
    flags: tuple[str, ...] = (),
) -> Answer:
    facts = TreatmentFacts(treated_at=TREATED_AT, time_zone="Europe/Berlin", flags=frozenset(flags))
    match = TREE.extended(SHEETS[number].topics).find(question, "en")
    assert match, f"the tree has no word for {question!r}"
    now = TREATED_AT + timedelta(hours=hours)
    return answer(compile(SHEETS[number], facts), TREE, match.topic, now=now, states=states or {})


TURNS = [
    # sheet, asked, hour, answer until then, answer from then on
    ("000", "moisturiser", 36, "no", "not-yet"),
    ("000", "cleanser", 36, "no", "over"),
    ("000", "sunscreen", 36, "no", "over"),
    ("000", "mascara", 48, "no", "not-yet"),
    ("001", "cleanser", 8, "only", "over"),
    ("001", "vitamin C serum", 8, "only", "over"),
    ("001", "aftercare mask", 8, "only", "yes"),
    ("001", "bath", 12, "no", "not-yet"),
    ("001", "tap water", 168, "no", "over"),
    ("002", "sun", 36, "no", "yes"),
    ("002", "sunscreen", 48, "no", "not-yet"),
    ("002", "sunscreen", 72, "not-yet", "yes"),
    ("002", "mascara", 48, "no", "not-yet"),
    ("002", "mascara", 72, "not-yet", "over"),
    ("002", "sauna", 72, "no", "over"),
    ("002", "hot bath", 72, "no", "over"),
    ("002", "gym", 72, "no", "over"),
    ("002", "vitamin C serum", 156, "no", "yes"),
    ("002", "face scrub", 156, "no", "only"),
    ("002", "my own routine", 156, "no", "yes"),
    ("003", "wash my face", 4, "no", "yes"),
    ("003", "shower", 4, "no", "yes"),
    ("003", "niacinamide serum", 24, "only", "no"),
    ("003", "sunscreen", 24, "no", "yes"),
    ("003", "hair dryer", 24, "no", "over"),
    ("003", "foundation", 24, "no", "not-yet"),
    ("003", "foundation", 72, "not-yet", "over"),
    ("003", "sauna", 72, "no", "over"),
    ("003", "swim", 72, "no", "over"),
    ("003", "gym", 72, "no", "over"),
    ("003", "niacinamide serum", 48, "no", "not-yet"),
    ("003", "retinol", 84, "no", "not-yet"),
    ("003", "retinol", 132, "not-yet", "yes"),
    ("003", "ibuprofen", 168, "no", "over"),
    ("003", "Clarisonic", 168, "no", "over"),
    ("003", "sunbathing", 31 * 24, "no", "over"),
    ("004", "make-up", 24, "no", "over"),
    ("004", "niacinamide serum", 48, "only", "yes"),
    ("004", "harsh products", 48, "no", "over"),
    ("004", "sauna", 72, "no", "over"),
    ("004", "swimming pool", 72, "no", "over"),
    ("004", "gym", 72, "no", "over"),
    ("004", "all day outside", 168, "no", "over"),
]


@pytest.mark.parametrize(
    ("number", "asked", "hour", "before", "after"), TURNS, ids=[f"{t[0]} {t[1]} at {t[2]} h" for t in TURNS]
)
def test_the_answer_changes_at_the_exact_hour(
    number: str, asked: str, hour: int, before: str, after: str
) -> None:
    assert ask(number, hour - MINUTE, asked).kind == before
    assert ask(number, hour, asked).kind == after, "windows are half-open"


STANDING = [
    # sheet, hours, asked, answer
    ("000", 30, "yoga class", "unsaid"),
    ("000", 10, "splash water on my face", "unsaid"),  # the ban is on cleansers and products
    ("000", 2_000, "filler", "not-yet"),  # the sheet permits it without saying when
    ("001", 1, "shower", "yes"),  # the sheet asks for one at home
    ("001", 300, "hot shower", "no"),
    ("001", 1, "aftercare serum", "yes"),
    ("001", 5, "sunbathing", "unsaid"),
    ("001", 100, "serum", "yes"),  # with the aftercare serum
    ("001", 5, "niacinamide serum", "only"),
    ("002", 1, "cleanser", "yes"),
    ("002", 1, "yoga", "unsaid"),
    ("002", 1, "hot yoga", "no"),
    ("003", 1, "Tylenol", "yes"),
    ("003", 100, "aspirin for the soreness", "no"),
    ("003", 2_000, "arnica", "no"),
    ("003", 2_000, "pick at it", "no"),
    ("003", 1, "hyaluronic acid", "yes"),
    ("003", 1, "yoga", "unsaid"),
    ("004", 1, "SPF cream", "yes"),
    ("004", 1, "retinol", "yes"),
    ("004", 1, "coconut oil", "yes"),
    ("004", 1, "antibiotic cream", "no"),
    ("004", 100, "ice pack", "unsaid"),
    ("001", 200, "chemical peel", "unsaid"),  # a permission for home care permits no treatment
    ("002", 400, "chemical peel", "unsaid"),
    ("003", 26, "spa day", "no"),  # a spa is sauna, steam and jacuzzi
    ("003", 2_000, "beauty blender", "no"),  # the sheet gives no end
    ("002", 30, "lip balm", "unsaid"),  # "your own routine" is not every cream
    ("002", 30, "moisturiser", "unsaid"),
    ("004", 5, "sun", "unsaid"),  # only long periods are meant
    ("004", 5, "sunbathe", "no"),
]


@pytest.mark.parametrize(("number", "hours", "asked", "expected"), STANDING)
def test_milestones_of_plain_permissions_are_unchanged(
    number: str, hours: float, asked: str, expected: str
) -> None:
    assert ask(number, hours, asked).kind == expected


def test_000_healed_skin_permits_what_depends_on_it() -> None:
    for asked in ("mascara", "AHA", "moisturiser"):
        assert ask("000", 60, asked).kind == "not-yet", asked
        assert ask("000", 60, asked).depends_on == ("healed",)
        assert ask("000", 60, asked, states=HEALED).kind == "yes", asked
        assert ask("000", 60, asked, states={"healed": False}).kind in ("no", "not-yet"), asked


def test_000_the_roller_waits_for_healed_skin() -> None:
    assert ask("000", 60, "dermaroller").kind == "not-yet"
    assert ask("000", 60, "dermaroller", states=HEALED).kind == "yes"
    assert ask("000", 60, "dermaroller", states={"healed": False}).kind == "not-yet"


def test_000_one_rinse_is_allowed_the_next_morning() -> None:
    for layer in LAYERS:
        assert ask("000", 18 - MINUTE, "rinse my face", flags=(layer,)).kind == "no"
        assert ask("000", 18, "rinse my face", flags=(layer,)).kind == "yes"
        assert ask("000", 18, "cleanser", flags=(layer,)).kind == "no"
        assert ask("000", 18, "cleanser", flags=(layer, "directed")).kind == "only"
    assert ask("000", 18, "rinse my face").kind == "unsaid", "without a layer there is nothing to rinse off"


def test_000_an_instruction_of_the_doctor_overrides_the_sheet() -> None:
    assert ask("000", 10, "moisturiser", flags=("directed",)).kind == "not-yet"
    assert ask("000", 10, "antibiotic cream").kind == "no"
    assert ask("000", 10, "antibiotic cream", flags=("prescribed",)).kind == "yes"


def test_002_relief_cream_is_for_skin_irritated_after_three_days() -> None:
    assert ask("002", 71, "hydrocortisone", states=IRRITATED).kind == "no"
    assert ask("002", 73, "hydrocortisone", states=IRRITATED).kind == "yes"
    assert ask("002", 73, "hydrocortisone").depends_on == ("now:irritated",)


def test_003_the_routine_depends_on_calm_skin() -> None:
    assert ask("003", 60, "niacinamide serum", states=CALM).kind == "not-yet"
    assert ask("003", 72, "niacinamide serum", states=CALM).kind == "yes"
    assert ask("003", 72, "niacinamide serum").depends_on == ("calm",)


def test_003_balm_and_led_apply_to_some_treatments_only() -> None:
    assert ask("003", 100, "balm", flags=("aggressive-treatment", "directed")).kind == "yes"
    assert ask("003", 100, "LED").kind == "unsaid"
    assert ask("003", 100, "LED", flags=("aging-or-scarring",)).kind == "not-yet"
    assert ask("003", 140, "LED", flags=("aging-or-scarring",)).kind == "yes"


def test_004_an_antibiotic_cream_applies_only_if_prescribed() -> None:
    assert ask("004", 5, "antibiotic cream", flags=("prescribed",)).kind == "yes"
