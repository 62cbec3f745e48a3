# ruff: noqa: E501 - patterns stay on one line
"""Find acts whose two words stand apart: "Nase nicht putzen", "Zähne ab morgen wieder normal putzen"."""

import re

from server.domain.sheet_import.subjects import Subject
from server.domain.sheet_import.text import TAKEN, Marked
from server.domain.topics import TopicTree

_SPLIT: dict[str, tuple[tuple[str, str, str], ...]] = {
    "de": (
        ("nase", "putzen|schnäuzen|geputzt", "blowing-nose"),
        ("zähne", "putzen|geputzt|bürsten", "brushing-teeth"),
        ("kopf|haare", "waschen|gewaschen", "hair-wash"),
        ("haare", "färben|gefärbt|tönen|blondieren|bleichen", "hair-colour"),
        ("hände", "waschen|gewaschen|desinfizieren", "hand-washing"),
        ("gesicht", "waschen|gewaschen|reinigen|gereinigt", "cleansing"),
        ("auto", "fahren|gefahren", "driving"),
        (
            "kopf|oberkörper",
            "hochlagern|hoch lagern|höher lagern|erhöht lagern|hoch gelagert|hochgelagert",
            "sleep-on-back",
        ),
        (
            "stechen|stich|kratzen|kratz|drücken|drück|ziehen|zieh|zupfen|zupf|knibbeln",
            "auf|ab|aus|heraus",
            "picking",
        ),
        ("augen", "reiben|gerieben", "rubbing-eyes"),
        ("wasser", "trinken|getrunken", "drinking-water"),
        ("mund", "spülen|ausspülen|gespült|ausgespült", "mouth-rinsing"),
        ("gehen|geh|gehst", "spazieren", "walking"),
    ),
    "en": (
        ("nose", "blown", "blowing-nose"),
        ("teeth", "brushed|cleaned", "brushing-teeth"),
        ("hair", "washed", "hair-wash"),
        ("hair", "coloured|colored|dyed|bleached|tinted", "hair-colour"),
        ("hands", "washed|clean", "hand-washing"),
    ),
}
_COMPILED = {
    language: tuple(
        (re.compile(rf"\b(?P<thing>{thing})\b[^,;:.()]*?\b(?P<act>{act})\b"), topic)
        for thing, act, topic in acts
    )
    for language, acts in _SPLIT.items()
}


_WALKED = re.compile(
    r"(?:\b(?:minuten|min\.?|stunden?|schritte|meter|km|kilometer) (?:(?:lang|täglich|am tag|zügig|locker|langsam) )*)(?P<thing>gehen|laufen)\b(?! sie)"
)
"""A walk, by its length."""
_SHARED = re.compile(
    r"\b(?:hot|very hot|heiße[nrs]?) (?:foods?|meals?|speisen) (?:and|or|und|oder) (?P<thing>drinks?|getränken?)\b"
)
"""An adjective that is said of two things."""


def mark_split_acts(marked: Marked, language: str, tree: TopicTree) -> list[Subject]:
    """Mark both words of each act, and return its topic at the place of its noun."""
    subjects = []
    for pattern, topic in _COMPILED[language]:
        match = pattern.search(marked.text)
        if match is None or topic not in tree or match.end("thing") + 1 == match.start("act"):
            continue
        if TAKEN in match["thing"]:
            continue
        subject = Subject(topic, *match.span("thing"), is_symptom=False)
        marked.take(*match.span("thing"), "topic", subject)
        marked.take(*match.span("act"), "topic")
        subjects.append(subject)
    walked = _WALKED.search(marked.whole)
    if walked and "walking" in tree and marked.text[walked.start("thing")] != TAKEN:
        subject = Subject("walking", *walked.span("thing"), is_symptom=False)
        marked.take(*walked.span("thing"), "topic", subject)
        subjects.append(subject)
    shared = _SHARED.search(marked.text)
    if shared and "hot-drink" in tree:
        subject = Subject("hot-drink", *shared.span("thing"), is_symptom=False)
        marked.take(*shared.span("thing"), "topic", subject)
        subjects.append(subject)
    return subjects
