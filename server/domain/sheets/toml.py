"""The TOML form of a sheet."""

import re
import tomllib

from server.domain.limits import MAX_TOML_DEPTH, MAX_TOML_LINE
from server.domain.sheets.model import Fault, Sheet, SheetError
from server.domain.sheets.parser import from_document

MAX_CHARACTERS = 2_000_000
MAX_PROBLEM = 200
"""The maximum number of characters in a TOML error message, which may repeat a long line."""
# The parser's time grows with the square of the parts of a key; a sheet needs three.
_DEEP_KEY = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){%d}""" % MAX_TOML_DEPTH  # noqa: UP031 - braces
)
_PLACE = re.compile(r" ?\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)")


def parse_toml(text: str, *, name: str) -> Sheet:
    """Return the sheet. `name` is the file name in faults. Raises `SheetError`."""
    _refuse_unreadable(text, name)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SheetError([_syntax_fault(str(error), name)]) from None
    except RecursionError:
        raise SheetError([Fault(name, "the brackets are nested too deeply", "a sheet")]) from None
    except ValueError:  # a number with thousands of digits, a date outside the calendar
        raise SheetError([Fault(name, "an impossible value", "a sheet")]) from None
    return from_document(document, name=name)


def parse_toml_bytes(content: bytes, *, name: str) -> Sheet:
    """Return the sheet in the bytes of a file. Raises `SheetError`, also if they are not UTF-8."""
    try:
        return parse_toml(content.decode("utf-8-sig"), name=name)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        fault = Fault(name, "this is not UTF-8 text", "a TOML file in UTF-8", line=line)
        raise SheetError([fault]) from None


def _refuse_unreadable(text: str, name: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise SheetError([Fault(name, "the sheet is too large", f"at most {MAX_CHARACTERS} characters")])
    for number, line in enumerate(text.split("\n"), start=1):
        if "\x00" in line:
            column = line.index("\x00") + 1
            raise SheetError([Fault(name, "a NUL character", "plain text", line=number, column=column)])
        if len(line) > MAX_TOML_LINE:
            expected = f"at most {MAX_TOML_LINE} characters"
            fault = Fault(name, "the line is too long", expected, line=number, column=MAX_TOML_LINE + 1)
            raise SheetError([fault])
        deep = _DEEP_KEY.search(line)
        if deep:
            expected = f"at most {MAX_TOML_DEPTH} parts"
            fault = Fault(name, "the key has too many dots", expected, line=number, column=deep.start() + 1)
            raise SheetError([fault])


def _syntax_fault(message: str, name: str) -> Fault:
    place = _PLACE.search(message)
    problem = "this is not TOML: " + _PLACE.sub("", message)[:MAX_PROBLEM]
    if place is None or place["line"] is None:
        return Fault(name, problem, "a complete TOML file")
    return Fault(name, problem, "TOML", line=int(place["line"]), column=int(place["column"]))
