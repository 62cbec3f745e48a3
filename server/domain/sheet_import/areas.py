"""Find where on the body a rule holds: "no make-up on the forehead"."""

import re
from collections import Counter

from server.domain.sheet_import.frames import Clause
from server.domain.sheet_import.layout import Line
from server.domain.sheet_import.state import State
from server.domain.sheet_import.subjects import Finder
from server.domain.sheet_import.text import words_in
from server.domain.vocabulary import Area

_PATTERNS: tuple[tuple[Area, str], ...] = (
    (Area.UNDER_EYE, r"under (?:the |your )?eyes?|unter (?:den|deinen|ihren) augen"),
    (Area.UPPER_LIP, r"upper lip|oberlippe"),
    (Area.FOREHEAD, r"forehead|stirn"),
    (Area.NOSE, r"nose|nase"),
    (Area.CHEEKS, r"cheeks?|wangen?"),
    (Area.CHIN, r"chin|kinn"),
    (Area.JAW, r"jaw(?:line)?|kiefer"),
    (Area.NECK, r"neck|hals"),
    (Area.DECOLLETE, r"d[ée]collet[ée]e?|dekollet[ée]e?"),
    (Area.SCALP, r"scalp|kopfhaut"),
    (Area.HANDS, r"hands|hände[n]?"),
    (Area.EYES, r"eyes?|eyelids?|augen?|augenlider|augenpartie"),
)
_BEFORE = (
    r"(?:on|around|near|over|round|at|behind|auf|an|am|um|über|im bereich) "
    r"(?:(?:the|your|both|der|die|den|dem|das|deiner?|ihrer?|ihren|deinen|ihre|deine|beiden) )?"
)
_PLACED = tuple(
    (area, re.compile(rf"\b(?:{words})\b" if area is Area.UNDER_EYE else rf"\b{_BEFORE}(?:{words})\b"))
    for area, words in _PATTERNS
)
_NAMED = tuple((area, re.compile(rf"(?:{words})")) for area, words in _PATTERNS)
_PLACE = re.compile(rf"\b{_BEFORE}(?P<place>[a-zäöüß]+)\b")
_TREATED = {
    Area.EYES: re.compile(r"\blid|eye|lash|brow|auge|wimper|braue|katarakt|catarac|lasik"),
    Area.NOSE: re.compile(r"rhino"),
    Area.SCALP: re.compile(r"\bhair|haar"),
    Area.UPPER_LIP: re.compile(r"lip"),
}
_OFTEN = 3
"""Lines that name a place of the body, from which on it is taken for the treated one."""


def treated_places(lines: tuple[Line, ...], body: frozenset[str]) -> frozenset[str]:
    """Return the areas and parts of the body that a sheet is about: of its title, or named again and again."""
    top = " ".join(line.plain for line in lines[:2] if not line.plain.endswith((".", "!", "?")))
    places = {area.value for area, pattern in (*_NAMED, *_TREATED.items()) if pattern.search(top)}
    counts = Counter(word for line in lines for word in {each.text for each in words_in(line.plain)})
    often = {word for word, count in counts.items() if count >= _OFTEN}
    places |= {area.value for area, pattern in _NAMED if any(map(pattern.fullmatch, often))}
    return frozenset(places | (often & body) | {word for word in body if word in top})


def area_of(state: State, clause: Clause) -> Area | None:
    """Return the area that a clause names, if it is another than the treated one."""
    areas = _areas_in(state, clause) - state.finder.places
    return Area(next(iter(areas))) if len(areas) == 1 else None


def is_area(word: str) -> bool:
    """Return True for a word that names an area of the vocabulary by itself: "forehead"."""
    return any(pattern.fullmatch(word) for _area, pattern in _NAMED)


def names_lost_place(state: State, clause: Clause) -> bool:
    """Return True if a clause names two areas, or a place of the body that is no area of the vocabulary."""
    areas = _areas_in(state, clause) - state.finder.places
    words = state.words(clause)
    known = {area.value for area, pattern in _PLACED if pattern.search(words)}
    others = [
        match["place"]
        for match in _PLACE.finditer(words)
        if match["place"] in state.language.body
        and not _is_treated(match["place"], state.finder.places)
        and not any(each.start <= clause.start + match.start("place") < each.end for each in clause.subjects)
    ]
    return len(areas) > 1 or bool(others and not known)


def _is_treated(place: str, treated: frozenset[str]) -> bool:
    """Return True for a treated place and for a part of it that German names with it: "Nasenrücken"."""
    return place in treated or any(
        area.value in treated and pattern.match(place) is not None for area, pattern in _NAMED
    )


def _areas_in(state: State, clause: Clause) -> set[str]:
    areas: set[str] = set()
    for area, pattern in _PLACED:
        for match in pattern.finditer(state.marked.whole, clause.start, clause.end):
            inside = any(
                subject.start <= match.start() < subject.end or subject.start < match.end() <= subject.end
                for subject in clause.subjects
            )
            if not inside:
                areas.add(area.value)
    return areas


def treatment_of(lines: tuple[Line, ...], finder: Finder) -> str:
    """Return the topic of the treatment that the sheet is about, from its first lines."""
    for line in lines[:1]:
        for subject in finder.find(line.plain):
            if "other-treatment" in finder.tree.ancestors(subject.topic):
                return subject.topic
    return "session" if "session" in finder.tree else "microneedling"
