"""The topic tree as the phone keeps it, so that "can I …?" is answered without a network."""

import json
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from server.domain.topics import TopicTree, to_phone
from server.ports import Services


@dataclass(frozen=True, slots=True)
class TopicsForPhone:
    """JSON, and a tag that changes with it."""

    content: bytes
    etag: str


def topics_for_phone(services: Services) -> TopicsForPhone:
    return _topics(_Same(services.topics))


class _Same:
    """A tree is recognised by being the same one; to compare all its words would cost more than to write
    them."""

    __slots__ = ("tree",)

    def __init__(self, tree: TopicTree) -> None:
        self.tree = tree

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.tree is self.tree

    def __hash__(self) -> int:
        return id(self.tree)


@lru_cache(maxsize=4)
def _topics(same: _Same) -> TopicsForPhone:
    document = to_phone(same.tree)
    content = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    return TopicsForPhone(content, sha256(content).hexdigest()[:32])
