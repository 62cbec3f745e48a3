"""Make topics of the sheet's own from unknown members of a list of bans: "avoid sex, tampons and swimming"."""

import re
from dataclasses import replace

from server.domain.sheet_import.draft import DraftRule
from server.domain.sheet_import.frames import Clause
from server.domain.sheet_import.own_topics import own_topic, unknown_in
from server.domain.sheet_import.state import State
from server.domain.sheet_import.text import TAKEN, words_in
from server.domain.sheets import OwnTopic

_SEPARATOR = re.compile(r",|\b(?:and|or|nor|und|oder|sowie)\b")
_ARTICLES = frozenset(
    [
        "the",
        "a",
        "an",
        "any",
        "your",
        "other",
        "der",
        "die",
        "das",
        "den",
        "dem",
        "ihre",
        "ihren",
        "deine",
        "deinen",
        "sie",
        "weg",
        "bitte",
    ]
)
_LONGEST_MEMBER = 3
"""Words."""
_FRAME = "\x01"
"""Replaces the words of a ban, which may begin or end a member of a list, but not stand inside it."""
_GENERIC = frozenset(
    [
        "drinks",
        "foods",
        "meals",
        "liquids",
        "getränke",
        "speisen",
        "mittel",
        "exceptions",
        "excuses",
        "ausnahmen",
    ]
)
"""Words that share the adjective of their neighbour, "hot food and drinks", or name no thing."""
_SHORTEST_WORD = 4
"""Letters; "no ifs or buts" are no things."""


def _listed_topics(state: State, clause: Clause) -> tuple[OwnTopic, ...]:
    """Return the unknown members of the list that a clause bans; nothing if any other word is unknown."""
    text = _without_times(state, clause).rstrip(" .!")
    pieces = [piece.strip(" .!") for piece in _SEPARATOR.split(text)]
    unknown = set(unknown_in(state, text))
    members = [piece for at, piece in enumerate(pieces) if _is_member(state, pieces, at)]
    if members and _follow_a_time(state, clause, members):
        return ()
    explained = {word for piece in members for word in unknown_in(state, piece)}
    if not members or not unknown <= explained:
        return ()
    return tuple(own_topic(state, " ".join(unknown_in(state, piece))) for piece in members)


def _follow_a_time(state: State, clause: Clause, members: list[str]) -> bool:
    """Return True for "tennis after nine months, doubles earlier": what follows a time is no member of the list."""
    times = [span.end for span in clause.of("time")]
    things = [thing.start for thing in clause.things]
    first = min(state.marked.text.find(member.strip(f" {_FRAME}"), clause.start) for member in members)
    return any(first > end and any(start < end for start in things) for end in times)


def _without_times(state: State, clause: Clause) -> str:
    """Return the text of a clause with its times blank, so that "jumping for 48 hours" is a member of a list."""
    text = state.marked.text
    for span in clause.spans:
        blank = _FRAME if span.value == "avoid" else " "
        if span.kind in ("time", "every", "reason", "idiom", "area") or span.value == "avoid":
            text = text[: span.start] + blank * (span.end - span.start) + text[span.end :]
    return text[clause.start : clause.end]


def _is_member(state: State, pieces: list[str], at: int) -> bool:
    """Return True for a piece of unknown words beside one that names a topic."""
    piece = pieces[at].strip(f" {_FRAME}")
    unknown = unknown_in(state, piece)
    if (
        TAKEN in piece
        or _FRAME in piece
        or not unknown
        or _GENERIC.intersection(unknown)
        or ":" in piece
        or "(" in piece
        or state.language.traps.search(piece)
    ):
        return False
    listed = [word for word in words_in(piece) if word.text not in _ARTICLES]
    if (
        any(word.text not in unknown for word in listed)
        or len(listed) > _LONGEST_MEMBER
        or any(len(word) < _SHORTEST_WORD for word in unknown)
    ):
        return False
    if not all(word.text[0].isalpha() for word in listed):
        return False
    return any(TAKEN in pieces[other] for other in (at - 1, at + 1) if 0 <= other < len(pieces))


def _words_of(own: OwnTopic) -> list[str]:
    return [word.text for phrases in own.words.values() for phrase in phrases for word in words_in(phrase)]


def with_listed(state: State, clause: Clause, rule: DraftRule) -> DraftRule:
    """Add the members of a list that the tree does not name, as topics of the sheet's own."""
    places = [clause]
    if state.colon and all(subject.start < clause.start for subject in clause.subjects):
        places.append(state.colon)
    for place in places:
        listed = _listed_topics(state, place)
        rule = replace(rule, topics=(*rule.topics, *(own.id for own in listed)))
        state.outcome.topics += listed
        named = {part for own in listed for part in _words_of(own)}
        for word in words_in(state.marked.text[place.start : place.end]):
            if word.text in named:
                state.marked.take(place.start + word.start, place.start + word.end, "topic")
    return rule
