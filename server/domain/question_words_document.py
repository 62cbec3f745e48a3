"""The words of questions as the phone reads them: in plain form, grouped, without what it can work out itself."""

from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import Any

from server.domain.question_words import Clock, QuestionWords, Speech


def to_document(questions: QuestionWords) -> dict[str, Any]:
    return {
        "speeches": {name: _speech(speech) for name, speech in questions.speeches.items()},
        "coverings": list(questions.coverings),
        "products": list(questions.products),
        "treatments": list(questions.treatments),
        "signs": list(questions.signs),
        "occasions": list(questions.occasions),
        "carriers": list(questions.carriers),
        "contact": questions.contact,
        "anything": list(questions.anything),
        "reasons": list(questions.reasons),
        "comparable": list(questions.comparable),
        "removing": list(questions.removing),
        "conditions": dict(questions.conditions or {}),
        "describing": dict(questions.describing or {}),
        "figures": list(questions.figures),
        "sheds": dict(questions.sheds or {}),
        "tools": list(questions.tools),
        "picking": questions.picking,
        "applied": questions.applied,
        "alarming": list(questions.alarming),
        "related": dict(questions.related or {}),
        "withheld": list(questions.withheld),
        "reacting": list(questions.reacting),
    }


def _speech(speech: Speech) -> dict[str, Any]:
    return {
        "cues": _cues(speech),
        "gaps": "|".join(f"{gap.first} {gap.last} {gap.value}" for gap in speech.gaps),
        "names": _names(speech.clock),
        "lists": {name: _phrases(listed) for name, listed in speech.clock.lists.items()},
        "small": _sorted(speech.small - speech.plain),
        "hypothetical": _sorted(speech.hypothetical),
        "subjects": _sorted(speech.subjects),
        "adverbs": _sorted(speech.adverbs),
        "plain": _sorted(speech.plain),
        "doubtful": _sorted(speech.doubtful),
        "applying": _sorted(speech.applying),
        "done": _sorted(speech.done),
    }


def _cues(speech: Speech) -> dict[str, str]:
    """Return the phrases by family and value: {"open may": "0can i|0may i|4we"}."""
    grouped: dict[str, list[tuple[str, ...]]] = {}
    for cues in speech.cues.values():
        for cue in cues:
            grouped.setdefault(f"{cue.family} {cue.value}", []).append(cue.words)
    return {name: folded(map(" ".join, grouped[name]), "|") for name in sorted(grouped)}


def _names(clock: Clock) -> dict[str, str]:
    """Return the words with a value: {"weekdays": "monday 0 tuesday 1"}."""
    named: Mapping[str, Mapping[str, int] | Mapping[str, str]] = {
        "weekdays": clock.weekdays,
        "short_weekdays": clock.short_weekdays,
        "units": clock.units,
        "numbers": clock.numbers,
        "ordinals": clock.ordinals,
        "months": clock.months,
        "parts": clock.parts,
    }
    return {
        name: " ".join(f"{word} {value}" for word, value in words.items()) for name, words in named.items()
    }


def folded(items: Iterable[str], separator: str) -> str:
    """Return sorted items, each after the number of letters, at most 9, that it shares with the one before it."""
    folded, former = [], ""
    for item in sorted(items):
        pairs = zip(former, item, strict=False)
        shared = min(9, sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)))
        folded.append(f"{shared}{item[shared:]}")
        former = item
    return separator.join(folded)


def _phrases(phrases: list[tuple[str, ...]] | tuple[tuple[str, ...], ...]) -> str:
    return "|".join(map(" ".join, phrases))


def _sorted(words: frozenset[str]) -> str:
    return folded(words, " ")
