"""One topic of the tree: its families, words, short names and icon, read from TOML."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from server.domain.topics_index import TopicError

MAX_SHORT = 18
"""The maximum number of characters in a topic's short name, so that it fits a tile."""

_NOT_WORDS = frozenset({"in", "short", "icon"})


class Icon(StrEnum):
    """The icons that a topic can have. A topic without one of its own has that of its nearest family."""

    ACTIVE = "active"
    BANDAGE = "bandage"
    BOTTLE = "bottle"
    CALENDAR = "calendar"
    CLEANSER = "cleanser"
    CLINIC = "clinic"
    COLD = "cold"
    CONTACT = "contact"
    DRINK = "drink"
    EXERCISE = "exercise"
    EYE = "eye"
    FOOD = "food"
    HAIR = "hair"
    HAND = "hand"
    HEAT = "heat"
    HOME = "home"
    MAKE_UP = "make-up"
    PEOPLE = "people"
    PILL = "pill"
    RAZOR = "razor"
    SHADE = "shade"
    SKIN = "skin"
    SLEEP = "sleep"
    SMOKE = "smoke"
    SUN = "sun"
    TOOTH = "tooth"
    TRAVEL = "travel"
    WARNING = "warning"
    WATER = "water"
    OTHER = "other"  # no icon of its own and none in its families


@dataclass(frozen=True, slots=True)
class Topic:
    id: str
    parents: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]  # per language; the first is the label; ~ marks a weak word
    short: Mapping[str, str]  # per language of its words; at most MAX_SHORT characters
    own_icon: Icon | None = None

    def label(self, language: str) -> str:
        """Return the label; from another language if this one has no word for the topic."""
        return next(iter(self.words.get(language) or next(iter(self.words.values()))))


def topic_entry(name: str, content: Mapping[str, Any]) -> Topic:
    """Read one topic of the parsed TOML. Raises `TopicError`."""
    by_language = {
        language: tuple(words) for language, words in content.items() if language not in _NOT_WORDS
    }
    if not by_language or not all(by_language.values()):
        raise TopicError(f"topic {name} has a language without words")
    short = _short_names(name, content.get("short", {}), by_language)
    return Topic(name, tuple(content.get("in", ())), by_language, short, _icon(name, content.get("icon")))


def _short_names(
    name: str, given: Mapping[str, str], by_language: Mapping[str, tuple[str, ...]]
) -> dict[str, str]:
    """Return the short name per language: the given one, else the capitalised label. Refuse longer ones."""
    strangers = sorted(set(given) - set(by_language))
    if strangers:
        raise TopicError(f"topic {name} has a short name but no words in {', '.join(strangers)}")
    short = {
        language: given.get(language) or capitalised_label(by_language[language]) for language in by_language
    }
    for language, text in short.items():
        if len(text) > MAX_SHORT:
            raise TopicError(
                f"the short name {text!r} of topic {name} in {language} has {len(text)} characters,"
                f" more than {MAX_SHORT}"
            )
    return short


def capitalised_label(topic_words: tuple[str, ...]) -> str:
    label = topic_words[0].removeprefix("~")
    return label[:1].upper() + label[1:]


def _icon(name: str, icon: str | None) -> Icon | None:
    if icon is not None and icon not in set(Icon):
        raise TopicError(f"the icon {icon} of topic {name} is not one of {', '.join(Icon)}")
    return Icon(icon) if icon else None
