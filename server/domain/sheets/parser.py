"""Parse the document of a sheet (parsed TOML, or JSON) into a `Sheet`, or report every fault in it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from server.domain.limits import MAX_RULES
from server.domain.sheets.fields import EVERY, EVERY_EXPECTED, FLAG, LANGUAGE, NAME, NAME_EXPECTED, Table
from server.domain.sheets.model import (
    GRADES,
    MARKS,
    TRENDS,
    UP_TO,
    Faults,
    Grade,
    Mark,
    Rule,
    RuleSource,
    RuleText,
    Sheet,
    SheetError,
    Source,
    Trend,
    UpTo,
)
from server.domain.sheets.own_topics import own_conditions, own_topics
from server.domain.sheets.windows import window_faults
from server.domain.vocabulary import Area, Verb

HEADER = (
    "id", "title", "publisher", "treatment", "language", "languages", "version", "day_one", "source", "topics",
    "conditions", "rules",
)  # fmt: skip
RULE = (
    "id", "verb", "topics", "from", "until", "every", "amount", "if", "unless", "area", "using",
    "with", "up_to", "trend", "grade", "exception", "family", "says", "why", "cite", "mark",
)  # fmt: skip


def from_document(document: object, *, name: str) -> Sheet:
    """Return the sheet. `name` is the file name in faults. Raises `SheetError` with every fault."""
    faults = Faults(name)
    if not isinstance(document, Mapping):
        faults.add(None, "this is not a sheet", "a table with a header and rules")
        raise SheetError(faults.entries)
    sheet = _header(document, faults)
    if faults.entries:
        raise SheetError(faults.entries)
    return sheet


def directed_rule(document: Mapping[str, object], *, day_one: int = 1, language: str = "en") -> Rule:
    """Return a practitioner's instruction for one treatment as a rule. Raises `SheetError`.

    `language` is the language of the sheet, and of the instruction's sentence.
    """
    faults = Faults("directed")
    rule = _Rules(faults, language, "practitioner").rule(document, 1)
    if rule is not None:
        window_faults(rule, day_one, faults)
    if faults.entries or rule is None:
        raise SheetError(faults.entries)
    return rule


def _header(document: Mapping[str, object], faults: Faults) -> Sheet:
    table = Table(document, faults)
    table.refuse_unknown(HEADER)
    day_one = table.integer("day_one", 0, 1)
    language = table.word("language", LANGUAGE, "such as en or de", required=True) or ""
    titles = table.texts("title", language, required=True)
    return Sheet(
        id=table.word("id", NAME, NAME_EXPECTED, required=True) or "",
        title=titles.pop(language, ""),
        titles=titles,
        publisher=table.text("publisher"),
        treatment=table.text("treatment", required=True),
        language=language,
        languages=table.words("languages", LANGUAGE, "such as en or de"),
        version=table.integer("version", 1, 1_000_000),
        day_one=day_one,
        source=_source(document.get("source", {}), faults),
        topics=own_topics(document.get("topics", {}), faults),
        conditions=own_conditions(document.get("conditions", {}), faults),
        rules=_Rules(faults, language, "sheet").all(document.get("rules"), day_one),
    )


def _source(content: object, faults: Faults) -> Source:
    if not isinstance(content, Mapping):
        faults.add("source", "is not a table", '{ file = "…", place = "…" }')
        return Source("")
    table = Table(content, faults)
    table.refuse_unknown(("file", "place"))
    return Source(table.text("file"), table.text("place"))


@dataclass(frozen=True, slots=True)
class _Rules:
    """Parses rules whose plain texts are in `language`."""

    faults: Faults
    language: str
    source: RuleSource

    def all(self, content: object, day_one: int) -> tuple[Rule, ...]:
        if not isinstance(content, list) or not content:
            self.faults.add("rules", "a sheet without rules", "at least one [[rules]]")
            return ()
        if len(content) > MAX_RULES:
            self.faults.add("rules", f"{len(content)} rules are too many", f"at most {MAX_RULES}")
            return ()
        parsed = [self.rule(item, number) for number, item in enumerate(content, start=1)]
        rules = tuple(rule for rule in parsed if rule is not None)
        _refuse_duplicate_ids(content, self.faults)
        for rule in rules:
            window_faults(rule, day_one, self.faults)
        return rules

    def rule(self, content: object, number: int) -> Rule | None:
        faults = self.faults
        faults.rule = f"rule {number}"
        before = len(faults.entries)
        if not isinstance(content, Mapping):
            faults.add(None, "is not a table", "[[rules]] and its fields")
            return None
        if isinstance(content.get("id"), str) and content["id"]:
            faults.rule = f"rule {content['id'][:64]!a}".replace("'", "")
        rule = _fields(Table(content, faults), self.source, self.language)
        if rule.exception and rule.verb is Verb.AVOID:
            faults.add("exception", "a ban cannot lift a ban", "allow, do or only")
        faults.rule = None
        return rule if len(faults.entries) == before else None


def _refuse_duplicate_ids(rules: list[object], faults: Faults) -> None:
    counts = Counter(str(rule.get("id")) for rule in rules if isinstance(rule, Mapping) and "id" in rule)
    for rule_id, count in counts.items():
        if count > 1:
            faults.rule = f"rule {rule_id[:64]}"
            faults.add("id", f"{count} rules have this id", "a unique id for each rule")
    faults.rule = None


def _fields(table: Table, source: RuleSource, language: str) -> Rule:
    table.refuse_unknown(RULE)
    area = table.one_of("area", [area.value for area in Area])
    says, why = table.texts("says", language, required=True), table.texts("why", language)
    cite, amount = table.texts("cite", language, required=source == "sheet"), table.texts("amount", language)
    using = table.lists("using", language, r"[^\n]{1,200}", "products or methods")
    for name, texts in (("why", why), ("cite", cite), ("amount", amount), ("using", using)):
        _refuse_unsaid(table.faults, name, set(texts) - {*says, language})
    return Rule(
        id=table.word("id", NAME, NAME_EXPECTED, required=True) or "",
        verb=Verb(table.one_of("verb", [verb.value for verb in Verb], required=True) or "avoid"),
        topics=table.words("topics", NAME, "names of topics", required=True),
        says=says.pop(language, ""),
        cite=cite.pop(language, ""),
        starts=table.time("from"),
        ends=table.time("until"),
        every=table.word("every", EVERY, EVERY_EXPECTED),
        amount=amount.pop(language, None) or None,
        if_=table.words("if", FLAG, "flags such as retinol-layer or now:sore"),
        unless=table.words("unless", FLAG, "flags such as directed or now:sore"),
        area=Area(area) if area else None,
        using=using.pop(language, ()),
        with_=table.words("with", NAME, "names of topics"),
        up_to=cast("UpTo | None", table.one_of("up_to", tuple(UP_TO))),
        trend=cast("Trend | None", table.one_of("trend", TRENDS)),
        grade=cast("Grade | None", table.one_of("grade", GRADES)),
        exception=table.boolean("exception"),
        family=table.words("family", NAME, "names of topics"),
        why=why.pop(language, None) or None,
        mark=cast("Mark | None", table.one_of("mark", MARKS)),
        source=source,
        translations={
            name: RuleText(
                text,
                why.get(name) or None,
                cite.get(name, ""),
                amount.get(name) or None,
                using.get(name, ()),
            )
            for name, text in says.items()
        },
    )


def _refuse_unsaid(faults: Faults, name: str, languages: set[str]) -> None:
    """Refuse texts in languages in which the rule has no sentence: nobody would ever see them."""
    for language in sorted(languages):
        faults.add(f"{name}.{language}", "there is no sentence in this language", f"says.{language}")
