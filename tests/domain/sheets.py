"""Small sheets and topic trees for the tests of the domain, and strategies that generate them."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from server.domain.sheets import Sheet, from_document
from server.domain.timeline import Timeline, TreatmentFacts, compile
from server.domain.topics import TopicTree

TREATED_AT = datetime(2026, 6, 1, 10, 0, tzinfo=UTC)

HEADER: dict[str, Any] = {
    "id": "little", "title": "A little sheet", "publisher": "Test", "treatment": "microneedling",
    "language": "en", "version": 1, "day_one": 1,
}  # fmt: skip


def document(*rules: dict[str, Any], **header: Any) -> dict[str, Any]:
    numbered = [
        {"id": f"r{place}", "says": "So it is.", "cite": "1", **rule} for place, rule in enumerate(rules)
    ]
    return {**HEADER, **header, "rules": numbered}


def sheet(*rules: dict[str, Any], **header: Any) -> Sheet:
    return from_document(document(*rules, **header), name="little")


def rule(verb: str, *topics: str, **fields: Any) -> dict[str, Any]:
    """Return a rule's document; `from_` and `if_` avoid the two Python keywords."""
    named = {name.rstrip("_"): value for name, value in fields.items()}
    return {"verb": verb, "topics": list(topics), **named}


def timeline(*rules: dict[str, Any], **facts: Any) -> Timeline:
    return compile(
        sheet(*rules), TreatmentFacts(**{"treated_at": TREATED_AT, "time_zone": "Europe/Berlin", **facts})
    )


def tree(**parents: str) -> TopicTree:
    """Return a tree from `mascara="make_up"`.

    Underscores become hyphens; several parents are separated by a space.
    """
    given = {_name(topic): [_name(parent) for parent in line.split()] for topic, line in parents.items()}
    named = {parent for line in given.values() for parent in line}
    topics = {parent: {"in": [], "en": [parent]} for parent in sorted(named - given.keys())}
    topics |= {topic: {"in": line, "en": [topic]} for topic, line in given.items()}
    return TopicTree.from_document({"topics": topics})


def _name(topic: str) -> str:
    return topic.replace("_", "-")


NAMES = st.sampled_from(("redness", "cream", "wash", "touch-2"))
UNITS = st.sampled_from(("m", "h", "d", "w", "mo"))


def spans() -> st.SearchStrategy[str]:
    one = st.builds("{}{}".format, st.integers(0, 90), UNITS)
    many = st.builds(
        lambda least, more, unit: f"{least}-{least + more}{unit}",
        st.integers(0, 60),
        st.integers(1, 60),
        UNITS,
    )
    return one | many


def terms() -> st.SearchStrategy[str]:
    anchors = st.sampled_from(("healed", "shed", "bedtime", "morning+1", "gone(redness)", "after(wash)"))
    return st.one_of(
        spans(),
        st.builds("{}{}".format, st.sampled_from((">=", "<=", "~", "-")), spans()),
        st.builds("D{}".format, st.integers(1, 60)),
        st.builds(lambda first, more: f"D{first}-D{first + more}", st.integers(1, 30), st.integers(1, 30)),
        st.builds(
            "{}+{}".format, st.sampled_from(("morning", "noon", "evening", "bedtime")), st.integers(0, 9)
        ),
        st.sampled_from(("?", "healed", "calm", "shed", "evening", "bedtime")),
        st.builds("{}({})".format, st.sampled_from(("gone", "used-up")), NAMES),
        st.builds("{}({})".format, st.sampled_from(("before", "after", "on", "onset", "while")), NAMES),
        st.builds("{}{}{}".format, anchors, st.sampled_from("+-"), spans()),
        st.builds("S{}{}".format, st.sampled_from("+-"), spans()),
    )


def times() -> st.SearchStrategy[str]:
    joined = st.builds(" & ".join, st.lists(terms(), min_size=1, max_size=3))
    return st.builds(" / ".join, st.lists(joined, min_size=1, max_size=3))


TOPICS = ("make-up", "mascara", "skincare", "serum", "retinol", "heat", "bath", "sun")


def family_tree() -> TopicTree:
    return tree(
        make_up="cosmetics", mascara="make_up", skincare="cosmetics", serum="skincare", retinol="serum",
        heat="activity", bath="heat water", sun="activity",
    )  # fmt: skip


def rules(*verbs: str) -> st.SearchStrategy[dict[str, Any]]:
    every = verbs or ("avoid", "only", "allow", "do", "expect", "call", "repeat")
    flags = st.lists(st.sampled_from(("now:sore", "layer")), max_size=1)
    written = st.fixed_dictionaries(
        {
            "verb": st.sampled_from(every),
            "topics": st.lists(st.sampled_from(TOPICS), min_size=1, max_size=2, unique=True),
        },
        optional={
            "from": times(),
            "until": times(),
            "if": flags,
            "unless": flags,
            "exception": st.booleans(),
        },
    )
    return written.map(_without_banning_exceptions)


def _without_banning_exceptions(written: dict[str, Any]) -> dict[str, Any]:
    """A ban that is an exception is refused."""
    return {**written, "exception": False} if written["verb"] == "avoid" else written
