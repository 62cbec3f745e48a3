"""Read a sheet line by line: what its headings set, and what each of its sentences says."""

from dataclasses import dataclass, field, replace

from server.domain.sheet_import.areas import treated_places, treatment_of
from server.domain.sheet_import.asked import Asked, asked_in, is_question
from server.domain.sheet_import.directions import under_mark
from server.domain.sheet_import.draft import is_time
from server.domain.sheet_import.grammar import is_joke, is_limit, limits_before
from server.domain.sheet_import.headings import LONGEST, Heading, heading_of, is_short, may_head, opens_a_list
from server.domain.sheet_import.language import Language
from server.domain.sheet_import.layout import Line, Sentence, is_label, is_whole
from server.domain.sheet_import.marks import Mark, marks_of
from server.domain.sheet_import.model import ImportedSentence
from server.domain.sheet_import.outcomes import Reading, outcome_of, plain_sentence, read_as
from server.domain.sheet_import.proposals import proposed
from server.domain.sheet_import.rules import RuleMaker
from server.domain.sheet_import.state import Context, Memory, Outcome
from server.domain.sheet_import.subjects import Finder
from server.domain.sheet_import.tables import Columns, row_of
from server.domain.sheet_import.text import words_in
from server.domain.sheets import OwnTopic, Rule
from server.domain.topics import TopicTree
from server.domain.vocabulary import Verb

MAX_OWN_TOPICS = 60
MAX_SENTENCE = 1_000
"""Characters. A longer sentence is left to the author: the patterns are not made for it."""

_LINE = {"en": "line", "de": "Zeile"}
"""How a rule cites its place, in the language of the text: patients read it."""


@dataclass(slots=True)
class SheetReader:
    """The state of the reading: what the headings have set, and the ids given so far."""

    language: Language
    tree: TopicTree
    lines: tuple[Line, ...]
    finder: Finder = field(init=False)
    maker: RuleMaker = field(init=False)
    context: Context = field(default_factory=Context)
    is_elsewhere: bool = False  # below a heading on the time before the treatment
    is_aside: bool = False  # below a heading on prices or the team: a rule there is for the author
    is_punctuated: bool = False  # its sentences end with a full stop, so that a line without one is a heading
    asked: Asked | None = None
    topics: dict[str, OwnTopic] = field(default_factory=dict)  # the sheet's own, proposed
    items_seen: bool = False  # below the heading, lines with bullets
    fragments_seen: bool = False  # below the heading, lines that are not sentences: "no sauna"
    lines_seen: int = 0  # below the heading
    heading: str = ""
    columns: Columns = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()  # of the lines
    mark: Mark = ""  # of the line
    memory: Memory = field(default_factory=Memory)
    treatment: str = ""
    tails: dict[int, str] = field(default_factory=dict)  # by the start of the sentence

    def __post_init__(self) -> None:
        self.finder = Finder(self.tree, self.language.name, self.language.phrases)
        self.maker = RuleMaker(self.language.name)
        self.finder.read_about(" ".join(line.plain for line in self.lines))
        self.marks = marks_of(line.opening for line in self.lines)
        self.treatment = treatment_of(self.lines, self.finder)
        tops = [line for line in self.lines[:2] if not line.plain.endswith((".", "!", "?"))]
        tops = [line for line in tops if line is self.lines[0] or not self._rules_in(line.sentences[0])]
        titles = [word.text for line in tops for word in words_in(line.plain) if len(self.lines) > 1]
        self.finder.treated = frozenset(word for word in titles if len(word) > 3) - self.language.small
        self.finder.places = treated_places(self.lines, self.language.body)
        ended = sum(line.sentences[-1].text.endswith((".", "!")) for line in self.lines)
        self.is_punctuated = ended > len(self.lines) / 2

    def line(self, at: int) -> list[ImportedSentence]:
        line = self.lines[at]
        self.memory = Memory(
            self.treatment, before=self.memory.ends, asked=self.asked, marks=self.memory.marks
        )
        self.asked = None
        self.mark = self.marks[at]
        row = self._row(line)
        if row is not None:
            return row
        self._leave(line)
        if len(line.sentences) == 1:
            heading = self._as_heading(line, at)
            if heading is not None:
                return [heading]
        self.lines_seen += 1
        self.items_seen = self.items_seen or line.is_item
        self.fragments_seen = self.fragments_seen or not (line.is_item or is_whole(line))
        return [self._sentence(sentence, line) for sentence in line.sentences]

    def _question(self, sentence: Sentence, line: Line) -> ImportedSentence:
        """Remember a question for the sentence after it. It is no rule itself, and it replaces any earlier question."""
        asked = asked_in(sentence.plain, self.language, self.finder)
        if len(line.sentences) > 1 and sentence is not line.sentences[-1]:
            self.memory = replace(self.memory, asked=asked)
            return plain_sentence(sentence, line, "heading", is_heading=True)
        heading = heading_of(sentence.plain, self.language, self.finder)
        if heading.is_context and heading.context.verb and not heading.context.conditions:
            self._enter(heading, sentence)
            return plain_sentence(sentence, line, "heading", is_heading=True)
        if len(line.sentences) == 1:
            window = replace(Context(), moments=self.context.moments, is_sure=False)
            self._enter(Heading(Context(), is_context=False, is_aside=heading.is_aside), sentence)
            self.context = window
        self.asked = asked
        return plain_sentence(sentence, line, "heading", is_heading=True)

    def _leave(self, line: Line) -> None:
        """End or doubt what a heading set, where an empty line or the end of its list says so."""
        if not self.lines_seen:
            return
        if self.fragments_seen and not line.is_item and is_whole(line):
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
        if is_question(sentence.plain):
            return self._question(sentence, line)
        listed = line.is_item and not sentence.plain.endswith(":") and not self._is_marked_heading(sentence)
        if len(sentence.plain) > LONGEST or listed:
            return None
        if sentence.plain.endswith((".", "!")) and not is_short(sentence.plain):
            return None
        heading = heading_of(sentence.plain, self.language, self.finder, is_title=at == 0)
        answers = (
            self.memory.asked is not None and self.memory.asked.subjects and sentence.plain.endswith(".")
        )
        repeats = any(kind == "repeat" and each.search(sentence.plain) for kind, each in self.language.frames)
        if heading.is_context and not answers and not repeats and may_head(sentence.plain, heading):
            self._enter(heading, sentence)
            return plain_sentence(sentence, line, "heading", is_heading=True)
        if answers or not (self._looks_like_heading(line, at) or self._stands_out(line, at)):
            self._turn(heading, sentence)
            return None
        self._enter(heading, sentence)
        return plain_sentence(sentence, line, "heading", is_heading=True)

    def _turn(self, heading: Heading, sentence: Sentence) -> None:
        """Doubt the lines below "What should wait", which may be a heading that was not understood."""
        if heading.is_open and not self.context.verb and opens_a_list(sentence.plain):
            self.context = replace(self.context, mark="unknown")

    def _is_marked_heading(self, sentence: Sentence) -> bool:
        """Return True for "✗ Don't" and "✓ ERLAUBT": the heading says what its mark says."""
        heading = heading_of(sentence.plain, self.language, self.finder)
        verb = heading.context.verb if heading.is_context else None
        if self.mark in ("yes", "tick"):
            return verb in (Verb.ALLOW, Verb.DO)
        return self.mark == "no" and verb is Verb.AVOID

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

    def _stands_out(self, line: Line, at: int) -> bool:
        """Return True for a line in capitals, or one without the full stop that the others have."""
        text = line.sentences[0].text
        if (
            line.is_item
            or ":" in line.sentences[0].plain[:-1]
            or text.endswith((".", "!", ";", ","))
            or at == 0
        ):
            return False
        letters = [letter for letter in text if letter.isalpha()]
        shouts = len(letters) > 3 and all(letter.isupper() for letter in letters)
        is_listed = self.context.verb is not None and not line.after_gap  # "Fever", below "When to call us"
        short = len(words_in(text)) <= 8 and text[:1].isupper() and not is_listed
        if not (shouts or (self.is_punctuated and short and at + 1 < len(self.lines))):
            return False
        outcome = self._outcome(line.sentences[0], Context())
        return not outcome.rules and (shouts or not outcome.asks)

    def _rules_in(self, sentence: Sentence) -> bool:
        return bool(self._outcome(sentence, Context()).rules)

    def _outcome(self, sentence: Sentence, context: Context) -> Outcome:
        reading = Reading(self.language, self.finder, self.treatment)
        return outcome_of(sentence.plain, reading, context, self.memory)

    def _enter(self, heading: Heading, sentence: Sentence) -> None:
        window_in_verb = heading.is_context and heading.context.verb and not heading.context.moments
        keeps = window_in_verb and self.lines_seen == 0 and self.context.moments
        moments = self.context.moments if keeps else heading.context.moments
        self.context = replace(heading.context, moments=moments) if heading.is_context else Context()
        if not heading.is_context and sentence.plain.endswith(":"):
            self.context = self._intro(sentence)
        open_mark: Mark = "unknown" if heading.is_open and not self.context.verb else ""
        self.context = replace(
            self.context, is_lost=heading.is_lost, is_later=heading.is_later, mark=open_mark
        )
        self.is_elsewhere, self.is_aside = heading.is_elsewhere, heading.is_aside
        self.items_seen, self.fragments_seen, self.lines_seen = False, False, 0
        self.columns = {}
        self.heading = sentence.text.strip(" :")

    def _intro(self, sentence: Sentence) -> Context:
        """Read a line such as "After 24 hours you may use:" that opens a list."""
        heading = heading_of(sentence.plain, self.language, self.finder)
        return heading.context if heading.context.verb or heading.context.moments else Context()

    def _row(self, line: Line) -> list[ImportedSentence] | None:
        """Read a row of a table, whose cells stand under headings of their own."""
        row = row_of(line, self.columns, self.language, self.finder)
        if row is None:
            return None
        self.columns = row.columns
        return [self._cell(cell, context, line) for cell, context in row.cells]

    def _cell(self, cell: Sentence, context: Context | None, line: Line) -> ImportedSentence:
        if context is None:
            return plain_sentence(cell, line, "heading", is_heading=True)
        outer, self.context = self.context, context
        sentence = self._sentence(cell, line)
        self.context = outer
        return sentence

    def _sentence(self, sentence: Sentence, line: Line) -> ImportedSentence:
        if is_question(sentence.plain):
            return self._question(sentence, line)
        if len(sentence.text) > MAX_SENTENCE:
            return plain_sentence(sentence, line, "long", state="decide")
        aside = self.is_aside or self.language.prices.search(sentence.plain)
        elsewhere = self.is_elsewhere or self.language.practical.search(sentence.plain)
        if elsewhere or (aside and not self._rules_in(sentence)):
            return plain_sentence(sentence, line, "practical")
        if is_label(sentence, line):
            return plain_sentence(sentence, line, "heading", is_heading=True)
        self.memory.goes_on = sentence is not line.sentences[-1]
        is_first = sentence.start == line.sentences[0].start
        mark: Mark = self.mark if is_first or not self.mark else "unknown"
        outcome = self._outcome(sentence, under_mark(self.context, mark))
        self.memory.asked = None
        if aside and outcome.rules:
            outcome.doubts.add("words")
        if outcome.rules and self._is_taken_back(sentence, line, outcome):
            outcome.doubts.add("condition")
        if outcome.tail and is_time(outcome.tail):
            self.tails[sentence.start] = outcome.tail
        return read_as(sentence, line, outcome, self._made(sentence, line, outcome), self.language)

    def _is_taken_back(self, sentence: Sentence, line: Line, outcome: Outcome) -> bool:
        """Return True if the next sentence limits this one: "(Just kidding.)", "Not the wound, though."."""
        following = next((each for each in line.sentences if each.start > sentence.start), None)
        if following is None:
            return False
        if is_joke(following.plain):
            return True
        limits = is_limit(following.plain) or limits_before(following.plain, outcome.rules)
        return limits and not self._rules_in(following)

    def _made(self, sentence: Sentence, line: Line, outcome: Outcome) -> tuple[Rule, ...]:
        """Return the rules of a sentence, or those worth proposing, with the sheet's own topics that they name."""
        place = f"{_LINE[self.language.name]} {line.number}"
        cite = ", ".join(part for part in (self.heading, place) if part)
        drafts = outcome.rules
        if outcome.doubts:
            drafts = proposed(drafts, sentence.plain, self.tree, outcome)
        made = [self.maker.rule(draft, says=sentence.text, cite=cite) for draft in drafts]
        rules = tuple(rule for rule in made if rule is not None)
        named = {topic for rule in rules for topic in rule.topics}
        own = {topic.id: topic for topic in outcome.topics if topic.id in named}
        self.topics |= {name: topic for name, topic in own.items() if len(self.topics) < MAX_OWN_TOPICS}
        if any(name not in self.topics for name in own):
            outcome.doubts.add("no-topic")
        if len(rules) < len(made):
            outcome.doubts.add("time")
        return rules
