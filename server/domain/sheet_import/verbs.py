# ruff: noqa: E501 - patterns stay on one line
"""Decide the verb of a clause: from its own words, its sentence and the headings above it."""

import re

from server.domain.sheet_import.answers import verb_of_answer
from server.domain.sheet_import.choosing import is_only_if_directed
from server.domain.sheet_import.frames import Clause, verb_of
from server.domain.sheet_import.qualifiers import has_unknown_words
from server.domain.sheet_import.state import WINDOW, State, moment_of
from server.domain.sheet_import.telegraphic import telegraphic_verb
from server.domain.vocabulary import Verb

_PUT_ON = frozenset({"dressing", "plaster", "wound-film", "compression", "eye-shield", "covering"})
_BATHING = frozenset({"shower", "lukewarm-shower", "hot-shower", "bath", "soaking", "hair-wash"})
_REMOVED = re.compile(
    r"\b(?:remov\w+|take(?:n)? (?:it |them )?off|take (?:the|your) \w+ off|peel(?:ed)? off|abnehmen|abgenommen|entfernen|entfernt|ablösen|abziehen|abmachen|chang(?:e|ed|ing)|disturb(?:ed)?|wechseln|gewechselt|erneuern)\b"
)
_TAKEN_OFF = re.compile(
    r"\b(?:remov(?:e|ed)|(?:comes?|taken|goes|take (?:it|them|(?:the|your) [a-z]+)|take) off|off (?:after|at|on|from|tomorrow|the next)"
    r"|abnehmen|abgenommen|entfernen|entfernt|entferne|ablösen|abmachen|runter)\b|\b(?:darf|kann|können|dürfen|kommt|kommen|nehmen)\b.*\b(?:ab|weg|runter)\b[ .!]*$"
)
"""Says when something that is worn comes off."""
_CONTRAST = re.compile(r"[ ,;-]*(?:but|however|though|although|whereas|aber|jedoch|allerdings|sondern)\b")
_AS_USUAL = re.compile(r"\bas (?:usual|normal|before)\b|\bwie (?:gewohnt|üblich|sonst|vorher)\b")
"""To do something as usual is no duty of the sheet: "smile as usual"."""


def _removes(state: State, clause: Clause) -> bool:
    things = [thing.topic for thing in clause.things]
    return bool(things) and set(things) <= _PUT_ON and _REMOVED.search(state.words(clause)) is not None


def _comes_off(state: State, clause: Clause, own: Verb | None) -> bool:
    """Return True for "the bandage comes off after 2 days", which asks to wear it until then."""
    things = [thing.topic for thing in clause.things]
    moments = [moment_of(span) for span in clause.of("time") if moment_of(span).role in WINDOW]
    if (
        not things
        or not set(things) <= _PUT_ON
        or clause.symptoms
        or len(moments) != 1
        or "open" in clause.kinds
    ):
        return False
    if moments[0].start is None or moments[0].role not in ("after", "from", "since", "on"):
        return False
    match = _TAKEN_OFF.search(state.marked.whole, clause.start, clause.end)
    if match is None or (own is Verb.AVOID and _NEGATED.search(state.words(clause))):
        return False
    word = _OFF.search(state.marked.text, clause.start, clause.end)
    if word:
        state.marked.take(word.start(), word.end(), "frame", "do")
    return True


def _is_taken_off(state: State, clause: Clause) -> bool:
    things = {thing.topic for thing in clause.things}
    return bool(things) and things <= _PUT_ON and _TAKEN_OFF.search(state.words(clause)) is not None


_OFF = re.compile(r"\b(?:abnehmen|abgenommen|entfern\w+|ablösen|abmachen|runter|comes?|remov\w+|taken?)\b")


def _is_medicine(state: State, clause: Clause) -> bool:
    """Return True for "do not stop your blood thinners", which asks to go on with them."""
    tree = state.finder.tree
    return bool(clause.things) and all("medicine" in tree.ancestors(thing.topic) for thing in clause.things)


def is_contrast(words: str) -> bool:
    """Return True for a clause that opens with "but"."""
    return _CONTRAST.match(words) is not None


def verb_in(state: State, clause: Clause) -> Verb | None:
    own = _own_verb(state, clause)
    if _comes_off(state, clause, own):
        clause.kinds.append("removed")
        return Verb.DO
    if _is_taken_off(state, clause) and not _NEGATED.search(state.words(clause)):
        return None  # "take the plaster off at night"
    verb = _stated_or_inherited(state, clause, own)
    if verb is Verb.DO and _may_begin(state, clause):
        return Verb.ALLOW
    as_usual = _AS_USUAL.search(state.words(clause)) and not _is_medicine(state, clause)
    return None if verb is Verb.DO and as_usual else verb


def _may_begin(state: State, clause: Clause) -> bool:
    """Return True for "shower from day 3", which asks nobody to shower."""
    moments = [moment_of(span) for span in clause.of("time") if moment_of(span).role in WINDOW]
    begins = bool(moments) and all(
        each.start and "(" not in each.start and each.role in ("from", "after", "since", "on")
        for each in moments
    )
    washes = all(thing.topic in _BATHING for thing in clause.things)
    return begins and washes and bool(clause.things) and not clause.of("every") and "do" not in clause.kinds


def _stated_or_inherited(state: State, clause: Clause, own: Verb | None) -> Verb | None:
    """Return the verb of the clause, or the one that its sentence or heading sets."""
    if own is Verb.AVOID and _removes(state, clause):  # "do not remove the dressing for 48 hours"
        return Verb.DO
    is_dry = any(span.value == "dry" for span in clause.spans)
    if is_dry and own in (None, Verb.DO, Verb.ALLOW):  # "keep … dry"
        return Verb.AVOID
    if own is None and is_only_if_directed(state, clause):
        return Verb.AVOID
    if own is not None and not state.language.others.match(state.words(clause)):
        return _under_heading(state, clause, own)
    is_open = {"open", "go-on"} & set(clause.kinds) or state.language.others.match(state.words(clause))
    return None if own is not None or is_open else _unsaid(state, clause)


_ELLIPSIS = re.compile(
    r"[ ,;-]*(?:and |but |und |aber )?\x00+ (?:(?:however|though|aber|hingegen|dagegen|jedoch|allerdings|leider) )?"
    r"(?:(?:is|are|may|can|ist|sind|darf|dürfen) )?(?:isn't|aren't|can't|not|nicht)[ .!;]*$"
)
"""A clause that denies what the one before it says: "aspirin is banned, paracetamol is not"."""


def _is_ellipsis(state: State, clause: Clause) -> bool:
    things = [thing for thing in clause.things if thing.start >= clause.start]
    if len(things) != 1 or clause.of("time") or clause.of("condition"):
        return False
    start, end = things[0].start, things[0].end
    text = state.words(clause)
    at = start - clause.start
    return _ELLIPSIS.match(text[:at] + "\x00" * (end - start) + text[at + end - start :]) is not None


def _denied(state: State) -> Verb | None:
    """Return what a denial of the clause before means: a permission after a ban, and a ban after a permission."""
    if not state.by_clause or not state.by_clause[-1][1]:
        return None
    clause, rules = state.by_clause[-1]
    if rules[-1].verb is Verb.AVOID and _NEGATED.search(state.words(clause)):
        state.outcome.doubts.add("words")  # "no sauna, steam not"
        return Verb.AVOID
    return {Verb.AVOID: Verb.ALLOW, Verb.ALLOW: Verb.AVOID, Verb.DO: Verb.AVOID}.get(rules[-1].verb)


_BARE_NOT = re.compile(r"[ ,]*(?:not|nicht) ")


def _turns_a_ban(state: State, clause: Clause) -> bool:
    """Return True for the end of "avoid saunas, not pools"."""
    if not state.by_clause or not _BARE_NOT.match(state.words(clause)) or clause.of("time"):
        return False
    before, rules = state.by_clause[-1]
    bans = bool(rules) and rules[-1].verb is Verb.AVOID
    return bans and _NEGATED.search(state.words(before)) is None


_NEGATED = re.compile(r"\b(?:no|not|never|nicht|kein\w*|nie)\b|n't\b")


def _own_verb(state: State, clause: Clause) -> Verb | None:
    if state.by_clause and _is_ellipsis(state, clause):
        return _denied(state)
    if _turns_a_ban(state, clause):
        state.outcome.doubts.add("words")
    own = verb_of(state.marked, state.language, clause)
    if _is_off(state, clause):
        return Verb.AVOID if own in (None, Verb.DO) and "open" not in clause.kinds else None
    return None if "go-on" in clause.kinds and not _is_medicine(state, clause) else own


def _is_off(state: State, clause: Clause) -> bool:
    """Return True for "stay off work", whose topic says the ban."""
    words = (state.marked.whole[max(thing.start, 0) : thing.end] for thing in clause.things)
    return any(each.startswith("off ") for each in words)


def _under_heading(state: State, clause: Clause, own: Verb) -> Verb | None:
    """Return what a clause says below a heading such as "Don't" or "You may"."""
    heading = state.context.verb
    if own is Verb.DO and state.last_verb is Verb.ALLOW and _goes_on(state, clause):
        return Verb.ALLOW
    if own is Verb.DO and "do" not in clause.kinds:
        if state.context.is_phrase:
            return heading
        if heading is Verb.ALLOW:
            return heading
    if own in (Verb.DO, Verb.ALLOW) and _says_only(state, clause):
        return Verb.ONLY
    if own is Verb.DO and heading is Verb.AVOID:
        state.outcome.doubts.add("no-verb")
    if own is Verb.EXPECT and heading in (Verb.AVOID, Verb.CALL):
        return Verb.CALL if heading is Verb.CALL else None
    return own


def _goes_on(state: State, clause: Clause) -> bool:
    """Return True for "in Woche 3 dürfen Sie Retinol, in Woche 4 Säuren verwenden": the modal is said of both."""
    words = state.words(clause)
    infinitive = _INFINITIVE.search(words) is not None and not is_contrast(words)
    return (
        state.language.name == "de" and words.startswith(",") and infinitive and not _ADDRESSED.search(words)
    )


_INFINITIVE = re.compile(r"en[ .!]*$")
_ADDRESSED = re.compile(r"\b(?:sie|du|sollte\w*|muss|müssen|bitte)\b")


def _says_only(state: State, clause: Clause) -> bool:
    """Return True if the word is part of a topic: "water only"."""
    topic_texts = (state.marked.whole[thing.start : thing.end] for thing in clause.things)
    return any(state.language.only_when.search(words) for words in topic_texts)


def _unsaid(state: State, clause: Clause) -> Verb | None:
    """Return the verb of a telegraphic line, from its time, its sentence or its heading."""
    if clause.things and any(moment_of(span).role == "not-before" for span in clause.of("time")):
        return Verb.AVOID
    answered = verb_of_answer(state, clause)
    if answered is None and clause.things and clause.of("every") and state.context.verb is None:
        answered = Verb.DO
    if answered is not None:
        return answered
    windows = state.leading or state.context.moments
    if windows and clause.symptoms and _only_names_symptoms(state, clause):
        return state.context.verb or Verb.EXPECT
    contrasts = is_contrast(state.words(clause))
    if state.by_clause and state.last_verb and clause.subjects and clause.of("time") and not contrasts:
        begins = all(moment_of(span).role in ("after", "from", "since") for span in clause.of("time"))
        if (
            state.last_verb is Verb.AVOID and clause.things and begins
        ):  # "no sauna for a week, gym after 3 days"
            return Verb.ALLOW
        return state.last_verb
    return _from_heading(state, clause)


def _only_names_symptoms(state: State, clause: Clause) -> bool:
    """Return True for "Swelling", and False for "for bleeding, bite on a handkerchief"."""
    if clause.things or clause.kinds or clause.of("condition") or has_unknown_words(state, clause):
        return False
    before = state.marked.whole[clause.start : clause.symptoms[0].start]
    return state.language.purpose.search(before) is None


def _from_heading(state: State, clause: Clause) -> Verb | None:
    if state.context.verb is None:
        return telegraphic_verb(state, clause)
    if state.context.verb is Verb.ALLOW and clause.of("every"):  # "You may:" and below it "SPF 50 every day"
        return None
    return state.context.verb if clause.subjects else None
