"""The topic tree as the phone stores it, so that "can I …?" is answered without a network."""

import json
from dataclasses import dataclass
from hashlib import sha256

from server.domain.topics import TopicTree, to_phone
from server.ports import Services
from server.usecases.cache import BoundedCache


@dataclass(frozen=True, slots=True)
class TopicsForPhone:
    """JSON of shapes.topics.Topics, and a tag that changes with it."""

    content: bytes
    etag: str


_topics: BoundedCache[int, tuple[TopicTree, TopicsForPhone]] = BoundedCache(limit=4)
"""Cached by the identity of the tree: comparing all its words would take longer than serializing them.

The tree is stored with the result. It therefore cannot be freed, and its identity cannot be reused.
"""


def topics_for_phone(services: Services) -> TopicsForPhone:
    cached = _topics.get(id(services.topics))
    if cached is not None:
        return cached[1]
    topics = _serialize(services.topics)
    _topics.put(id(services.topics), (services.topics, topics))
    return topics


def _serialize(tree: TopicTree) -> TopicsForPhone:
    content = json.dumps(to_phone(tree), ensure_ascii=False, separators=(",", ":")).encode()
    return TopicsForPhone(content, sha256(content).hexdigest()[:32])
