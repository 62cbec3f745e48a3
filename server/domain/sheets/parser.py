"""Parse the document of a sheet (parsed TOML, or JSON) into a `Sheet`, or report every fault in it."""

from collections import Counter
from collections.abc import Mapping
from typing import cast

from server.domain.sheets.fields import EVERY, EVERY_EXPECTED, FLAG, NAME, Table
from server.domain.sheets.model import (
    GRADES,
    MARKS,
    TRENDS,
    Faults,
    Grade,
    Mark,
    Rule,
    RuleSource,
    Sheet,
    SheetError,
    Source,
    Trend,
)
from server.domain.sheets.windows import window_faults
from server.domain.vocabulary import Area, Verb

MAX_RULES = 2_000
LANGUAGE = r"[a-z]{2}(-[A-Z]{2})?"
HEADER = ("id", "title", "publisher", "treatment", "language", "version", "day_one", "source", "rules")
RULE = (
    "id", "verb", "topics", "from", "until", "every", "amount", "if", "unless", "area", "using",
    "trend", "grade", "exception", "family", "says", "why", "cite", "mark",
)  # fmt: skip
NAME_EXPECTED = "lower-case letters, digits and hyphens, at most 64"


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


def directed_rule(document: Mapping[str, object], *, day_one: int = 1) -> Rule:
    """Return a practitioner's instruction for one treatment as a rule. Raises `SheetError`."""
    faults = Faults("directed")
    rule = _rule(document, 1, faults, source="practitioner")
    if rule is not None:
        window_faults(rule, day_one, faults)
    if faults.entries or rule is None:
        raise SheetError(faults.entries)
    return rule


def _header(document: Mapping[str, object], faults: Faults) -> Sheet:
    table = Table(document, faults)
    table.refuse_unknown(HEADER)
    day_one = table.integer("day_one", 0, 1)
    return Sheet(
        id=table.word("id", NAME, NAME_EXPECTED, required=True) or "",
        title=table.text("title", required=True),
        publisher=table.text("publisher"),
        treatment=table.text("treatment", required=True),
        language=table.word("language", LANGUAGE, "such as en or de", required=True) or "",
        version=table.integer("version", 1, 1_000_000),
        day_one=day_one,
        source=_source(document.get("source", {}), faults),
        rules=_rules(document.get("rules"), day_one, faults),
    )


def _source(content: object, faults: Faults) -> Source:
    if not isinstance(content, Mapping):
        faults.add("source", "is not a table", '{ file = "…", place = "…" }')
        return Source("")
    table = Table(content, faults)
    table.refuse_unknown(("file", "place"))
    return Source(table.text("file"), table.text("place"))


def _rules(content: object, day_one: int, faults: Faults) -> tuple[Rule, ...]:
    if not isinstance(content, list) or not content:
        faults.add("rules", "a sheet without rules", "at least one [[rules]]")
        return ()
    if len(content) > MAX_RULES:
        faults.add("rules", f"{len(content)} rules are too many", f"at most {MAX_RULES}")
        return ()
    parsed = [_rule(item, number, faults, source="sheet") for number, item in enumerate(content, start=1)]
    rules = tuple(rule for rule in parsed if rule is not None)
    _refuse_duplicate_ids(content, faults)
    for rule in rules:
        window_faults(rule, day_one, faults)
    return rules


def _refuse_duplicate_ids(rules: list[object], faults: Faults) -> None:
    counts = Counter(str(rule.get("id")) for rule in rules if isinstance(rule, Mapping) and "id" in rule)
    for rule_id, count in counts.items():
        if count > 1:
            faults.rule = f"rule {rule_id[:64]}"
            faults.add("id", f"{count} rules have this id", "a unique id for each rule")
    faults.rule = None


def _rule(content: object, number: int, faults: Faults, *, source: RuleSource) -> Rule | None:
    faults.rule = f"rule {number}"
    before = len(faults.entries)
    if not isinstance(content, Mapping):
        faults.add(None, "is not a table", "[[rules]] and its fields")
        return None
    if isinstance(content.get("id"), str) and content["id"]:
        faults.rule = f"rule {content['id'][:64]!a}".replace("'", "")
    rule = _fields(Table(content, faults), source)
    faults.rule = None
    return rule if len(faults.entries) == before else None


def _fields(table: Table, source: RuleSource) -> Rule:
    table.refuse_unknown(RULE)
    area = table.one_of("area", [area.value for area in Area])
    return Rule(
        id=table.word("id", NAME, NAME_EXPECTED, required=True) or "",
        verb=Verb(table.one_of("verb", [verb.value for verb in Verb], required=True) or "avoid"),
        topics=table.words("topics", NAME, "names of topics", required=True),
        says=table.text("says", required=True),
        cite=table.text("cite", required=source == "sheet"),
        starts=table.time("from"),
        ends=table.time("until"),
        every=table.word("every", EVERY, EVERY_EXPECTED),
        amount=table.text("amount") or None,
        if_=table.words("if", FLAG, "flags such as retinol-layer or now:sore"),
        unless=table.words("unless", FLAG, "flags such as directed or now:sore"),
        area=Area(area) if area else None,
        using=table.words("using", r"[^\n]{1,200}", "products or methods"),
        trend=cast("Trend | None", table.one_of("trend", TRENDS)),
        grade=cast("Grade | None", table.one_of("grade", GRADES)),
        exception=table.boolean("exception"),
        family=table.words("family", NAME, "names of topics"),
        why=table.text("why") or None,
        mark=cast("Mark | None", table.one_of("mark", MARKS)),
        source=source,
    )
