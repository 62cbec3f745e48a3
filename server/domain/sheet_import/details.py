# ruff: noqa: E501 - patterns stay on one line
"""Fill in the details of a rule besides its times: how much, with what, under which protection, how strong."""

import re
from dataclasses import replace

from server.domain.sheet_import.areas import area_of
from server.domain.sheet_import.conditions import SHIELDS
from server.domain.sheet_import.draft import DraftRule
from server.domain.sheet_import.frames import Clause
from server.domain.sheet_import.language import Language
from server.domain.sheet_import.lengths import LENGTH, NUMBER
from server.domain.sheet_import.state import State, moment_of
from server.domain.sheet_import.subjects import Subject
from server.domain.sheet_import.text import Marked, words_in
from server.domain.sheet_import.times import is_how_long
from server.domain.sheet_import.timing import HELD
from server.domain.sheets import UpTo
from server.domain.vocabulary import Verb

_NUMBER = rf"(?:\d+(?:[.,]\d+)?|{NUMBER}|half an?|eine halbe)"
_BOUND = r"(?:but |aber |jedoch )?(?:at least|up to|no more than|not more than|never more than|(?:a )?max(?:imum)?(?: of)?\.?|at most|do not exceed|about|höchstens|maximal|mindestens|nicht mehr als|bis zu|etwa|ca\.?)"
_UNIT = r"(?:mg|g|gramm|grams?|ml|l|litres?|liters?|liter|cups?|tassen?|glass(?:es)?|gläsern?|glas|tablets?|tabletten?|pills?|doses?|dosen|capsules?|kapseln?|sachets?|stück|stk)"
_PER = r"(?: (?:a|per|each|am|pro|in|im|je) (?:day|tag|dose|24 (?:h\b|hours|std\b|stunden))| daily| täglich)?"
_AMOUNTS = (
    re.compile(
        rf"(?:, ?)?\b(?:{_BOUND} )?{_NUMBER}(?: ?(?:-|to|bis|or|oder) ?{_NUMBER})? ?{_UNIT}\b(?! (?:of )?(?:water|fluids?|wasser|flüssigkeit)\b){_PER}"
    ),
    re.compile(
        rf"(?:, ?)?\b(?:for )?(?:{_BOUND} )?{_NUMBER}(?: ?(?:-|to|bis|or|oder) ?{_NUMBER})? (?:hours?|minutes?|mins?|stunden?|minuten?)(?: (?:a|per|each|every|am|pro|in der|je|jeden) (?:day|night|tag|nacht)\b| daily| täglich)"
    ),  # "22 hours a day" is no time after the treatment
    re.compile(rf"(?:, ?)?\b{_BOUND} ?(?=\x00)"),  # before a recurrence: "no more than twice a day"
    re.compile(
        r"\b(?:a )?(?:pea|rice|grain)-?(?: ?size[d]?)?(?: amounts?| grain)?(?: of)?\b|\berbsengroße? menge\b"
    ),
)
_MEALS = re.compile(
    r",? ?\b(?:with|after|before|alongside) (?:(?:some|a little|your|a|every|each) )?(?:food|meals?|breakfast|dinner|lunch|a glass of water|plenty of water)\b"
    r"|,? ?\b(?:not )?on an? (?:empty|full) stomach\b|\b(?:zu|nach|vor|mit)(?: (?:den|dem|der|einer|jeder))? (?:mahlzeit(?:en)?|essen)\b|\bauf nüchternen magen\b"
)
_TAKEN = re.compile(
    r"\b(?:take|takes?n?|taking|tablets?|mg|ibuprofen|paracetamol|antibiotic\w*|painkillers?|nehmen|nimm|einnehmen|tabletten?|schmerzmittel|antibiotik\w+)\b"
)
_DRUNK = re.compile(
    rf"\b(?:{_BOUND} )?{_NUMBER}(?: ?(?:-|to|bis) ?{_NUMBER})?(?P<vessel> ?(?:lit(?:re|er)s?|l|glass(?:es)?|gläser|glas|cups?|tassen?)(?: of)?)? (?=\x00)"
)
_PER_DAY = re.compile(r"(?<=\x00) (?:am|pro|je|a|per|each|every) (?:tag|day)\b")
_DOSE = re.compile(r"(?<=\x00) (?:[1-9]00|1000)\b(?=[ ]?[,.;:]|$| \x00| bei\b| for\b)")
"""The strength of a medicine without its unit: "Ibuprofen 600"."""
_COUNTED = re.compile(
    r"\b(?:one|two|three|1|2|3|eine?|zwei|drei)(?: (?:or|to|bis|oder) (?:two|three|2|3|zwei|drei))? (?=\x00)"
)
_JOURNEYS = re.compile(
    rf"\b(?:(?:\w+)?fl[uü]ge?n?s?|(?:\w+)?fahrt(?:en)?|reisen?|flights?|journeys?|trips?|drives?)(?P<long> (?:über|von mehr als|länger als|over|longer than|of more than) {LENGTH})"
)
"""How long a journey takes is no time after the treatment."""
_LONGER = re.compile(
    rf"(?P<long>\b(?:über|von mehr als|von über|länger als|mehr als|over|longer than|of more than|of over|more than|exceeding) {LENGTH})"
    r"(?=.*\b(?:days?|nights?|weeks?|months?|tage?n?|wochen?|monate?n?|nächte)\b)"
)
_HOURS = re.compile(r"\b(?:minut\w+|hours?|stunden?|mins?|hrs?|std|h)\b")
"""How long a thing lasts at a time, where the sentence has another period: "no walks over 2 hours for 3 weeks"."""
_ROUNDS = re.compile(
    rf"(?:, ?)?\b(?:{_BOUND} )?{NUMBER} ?(?:x|mal|times) {NUMBER} ?(?:minuten|min|minutes|mins)\b\.?"
)
_WEIGHT = re.compile(
    rf"\b(?:(?:anything |etwas )?(?:over|above|more than|heavier than|über|mehr als|schwerer als|than|als) )?{_NUMBER} ?(?:kg|kilos?|kilogramm?s?|lbs?|pounds?)\b"
)
_VESSEL = re.compile(r"lit(?:re|er)s?|glass|gläser|cups?|tassen?|bottles?|flaschen?")
_FACTOR = re.compile(
    r"\b(?:spf|lsf|factor|lichtschutzfaktor|faktor|sunscreen|sunblock|sonnenschutz\w*|sonnencreme)(?: of| mit| von| at least| mindestens)* ?"
    r"(?P<factor>\d{2}\+?(?: (?:or|oder) (?:above|higher|more|over|höher|mehr))?)(?![\d-])"
)
_UNDER = re.compile(
    r"(?:\b(?:but |and |aber |und )?(?:only |nur |always |immer )?(?:with|wearing|under|using|mit|unter)\b)(?: (?:an?|the|your|some|einem|einer|ein|der|dem|ihrem|wasserfestem|waterproof|clean|sauberem|high|hohem|good|gutem|broad|plenty|of))* ?$"
)
_STRENGTHS: tuple[tuple[UpTo, str], ...] = (
    ("very-mild", r"(?:very (?:mild|slight|light)|sehr (?:leicht|gering|mild)\w*|minimal\w*|barely any)"),
    ("mild", r"(?:mild|slight|minor|light|(?:a )?little|leicht\w*|gering\w*|mild\w*|etwas|ein wenig)"),
    ("moderate", r"(?:moderate|medium|noticeable|mäßig\w*|mittel\w*|deutlich\w*)"),
    ("severe", r"(?:severe|strong|marked|significant|heavy|stark\w*|erheblich\w*|massiv\w*)"),
)
_COMPILED = tuple(
    (name, re.compile(rf"\b{words} (?:\w+ (?:and|und|or|oder|,) )?$")) for name, words in _STRENGTHS
)
_MEANS = re.compile(
    r"\b(?:with|using|through|mit|durch|in) ([^,;.:()\x00]{3,60}?)(?=$|[,;.:()]| (?:and|und|for|für)\b)"
)


def mark_amounts(marked: Marked) -> None:
    for match in _JOURNEYS.finditer(marked.text):
        marked.take(match.start("long"), match.end(), "idiom")
    for match in _LONGER.finditer(marked.text):
        if _HOURS.search(match["long"]):
            marked.take(match.start("long"), match.end("long"), "amount")
    marked.take_all(_ROUNDS, "amount")
    for pattern in (*_AMOUNTS, _WEIGHT):
        marked.take_all(pattern, "amount")


def mark_meals(marked: Marked) -> None:
    """Mark "with food": how a medicine is taken, not a duty to eat."""
    if _TAKEN.search(marked.whole):
        marked.take_all(_MEALS, "amount")


def mark_manner(marked: Marked, language: Language) -> None:
    """Mark "without rubbing": how something is done."""
    for match in language.manner.finditer(marked.text):
        marked.take(
            match.start(), match.end(), "using", marked.whole[match.start() : match.end()].strip(" ,")
        )


def mark_factors(marked: Marked) -> None:
    """Mark "SPF 50", after the topics: the number belongs to the sunscreen."""
    for match in _DRUNK.finditer(marked.text):
        if match["vessel"] or _VESSEL.match(marked.whole, match.end()):
            marked.take(match.start(), match.end(), "amount")
    if _TAKEN.search(marked.whole):
        marked.take_all(_COUNTED, "amount")
    marked.take_all(_PER_DAY, "amount")
    marked.take_all(_DOSE, "amount")
    for match in _FACTOR.finditer(marked.whole):
        marked.take(match.start(), match.end(), "amount")


def mark_means(state: State, clause: Clause, verb: Verb) -> None:
    """Take "with a damp pad" as the means of a duty, where no topic names it."""
    if verb is not Verb.DO:
        return
    match = _MEANS.search(state.marked.text, clause.start, clause.end)
    if match and len(words_in(match[1])) <= 4 and not state.language.traps.search(match[1]):
        text = match[1].strip()
        state.marked.take(match.start(), match.end(), "using", text)
        clause.spans = list(state.marked.between(clause.start, clause.end))


def shielding(state: State, clause: Clause, verb: Verb | None) -> tuple[Subject, ...]:
    """Return the things that only protect: "you may swim with a waterproof plaster on"."""
    if verb is not Verb.ALLOW or len(clause.things) < 2:
        return ()
    shields = []
    for thing in clause.things[1:]:
        before = state.marked.whole[max(clause.start, thing.start - 40) : thing.start]
        under = _UNDER.search(before)
        if under and SHIELDS & {thing.topic, *state.finder.tree.ancestors(thing.topic)}:
            begin = thing.start - len(before) + under.start()
            state.marked.take(begin, thing.start, "frame", "with")
            shields.append(thing)
    return tuple(shields)


_ACTS = frozenset({"massage", "area-massage", "cleansing", "rinse", "hair-wash", "mouth-rinsing"})
_WITH = re.compile(r"\b(?:with|using|mit) (?:(?!and\b|und\b)\w+ ){0,3}$")


def means_of(state: State, clause: Clause, verb: Verb | None) -> tuple[Subject, ...]:
    """Return the products that an act uses: "massage the scar with a plain moisturiser"."""
    if verb is not Verb.DO or len(clause.things) < 2 or clause.things[0].topic not in _ACTS:
        return ()
    return tuple(
        thing
        for thing in clause.things[1:]
        if thing.topic not in _ACTS
        and _WITH.search(state.marked.whole[max(clause.start, thing.start - 40) : thing.start])
    )


def detailed(state: State, rule: DraftRule, clause: Clause) -> DraftRule:
    spans = clause.of("amount")
    if not HELD.intersection(rule.topics):
        spans = spans + [span for span in clause.of("time") if is_how_long(moment_of(span))]
    amounts = [_words(state, span.start, span.end).removeprefix("for ") for span in spans]
    if amounts and rule.verb in (Verb.DO, Verb.ALLOW):
        rule = replace(rule, amount=", ".join(amounts)[:200])
    if rule.verb is Verb.DO:
        named = [state.marked.whole[each.start : each.end] for each in means_of(state, clause, rule.verb)]
        rule = replace(rule, using=(*(str(span.value) for span in clause.of("using")), *named))
    rule = replace(rule, area=area_of(state, clause))
    if rule.verb is Verb.EXPECT:
        rule = replace(rule, up_to=_strength(state, clause))
    return rule


def _words(state: State, start: int, end: int) -> str:
    return state.marked.whole[start:end].strip(" ,")


def _strength(state: State, clause: Clause) -> UpTo | None:
    """Return the strength of the first symptom, if its adjective comes directly before it."""
    first = min((symptom.start for symptom in clause.symptoms), default=-1)
    before = state.marked.whole[clause.start : first] if first > clause.start else ""
    return next((name for name, pattern in _COMPILED if pattern.search(before)), None)
