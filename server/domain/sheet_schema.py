"""The JSON Schema of a sheet's document, published as server/sheets/sheet.schema.json.

The schema checks each field on its own. Rules across fields (`until` after `from`, unique ids) are checked
by the parser alone.
"""

from typing import Any

from server.domain.limits import MAX_OWN_CONDITIONS, MAX_OWN_TOPICS, MAX_RULE_LIST, MAX_RULES, MAX_TIME
from server.domain.sheets.fields import EVERY, FLAG, LANGUAGE, MAX_TEXT, NAME
from server.domain.sheets.model import GRADES, MARKS, TRENDS, UP_TO
from server.domain.sheets.own_topics import WORD
from server.domain.vocabulary import Area, Verb
from server.domain.when.terms import ACTS, BARE_STATES, STATES_OF, Part

Json = dict[str, Any]

_UNIT = "(mo|m|h|d|w)"
_ONE = rf"[0-9]+{_UNIT}"
_SPAN = rf"[0-9]+{_UNIT}?-{_ONE}|{_ONE}"
_OFFSET = rf"([+-]({_SPAN}))?"
_NAMED = r"\([a-z0-9]+(-[a-z0-9]+)*\)"
_TERM = "|".join(
    (
        r"\?",
        rf"(>=|<=|~|-)?({_SPAN})",
        r"D[0-9]+(-D[0-9]+)?",
        rf"S[+-]({_SPAN})",
        rf"({'|'.join(Part)})(\+[0-9]+)?{_OFFSET}",
        rf"({'|'.join(BARE_STATES)}){_OFFSET}",
        rf"({'|'.join(STATES_OF)}){_NAMED}{_OFFSET}",
        rf"({'|'.join(ACTS)}){_NAMED}{_OFFSET}",
    )
)
TIME = rf"^[ \t]*({_TERM})[ \t]*([&/][ \t]*({_TERM})[ \t]*)*$"


def sheet_schema() -> Json:
    header = {
        "id": _pattern(NAME),
        "title": _by_language("title", least=1),
        "publisher": _text("publisher"),
        "treatment": _text("treatment", least=1),
        "language": _pattern(LANGUAGE),
        "languages": _one_or_more(LANGUAGE),
        "version": {"type": "integer", "minimum": 1, "maximum": 1_000_000},
        "day_one": {"enum": [0, 1], "description": "The number of the day of the treatment."},
        "topics": _own_topics(),
        "conditions": _mapping(NAME, _mapping(LANGUAGE, _pattern(WORD)) | {"minProperties": 1})
        | {"maxProperties": MAX_OWN_CONDITIONS},
        "source": _table({"file": _text("file"), "place": _text("place")}, ()),
        "rules": {"type": "array", "minItems": 1, "maxItems": MAX_RULES, "items": {"$ref": "#/$defs/rule"}},
    }
    required = ("id", "title", "treatment", "language", "version", "day_one", "rules")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An aftercare sheet",
        **_table(header, required),
        "$defs": {"rule": _rule(), "time": {"type": "string", "maxLength": MAX_TIME, "pattern": TIME}},
    }


def _rule() -> Json:
    fields = {
        "id": _pattern(NAME),
        "verb": {"enum": [verb.value for verb in Verb]},
        "topics": _list(NAME) | {"minItems": 1},
        "from": {"$ref": "#/$defs/time"},
        "until": {"$ref": "#/$defs/time"},
        "every": _pattern(EVERY),
        "amount": _by_language("amount"),
        "if": _one_or_more(FLAG),
        "unless": _one_or_more(FLAG),
        "area": {"enum": [area.value for area in Area]},
        "using": _lists_by_language(r"[^\n]{1,200}"),
        "with": _one_or_more(NAME),
        "up_to": {"enum": list(UP_TO)},
        "trend": {"enum": list(TRENDS)},
        "grade": {"enum": list(GRADES)},
        "exception": {"type": "boolean"},
        "family": _one_or_more(NAME),
        "says": _by_language("says", least=1),
        "why": _by_language("why"),
        "cite": _by_language("cite", least=1),
        "mark": {"enum": list(MARKS)},
    }
    fields["topics"] = {"anyOf": [_pattern(NAME), fields["topics"]]}
    return _table(fields, ("id", "verb", "topics", "says", "cite"))


def _table(fields: Json, required: tuple[str, ...]) -> Json:
    return {
        "type": "object",
        "properties": fields,
        "required": list(required),
        "additionalProperties": False,
    }


def _text(name: str, *, least: int = 0) -> Json:
    return {"type": "string", "minLength": least, "maxLength": MAX_TEXT.get(name, 200)}


def _by_language(name: str, *, least: int = 0) -> Json:
    """Describe a text, or a table with the text in several languages."""
    return {
        "anyOf": [_text(name, least=least), _mapping(LANGUAGE, _text(name, least=1)) | {"minProperties": 1}]
    }


def _lists_by_language(pattern: str) -> Json:
    """Describe one or more texts, or a table with such lists in several languages."""
    own = _one_or_more(pattern)["anyOf"]
    return {"anyOf": [*own, _mapping(LANGUAGE, {"anyOf": own}) | {"minProperties": 1}]}


def _own_topics() -> Json:
    words = _mapping(LANGUAGE, _one_or_more(WORD)) | {"minProperties": 1}
    fields = {"parent": _pattern(NAME), "in": _one_or_more(NAME), "words": words}
    return _mapping(NAME, _table(fields, ("words",))) | {"maxProperties": MAX_OWN_TOPICS}


def _mapping(names: str, values: Json) -> Json:
    return {"type": "object", "patternProperties": {f"^({names})$": values}, "additionalProperties": False}


def _pattern(pattern: str) -> Json:
    return {"type": "string", "pattern": f"^({pattern})$"}


def _list(pattern: str) -> Json:
    return {"type": "array", "maxItems": MAX_RULE_LIST, "items": _pattern(pattern)}


def _one_or_more(pattern: str) -> Json:
    return {"anyOf": [_pattern(pattern), _list(pattern)]}
