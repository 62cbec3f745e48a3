"""The pasted text beside the rules of a draft: consistent with the rules, and complete before publishing."""

from collections.abc import Mapping
from typing import Any

from server.shapes.originals import SheetOriginal, SheetSentence
from server.shapes.sheets import PlainSentence

Json = Mapping[str, Any]


def consistent(original: SheetOriginal | None, document: Json) -> dict[str, Any] | None:
    """Return the text as it is stored beside this document.

    Rules that the document does not have are left out of the sentences. A sentence that loses its last rule in
    this way is undecided again: the author has removed the rule, not decided that the sentence needs none.
    """
    if original is None:
        return None
    ids = {rule["id"] for rule in document["rules"]}
    sentences = [_consistent(sentence, ids) for sentence in original.sentences]
    return original.model_copy(update={"sentences": sentences}).model_dump(mode="json", by_alias=True)


def _consistent(sentence: SheetSentence, ids: set[str]) -> SheetSentence:
    existing = [rule_id for rule_id in sentence.rule_ids if rule_id in ids]
    undecided = sentence.state == "rules" and not existing
    state = "decide" if undecided else sentence.state
    return sentence.model_copy(update={"rule_ids": existing, "state": state})


def counts(original: Json | None) -> dict[str, int]:
    """Count the sentences of a stored text by their state. A heading that needs no rule is not counted."""
    sentences = original["sentences"] if original else []
    states = [
        sentence["state"]
        for sentence in sentences
        if not (sentence["heading"] and sentence["state"] in ("reading-only", "left-out"))
    ]
    return {
        "sentences": len(states),
        "with_rules": states.count("rules"),
        "reading_only": states.count("reading-only"),
        "left_out": states.count("left-out"),
        "undecided": states.count("decide"),
    }


def plain_sentences(original: Json | None) -> list[PlainSentence]:
    """Return the sentences that patients only read, in their order, each with the heading that it stands under.

    Those of a patient's own sheet that the program could not read are among them.
    """
    if original is None:
        return []
    reading: list[PlainSentence] = []
    heading: str | None = None
    for sentence in original["sentences"]:
        text = original["text"][sentence["start"] : sentence["end"]].strip()
        if sentence["heading"]:
            heading = text if sentence["state"] != "left-out" else None
        elif sentence["state"] in ("reading-only", "decide"):
            unread = sentence["state"] == "decide"
            reading.append(
                PlainSentence(text=text, heading=heading, language=original["language"], unread=unread)
            )
    return reading
