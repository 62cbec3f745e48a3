# ruff: noqa: E501 - patterns stay on one line
"""Tell the other senses of a word that names a topic: "pop back in week 8", "exercise caution", "run a bath"."""

import re
from typing import NamedTuple

_SMALL = r"(?:(?:the|a|an|any|some|your|this|it|us|me|you|in|on) )*"


class _Sense(NamedTuple):
    words: re.Pattern[str]  # the word that names the topic
    before: re.Pattern[str]  # right before it
    after: re.Pattern[str]  # right behind it


def _sense(words: str, *, before: str = "", after: str = "") -> _Sense:
    return _Sense(re.compile(words), re.compile(rf"(?:{before})$" if before else ""), re.compile(after))


_SENSES = {
    "en": (
        _sense(r"needles?|box(?:es)?"),
        _sense(r"drops?", before=r"\b(?:a|single) "),
        _sense(r"(?:com(?:es?|ing)|came|falls?|fell) off", before=r"\b(?:temporary|crown|cap|veneer|brace|bracket|dressing|plaster|bandage|tape|nail|tip|lens|cast|splint|ring|stud|bar|clip|glue|foil) (?:has |have |is |are )?"),
        _sense(r"pink\w*|red\w*", after=r"(?:[ -]tinged)? (?:discharge|fluid|water|saliva|spit|liquid|urine|wine|meat|light)\b"),
        _sense(r"pop\w*", after=r" (?:back|in(?! it)|by|round|over|along|on(?! it)|into|up|to|down|a|an|your|the (?:\w+ )?(?:in|on|into)|some|it (?:in|on|back|into|under))\b"),
        _sense(r"squeez\w*", after=rf" {_SMALL}(?:in|into)\b"),
        _sense(r"touch\w*", before=r"\b(?:in|final|finishing|a|soft|personal) "),
        _sense(r"touch\w*", after=r"(?:[ -]up| base)\b"),
        _sense(r"press\w*", after=r" (?:on with|ahead|send|the button|\d)\b"),
        _sense(r"scratch\w*", before=r"\b(?:from|up to) "),
        _sense(r"exercis\w*", after=r" (?:\w+ )?(?:caution|care|restraint|patience|judgement|judgment|discretion|control)\b"),
        _sense(r"run\w*", after=r" (?:late|out|low|through|into|over|by|a (?:fever|temperature|bath)|the (?:tap|shower|bath|risk)|down|smoothly|its course)\b"),
        _sense(r"(?:train|fl(?:y|ies|ying)|driv\w*)", before=r"\b(?:the|time|by|your|a) ", after=r" (?:home|station|ticket|times?)\b"),
        _sense(r"driv\w*", before=r"\b(?:someone|somebody|partner|friend|else|relative|adult|us|will|can|to|taxi) ", after=r" (?:you|them)\b"),
        _sense(r"lift\w*", before=r"\b(?:a|lash|brow|eyebrow|face|neck) "),
        _sense(r"rest(?:s|ing)?", after=r" of\b"),
        _sense(r"play\w*", after=r" (?:a (?:part|role)|safe|it)\b"),
        _sense(r"sleep\w*", after=r" (?:on it|well)\b"),
        _sense(r"strain\w*", before=r"\b(?:eye|the|a) "),
        _sense(r"work(?:s|ing)?", before=r"\b(?:it|they|products?|cream|that|this|which|injections?|treatment|laser|filler|botox|gel|serum|also|to) ", after=r" (?:best|better|well|by|its|wonders|faster|immediately|quickly|gradually|slowly|out|into|up|through)\b"),
        _sense(r"ice\w*", after=r" (?:breaker|cold)\b"),
        _sense(r"smok\w*", before=r"\b(?:like|up in) "),
        _sense(r"drops?", after=r" (?:off|out|away|by|in|round|us|me)\b"),
        _sense(r"lift\w*", after=r" (?:off|them|it|the (?:scabs?|crusts?|edges?))\b"),
        _sense(r"drink\w*", after=r" (?:in the)\b"),
        _sense(r"dr(?:y|ies|ied)", after=r" (?:up|out|off)\b"),
        _sense(r"party|book\w*|cut|patch\w*", after=r" (?:of|wall|test)\b"),
        _sense(r"wax\w*", before=r"\b(?:ear|bees|bone|dental|orthodontic) "),
        _sense(r"bath\w*", after=r" (?:mat|towel|room)\b"),
        _sense(r"water\w*", after=r" (?:resistant|proof|based|bill)\b"),
    ),
    "de": (
        _sense(r"zieh\w*", after=r"[^.;,]*\b(?:an|um|vor)(?=[.,;!]|$)| (?:sie )?(?:in betracht|nach sich)\b"),
        _sense(r"nadeln?|schalen?"),
        _sense(r"rosa|rötlich\w*|rote\w*", after=r" (?:flüssigkeit|sekret|ausfluss|speichel|urin|wein|fleisch)\b"),
        _sense(r"drück\w*", after=r" (?:sie )?(?:die|auf die|auf den) (?:taste|klingel|knopf|\d)"),
        _sense(r"lauf\w*", before=r"\b(?:am|auf dem|zum) ", after=r" (?:halten|lassen)\b"),
        _sense(r"lauf\w*", after=r" (?:aus|ab|unter|über|auf)\b"),
        _sense(r"fahr\w*", after=r" (?:lassen|abholen)\b"),
        _sense(r"berühr\w*", before=r"\b(?:davon|nicht|peinlich) ", after=r" (?:uns|mich)\b"),
        _sense(r"arbeit\w*", before=r"\b(?:unsere|die|der|laser|wirkstoff|haut|körper|immunsystem) ", after=r" (?:jetzt|noch|weiter|an|auf hochtouren|besser|am besten)\b"),
        _sense(r"dreh\w*", after=r" (?:sie )?(?:sich|den hahn|die dusche|das wasser)\b"),
        _sense(r"heben|hebt|hebe", after=r" (?:sie )?(?:sich|auf|die wirkung|den beleg|diesen zettel)\b"),
        _sense(r"fass\w*", after=r" (?:sie )?(?:sich|zusammen)\b"),
        _sense(r"trag\w*", after=r" (?:sie )?(?:sich|den termin|die (?:kosten|verantwortung)|das risiko)\b"),
    ),
}  # fmt: skip


def is_other_sense(text: str, start: int, end: int, language: str) -> bool:
    """Return True if the words between two places of a text name a topic only in another sentence.

    A sense with both `before` and `after` needs both.
    """
    words = text[start:end]
    for sense in _SENSES[language]:
        if not sense.words.fullmatch(words):
            continue
        if sense.before.search(text, 0, start) and sense.after.match(text, end):
            return True
    return False
