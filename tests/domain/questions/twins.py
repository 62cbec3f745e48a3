"""Negate a question, or remove its negation, with templates."""

from collections.abc import Iterator

NEGATE = {
    "en": (
        ("can i ", "can i not "),
        ("can i ", "cant i "),
        ("can i use ", "can i stop using "),
        ("can i use ", "can i avoid using "),
        ("can i use ", "can i skip using "),
        ("may i ", "may i not "),
        ("could i ", "could i not "),
        ("should i ", "should i not "),
        ("should i use ", "should i avoid using "),
        ("should i take ", "should i stop taking "),
        ("must i ", "must i not "),
        ("shall i ", "shall i not "),
        ("do i have to ", "do i no longer have to "),
        ("do i have to ", "dont i have to "),
        ("do i need ", "do i no longer need "),
        ("do i need ", "do i still need "),
        ("is it ok to ", "is it ok not to "),
        ("am i allowed to ", "am i not allowed to "),
        ("when can i use ", "when can i stop using "),
        ("when can i ", "when can i not "),
        ("how long should i use ", "how long should i not use "),
    ),
    "de": (
        ("darf ich ", "darf ich nicht "),
        ("darf ich ", "darf ich nicht mehr "),
        ("kann ich ", "kann ich nicht "),
        ("muss ich ", "muss ich nicht "),
        ("muss ich ", "muss ich noch "),
        ("soll ich ", "soll ich nicht "),
        ("soll ich ", "soll ich lieber nicht "),
        ("sollte ich ", "sollte ich nicht "),
        ("brauche ich ", "brauche ich nicht "),
        ("wann darf ich ", "wann darf ich nicht "),
    ),
}
AFFIRM = {
    "en": (
        ("should i avoid ", "should i use "),
        ("can i skip ", "can i use "),
        ("can i stop using ", "can i use "),
        ("do i still need sun", "do i need sun"),
        ("do i still have to use ", "do i have to use "),
        ("must i still ", "must i "),
        ("should i not ", "should i "),
        ("can i not ", "can i "),
        ("cant i ", "can i "),
        ("may i not ", "may i "),
        ("when can i stop wearing ", "when can i start wearing "),
        ("how long should i not ", "how long should i "),
        ("no ", ""),
        (" not to ", " to "),
        (" stay away from ", " go to "),
        (" refrain from ", " start "),
    ),
    "de": (
        ("muss ich noch ", "muss ich "),
        ("muss ich immer noch ", "muss ich "),
        ("brauche ich noch ", "brauche ich "),
        ("darf ich nicht ", "darf ich "),
        ("soll ich nicht ", "soll ich "),
        ("soll ich lieber nicht ", "soll ich "),
        ("weglassen", "nehmen"),
        (" sonne meiden", " sonne nutzen"),
        (" auslassen", " nehmen"),
        (" keine sonnencreme", " sonnencreme"),
        (" kein make-up", " make-up"),
        ("gar kein ", ""),
    ),
}


def negations(question: str, language: str) -> Iterator[str]:
    """Yield the question with one negation added, for each template that fits exactly once."""
    yield from _replaced(question, NEGATE[language])


def affirmations(question: str, language: str) -> Iterator[str]:
    """Yield the question with its negation removed, for each template that fits exactly once."""
    yield from _replaced(question, AFFIRM[language])


def _replaced(question: str, templates: tuple[tuple[str, str], ...]) -> Iterator[str]:
    text = f" {question.lower()}"
    for plain, other in templates:
        marked = plain if plain.startswith(" ") or not plain.endswith(" ") else f" {plain}"
        replacement = other if marked == plain else f" {other}"
        if text.count(marked) == 1 and not (_ends_a_duty(other) and _asks_how_long(text)):
            yield text.replace(marked, replacement).strip()


def _ends_a_duty(template: str) -> bool:
    """Return True for "do I still need": it negates, except in "how long do I still need"."""
    return "still" in template or "noch" in template


def _asks_how_long(text: str) -> bool:
    return " how " in text or " wie " in text
