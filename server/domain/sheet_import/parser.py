"""Parse the text of a sheet into a draft, deterministically. A wrong rule is worse than an open line."""

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
from server.domain.sheet_import.windows import ClauseTimes, parse_times
from server.domain.sheets import Rule, SheetError, directed_rule
from server.domain.topics import TopicTree
from server.domain.vocabulary import Verb
from server.domain.when import State, Time, parse_time, terms, time_text

MAX_SENTENCE = 1_000
"""Characters. A longer sentence is left open: the patterns are not made for it, and no sheet has one."""
_BANS = (Verb.AVOID, Verb.ONLY)


def parse_sheet_text(text: str, tree: TopicTree, *, name: str) -> Draft:
    """Return the draft of an English sheet. `name` becomes the file of its source."""
    all_passages = passages(text)
    parser = _SheetParser(tree)
    lines: list[DraftLine] = []
    for passage in all_passages:
        completed = _with_end(passage, lines[-1]) if lines else None
        if completed:
            lines[-1] = completed
        lines.append(DraftLine(passage.line, passage.text, "rules") if completed else parser.line(passage))
    if len(text) > MAX_CHARACTERS:  # the author must see that the rest was not parsed
        lines.append(DraftLine(lines[-1].line if lines else 1, "…", "open", why_open="long"))
    title = next((passage.text for passage in all_passages), name)
    return Draft(name, title[:200], tuple(lines))


@dataclass(frozen=True, slots=True)
class _PreviousRule:
    """The previous rule of the same line, which "in addition, avoid …" continues."""

    line: int
    rule: Rule
    same_sentence: bool
    leads: bool  # its window opens the sentence: "After 24 hours, wash … and apply …"


@dataclass(slots=True)
class _SheetParser:
    """The state of the parser: what the previous clauses said, and the ids assigned so far."""

    tree: TopicTree
    ids: dict[str, int] = field(default_factory=dict)
    last_end: str | None = None  # end of the last window, where "afterwards" begins
    previous: _PreviousRule | None = None
    topics: tuple[str, ...] = ()  # topics of the previous clause, for "if this persists"
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
        """Return the rules of all clauses; none if a clause has an unparsed condition or time."""
        rules: list[Rule] = []
        self.topics = ()
        if self.previous and self.previous.line != passage.line:
            self.previous = None
        if BEFOREHAND.search(passage.text):
            self.why_open = "time"
            return ()
        text = with_digits(passage.text)
        unless = UNLESS_DIRECTED.match(text)
        for clause in clauses(text[unless.end() :] if unless else text):
            rule = self._clause(clause, passage, directed=unless is not None)
            if self.why_open in ("condition", "time"):
                return ()
            if rule is not None:
                rules.append(rule)
                self.previous = _PreviousRule(
                    passage.line, rule, same_sentence=True, leads=LEADING.match(text) is not None
                )
        if self.previous:
            self.previous = replace(self.previous, same_sentence=False)
        return tuple(rules)

    def _clause(self, clause: str, passage: Passage, *, directed: bool) -> Rule | None:
        unless = UNLESS_DIRECTED.search(clause)
        if unless:
            clause = f"{clause[: unless.start()]} {clause[unless.end() :]}".strip()
        if calls(clause):
            return self._call(clause, passage)
        times = parse_times(clause)
        wanted = without_reason(times.rest)
        meant = Trigger(Verb.AVOID, wanted) if times.waits else _trigger(wanted, clause, passage)
        if meant and meant.verb is Verb.REPEAT:
            return self._repeat(clause, passage)
        self.why_open = self.why_open or _why_open(meant, times, clause, passage)
        if meant is None or self.why_open:
            return None
        times = self._window(times, clause, passage, verb=meant.verb)
        topics = topics_for(self.tree, meant.verb, without_reason(meant.scope))
        verb = _permitted(meant.verb, times, topics, self.tree)
        return self._rule(verb, topics, passage, times, unless=("directed",) if directed or unless else ())

    def _window(self, times: ClauseTimes, clause: str, passage: Passage, *, verb: Verb) -> ClauseTimes:
        """Return the times of the clause, else of the previous clause, of the list's intro or the heading."""
        if times.since:
            times = replace(times, ends=times.since) if verb in _BANS else replace(times, starts=times.since)
        if times.after_that:
            times = replace(times, starts=self.last_end)
        elif lost_number(clause) and times.ends is None:
            times = replace(times, ends="?")
        elif times.starts or times.ends:
            self.last_end = times.ends or self.last_end
        elif times.every not in ("each touch", "each cleanse"):
            times = self._inherited_window(times, clause, passage, verb=verb)
        return times

    def _inherited_window(
        self, times: ClauseTimes, clause: str, passage: Passage, *, verb: Verb
    ) -> ClauseTimes:
        previous = self.previous
        continues = previous and (previous.same_sentence or ALSO.match(clause))
        if previous and continues and (previous.leads or previous.rule.verb is verb is Verb.AVOID):
            return replace(times, starts=_text(previous.rule.starts), ends=_text(previous.rule.ends))
        intro = parse_times(with_digits(passage.intro))
        if intro.starts or intro.ends or OTHER.search(passage.intro):
            return replace(times, starts=intro.starts, ends=intro.ends)
        above = window_of(passage.heading)
        endless = times.every == "always" or (verb is Verb.ALLOW and above.starts is not None)
        return replace(times, starts=above.starts, ends=None if endless else above.ends)

    def _call(self, clause: str, passage: Passage) -> Rule | None:
        longer = LONGER.search(clause)
        begins = parse_times(LONGER.sub(" ", clause)).starts
        if longer:
            begins = parse_times(f"after {longer['q']}").starts
        elif begins is None and LASTING.search(clause):
            begins = "?"
        topics = topics_for(self.tree, Verb.CALL, without_reason(clause))
        if not topics and PRONOUN.search(clause):
            topics = self.topics
        return self._rule(Verb.CALL, topics, passage, ClauseTimes("", starts=begins))

    def _repeat(self, clause: str, passage: Passage) -> Rule | None:
        window, amount = repeat_window(clause), repeat_amount(clause)
        topics = ("microneedling",) if window or amount else ()
        return self._rule(Verb.REPEAT, topics, passage, ClauseTimes("", starts=window), amount=amount)

    def _rule(
        self, verb: Verb, topics: tuple[str, ...], passage: Passage, times: ClauseTimes, **more: object
    ) -> Rule | None:
        """Return the rule; None, with the reason in `why_open`, if it would not be valid."""
        if not topics:
            self.why_open = self.why_open or "no-topic"
            return None
        fields = {"from": times.starts, "until": times.ends, "every": times.every, **more}
        document: dict[str, object] = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in fields.items()
            if value
        }
        document |= {"id": self._id(verb, topics[0]), "verb": verb.value, "topics": list(topics)}
        document |= {"says": passage.text[:500], "cite": _cite(passage)}
        if "?" in (times.starts, times.ends):
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


def _why_open(meant: Trigger | None, times: ClauseTimes, clause: str, passage: Passage) -> str:
    """Return the reason to leave the clause open; empty if there is none."""
    if meant is None:
        return "time" if time_left_in(clause) else "no-verb"
    if condition_in(clause, without_reason(times.rest), times.rest):
        return "condition"
    if time_left_in(times.rest):
        return "time"
    if meant.verb is Verb.EXPECT:
        return "no-topic" if CONTINUES.match(clause) else ""
    only_prescribed = meant.verb is Verb.ONLY and PRESCRIBED.search(clause) is not None
    return "no-verb" if only_prescribed or is_about_something_else(passage.heading) else ""


def _with_end(passage: Passage, previous: DraftLine) -> DraftLine | None:
    """Return the previous line with the end given by "This should subside within 24 hours."

    None if the passage is no such sentence, or if the previous line does not say what to expect.
    """
    rules = previous.rules
    text = with_digits(passage.text[:MAX_SENTENCE])
    times = parse_times(text)
    expects = rules and all(rule.verb is Verb.EXPECT and rule.ends is None for rule in rules)
    subsides = CONTINUES.match(text) and SUBSIDES.search(text) and not time_left_in(times.rest)
    if not expects or not subsides or times.ends is None:
        return None
    end = parse_time(times.ends)
    return replace(previous, rules=tuple(replace(rule, ends=end) for rule in rules))


def _trigger(wanted: str, clause: str, passage: Passage) -> Trigger | None:
    """Return the clause's own verb, else that of the list's intro, else that of the heading."""
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


def _permitted(verb: Verb, times: ClauseTimes, topics: tuple[str, ...], tree: TopicTree) -> Verb:
    """Turn an apparent duty into a permission: a medicine "if needed", or a rule that awaits a skin state.

    A duty may be announced early, a permission may not.
    """
    if verb is not Verb.DO:
        return verb
    begins = terms(parse_time(times.starts)) if times.starts else ()
    awaits_state = any(isinstance(term, State) for term in begins)
    as_needed = times.every == "as needed"
    medicine = as_needed and any("medicine" in tree.ancestors(topic) for topic in topics)
    return Verb.ALLOW if awaits_state or medicine else verb


def _text(time: Time | None) -> str | None:
    return time_text(time) if time else None


def _cite(passage: Passage) -> str:
    return f"{passage.heading[:120]}, line {passage.line}" if passage.heading else f"Line {passage.line}"
