"""Read "repeat every 4 weeks", a sentence about the next session."""

import re

from server.domain.sheet_import.draft import DraftRule
from server.domain.sheet_import.language import Language
from server.domain.sheet_import.lengths import LENGTH, length_text
from server.domain.sheet_import.state import Outcome
from server.domain.sheet_import.subjects import Finder
from server.domain.sheet_import.text import Span
from server.domain.vocabulary import Verb

_LENGTH = re.compile(rf"\b{LENGTH}")
_ADVISED = re.compile(
    rf"^(?:we|i) (?:suggest|recommend|advise) (?:a|an|another|having|booking) (?:\w+ ){{1,3}}(?=every {LENGTH}[.!]*$)"
    rf"|^wir empfehlen (?:eine?n? )(?:\w+ ){{1,3}}(?=alle {LENGTH}[.!]*$)"
)
"""Names the treatment by the clinic's own name: "we suggest a Glow Facial every four weeks"."""
_SESSIONS = (
    r"(?:the |your |each |any |two )?(?:(?:microneedling|needling) )?(?:sessions?|treatments?|appointments?)"
)
_SITZUNGEN = r"zwischen (?:den |je zwei |zwei |ihren )?(?:einzelnen )?(?:sitzungen|behandlungen|terminen)"
_BETWEEN = re.compile(
    rf"^(?:please )?(?:allow|leave|wait|there (?:should|must) be) (?:a (?:gap|break) of )?(?:at least |a minimum of )?"
    rf"{LENGTH}(?: gap)? between {_SESSIONS}[.!]*$"
    rf"|^{_SITZUNGEN} (?:sollten|sollen|müssen|liegen) (?:mindestens )?{LENGTH}(?: liegen| vergehen)?[.!]*$"
    rf"|^(?:bitte )?(?:lassen|halten) sie (?:bitte )?{_SITZUNGEN} (?:mindestens )?{LENGTH} abstand(?: ein)?[.!]*$"
    rf"|^(?:bitte )?halten sie (?:bitte )?einen abstand von (?:mindestens )?{LENGTH} {_SITZUNGEN} ein[.!]*$"
)
"""Says how far apart sessions are, and nothing else: "allow at least 4 weeks between treatments"."""
_SOONEST = re.compile(
    r"\b(?:no (?:sooner|earlier) than|not (?:before|sooner|earlier)(?: than)?|at the earliest"
    r"|frühestens|(?:nicht|nie) (?:früher|eher|vor)(?: als)?|never (?:before|sooner|earlier))\b"
    r"|,? ?(?:falls|wenn|if) (?:nötig|gewünscht|needed|necessary|required)\b,?"
)
_PER_DAY = re.compile(r"(?:an?|eine[mnr]?|per|am|pro) (?:day|tag)\b")
_APART = re.compile(r"\babstand\b|\bapart\b")


def read_repeat(text: str, language: Language, finder: Finder, treatment: str, outcome: Outcome) -> bool:
    """Add the rule of a sentence about the next session. Return False if it is about something else."""
    frames = [pattern for kind, pattern in language.frames if kind == "repeat"]
    frames += [_ADVISED, _BETWEEN]
    aside = language.not_repeated.search(_SOONEST.sub(" ", text)) and not _BETWEEN.search(text)
    if aside or _spaces_a_thing(text, finder):
        return False
    frames_found = [match for pattern in frames for match in pattern.finditer(text)]
    lengths = [match for match in _LENGTH.finditer(text) if length_text(match.group())]
    weeks = [match for match in lengths if (length_text(match.group()) or "").endswith(("w", "mo", "d"))]
    if not frames_found or not weeks:
        return False
    outcome.asks = True
    if any(match.start() > 0 and _PER_DAY.match(match.group()) for match in weeks):
        return False  # "2 tablets, 4 hours apart, 8 a day"
    outcome.spans += [Span(match.start(), match.end(), "frame", "repeat") for match in frames_found]
    outcome.spans += [Span(match.start(), match.end(), "time") for match in weeks]
    rest = _LENGTH.sub(" ", _SOONEST.sub(" ", text))
    if len(weeks) > 1 or language.traps.search(rest):
        outcome.doubts.add("time")
    value = (length_text(weeks[0].group()) or "").lstrip("<~>=")
    outcome.rules.append(DraftRule(Verb.REPEAT, (treatment,), starts=(f"S+{value}",)))
    return True


def _spaces_a_thing(text: str, finder: Finder) -> bool:
    """Return True for "Tabletten im Abstand von 2 Tagen": the interval is not that of the sessions."""
    if _APART.search(text) is None:
        return False
    tree = finder.tree
    return any(
        not {"other-treatment", "session", "treatment-plan"} & {each.topic, *tree.ancestors(each.topic)}
        for each in finder.find(text)
        if not each.is_symptom
    )
