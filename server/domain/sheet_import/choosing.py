"""Choose the topics of a rule among the things that its clause names."""

import re
from dataclasses import replace

from server.domain.sheet_import.circumstances import is_circumstance
from server.domain.sheet_import.conditions import PRESCRIBED, Condition
from server.domain.sheet_import.draft import BANS
from server.domain.sheet_import.frames import Clause, begins_with_verb
from server.domain.sheet_import.state import State
from server.domain.sheet_import.subjects import Subject, most_specific
from server.domain.sheet_import.text import words_in
from server.domain.vocabulary import Verb

_KINDS = (
    (
        "exercise",
        "strenuous-exercise",
        re.compile(
            r"\b(?:strenuous|vigorous|heavy|intens\w*|hard|high-impact|anstrengend\w*|stark\w*|schwer\w*)(?: \w+)? $"
        ),
    ),
    (
        "sun",
        "long-outdoors",
        re.compile(r"\b(?:prolonged|long|extended|lange[nrs]?|länger\w*|ausgiebig\w*)(?: \w+)? $"),
    ),
)
_DRINK = re.compile(r"\b(?:drink|trink\w*)\b")
_HANDS = re.compile(r"\b(?:hands|hände)\b")
_WASHING = re.compile(r"^wash(?:ed|ing|es)?\b|\b(?:waschen|gewaschen|wasche?)\b")
_PLACE = re.compile(
    r"\b(?:your|ihre?|ihren|deine?|deinen) (?:\w+ )?\w+(?= (?:may|might|will|can|is|are|feels?|looks?|could|should"
    r"|kann|können|wird|werden|ist|sind|fühlt)\b)"
)
"""The place of a symptom as its subject: "your ear canal may feel tender"."""
_ALARMS = frozenset({"unexpected-reaction", "infection"})
_CARRIERS = (
    "moisturizer",
    "serum",
    "topical",
    "skin-care",
    "balm",
    "cleansing",
    "toner",
    "soap",
    "healing-ointment",
    "cleanser",
    "gentle-cleanser",
    "face-mask",
)
_PLACED = re.compile(
    r"\b(?:over|under|underneath|through|into|inside|onto|über|unter|durch|in|ins) "
    r"(?:(?:the|your|an?|der|dem|den|die|das|einem|einer|ihre[mnr]?) )?(?:\w+ )?$"
)
_ROLE = re.compile(r"\b(?:as an?|as|als) $")
_LEFT_OUT = re.compile(r"\b(?:without|ohne)(?: (?:any|the|your|die|das|den|jede))?(?: \w+)? $")
_MODAL = re.compile(r"\b(?:should|must|may|can|not) $")
_ACTS = frozenset({"cleansing", "rinse", "hair-wash", "mouth-rinsing", "cleanser"})
_WITH = re.compile(r"\b(?:with|using|mit) (?:(?!and\b|und\b)\w+ ){0,3}$")
_SIDE = re.compile(r"\b(?:side|stomach|tummy|back|face|seite|bauch|rücken|gesicht)\b")
_PULLED = re.compile(r"\b(?:an|am|daran|dran|ab|raus|heraus)\b")
"""What makes "ziehen" a picking."""
_SLEEPS = re.compile(r"sleep|lie\b|lying|\brest|nap|schlaf|schläf|lieg|nacht|ruhe|night|nächt")
"""What makes "on your side" a posture for the night."""
_OBJECT = re.compile(r" (?:it|them|the|your|der|die|das|den|dem|ihre|deine|sie|es)\b")
"""After "massage": what is massaged, so that no massage at the spa is meant."""
_LEFT_ALONE = frozenset({"scabs", "blisters", "flaking", "pustules", "open-skin"})
PUT_ON = frozenset({"dressing", "plaster", "wound-film", "stitches", "eye-shield"})
_WET = re.compile(r"\b(?:get|become) wet\b|\bnass (?:werden|gemacht)\b")
_TO_STAY_DRY = frozenset({"dressing", "plaster", "wound-film", "covering", "hair", "stitches", "compression"})


def topics_of(state: State, clause: Clause, verb: Verb | None) -> tuple[str, ...]:
    if "leave" in clause.kinds and verb is Verb.AVOID and clause.subjects:
        left = {subject.topic for subject in clause.subjects}
        if left <= _LEFT_ALONE:
            return ("picking",)
        if left <= PUT_ON:
            return ("touching",)
    chosen = clause.symptoms if verb in (Verb.EXPECT, Verb.CALL) else things_of(state, clause, verb)
    topics = tuple(dict.fromkeys(subject.topic for subject in chosen))
    if topics or clause.subjects or verb in (Verb.EXPECT, None):
        return topics
    if state.language.pronouns.search(state.marked.text, clause.start, clause.end):
        return state.memory.topics
    return ()


def is_alarm(state: State, topics: tuple[str, ...]) -> bool:
    """Return True if a symptom is never part of healing, so that no sheet means to foretell it."""
    return any(_ALARMS.intersection(state.finder.tree.ancestors(topic)) for topic in topics)


def is_of_another_thing(state: State, clause: Clause) -> bool:
    """Return True if unknown words come before the symptom: "roses are red"."""
    first = min(symptom.start for symptom in clause.symptoms)
    text = _PLACE.sub(" ", state.marked.text[clause.start : first])
    before = words_in(text)
    if before and text.endswith(before[-1].text + " "):
        before = before[:-1]  # an adjective of its own: "spreading redness", "ziehende Schmerzen"
    return any(
        word.text not in state.language.small and word.text not in state.language.body for word in before
    )


def things_of(state: State, clause: Clause, verb: Verb | None) -> list[Subject]:
    things = _meant(state, clause, verb)
    things = [thing for thing in things if not _is_only_touched(state, thing, things)]
    things = [_kind_of(state, _washing(state, thing)) for thing in things]
    if "hand-washing" in state.finder.tree and _HANDS.search(state.words(clause)):
        things = [
            replace(thing, topic="hand-washing") if thing.topic == "cleansing" else thing for thing in things
        ]
    if {"hair", "cleansing"} <= {thing.topic for thing in things} and "hair-wash" in state.finder.tree:
        things = [replace(thing, topic="hair-wash") for thing in things if thing.topic == "hair"]
    things = most_specific(
        things, state.finder.tree, state.marked.whole, all_families=verb in (Verb.DO, Verb.ALLOW)
    )
    if any(thing.topic == "picking" for thing in things):  # "kratzen oder zupfen" means the scabs
        things = [thing for thing in things if not thing.is_weak and thing.topic != "tweezing"]
    if verb is Verb.DO and _DRINK.search(state.words(clause)):
        things = [
            replace(thing, topic="drinking-water") if thing.topic == "water" else thing for thing in things
        ]
    if verb is Verb.ONLY:
        things = [thing for thing in things if not _is_eating(state, thing)] or things
    if verb is Verb.DO:
        acts = [
            thing
            for thing in things
            if thing.topic == "moisturizer" and begins_with_verb(state.marked, state.language, thing)
        ]
        others = [thing for thing in things if thing not in acts]
        others = [thing for thing in others if thing.topic not in ("sleep", "massage", "outdoors")] or others
        things = [thing for thing in others or acts if not _is_eating(state, thing)]
    return things


def _meant(state: State, clause: Clause, verb: Verb | None) -> list[Subject]:
    """Return the things that the verb is said of, without examples, carriers and places."""
    things = _without_examples(state, clause.things, verb)
    if not _SLEEPS.search(state.words(clause)):  # "do not chew on that side"
        things = [thing for thing in things if not _is_side(state, thing)]
    if not _PULLED.search(state.words(clause)):  # "Nase putzen ja, ziehen nein"
        things = [
            thing for thing in things if state.marked.whole[max(thing.start, 0) : thing.end] != "ziehen"
        ]
    things = [thing for thing in things if not _is_role(state, thing)] or things
    if verb in (Verb.DO, Verb.ALLOW):
        things = [thing for thing in things if thing.topic != state.memory.treatment]
    if verb is Verb.DO:
        things = [thing for thing in things if not is_placed(state, thing)] or things
    if verb is Verb.ALLOW and _WET.search(state.words(clause)):  # "the plaster may get wet"
        things = [thing for thing in things if thing.topic not in _TO_STAY_DRY] or things
    if verb in (*BANS, Verb.DO, Verb.ALLOW):
        things = [thing for thing in things if not is_circumstance(state.marked, thing)] or things
    if verb in (Verb.ONLY, Verb.DO, Verb.ALLOW):
        things = [thing for thing in things if not _is_left_out(state, thing)]
    if verb in BANS:
        things = _without_carriers(state, things)
        if any(span.value == "dry" for span in clause.spans):  # "Verband trocken halten"
            things = [thing for thing in things if thing.topic not in _TO_STAY_DRY]
    return things


def _is_left_out(state: State, thing: Subject) -> bool:
    """Return True for the soap of "shower without soap"."""
    return thing.start > 0 and _LEFT_OUT.search(state.marked.whole, 0, thing.start) is not None


def _is_side(state: State, thing: Subject) -> bool:
    words = state.marked.whole[max(thing.start, 0) : thing.end]
    return thing.topic in ("sleep-on-face", "sleep-on-back") and _SIDE.search(words) is not None


def _is_role(state: State, thing: Subject) -> bool:
    """Return True for "aspirin as a painkiller": as what it is used, and no thing of its own."""
    return thing.start > 0 and _ROLE.search(state.marked.whole, 0, thing.start) is not None


def is_placed(state: State, thing: Subject) -> bool:
    """Return True for "an ice pack over the dressing": it says where or in what, and is no duty."""
    return thing.start > 0 and _PLACED.search(state.marked.whole, 0, thing.start) is not None


def _is_only_touched(state: State, thing: Subject, things: list[Subject]) -> bool:
    """Return True for the verb of "neither soap nor alcohol should touch the area"."""
    before = state.marked.whole[max(0, thing.start - 10) : thing.start]
    return thing.topic == "touching" and thing is not things[0] and _MODAL.search(before) is not None


def _is_eating(state: State, thing: Subject) -> bool:
    return thing.topic == "food" and state.marked.whole[thing.start : thing.end] in ("eat", "eating", "essen")


def _washing(state: State, thing: Subject) -> Subject:
    """Return the act of washing for "wash your face", which names no product."""
    words = state.marked.whole[max(thing.start, 0) : thing.end]
    washes = thing.topic == "cleanser" and _WASHING.search(words)
    return replace(thing, topic="cleansing") if washes and "cleansing" in state.finder.tree else thing


def _kind_of(state: State, thing: Subject) -> Subject:
    """Return hard exercise and a long time in the sun as topics of their own."""
    before = state.marked.whole[max(0, thing.start - 30) : thing.start]
    if thing.topic == "massage" and _OBJECT.match(state.marked.whole, thing.end):
        return replace(thing, topic="area-massage")
    for topic, kind, pattern in _KINDS:
        if thing.topic == topic and kind in state.finder.tree and pattern.search(before):
            return replace(thing, topic=kind)
    return thing


def _without_carriers(state: State, things: list[Subject]) -> list[Subject]:
    """Return "creams with retinol" as the retinol, and "perfumed soap" as the perfume."""
    things = [thing for thing in things if not _is_done_with(state, thing, things)]
    ends = {thing.end for thing in things}
    things = [thing for thing in things if thing.topic not in _CARRIERS or thing.start - 1 not in ends]
    remaining = []
    for thing in things:
        after = state.marked.whole[thing.end : thing.end + 20]
        if not (thing.topic in _CARRIERS and state.language.holds.match(after) and thing is not things[-1]):
            remaining.append(thing)
    return remaining


def _is_done_with(state: State, thing: Subject, things: list[Subject]) -> bool:
    """Return True for the act of "never rinse with peroxide", which bans the peroxide."""
    return thing.topic in _ACTS and any(
        other.start > thing.start and _WITH.search(state.marked.whole[thing.end : other.start])
        for other in things
    )


def _without_examples(state: State, things: list[Subject], verb: Verb | None) -> list[Subject]:
    """Return "a painkiller, such as paracetamol" as the painkiller where it is permitted."""
    if verb not in (Verb.DO, Verb.ALLOW):
        return things
    remaining: list[Subject] = []
    for thing in things:
        between = state.marked.whole[remaining[-1].end : thing.start] if remaining else ""
        is_member = bool(remaining) and remaining[-1].topic in state.finder.tree.ancestors(thing.topic)
        if not (is_member and state.language.such_as.search(between)):
            remaining.append(thing)
    return remaining


def is_only_if_directed(state: State, clause: Clause) -> bool:
    """Return True for "ibuprofen: only if your doctor agrees", which bans it unless directed."""
    for span in clause.of("condition"):
        if clause.of("every"):
            break  # "twice a day, only if it was prescribed" asks for it
        condition = span.value
        words = state.marked.whole[span.start : span.end]
        if (
            isinstance(condition, Condition)
            and condition.flag in ("directed", PRESCRIBED)
            and state.language.only_when.search(words)
            and clause.things
        ):
            clause.spans[clause.spans.index(span)] = replace(
                span, value=Condition("unless", condition.flag, condition.is_known)
            )
            return True
    return False
