"""JSON as in RFC 8259, without anything that a database or another parser would read differently."""

import json
import re
from typing import Any, NoReturn

from server.domain.errors import Invalid, ProblemCode

SUSPICIOUS = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")


class Malformed(Invalid):
    code: ProblemCode = "malformed"


def check_json(raw: bytes) -> None:
    """Raise `Malformed` unless the body is JSON in UTF-8 without NaN, infinities, duplicate keys, NUL or lone
    surrogates."""
    try:
        document = json.loads(
            raw.decode("utf-8"), object_pairs_hook=_unique_keys, parse_constant=_refuse, parse_float=_finite
        )
    except UnicodeDecodeError as error:
        raise Malformed("The body is not UTF-8.") from error
    except json.JSONDecodeError as error:
        raise Malformed(f"The body is not JSON: line {error.lineno}, column {error.colno}.") from error
    except RecursionError as error:
        raise Malformed("The body is nested too deeply.") from error
    except ValueError as error:  # Python refuses integers of more than 4,300 digits
        raise Malformed("The body contains a number that is too long.") from error
    if SUSPICIOUS.search(raw):
        _check_texts(document)


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) != len(pairs):
        raise Malformed("The body has the same key twice.")
    return document


def _refuse(constant: str) -> NoReturn:
    raise Malformed(f"{constant} is not JSON.")


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise Malformed("The body contains a number that is too large.")
    return number


def _check_texts(document: object) -> None:
    unchecked = [document]
    while unchecked:
        value = unchecked.pop()
        if isinstance(value, str):
            _check_text(value)
        elif isinstance(value, dict):
            unchecked.extend((*value.keys(), *value.values()))
        elif isinstance(value, list):
            unchecked.extend(value)


def _check_text(text: str) -> None:
    if "\x00" in text:
        raise Malformed("Text must not contain the NUL character.")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise Malformed("Text must not contain a lone surrogate.")
