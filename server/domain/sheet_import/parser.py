"""Read the text of a sheet, deterministically. A wrong rule is worse than an open line, and nothing is lost."""

from dataclasses import dataclass, field, replace

from server.domain.errors import Invalid
from server.domain.sheet_import.calls import call_part, is_call, read_call, read_repeat, without_called
from server.domain.sheet_import.draft import DraftRule, is_time
from server.domain.sheet_import.english import ENGLISH
from server.domain.sheet_import.german import GERMAN
from server.domain.sheet_import.headings import LONGEST, Heading, heading_of
from server.domain.sheet_import.language import Language
from server.domain.sheet_import.layout import Line, Sentence, lines_of
from server.domain.sheet_import.model import ImportedSentence, ImportedSheet, Position, Reason, SentenceState
from server.domain.sheet_import.reading import read_sentence
from server.domain.sheet_import.rules import RuleMaker
from server.domain.sheet_import.state import Context, Memory, Outcome
from server.domain.sheet_import.subjects import Finder
from server.domain.sheet_import.text import words_in
from server.domain.sheet_import.tongues import is_in, language_of
from server.domain.sheets import Rule
from server.domain.topics import TopicTree
from server.domain.vocabulary import Verb
from server.domain.when import parse_time

LANGUAGES = {language.name: language for language in (ENGLISH, GERMAN)}
MAX_SENTENCES = 2_000
MAX_SENTENCE = 1_000
"""Characters. A longer sentence is left to the author: the patterns are not made for it."""


def parse_sheet_text(text: str, tree: TopicTree, *, language: str | None = None) -> ImportedSheet:
    """Read a sheet in English or German; without `language`, it is detected.

    Raises `Invalid` (language-unknown) for a text in another language, (language-other) for a text that is not
    in the chosen one, and (text-too-long) above 2,000 sentences. Nothing is read then.
    """
    language = _chosen(text, language)
    lines = tuple(lines_of(text))
    count = sum(len(line.sentences) for line in lines)
    if count > MAX_SENTENCES:
        raise Invalid(
            f"The text has {count:,} sentences; at most {MAX_SENTENCES:,} can be read.", code="text-too-long"
        )
    reader = _SheetReader(LANGUAGES[language], tree, lines)
    sentences = reader.joined([sentence for at in range(len(lines)) for sentence in reader.line(at)])
    title = next((sentence.text for line in lines for sentence in line.sentences), "")
    return ImportedSheet(text, title[:200], language, reader.treatment, sentences)


def _chosen(text: str, language: str | None) -> str:
    chosen = language or language_of(text)
    if chosen not in LANGUAGES:
        raise Invalid(
            "The language of this text is not known. Choose English or German; other languages are not read.",
            code="language-unknown",
        )
    if not is_in(text, chosen):
        raise Invalid("This text is not in the chosen language, so nothing was read.", code="language-other")
    return chosen


@dataclass(slots=True)
class _SheetReader:
    """The state of the reading: what the headings have set, and the ids given so far."""

    language: Language
    tree: TopicTree
    lines: tuple[Line, ...]
    finder: Finder = field(init=False)
    maker: RuleMaker = field(init=False)
    context: Context = field(default_factory=Context)
    is_elsewhere: bool = False
    items_seen: bool = False  # below the heading, lines with bullets
    fragments_seen: bool = False  # the same, lines that are not sentences: "no sauna"
    lines_seen: int = 0  # below the heading
    heading: str = ""
    columns: tuple[Context, ...] = ()
    memory: Memory = field(default_factory=Memory)
    treatment: str = ""
    tails: dict[int, str] = field(default_factory=dict)  # by the start of the sentence

    def __post_init__(self) -> None:
        self.finder = Finder(self.tree, self.language.name, self.language.phrases)
        self.maker = RuleMaker(self.language.name)
        self.treatment = _treatment(self.lines, self.finder)

    def joined(self, sentences: list[ImportedSentence]) -> tuple[ImportedSentence, ...]:
        """Give "this settles within 3 days" to the rule of the sentence before it."""
        for at in range(1, len(sentences)):
            tail, before = self.tails.get(sentences[at].start), sentences[at - 1]
            if tail is None or not before.rules or sentences[at].line - before.line > 1:
                continue
            if all(rule.verb is Verb.EXPECT and not rule.ends for rule in before.rules):
                rules = tuple(replace(rule, ends=parse_time(tail)) for rule in before.rules)
                sentences[at - 1] = replace(before, rules=rules)
                sentences[at] = replace(sentences[at], state="read", reason="")
        return tuple(sentences)

    def line(self, at: int) -> list[ImportedSentence]:
        line = self.lines[at]
        self.memory = Memory(self.treatment, before=self.memory.ends)
        if line.cells:
            columned = self._columns(line)
            if columned is not None:
                return columned
        self._leave(line)
        if len(line.sentences) == 1:
            heading = self._as_heading(line, at)
            if heading is not None:
                return [heading]
        self.lines_seen += 1
        self.items_seen = self.items_seen or line.is_item
        self.fragments_seen = self.fragments_seen or not (line.is_item or _is_whole(line))
        return [self._sentence(sentence, line) for sentence in line.sentences]

    def _leave(self, line: Line) -> None:
        """End or doubt what a heading set, where an empty line or the end of its list says so."""
        if not self.lines_seen:
            return
        if self.fragments_seen and not line.is_item and _is_whole(line):
            self.context = replace(self.context, is_sure=False)
        if not line.after_gap and line.is_item == self.items_seen:
            return
        if self.items_seen and not line.is_item:
            if line.after_gap:
                self.context = Context()
            else:
                self.context = replace(self.context, is_sure=False)
        elif line.after_gap and not line.is_item:
            self.context = replace(self.context, is_sure=False)
            if self.context.verb:
                self.context = Context()

    def _as_heading(self, line: Line, at: int) -> ImportedSentence | None:
        sentence = line.sentences[0]
        if len(sentence.plain) > LONGEST or (line.is_item and not sentence.plain.endswith(":")):
            return None
        heading = heading_of(sentence.plain, self.language, self.finder, is_title=at == 0)
        if heading.is_context and (not sentence.plain.endswith((".", "!")) or not heading.context.verb):
            self._enter(heading, sentence)
            return _plain_sentence(sentence, line, "heading", is_heading=True)
        if not self._looks_like_heading(line, at):
            return None
        self._enter(heading, sentence)
        return _plain_sentence(sentence, line, "heading", is_heading=True)

    def _looks_like_heading(self, line: Line, at: int) -> bool:
        sentence = line.sentences[0]
        text = sentence.text
        if line.is_item or text.endswith((".", "!", ";", ",")) or len(text) > LONGEST or text[:1].islower():
            return False
        if text.endswith(":") and len(text) < 60:
            return not self._rules_in(sentence)
        following = self.lines[at + 1] if at + 1 < len(self.lines) else None
        if at == 0:
            return ":" not in sentence.plain
        opens = line.after_gap or at == 0 or self.items_seen or (following is not None and following.is_item)
        return (
            opens
            and not self._rules_in(sentence)
            and not (":" in sentence.plain.rstrip(":") and not text.endswith("?"))
        )

    def _rules_in(self, sentence: Sentence) -> bool:
        return bool(self._outcome(sentence, Context()).rules)

    def _enter(self, heading: Heading, sentence: Sentence) -> None:
        window_in_verb = heading.is_context and heading.context.verb and not heading.context.moments
        keeps = window_in_verb and self.lines_seen == 0 and self.context.moments
        moments = self.context.moments if keeps else heading.context.moments
        self.context = replace(heading.context, moments=moments) if heading.is_context else Context()
        if not heading.is_context and sentence.plain.endswith(":"):
            self.context = self._intro(sentence)
        self.is_elsewhere = heading.is_elsewhere
        self.items_seen, self.fragments_seen, self.lines_seen = False, False, 0
        self.columns = ()
        self.heading = sentence.text.strip(" :")

    def _intro(self, sentence: Sentence) -> Context:
        """Read a line such as "After 24 hours you may use:" that opens a list."""
        heading = heading_of(sentence.plain, self.language, self.finder)
        return heading.context if heading.context.verb or heading.context.moments else Context()

    def _columns(self, line: Line) -> list[ImportedSentence] | None:
        """Read a row whose columns have headings of their own: "Do | Don't"."""
        headings = [heading_of(cell.plain, self.language, self.finder) for cell in line.cells]
        if all(heading.is_context and heading.context.verb for heading in headings):
            self.columns = tuple(heading.context for heading in headings)
            return [_plain_sentence(cell, line, "heading", is_heading=True) for cell in line.cells]
        if len(self.columns) != len(line.cells):
            return None
        cells = []
        for cell, context in zip(line.cells, self.columns, strict=True):
            outer, self.context = self.context, replace(context, is_phrase=context.verb is Verb.AVOID)
            cells.append(self._sentence(cell, line))
            self.context = outer
        return cells

    def _sentence(self, sentence: Sentence, line: Line) -> ImportedSentence:
        if len(sentence.text) > MAX_SENTENCE:
            return _plain_sentence(sentence, line, "long", state="decide")
        if self.is_elsewhere or self.language.practical.search(sentence.plain):
            return _plain_sentence(sentence, line, "practical")
        if self._is_label(sentence, line):
            return _plain_sentence(sentence, line, "heading", is_heading=True)
        outcome = self._outcome(sentence, self.context)
        if outcome.tail and is_time(outcome.tail):
            self.tails[sentence.start] = outcome.tail
        cite = ", ".join(part for part in (self.heading, f"line {line.number}") if part)
        made = [self.maker.rule(draft, says=sentence.text, cite=cite) for draft in outcome.rules]
        rules = tuple(rule for rule in made if rule is not None)
        if len(rules) < len(made):
            outcome.doubts.add("time")
        return _read(sentence, line, outcome, rules, self.language)

    def _is_label(self, sentence: Sentence, line: Line) -> bool:
        """Return True for a label, such as the "CLEANSE." before a text about it."""
        return (
            len(line.sentences) > 1 and sentence is line.sentences[0] and len(words_in(sentence.plain)) == 1
        )

    def _outcome(self, sentence: Sentence, context: Context) -> Outcome:
        text = sentence.plain
        outcome = Outcome()
        if is_call(text, self.language):
            start, end = call_part(text, self.language)
            if start or end < len(text):
                outcome = self._outcome_of(text[:start] or text[end:], context, at=0 if start else end)
            call = Outcome()
            read_call(text[start:end], self.language, self.finder, call, earlier=_symptoms(outcome.rules))
            outcome.rules = without_called(outcome.rules, call.rules)
            return _together(outcome, call, at=start)
        if read_repeat(text, self.language, self.treatment, outcome):
            return outcome
        return self._outcome_of(text, context, at=0)

    def _outcome_of(self, text: str, context: Context, *, at: int) -> Outcome:
        if context.verb is Verb.CALL:
            outcome = Outcome()
            read_call(text, self.language, self.finder, outcome, earlier=())
        else:
            outcome = read_sentence(text, self.language, self.finder, context=context, memory=self.memory)
        return outcome if not at else _together(Outcome(), outcome, at=at)


def _is_whole(line: Line) -> bool:
    """Return True for a line that is a sentence, and not a piece of a list."""
    text = line.sentences[0].text
    return text[:1].isupper() and line.sentences[-1].text.endswith((".", "!", "?"))


def _symptoms(rules: list[DraftRule]) -> tuple[str, ...]:
    return tuple(topic for rule in rules if rule.verb is Verb.EXPECT for topic in rule.topics)


def _together(first: Outcome, second: Outcome, *, at: int) -> Outcome:
    moved = [replace(span, start=span.start + at, end=span.end + at) for span in second.spans]
    first.spans += moved
    first.rules += second.rules
    first.doubts.reasons += second.doubts.reasons
    first.asks = first.asks or second.asks
    return first


def _treatment(lines: tuple[Line, ...], finder: Finder) -> str:
    """Return the topic of the treatment that the sheet is about, from its first lines."""
    for line in lines[:1]:
        for subject in finder.find(line.plain):
            if "other-treatment" in finder.tree.ancestors(subject.topic):
                return subject.topic
    return "session" if "session" in finder.tree else "microneedling"


def _plain_sentence(
    sentence: Sentence,
    line: Line,
    reason: Reason,
    *,
    is_heading: bool = False,
    state: SentenceState = "reading-only",
) -> ImportedSentence:
    return ImportedSentence(
        sentence.text, sentence.start, sentence.end, line.number, state, reason=reason, is_heading=is_heading
    )


def _read(
    sentence: Sentence, line: Line, outcome: Outcome, rules: tuple[Rule, ...], language: Language
) -> ImportedSentence:
    used, unused = _positions(sentence, outcome, language)
    base = ImportedSentence(
        sentence.text, sentence.start, sentence.end, line.number, "read", rules, used, unused
    )
    if rules and not outcome.doubts:
        return base
    if rules:
        return replace(base, state="decide", reason=outcome.doubts.reasons[0])
    if not outcome.asks:
        return replace(base, state="reading-only", reason="no-rule", used=(), unused=())
    reason: Reason = outcome.doubts.reasons[0] if outcome.doubts else "no-verb"
    return replace(base, state="decide", reason=reason)


def _positions(
    sentence: Sentence, outcome: Outcome, language: Language
) -> tuple[tuple[Position, ...], tuple[Position, ...]]:
    """Return the words that rules use, and those that no rule uses, as positions in the whole text."""
    covered = bytearray(len(sentence.text))
    for span in outcome.spans:
        covered[span.start : span.end] = b"\x01" * (span.end - span.start)
    used: list[Position] = []
    unused: list[Position] = []
    for word in words_in(sentence.plain):
        position = (sentence.start + word.start, sentence.start + word.end)
        if covered[word.start] or (word.text in language.small and not language.traps.fullmatch(word.text)):
            used.append(position)
        else:
            unused.append(position)
    return tuple(used), tuple(unused)
