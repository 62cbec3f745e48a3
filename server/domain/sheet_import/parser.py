"""From the text of a sheet to a draft. Deterministic; a wrong rule is worse than an open line."""

from dataclasses import dataclass, field, replace

from server.domain.sheet_import.clauses import clauses, lost_number, without_reason
from server.domain.sheet_import.headings import is_about_something_else, verb_of, window_of
from server.domain.sheet_import.lengths import with_digits
from server.domain.sheet_import.model import Draft, DraftLine, Passage
from server.domain.sheet_import.passages import MAX_CHARACTERS, passages
from server.domain.sheet_import.signs import (
    ALSO,
    BEFOREHAND,
    CONTINUES,
    LASTING,
    LEADING,
    LONGER,
    NEGATED,
    OTHER,
    PRESCRIBED,
    PRONOUN,
    SUBSIDES,
    UNLESS_DIRECTED,
    condition_in,
    time_left_in,
)
from server.domain.sheet_import.subjects import repeat_amount, repeat_window, topics_for
from server.domain.sheet_import.triggers import Trigger, calls, speaks_of_expecting, trigger
from server.domain.sheet_import.windows import Said, read_times
from server.domain.sheets import Rule, SheetError, directed_rule
from server.domain.topics import TopicTree
from server.domain.vocabulary import Verb
from server.domain.when import State, Time, parse_time, terms, time_text

MAX_SENTENCE = 1_000
"""Characters. A longer one stays open: no sheet has it, and the patterns are not made for it."""
_BANS = (Verb.AVOID, Verb.ONLY)


def read_sheet(text: str, tree: TopicTree, *, name: str) -> Draft:
    """English. `name` is kept as the source's file."""
    found = passages(text)
    reader = _Reader(tree)
    lines: list[DraftLine] = []
    for passage in found:
        whole = _settles(passage, lines[-1]) if lines else None
        if whole:
            lines[-1] = whole
        lines.append(DraftLine(passage.line, passage.text, "rules") if whole else reader.line(passage))
    if len(text) > MAX_CHARACTERS:  # nothing is dropped unseen
        lines.append(DraftLine(lines[-1].line if lines else 1, "…", "open", why_open="long"))
    title = next((passage.text for passage in found), name)
    return Draft(name, title[:200], tuple(lines))


@dataclass(frozen=True, slots=True)
class _Before:
    """What was read last, on the same line: "in addition, avoid …" goes on from it."""

    line: int
    rule: Rule
    same_sentence: bool
    leads: bool  # its window stands in front of the sentence: "After 24 hours, wash … and apply …"


@dataclass(slots=True)
class _Reader:
    """Where the reading stands: what the line before said, and the ids given so far."""

    tree: TopicTree
    ids: dict[str, int] = field(default_factory=dict)
    ended: str | None = None  # the end of the last window: "afterwards" begins here
    before: _Before | None = None
    topics: tuple[str, ...] = ()  # of the clause before: "if this persists"
    why_open: str = ""

    def line(self, passage: Passage) -> DraftLine:
        self.why_open = ""
        if passage.is_heading:
            return DraftLine(passage.line, passage.text, "heading")
        if len(passage.text) > MAX_SENTENCE:
            return DraftLine(passage.line, passage.text, "open", why_open="long")
        rules = self._rules(passage)
        if rules:
            return DraftLine(passage.line, passage.text, "rules", rules)
        return DraftLine(passage.line, passage.text, "open", why_open=self.why_open or "no-verb")

    def _rules(self, passage: Passage) -> tuple[Rule, ...]:
        """All clauses of a sentence, or none where one holds a condition or a time that was not read."""
        found: list[Rule] = []
        self.topics = ()
        if self.before and self.before.line != passage.line:
            self.before = None
        if BEFOREHAND.search(passage.text):
            self.why_open = "time"
            return ()
        text = with_digits(passage.text)
        first = UNLESS_DIRECTED.match(text)
        for clause in clauses(text[first.end() :] if first else text):
            rule = self._clause(clause, passage, directed=first is not None)
            if self.why_open in ("condition", "time"):
                return ()
            if rule is not None:
                found.append(rule)
                self.before = _Before(
                    passage.line, rule, same_sentence=True, leads=LEADING.match(text) is not None
                )
        if self.before:
            self.before = replace(self.before, same_sentence=False)
        return tuple(found)

    def _clause(self, clause: str, passage: Passage, *, directed: bool) -> Rule | None:
        unless = UNLESS_DIRECTED.search(clause)
        if unless:
            clause = f"{clause[: unless.start()]} {clause[unless.end() :]}".strip()
        if calls(clause):
            return self._call(clause, passage)
        said = read_times(clause)
        wanted = without_reason(said.rest)
        meant = Trigger(Verb.AVOID, wanted) if said.waits else _trigger(wanted, clause, passage)
        if meant and meant.verb is Verb.REPEAT:
            return self._repeat(clause, passage)
        self.why_open = self.why_open or _why_open(meant, said, clause, passage)
        if meant is None or self.why_open:
            return None
        said = self._window(said, clause, passage, verb=meant.verb)
        topics = topics_for(self.tree, meant.verb, without_reason(meant.scope))
        verb = _permitted(meant.verb, said, topics, self.tree)
        return self._rule(verb, topics, passage, said, unless=("directed",) if directed or unless else ())

    def _window(self, said: Said, clause: str, passage: Passage, *, verb: Verb) -> Said:
        """Its own, else of the clause before, of the line that opens the list, of the heading."""
        if said.since:
            said = replace(said, until=said.since) if verb in _BANS else replace(said, from_=said.since)
        if said.after_that:
            said = replace(said, from_=self.ended)
        elif lost_number(clause) and said.until is None:
            said = replace(said, until="?")
        elif said.from_ or said.until:
            self.ended = said.until or self.ended
        elif said.every not in ("each touch", "each cleanse"):
            said = self._window_above(said, clause, passage, verb=verb)
        return said

    def _window_above(self, said: Said, clause: str, passage: Passage, *, verb: Verb) -> Said:
        before = self.before
        goes_on = before and (before.same_sentence or ALSO.match(clause))
        if before and goes_on and (before.leads or before.rule.verb is verb is Verb.AVOID):
            return replace(said, from_=_text(before.rule.from_), until=_text(before.rule.until))
        intro = read_times(with_digits(passage.intro))
        if intro.from_ or intro.until or OTHER.search(passage.intro):
            return replace(said, from_=intro.from_, until=intro.until)
        above = window_of(passage.heading)
        stays = said.every == "always" or (verb is Verb.ALLOW and above.from_ is not None)
        return replace(said, from_=above.from_, until=None if stays else above.until)

    def _call(self, clause: str, passage: Passage) -> Rule | None:
        longer = LONGER.search(clause)
        begins = read_times(LONGER.sub(" ", clause)).from_
        if longer:
            begins = read_times(f"after {longer['q']}").from_
        elif begins is None and LASTING.search(clause):
            begins = "?"
        topics = topics_for(self.tree, Verb.CALL, without_reason(clause))
        if not topics and PRONOUN.search(clause):
            topics = self.topics
        return self._rule(Verb.CALL, topics, passage, Said("", from_=begins))

    def _repeat(self, clause: str, passage: Passage) -> Rule | None:
        window, amount = repeat_window(clause), repeat_amount(clause)
        topics = ("microneedling",) if window or amount else ()
        return self._rule(Verb.REPEAT, topics, passage, Said("", from_=window), amount=amount)

    def _rule(
        self, verb: Verb, topics: tuple[str, ...], passage: Passage, said: Said, **more: object
    ) -> Rule | None:
        if not topics:
            self.why_open = self.why_open or "no-topic"
            return None
        fields = {"from": said.from_, "until": said.until, "every": said.every, **more}
        document: dict[str, object] = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in fields.items()
            if value
        }
        document |= {"id": self._id(verb, topics[0]), "verb": verb.value, "topics": list(topics)}
        document |= {"says": passage.text[:500], "cite": _cite(passage)}
        if "?" in (said.from_, said.until):
            document["mark"] = "number-missing"
        try:
            rule = replace(directed_rule(document), source="sheet")
        except SheetError:
            self.why_open = self.why_open or "window"
            return None
        self.topics = topics
        return rule

    def _id(self, verb: Verb, topic: str) -> str:
        name = f"{verb.value}-{topic}"[:58]
        self.ids[name] = self.ids.get(name, 0) + 1
        return name if self.ids[name] == 1 else f"{name}-{self.ids[name]}"


def _why_open(meant: Trigger | None, said: Said, clause: str, passage: Passage) -> str:
    """What stands against reading this clause; empty: nothing."""
    if meant is None:
        return "time" if time_left_in(clause) else "no-verb"
    if condition_in(clause, without_reason(said.rest), said.rest):
        return "condition"
    if time_left_in(said.rest):
        return "time"
    if meant.verb is Verb.EXPECT:
        return "no-topic" if CONTINUES.match(clause) else ""
    only_prescribed = meant.verb is Verb.ONLY and PRESCRIBED.search(clause) is not None
    return "no-verb" if only_prescribed or is_about_something_else(passage.heading) else ""


def _settles(passage: Passage, before: DraftLine) -> DraftLine | None:
    """ "This should subside within 24 hours." gives the line before, which says what to expect, its end."""
    text = with_digits(passage.text[:MAX_SENTENCE])
    said = read_times(text)
    expects = before.rules and all(rule.verb is Verb.EXPECT and rule.until is None for rule in before.rules)
    ends = CONTINUES.match(text) and SUBSIDES.search(text) and not time_left_in(said.rest)
    if not expects or not ends or said.until is None:
        return None
    until = parse_time(said.until)
    return replace(before, rules=tuple(replace(rule, until=until) for rule in before.rules))


def _trigger(wanted: str, clause: str, passage: Passage) -> Trigger | None:
    """Its own verb, else that of the line that opens the list, or of the heading."""
    own = trigger(wanted)
    if own is not None:
        return own
    if speaks_of_expecting(clause):
        return Trigger(Verb.EXPECT, wanted)
    if NEGATED.search(wanted):
        return None
    intro = trigger(passage.intro) if passage.intro else None
    verb = intro.verb if intro else verb_of(passage.intro) or verb_of(passage.heading)
    return Trigger(verb, wanted) if verb else None


def _permitted(verb: Verb, said: Said, topics: tuple[str, ...], tree: TopicTree) -> Verb:
    """What reads as a duty and is none: a medicine "if needed", and what waits for a state of the skin.

    A duty may be told early, a permission may not.
    """
    if verb is not Verb.DO:
        return verb
    begins = terms(parse_time(said.from_)) if said.from_ else ()
    waits = any(isinstance(term, State) for term in begins)
    medicine = said.every == "as needed" and any("medicine" in tree.ancestors(topic) for topic in topics)
    return Verb.ALLOW if waits or medicine else verb


def _text(time: Time | None) -> str | None:
    return time_text(time) if time else None


def _cite(passage: Passage) -> str:
    return f"{passage.heading[:120]}, line {passage.line}" if passage.heading else f"Line {passage.line}"
