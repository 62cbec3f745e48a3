"""Random small worlds: a topic tree, a sheet, a treatment, and questions about it with the patient's reports.

Every world comes from its own seed, so a mismatch is found again from the seed and the number alone. Times are
drawn from a few numbers, so that bounds of different rules coincide.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from server.domain.sheets import Rule, Sheet, SheetError, Source, directed_rule
from server.domain.sheets import from_document as sheet_from
from server.domain.timeline import Timeline, TreatmentFacts, compile
from server.domain.topics import TopicTree
from server.domain.vocabulary import Verb
from server.domain.when.bounds import States, leaves
from tests.parity.diaries import Diary, random_diary
from tests.parity.times import random_time

ASKED = 5
"""Questions per world."""

_SKIN: Mapping[str, tuple[str, ...]] = {
    "symptom": (),
    "irritation": ("symptom",),
    "redness": ("irritation",),
    "darkening": ("irritation",),
    "swelling": ("irritation",),
    "itching": ("irritation",),
    "flaking": ("symptom",),
    "severe-pain": ("symptom",),
    "sign": ("symptom",),
    "pustules": ("sign",),
    "fever": ("sign",),
    "unexpected-reaction": ("sign",),
}
_FLAGS = ("layer", "directed")
_NOW_FLAGS = ("now:sore", "now:calm")
_REPORTED = (
    "healed", "calm", "shed", "gone(redness)", "used-up(cream)", "act:wash", "act:home", "act:bruise",
    "after(wash)", "on(home)", "before(touch)", *_NOW_FLAGS, "now:severe",
)  # fmt: skip
_TREATED = (
    (datetime(2026, 3, 27, 18, 0, tzinfo=UTC), "Europe/Berlin"),
    (datetime(2026, 4, 3, 20, 45, tzinfo=UTC), "Australia/Lord_Howe"),
    (datetime(2026, 9, 4, 2, 30, tzinfo=UTC), "America/Santiago"),
    (datetime(2026, 10, 24, 21, 59, 30, tzinfo=UTC), "Europe/Berlin"),
)
_VERBS = (
    *(Verb.AVOID,) * 4, Verb.ONLY, *(Verb.ALLOW,) * 3, *(Verb.DO,) * 2, *(Verb.EXPECT,) * 2, Verb.CALL,
    Verb.REPEAT,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    topic: str
    now: datetime
    states: States
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class World:
    tree: TopicTree
    timeline: Timeline
    corrected: Timeline  # from another version of the sheet, which shares some of its rules
    questions: tuple[Question, ...]
    diary: Diary


def random_world(seed: str) -> World:
    random = Random(seed)  # noqa: S311 - not for secrets
    parents = _parents(random)
    documents = {name: _topic(name, above) for name, above in parents.items()}
    things = [name for name in parents if name not in _SKIN]
    sheet, facts = _sheet(random, things), _facts(random, things)
    timeline = compile(sheet, facts)
    tree = TopicTree.from_document({"topics": documents})
    questions = tuple(_question(random, list(parents), timeline) for _ in range(ASKED))
    corrected = compile(_corrected(random, sheet, things), facts)
    return World(tree, timeline, corrected, questions, random_diary(random, timeline, things))


def _topic(name: str, parents: tuple[str, ...]) -> dict[str, Any]:
    return {"in": list(parents), "en": [name], "short": {"en": name[:18]}}


def _parents(random: Random) -> dict[str, tuple[str, ...]]:
    """Return things in a random order of families, at most two each, and the symptoms and signs."""
    parents: dict[str, tuple[str, ...]] = {}
    for number in range(random.randint(3, 8)):
        above = random.sample(list(parents), min(len(parents), random.choice((0, 1, 1, 1, 2))))
        parents[f"thing{number}"] = tuple(above)
    return {**parents, **_SKIN}


def _sheet(random: Random, things: list[str]) -> Sheet:
    # More rules than `rulings_index` looks at one by one are rare.
    count = random.randint(26, 40) if random.random() < 0.03 else random.randint(1, 9)
    rules = tuple(_rule(random, things, f"r{number}") for number in range(count))
    return Sheet("parity", "Parity", "", "any", "en", 1, random.randint(0, 1), Source(""), rules)


def _corrected(random: Random, sheet: Sheet, things: list[str]) -> Sheet:
    rules = (rule if random.random() < 0.6 else _rule(random, things, rule.id) for rule in sheet.rules)
    return replace(sheet, version=2, rules=tuple(rules))


def _rule(random: Random, things: list[str], name: str) -> Rule:
    while True:
        document = _document(random, things, name)
        header = {"id": "parity", "title": "Parity", "treatment": "any", "language": "en", "version": 1}
        try:
            return sheet_from({**header, "day_one": 0, "rules": [document]}, name="parity").rules[0]
        except SheetError:  # a window that never opens, an exception on a ban
            continue


def _document(random: Random, things: list[str], name: str) -> dict[str, Any]:
    verb = random.choice(_VERBS)
    skin = verb is Verb.CALL or (verb is Verb.EXPECT and random.random() < 0.9)
    topics = random.sample(list(_SKIN) if skin else things, random.choice((1, 1, 1, 2)))
    document: dict[str, Any] = {"id": name, "verb": verb.value, "topics": topics, "says": f"Says {name}."}
    document["cite"] = "1"
    optional: dict[str, tuple[float, Callable[[], object]]] = {
        "from": (0.45, lambda: random_time(random)),
        "until": (0.6, lambda: random_time(random)),
        "with": (0.35 * (verb in (Verb.ALLOW, Verb.DO)), lambda: random.sample(things, random.randint(1, 2))),
        "family": (0.5 * (verb is Verb.ONLY), lambda: random.sample(things, 1)),
        "exception": (0.15 * (verb is not Verb.AVOID), lambda: True),
        "if": (0.2, lambda: [random.choice((*_FLAGS, *_NOW_FLAGS))]),
        "unless": (0.15, lambda: [random.choice((*_FLAGS, *_NOW_FLAGS))]),
        "every": (0.2, lambda: random.choice(("2/day", "always", ">=2/day"))),
        "amount": (0.1, lambda: "15 min"),
        "using": (0.1, lambda: ["lukewarm water"]),
        "up_to": (0.3 * (verb is Verb.EXPECT), lambda: random.choice(("mild", "severe"))),
        "area": (0.2 * (verb is Verb.EXPECT), lambda: "under-eye"),
    }
    return document | {key: make() for key, (share, make) in optional.items() if random.random() < share}


def _facts(random: Random, things: list[str]) -> TreatmentFacts:
    treated_at, time_zone = random.choice(_TREATED)
    directed = (_direction(random, things, f"d{n}") for n in range(random.choice((0, 0, 0, 1, 1, 2))))
    return TreatmentFacts(
        treated_at,
        time_zone,
        frozenset(flag for flag in _FLAGS if random.random() < 0.5),
        directed=tuple(directed),
        next_treatment_at=treated_at + timedelta(days=30) if random.random() < 0.4 else None,
    )


def _direction(random: Random, things: list[str], name: str) -> Rule:
    while True:
        document = _document(random, things, name)
        if document["verb"] in ("avoid", "allow", "do"):
            try:
                return directed_rule(document, day_one=0)
            except SheetError:
                continue


def _question(random: Random, topics: list[str], timeline: Timeline) -> Question:
    # Mostly about what the sheet names, its members or families.
    named = [topic for topic in timeline.by_topic if topic in topics]
    topic = random.choice(named) if named and random.random() < 0.6 else random.choice(topics)
    areas = ("under-eye",) if random.random() < 0.2 else ()
    return Question(topic, _now(random, timeline), _states(random, timeline), areas)


def _now(random: Random, timeline: Timeline) -> datetime:
    """Return a moment at a bound, a second before it or after it, or anywhere."""
    bounds = (bound for window in timeline.windows for bound in (window.opens, window.closes))
    moments = [
        at for bound in bounds for leaf in leaves(bound) for at in (leaf.least_at, leaf.surely_at) if at
    ]
    if moments and random.random() < 0.6:
        return random.choice(moments) + timedelta(seconds=random.choice((-1, 0, 0, 1)))
    return timeline.treated_at + timedelta(hours=random.choice((-30, 0, 5, 24, 30, 50, 72, 100, 168, 900)))


def _states(random: Random, timeline: Timeline) -> States:
    chosen = random.sample(_REPORTED, random.choice((0, 0, 1, 2, 3, 5)))
    return {name: _report(random, timeline) for name in chosen}


def _report(random: Random, timeline: Timeline) -> bool | datetime:
    if random.random() < 0.5:
        return random.random() < 0.6
    return timeline.treated_at + timedelta(hours=random.choice((0, 2, 12, 24, 36, 48, 72)))
