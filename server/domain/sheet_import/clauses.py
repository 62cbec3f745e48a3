"""Split a sentence into clauses with one instruction each, and strip the reasons that sheets give."""

import re

_NEW_VERB = (
    r"be sure to|make sure|you should|you must|you may|you can|do not|don't|avoid|never|only use|use only"
    r"|apply|keep|wear|use(?! of)|consult|contact|call"
)
_SPLIT = re.compile(
    r";\s+|\s+however,?\s+|,?\s+but (?!only\b|not\b)"
    rf"|,?\s+(?:and|so|then),?\s+(?=(?:please\s+)?(?:{_NEW_VERB})\b)"
    r"|,\s+(?=(?:avoid|do not|don't)\b)",
    re.IGNORECASE,
)
_IN_ORDER_TO = (
    r"avoid|prevent|minimi[sz]e|reduce|ensure|help|soften|protect|allow|assist|maximi[sz]e|speed|remove|achieve"
    r"|keep your skin from"
)
_REASON = re.compile(
    r"\s*(?:,|\bfor)?\s*\b(?:because|due to|in order to|so that|so as to|which|although|even if|especially"
    r"|since (?:it|the|this|your|they)|as (?:it|there|this|these|they|the|your)\b"
    r"|that (?:can|may|will|could)|these (?:can|may)|this (?:will|can|may|helps|is)"
    rf"|to (?:{_IN_ORDER_TO})|for (?:optimal|best|the best|maximum|the acceleration)"
    r"|prior to|before (?:touching|applying|you touch)|in areas? of)\b.*",
    re.IGNORECASE,
)
_LEAST = 8
"""Characters before a reason to be stripped; a leading one is left in place: "For best results: …"."""
_ADVISED = re.compile(
    r"\b(?:it is )?(?:highly |strongly )?"
    r"(?:encouraged|recommended|advised|advisable|important|essential|best) to (?=avoid|refrain|stay)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^)]*\)")
_LOST = re.compile(r"\bfor (?=(?:as|because|due|since)\b|[,.;]|$)", re.IGNORECASE)


def clauses(sentence: str) -> tuple[str, ...]:
    return tuple(part.strip(" ,") for part in _SPLIT.split(sentence) if part.strip(" ,.!"))


def without_reason(clause: str) -> str:
    """Return the clause up to "because", "to prevent" and the like: reasons name topics that are not meant."""
    text = _ADVISED.sub("", _ASIDE.sub(" ", clause)).strip(" ,")
    reason = _REASON.search(text, _LEAST)
    return text[: reason.start()].strip() if reason else text


def lost_number(clause: str) -> bool:
    """Return True if a number is missing from the sheet, as in "avoid baths for as there is …"."""
    return _LOST.search(clause) is not None
