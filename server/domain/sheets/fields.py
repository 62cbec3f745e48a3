"""Parse single fields of a sheet: each method returns the value of a field or records a fault."""

import re
from collections.abc import Collection, Mapping

from server.domain.limits import MAX_RULE_LIST
from server.domain.sheets.model import Faults
from server.domain.when import Time, TimeError, parse_time

NAME = r"[a-z0-9][a-z0-9-]{0,63}"
NAME_EXPECTED = "lower-case letters, digits and hyphens, at most 64"
LANGUAGE = r"[a-z]{2}(-[A-Z]{2})?"
FLAG = rf"(now:)?{NAME}"
EVERY = (
    r"always|once|as needed"
    r"|(>=)?[1-9][0-9]?(-[1-9][0-9]?)?/(hour|day|week|month|year)"
    r"|every (>=)?[1-9][0-9]{0,2}(-[1-9][0-9]{0,2})?(m|h|d|w|mo)"
    r"|each [a-z][a-z-]*"
    r"|(morning|noon|evening|bedtime)(\+(morning|noon|evening|bedtime))*"
)
EVERY_EXPECTED = "2/day, 2-3/day, every 2h, morning+evening, each wash, once, always or as needed"
MAX_TEXT = {"says": 500, "why": 500, "place": 500}
"""Characters allowed per field; every other text may have at most 200."""


class Table:
    """One table of a sheet; faults in its fields are added to `faults`."""

    def __init__(self, content: Mapping[str, object], faults: Faults) -> None:
        self.content = content
        self.faults = faults

    def refuse_unknown(self, known: Collection[str]) -> None:
        for name in self.content:
            if name not in known:
                self.faults.add(_shown(name), "there is no such field", "one of " + ", ".join(known))

    def text(self, name: str, *, required: bool = False) -> str:
        value = self.content.get(name)
        if value is None and not required:
            return ""
        if not isinstance(value, str) or (required and not value.strip()):
            self.faults.add(
                name, "is missing" if value in (None, "") else "is not a text", "a text in quotes"
            )
            return ""
        return self._storable(name, value)

    def _storable(self, name: str, value: str) -> str:
        column = _bad_character(value)
        limit = MAX_TEXT.get(name.partition(".")[0], 200)
        if column is not None:
            self.faults.add(name, "a control character or half a character", "plain text", column=column)
        elif len(value) > limit:
            self.faults.add(name, "the text is too long", f"at most {limit} characters", column=limit + 1)
        return value

    def texts(self, name: str, language: str, *, required: bool = False) -> dict[str, str]:
        """Return a text by language. A plain text is in `language`, and a table must have that language."""
        value = self.content.get(name)
        if not isinstance(value, Mapping):
            text = self.text(name, required=required)
            return {language: text} if text else {}
        if language not in value:
            self.faults.add(name, f"there is no text in {_shown(language)}", "the language of the sheet")
        inner = Table({f"{name}.{key}": text for key, text in value.items()}, self.faults)
        for key in value:
            self.faults_of_language(key)
        return {str(key): inner.text(f"{name}.{key}", required=True) for key in value}

    def lists(self, name: str, language: str, pattern: str, expected: str) -> dict[str, tuple[str, ...]]:
        """Return lists of texts by language. A plain list is in `language`, and a table must contain that language."""
        value = self.content.get(name)
        if not isinstance(value, Mapping):
            listed = self.words(name, pattern, expected)
            return {language: listed} if listed else {}
        if language not in value:
            self.faults.add(name, f"there is no text in {_shown(language)}", "the language of the sheet")
        inner = Table({f"{name}.{key}": listed for key, listed in value.items()}, self.faults)
        for key in value:
            self.faults_of_language(key)
        return {str(key): inner.words(f"{name}.{key}", pattern, expected, required=True) for key in value}

    def faults_of_language(self, name: object) -> None:
        if not isinstance(name, str) or not re.fullmatch(LANGUAGE, name):
            self.faults.add(None, f"{_shown(name)} is not a language", "such as en or de")

    def word(self, name: str, pattern: str, expected: str, *, required: bool = False) -> str | None:
        value = self.text(name, required=required)
        if value and not re.fullmatch(pattern, value):
            self.faults.add(name, f"{_shown(value)} does not fit", expected)
        return value or None

    def one_of(self, name: str, known: Collection[str], *, required: bool = False) -> str | None:
        value = self.text(name, required=required)
        if value and value not in known:
            self.faults.add(name, f"there is no {name} {_shown(value)}", "one of " + ", ".join(known))
            return None
        return value or None

    def integer(self, name: str, least: int, most: int) -> int:
        """Return a whole number from `least` to `most`, both inclusive; `least` if it is faulty."""
        value = self.content.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        problem = "is missing" if value is None else f"{_shown(value)} does not fit"
        self.faults.add(name, problem, f"a whole number from {least} to {most}")
        return least

    def boolean(self, name: str) -> bool:
        value = self.content.get(name, False)
        if not isinstance(value, bool):
            self.faults.add(name, "is neither true nor false", "true or false")
        return value is True

    def words(self, name: str, pattern: str, expected: str, *, required: bool = False) -> tuple[str, ...]:
        """Return a list of texts; a single text counts as a list of one."""
        value = self.content.get(name)
        listed = [value] if isinstance(value, str) else value
        if listed is None and not required:
            return ()
        if not isinstance(listed, list) or (required and not listed) or len(listed) > MAX_RULE_LIST:
            problem = "is missing" if listed in (None, []) else _list_problem(listed)
            self.faults.add(name, problem, f"a list of at most {MAX_RULE_LIST} texts: {expected}")
            return ()
        return tuple(item for item in listed if self._fits(name, item, pattern, expected))

    def _fits(self, name: str, item: object, pattern: str, expected: str) -> bool:
        fits = (
            isinstance(item, str) and _bad_character(item) is None and re.fullmatch(pattern, item) is not None
        )
        if not fits:
            self.faults.add(name, f"{_shown(item)} does not fit", expected)
        return fits

    def time(self, name: str) -> Time | None:
        value = self.text(name)
        if not value and name not in self.content:
            return None
        try:
            return parse_time(value)
        except TimeError as error:
            self.faults.add(name, f"{error.problem} in {_shown(value)}", error.expected, column=error.column)
            return None


def _bad_character(text: str) -> int | None:
    """Return the column of the first character that neither a database nor a screen should receive."""
    for column, character in enumerate(text, start=1):
        code = ord(character)
        if (code < 32 and character not in "\n\t") or code == 127 or 0xD800 <= code <= 0xDFFF:
            return column
    return None


def _shown(value: object) -> str:
    try:
        text = ascii(value) if isinstance(value, str) and _bad_character(value) else repr(value)
    except (ValueError, RecursionError):  # Python refuses to convert very large integers to text
        return "a value this large"
    return text if len(text) <= 60 else text[:57] + "…"


def _list_problem(value: object) -> str:
    return f"{len(value)} texts are too many" if isinstance(value, list) else "is not a list of this kind"
