"""Mark what does not depend on the clauses of a sentence: its times, conditions, reasons and topics."""

import re

from server.domain.sheet_import.conditions import mark_conditions, mark_states
from server.domain.sheet_import.described import is_described
from server.domain.sheet_import.details import mark_amounts, mark_factors, mark_manner, mark_meals
from server.domain.sheet_import.felt import felt
from server.domain.sheet_import.language import Language
from server.domain.sheet_import.often import mark_recurrence
from server.domain.sheet_import.senses import is_other_sense
from server.domain.sheet_import.split_verbs import mark_split_acts
from server.domain.sheet_import.subjects import Finder, Subject
from server.domain.sheet_import.text import TAKEN, Marked
from server.domain.sheet_import.times import mark_times

_QUOTED = re.compile(r"\"[^\"]{1,300}\"")


_Marks = dict[str, tuple[Marked, tuple[Subject, ...]]]


def mark(text: str, language: Language, finder: Finder, marks: _Marks) -> tuple[Marked, tuple[Subject, ...]]:
    """Return a marked sentence. `marks` caches them, because a line that may be a heading is read twice."""
    if text not in marks:
        marks[text] = _marked(text, language, finder)
    marked, subjects = marks[text]
    return Marked(marked.whole, marked.text, list(marked.spans)), subjects


def _marked(text: str, language: Language, finder: Finder) -> tuple[Marked, tuple[Subject, ...]]:
    marked = Marked(text)
    marked.take_all(_QUOTED, "quote")
    marked.take_all(language.not_only, "idiom")
    mark_meals(marked)
    mark_recurrence(marked)
    mark_amounts(marked)
    marked.take_all(language.dry, "topic", "dry")
    mark_manner(marked, language)
    mark_states(marked, language, finder)
    mark_times(marked, language.times)
    mark_conditions(marked, language, finder)
    marked.take_all(language.reasons, "reason")
    split = mark_split_acts(marked, language.name, finder.tree)
    named = [each for each in finder.find(marked.text) if not _is_other_sense(marked.whole, each, language)]
    named = [each for each in named if not is_described(marked.text, each, named, language)]
    subjects = named + split
    for span in [span for span in marked.spans if span.value == "dry"]:
        subjects.append(Subject("water", span.start, span.end, is_symptom=False))
    subjects = [felt(marked.text, subject, subjects) for subject in subjects]
    for subject in subjects:
        if subject not in split and TAKEN not in marked.text[subject.start : subject.end]:
            marked.take(subject.start, subject.end, "topic", subject)
    mark_factors(marked)
    marked.take_all(language.such_as, "idiom")
    marked.take_all(language.idioms, "idiom")
    return marked, tuple(sorted(subjects, key=lambda subject: subject.start))


def _is_other_sense(text: str, subject: Subject, language: Language) -> bool:
    """Return True for "pop in on day 3", of which the finder does not see the words of the time."""
    return is_other_sense(text, subject.start, subject.end, language.name)
