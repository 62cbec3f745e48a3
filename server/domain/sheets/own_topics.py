"""Parse what a sheet adds to the vocabulary: topics, and conditions of its own."""

from collections.abc import Mapping

from server.domain.limits import MAX_OWN_CONDITIONS, MAX_OWN_TOPICS
from server.domain.sheets.fields import NAME, NAME_EXPECTED, Table
from server.domain.sheets.model import Faults, OwnTopic

WORD = r"[^\n]{1,60}"
_CONDITION = '[conditions.cold-sores] with en = "you get cold sores"'
_EXPECTED = '[topics.gauze] with parent = "dressing" and words.en = ["gauze"]'


def own_topics(content: object, faults: Faults) -> tuple[OwnTopic, ...]:
    """Return the topics in order. Whether they fit the tree is for `TopicTree.extended` to say."""
    if not isinstance(content, Mapping):
        faults.add("topics", "is not a table", _EXPECTED)
        return ()
    if len(content) > MAX_OWN_TOPICS:
        faults.add("topics", f"{len(content)} topics are too many", f"at most {MAX_OWN_TOPICS}")
        return ()
    return tuple(_topic(str(name), table, faults) for name, table in content.items())


def _topic(name: str, content: object, faults: Faults) -> OwnTopic:
    faults.rule = f"topic {name[:64]!a}".replace("'", "")
    topic = OwnTopic(name, (), {})
    if not isinstance(content, Mapping):
        faults.add(None, "is not a table", _EXPECTED)
    else:
        table = Table({"id": name, **content}, faults)
        table.refuse_unknown(("id", "parent", "in", "words"))
        parent = table.word("parent", NAME, NAME_EXPECTED)
        parents = (*((parent,) if parent else ()), *table.words("in", NAME, "names of topics"))
        topic = OwnTopic(
            id=table.word("id", NAME, NAME_EXPECTED, required=True) or "",
            parents=parents,
            words=_words(content.get("words"), faults),
        )
    faults.rule = None
    return topic


def _words(content: object, faults: Faults) -> dict[str, tuple[str, ...]]:
    if not isinstance(content, Mapping) or not content:
        faults.add("words", "is missing" if content is None else "is not a table", _EXPECTED)
        return {}
    table = Table(content, faults)
    for language in content:
        table.faults_of_language(language)
    return {str(language): table.words(str(language), WORD, "words", required=True) for language in content}


def own_conditions(content: object, faults: Faults) -> dict[str, dict[str, str]]:
    """Return the names of the sheet's own flags, by language."""
    if not isinstance(content, Mapping):
        faults.add("conditions", "is not a table", _CONDITION)
        return {}
    if len(content) > MAX_OWN_CONDITIONS:
        faults.add("conditions", f"{len(content)} conditions are too many", f"at most {MAX_OWN_CONDITIONS}")
        return {}
    return {str(name): _condition(str(name), names, faults) for name, names in content.items()}


def _condition(name: str, content: object, faults: Faults) -> dict[str, str]:
    faults.rule = f"condition {name[:64]!a}".replace("'", "")
    names: dict[str, str] = {}
    if not isinstance(content, Mapping) or not content:
        faults.add(None, "is not a table", _CONDITION)
    else:
        Table({"id": name}, faults).word("id", NAME, NAME_EXPECTED, required=True)
        table = Table(content, faults)
        for language in content:
            table.faults_of_language(language)
        names = {str(language): table.word(str(language), WORD, "words") or "" for language in content}
    faults.rule = None
    return names
