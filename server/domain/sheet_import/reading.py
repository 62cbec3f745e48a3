"""Read one sentence into draft rules, and say which of its words they use."""

import re
from dataclasses import dataclass, field, replace

from server.domain.sheet_import.conditions import Condition, mark_conditions, mark_states
from server.domain.sheet_import.draft import BANS, Doubts, DraftRule, with_condition, with_moment
from server.domain.sheet_import.frames import Clause, begins_with_verb, clauses_of, verb_of
from server.domain.sheet_import.language import Language
from server.domain.sheet_import.often import mark_recurrence
from server.domain.sheet_import.subjects import Finder, Subject, most_specific
from server.domain.sheet_import.text import TAKEN, Marked, Span, words_in
from server.domain.sheet_import.times import Moment, is_how_long, mark_times
from server.domain.vocabulary import Verb

_CARRIERS = ("moisturizer", "serum", "topical", "skin-care", "balm", "cleansing", "toner")
_QUOTED = re.compile(r"\"[^\"]{1,300}\"")
_WINDOW = ("until", "from", "after", "since", "on", "range", "not-before")


@dataclass(frozen=True, slots=True)
class Context:
    """What the headings above a sentence set for it."""

    verb: Verb | None = None
    moments: tuple[Moment, ...] = ()
    conditions: tuple[Condition, ...] = ()
    is_sure: bool = True
    is_phrase: bool = False  # "Don't": its lines complete the sentence, "wear a hat"


@dataclass(slots=True)
class Memory:
    """What the sentences before it leave for a sentence of the same line."""

    treatment: str = ""
    topics: tuple[str, ...] = ()
    before: tuple[str, ...] = ()  # the same, of the line before
    ends: tuple[str, ...] = ()  # of the last window, where "afterwards" begins
    expected: DraftRule | None = None


@dataclass(slots=True)
class Outcome:
    rules: list[DraftRule] = field(default_factory=list)
    doubts: Doubts = field(default_factory=Doubts)
    spans: list[Span] = field(default_factory=list)
    left: str = ""  # the sentence with what was understood taken out
    tail: str | None = None  # an end for what the sentence before has foretold
    asks: bool = False  # it holds a topic, a verb or a time: more than a text for reading


def mark(text: str, language: Language, finder: Finder) -> tuple[Marked, tuple[Subject, ...]]:
    """Mark what does not depend on the clause: times, conditions, reasons and topics."""
    marked = Marked(text)
    marked.take_all(_QUOTED, "quote")
    marked.take_all(language.not_only, "idiom")
    mark_recurrence(marked)
    marked.take_all(language.dry, "topic", "dry")
    mark_states(marked, language, finder)
    mark_times(marked, language.times)
    mark_conditions(marked, language, finder)
    marked.take_all(language.reasons, "reason")
    subjects = list(finder.find(marked.text))
    for span in [span for span in marked.spans if span.value == "dry"]:
        subjects.append(Subject("water", span.start, span.end, is_symptom=False))
    for subject in subjects:
        if TAKEN not in marked.text[subject.start : subject.end]:
            marked.take(subject.start, subject.end, "topic", subject)
    marked.take_all(language.such_as, "idiom")
    marked.take_all(language.idioms, "idiom")
    return marked, tuple(sorted(subjects, key=lambda subject: subject.start))


def read_sentence(
    text: str, language: Language, finder: Finder, *, context: Context, memory: Memory
) -> Outcome:
    marked, subjects = mark(text, language, finder)
    outcome = Outcome()
    clauses = clauses_of(marked, language, subjects)
    reader = _SentenceReader(marked, language, finder, context=context, memory=memory, outcome=outcome)
    for clause in clauses:
        reader.clause(clause)
    reader.finish(clauses)
    outcome.spans = marked.spans
    outcome.left = marked.text
    if outcome.rules and language.or_until.search(text):
        outcome.doubts.add("time")  # whichever is first, or both: only the author knows
    if outcome.rules and language.traps.search(marked.text):
        outcome.doubts.add("condition")
    outcome.asks = bool(reader.asks or language.traps.search(marked.text))
    if not outcome.rules:
        outcome.tail = _tail(marked, language, clauses)
    return outcome


def _tail(marked: Marked, language: Language, clauses: list[Clause]) -> str | None:
    """Return the end that "this usually settles within 3 days" gives to the sentence before it."""
    goes_on = language.subsides.search(marked.whole) or language.lasts.search(marked.whole)
    things = any(clause.things for clause in clauses)
    if not goes_on or things or not language.refers.match(marked.whole) or language.traps.search(marked.text):
        return None
    rule = DraftRule(Verb.EXPECT, ())
    for span in marked.spans:
        if span.kind == "time" and _moment(span).role in _WINDOW:
            rule = with_moment(rule, _moment(span))
    return rule.until_text if len(rule.ends) == 1 else None


class _SentenceReader:
    def __init__(
        self,
        marked: Marked,
        language: Language,
        finder: Finder,
        *,
        context: Context,
        memory: Memory,
        outcome: Outcome,
    ) -> None:
        self.marked = marked
        self.language = language
        self.finder = finder
        self.context = context
        self.memory = memory
        self.outcome = outcome
        self.asks = False
        self.head: Clause | None = None
        self.last_verb: Verb | None = None
        self.leading: list[Moment] = []
        self.leading_conditions: list[Condition] = []
        self.unread: list[Clause] = []
        self.by_clause: list[tuple[Clause, list[DraftRule]]] = []

    def clause(self, clause: Clause) -> None:
        if not self.marked.whole[clause.start : clause.end].strip(" -;,.!"):
            return
        self._take_head(clause)
        moments = [span for span in clause.of("time") if _moment(span).role in _WINDOW]
        if self.head is clause and not (clause.kinds and clause.things):
            self._head(clause, moments)
            return
        if clause.subjects or clause.kinds:
            self.asks = True
        verb = self._verb(clause)
        self.asks = self.asks or verb is not None
        if any(_moment(span).role == "beforehand" for span in clause.of("time")):
            self.outcome.doubts.add("time")
            self.unread.append(clause)
            return
        if not clause.subjects and not clause.kinds and verb is None and self._only_times(clause):
            self._time_alone(clause, moments)
            return
        if not clause.subjects and self._goes_on(clause, moments):
            return
        topics = self._topics(clause, verb)
        if verb in (None, Verb.REPEAT) or not topics:
            if clause.subjects or clause.kinds or self._unknown(clause):
                self.unread.append(clause)
            if verb is not None:
                self.last_verb = verb
            if clause.things and verb is None:
                self.memory.topics = tuple(subject.topic for subject in clause.things)
            return
        rules = self._rules(clause, verb, topics, moments)
        self._keep_leading(clause, moments)
        self.by_clause.append((clause, rules))
        self.last_verb = verb
        if verb is not Verb.EXPECT:
            self.memory.topics = tuple(topic for rule in rules for topic in rule.topics)
        if verb is not Verb.EXPECT and (self._unknown(clause) or self._is_qualified(clause, verb)):
            self.outcome.doubts.add("words")

    def _head(self, clause: Clause, moments: list[Span]) -> None:
        """Keep what stands before a colon for what follows it."""
        self.asks = self.asks or bool(clause.subjects or clause.kinds)
        self.leading += [_moment(span) for span in moments]
        self.leading_conditions += [
            span.value for span in clause.of("condition") if isinstance(span.value, Condition)
        ]
        if "open" in clause.kinds or ("avoid" in clause.kinds and clause.subjects):
            self.unread.append(clause)
        if clause.subjects:
            self.last_verb = None

    def _take_head(self, clause: Clause) -> None:
        """Give "make-up: none for 24 hours" its topic, and "avoid: the gym" its verb."""
        head, self.head = self.head, None
        if head is None:
            pass
        elif not clause.subjects:
            clause.subjects = list(head.subjects)
        elif not clause.kinds and not head.subjects:
            clause.kinds += head.kinds
        alone = (
            clause.subjects and not clause.kinds and self.marked.whole[clause.end : clause.end + 3] == " - "
        )
        if alone or self.marked.whole[clause.start : clause.end].rstrip().endswith(":"):
            self.head = clause

    def _keep_leading(self, clause: Clause, moments: list[Span]) -> None:
        """Keep a time that opens the sentence for the clauses after it."""
        others = [subject.start for subject in clause.subjects] + clause.frames_at
        if not self.by_clause and len(moments) == 1 and moments[0].start < min(others, default=0):
            self.leading.append(_moment(moments[0]))

    def _verb(self, clause: Clause) -> Verb | None:
        said = verb_of(self.marked, self.language, clause)
        if any(span.value == "dry" for span in clause.spans) and said in (None, Verb.DO, Verb.ALLOW):
            return Verb.AVOID
        if said is None and self._only_if_directed(clause):
            return Verb.AVOID
        if said is Verb.DO and self.context.is_phrase and "do" not in clause.kinds:
            return self.context.verb
        if said is Verb.DO and self.context.verb is Verb.ALLOW and "do" not in clause.kinds:
            return Verb.ALLOW
        if said in (Verb.DO, Verb.ALLOW) and any(
            self.language.only_when.search(self.marked.whole[thing.start : thing.end])
            for thing in clause.things
        ):
            return Verb.ONLY
        if said is Verb.DO and self.context.verb is Verb.AVOID and "open" not in clause.kinds:
            self.outcome.doubts.add("no-verb")
        if said is not None or "open" in clause.kinds:
            if said is Verb.EXPECT and self.context.verb in (Verb.AVOID, Verb.CALL):
                return self.context.verb if self.context.verb is Verb.CALL else None
            return said
        if any(_moment(span).role == "not-before" for span in clause.of("time")) and clause.things:
            return Verb.AVOID
        if clause.of("every") and clause.things and self.context.verb is None:
            return Verb.DO
        windows = self.leading or self.context.moments
        if windows and clause.symptoms and not clause.things and not clause.kinds:
            return self.context.verb or Verb.EXPECT
        if self.by_clause and self.last_verb and clause.subjects and clause.of("time"):
            return self.last_verb
        if self.context.verb and clause.subjects:
            return self.context.verb
        return None

    def _topics(self, clause: Clause, verb: Verb | None) -> tuple[str, ...]:
        chosen = clause.symptoms if verb in (Verb.EXPECT, Verb.CALL) else self._things(clause, verb)
        topics = tuple(dict.fromkeys(subject.topic for subject in chosen))
        if topics or clause.subjects or verb in (Verb.EXPECT, None):
            return topics
        if self.language.pronouns.search(self.marked.text, clause.start, clause.end):
            return self.memory.topics
        return ()

    def _is_qualified(self, clause: Clause, verb: Verb) -> bool:
        """Return True if a symptom word says which thing is meant ("sensitive toothpaste"), or a guess was made."""
        if verb is Verb.ALLOW and any(self._is_lighter(thing) for thing in clause.things):
            return True
        if any(thing.is_weak and self.language.name == "de" for thing in clause.things):
            return True
        for symptom in clause.symptoms:
            before = self.marked.whole[max(clause.start, symptom.start - 30) : symptom.start]
            if self.language.purpose.search(before):
                continue
            after = any(0 <= thing.start - symptom.end <= 1 for thing in clause.things)
            if after or verb in (Verb.DO, Verb.ALLOW):
                return True
        return False

    def _is_lighter(self, thing: Subject) -> bool:
        before = self.marked.whole[max(0, thing.start - 30) : thing.start]
        return "topical" not in self.finder.tree.ancestors(thing.topic) and bool(
            self.language.lighter.search(before)
        )

    def _things(self, clause: Clause, verb: Verb | None) -> list[Subject]:
        things = self._without_examples(clause.things, verb)
        if verb in (Verb.DO, Verb.ALLOW):
            things = [thing for thing in things if thing.topic != self.memory.treatment]
        if verb in BANS:
            things = self._without_carriers(things)
        if {"hair", "cleansing"} <= {thing.topic for thing in things} and "hair-wash" in self.finder.tree:
            things = [replace(thing, topic="hair-wash") for thing in things if thing.topic == "hair"]
        things = most_specific(things, self.finder.tree, all_families=verb in (Verb.DO, Verb.ALLOW))
        if any(thing.topic == "picking" for thing in things):
            things = [thing for thing in things if not thing.is_weak]
        if verb is Verb.DO:
            acts = [
                thing
                for thing in things
                if thing.topic == "moisturizer" and begins_with_verb(self.marked, self.language, thing)
            ]
            others = [thing for thing in things if thing not in acts]
            others = [thing for thing in others if thing.topic not in ("sleep", "massage")] or others
            things = [
                thing
                for thing in others or acts
                if thing.topic != "food"
                or self.marked.whole[thing.start : thing.end] not in ("eat", "eating", "essen")
            ]
        return things

    def _without_carriers(self, things: list[Subject]) -> list[Subject]:
        """Return "creams with retinol" as the retinol."""
        kept = []
        for thing in things:
            after = self.marked.whole[thing.end : thing.end + 20]
            if not (
                thing.topic in _CARRIERS and self.language.holds.match(after) and thing is not things[-1]
            ):
                kept.append(thing)
        return kept

    def _without_examples(self, things: list[Subject], verb: Verb | None) -> list[Subject]:
        """Return "a painkiller, such as paracetamol" as the painkiller where it is permitted."""
        if verb not in (Verb.DO, Verb.ALLOW):
            return things
        kept: list[Subject] = []
        for thing in things:
            between = self.marked.whole[kept[-1].end : thing.start] if kept else ""
            is_member = bool(kept) and kept[-1].topic in self.finder.tree.ancestors(thing.topic)
            if not (is_member and self.language.such_as.search(between)):
                kept.append(thing)
        return kept

    def _only_if_directed(self, clause: Clause) -> bool:
        """Return True for "ibuprofen: only if your doctor agrees", which bans it unless directed."""
        for span in clause.of("condition"):
            condition = span.value
            words = self.marked.whole[span.start : span.end]
            if (
                isinstance(condition, Condition)
                and condition.flag == "directed"
                and self.language.only_when.search(words)
                and clause.things
            ):
                clause.spans[clause.spans.index(span)] = replace(
                    span, value=Condition("unless", "directed", condition.is_known)
                )
                return True
        return False

    def _only_times(self, clause: Clause) -> bool:
        return not self._unknown(clause)

    def _time_alone(self, clause: Clause, moments: list[Span]) -> None:
        """Read a clause without topic and verb: a leading time, or the end of what was just expected."""
        conditions = [span.value for span in clause.of("condition") if isinstance(span.value, Condition)]
        if not self.by_clause:
            self.leading += [_moment(span) for span in moments]
            self.leading_conditions += conditions
            return
        last, rules = self.by_clause[-1]
        if rules and rules[-1].verb is Verb.EXPECT and moments and not rules[-1].has_window:
            rules[:] = [self._timed(rule, [_moment(span) for span in moments], clause) for rule in rules]
        elif moments or conditions:
            self.outcome.doubts.add("time")

    def _goes_on(self, clause: Clause, moments: list[Span]) -> bool:
        """Read "… and settles within 3 days", which ends what the clause before it has foretold."""
        text = self.marked.whole[clause.start : clause.end]
        if (
            not self.by_clause
            or not moments
            or not (self.language.subsides.search(text) or self.language.lasts.search(text))
        ):
            return False
        last, rules = self.by_clause[-1]
        if not rules or rules[-1].verb is not Verb.EXPECT or "avoid" in clause.kinds:
            return False
        rules[:] = [
            self._timed(replace(rule, ends=()), [_moment(span) for span in moments], clause) for rule in rules
        ]
        return True

    def _rules(
        self, clause: Clause, verb: Verb, topics: tuple[str, ...], moments: list[Span]
    ) -> list[DraftRule]:
        every = next((str(span.value) for span in clause.of("every") if span.value), None)
        base = DraftRule(verb, topics, every=every)
        groups = self._grouped(clause, verb, topics, moments)
        if verb is Verb.DO and every == "as needed":
            base = replace(base, verb=Verb.ALLOW)
        rules = []
        for chosen, times in groups:
            rule = self._timed(replace(base, topics=chosen), times, clause)
            rules.append(self._conditioned(self._next(rule, clause), clause))
        if "never-stop" in clause.kinds:
            self.outcome.doubts.add("condition")
        return rules

    def _next(self, rule: DraftRule, clause: Clause) -> DraftRule:
        """Read "ointment for 3 days, then lotion for 2 weeks": the second begins where the first ends."""
        opening = self.marked.whole[clause.start : clause.end].lstrip(" ,").split(" ", 1)[0]
        previous = next(
            (each for _clause, rules in reversed(self.by_clause) for each in reversed(rules)), None
        )
        if opening not in ("then", "dann", "danach") or not previous or not previous.ends or rule.starts:
            return rule
        self.outcome.doubts.add("time")
        return replace(rule, starts=previous.ends, ends=())

    def _grouped(
        self, clause: Clause, verb: Verb, topics: tuple[str, ...], moments: list[Span]
    ) -> list[tuple[tuple[str, ...], list[Moment]]]:
        """Give each topic its own time where a clause has several: "no sauna for 3 days, no gym for 2"."""
        lasting = [span for span in moments if verb in (*BANS, Verb.EXPECT) or not is_how_long(_moment(span))]
        times = [_moment(span) for span in lasting]
        ends = [moment for moment in times if moment.end and not moment.is_state]
        starts = [moment for moment in times if moment.start and not moment.end and not moment.is_state]
        if max(len(ends), len(starts)) < 2 or not clause.subjects:
            return [(topics, times)]
        events = sorted([(subject.start, subject) for subject in clause.subjects if subject.topic in topics]
                        + [(span.start, span) for span in lasting], key=lambda event: event[0])  # fmt: skip
        leads = isinstance(events[0][1], Span)
        if leads == isinstance(events[-1][1], Span):
            self.outcome.doubts.add("time")
            return [(topics, times[:1])]
        groups: list[tuple[list[str], list[Moment]]] = [([], [])]
        for _at, event in events if not leads else reversed(events):
            names, held = groups[-1]
            if isinstance(event, Span):
                held.append(_moment(event))
            else:
                if held:
                    groups.append(([], []))
                    names, held = groups[-1]
                names.append(event.topic)
        if not all(names and held for names, held in groups):
            self.outcome.doubts.add("time")
        return [(tuple(dict.fromkeys(names)), held) for names, held in groups if names]

    def _timed(self, rule: DraftRule, times: list[Moment], clause: Clause) -> DraftRule:
        text = self.marked.whole[clause.start : clause.end]
        begins = not self.language.subsides.search(text)
        chosen = list(times) or self._inherited(rule)
        delayed = "not-before" in clause.kinds or self._only_when(clause, times)
        for moment in chosen:
            if delayed and moment.role in ("after", "from", "since"):
                moment = Moment("not-before", end=moment.start, is_state=moment.is_state)
                if rule.verb not in BANS and "allow" not in clause.kinds:
                    rule = replace(rule, verb=Verb.AVOID)
            if moment.role == "not-before" and rule.verb is Verb.DO and "do" not in clause.kinds:
                rule = replace(rule, verb=Verb.AVOID)
            if moment.role in ("after",) and rule.verb in BANS and moment in times:
                self.outcome.doubts.add("time")
            if rule.verb is Verb.EXPECT and self.language.peaks.search(text):
                rule = replace(rule, trend="peak")
                continue
            if rule.verb is Verb.EXPECT and moment.role == "on" and self.language.starts.search(text):
                moment = Moment("from", start=moment.start)
            rule = with_moment(rule, moment, begins=begins)
        again = rule.starts and self.language.again.search(text)
        if rule.verb is Verb.DO and (
            again or any(_is_state(start) and "(" not in start.replace("gone(", "") for start in rule.starts)
        ):
            rule = replace(rule, verb=Verb.ALLOW)
        if len([end for end in rule.ends if not _is_state(end)]) > 1:
            self.outcome.doubts.add("time")
            rule = replace(rule, ends=rule.ends[:1])
        if any(
            _moment(span).role == "then" and self._means_then(span, clause, rule.verb)
            for span in clause.of("time")
        ):
            rule = self._then(rule)
        opens = any(moment.role in ("from", "after", "range") for moment in self.leading)
        if rule.verb in BANS and opens and rule.ends and times:
            self.outcome.doubts.add("time")
        late = [start for start in rule.starts if not _is_state(start)]
        short = [end for end in rule.ends if not _is_state(end) and not end.startswith("D")]
        if rule.verb in BANS and late and short and times:  # "from day 8, avoid make-up for 24 hours"
            self.outcome.doubts.add("time")
        if rule.verb in BANS and "?" in rule.ends:
            self.outcome.doubts.add("time")
        return rule

    def _only_when(self, clause: Clause, times: list[Moment]) -> bool:
        """Return True for "shave only when …", and mark the word."""
        if not any(moment.role in ("from", "after") for moment in times):
            return False
        match = self.language.only_when.search(self.marked.text, clause.start, clause.end)
        if match:
            self.marked.take(match.start(), match.end(), "frame", "not-before")
        return match is not None

    def _means_then(self, span: Span, clause: Clause, verb: Verb) -> bool:
        if verb in BANS and self.marked.whole[clause.start : span.start].strip(" ,"):
            return False
        words = self.marked.whole[span.start : span.end].strip(" ,")
        return words in (
            "afterwards",
            "after that",
            "after this",
            "thereafter",
            "from then on",
            "then",
            "danach",
            "anschließend",
            "im anschluss",
        )

    def _then(self, rule: DraftRule) -> DraftRule:
        previous = next(
            (each for _clause, rules in reversed(self.by_clause) for each in reversed(rules) if each.ends),
            None,
        )
        ends = previous.ends if previous else self.memory.ends or self.memory.before
        if not ends or (previous is None and not self.memory.ends):
            self.outcome.doubts.add("time")
        return replace(rule, starts=ends or ("?",)) if not rule.starts else rule

    def _inherited(self, rule: DraftRule) -> list[Moment]:
        if rule.verb in (Verb.CALL, Verb.REPEAT):
            return []
        leading = [
            moment for moment in self.leading if rule.verb not in BANS or moment.role not in ("from", "after")
        ]
        if self.leading:
            return leading
        if self.context.moments and not self.context.is_sure:
            self.outcome.doubts.add("window")
        return list(self.context.moments)

    def _conditioned(self, rule: DraftRule, clause: Clause) -> DraftRule:
        here = [span.value for span in clause.of("condition")]
        for condition in (*self.leading_conditions, *self.context.conditions, *here):
            if isinstance(condition, Condition):
                rule = with_condition(rule, condition, self.outcome.doubts)
        return rule

    def _unknown(self, clause: Clause) -> bool:
        """Return True if a clause holds a word that is neither understood nor small."""
        text = self.marked.text[clause.start : clause.end]
        return any(word.text not in self.language.small for word in words_in(text))

    def finish(self, clauses: list[Clause]) -> None:
        self._share_trailing_time()
        for _clause, rules in self.by_clause:
            self.outcome.rules += rules
        self.memory.ends = next(
            (rule.ends for rule in reversed(self.outcome.rules) if rule.ends), self.memory.ends
        )
        if self.outcome.rules and any(clause.kinds or clause.of("time") for clause in self.unread):
            pronoun = all(not clause.kinds for clause in self.unread)
            if not (pronoun and len(self.by_clause) == 1 and self._refers_back()):
                self.outcome.doubts.add("words")
        if self.outcome.rules and self.leading and not any(rule.has_window for rule in self.outcome.rules):
            self.outcome.doubts.add("time")

    def _refers_back(self) -> bool:
        clause = self.by_clause[0][0]
        return not clause.subjects

    def _share_trailing_time(self) -> None:
        """Extend a last time over the clauses before it: "no sauna and no gym for 2 days"."""
        shared: set[int] = set()
        for (first, rules), (second, later) in zip(
            reversed(self.by_clause[:-1]), reversed(self.by_clause[1:]), strict=False
        ):
            source = later[-1] if later else None
            if (
                not source
                or source.verb is Verb.EXPECT
                or not rules
                or source.verb is not rules[0].verb
                or rules[0].has_window
                or not source.has_window
            ):
                continue
            between = self.marked.whole[first.end - 6 : second.start + 8]
            if any(sign in between for sign in (";", " - ", "but", "aber", "jedoch")):
                continue
            times = [span for span in second.of("time")]
            topics = [subject.start for subject in second.subjects]
            if second.start in shared or (times and topics and times[-1].start > topics[-1]):
                shared.add(first.start)
                rules[:] = [replace(rule, starts=source.starts, ends=source.ends) for rule in rules]


def _moment(span: Span) -> Moment:
    assert isinstance(span.value, Moment)
    return span.value


def _is_state(text: str) -> bool:
    return text[0].isalpha() and not text.startswith(("D", "morning", "evening", "bedtime", "S"))
