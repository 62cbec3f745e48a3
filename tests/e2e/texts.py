"""The texts on the screens, from the catalogue: a test names the key, so each text has one place."""

import json
import re
from functools import cache
from pathlib import Path

CATALOGUES = Path(__file__).parents[2] / "server" / "messages"
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@cache
def _catalogue(language: str = "en") -> dict[str, str]:
    texts: dict[str, str] = json.loads((CATALOGUES / f"{language}.json").read_text(encoding="utf-8"))
    return texts


def text(key: str, /, **values: str | int) -> str:
    """Return the English text of a key. Raise `KeyError` for an unknown key or a placeholder without a value."""
    return text_in("en", key, **values)


def text_in(language: str, key: str, /, **values: str | int) -> str:
    """Return the text of a key in a language. Raise `KeyError` like `text`."""
    return PLACEHOLDER.sub(lambda match: str(values[match[1]]), _catalogue(language)[key])


def matching(key: str, **values: str | int) -> re.Pattern[str]:
    """Return a pattern for the text of a key, in which any text may stand for a placeholder without a value."""
    parts = PLACEHOLDER.split(_catalogue()[key])
    named = [re.escape(str(values[part])) if part in values else ".+" for part in parts[1::2]]
    literal = [re.escape(part) for part in parts[::2]]
    return re.compile("".join(a + b for a, b in zip(literal, [*named, ""], strict=True)))
