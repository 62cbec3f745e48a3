"""The topic tree as the phone stores it, so that "can I …?" is answered without a network."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from server.domain.topics import TopicTree, names_to_phone, to_phone
from server.ports import Services
from server.usecases.cache import BoundedCache


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A JSON document, the same as gzip, and a tag that changes with it."""

    content: bytes
    gzipped: bytes
    etag: str


@dataclass(frozen=True, slots=True)
class TopicsForPhone:
    """The whole tree (shapes.topics.Topics), and the names alone in each language (shapes.topics.TopicNames)."""

    whole: StoredDocument
    names: Mapping[str, StoredDocument]


_topics: BoundedCache[int, tuple[TopicTree, TopicsForPhone]] = BoundedCache(limit=4)
"""Cached by the identity of the tree: comparing all its words would take longer than serializing them.

The tree is stored with the result. It therefore cannot be freed, and its identity cannot be reused.
"""


def topics_for_phone(services: Services) -> TopicsForPhone:
    cached = _topics.get(id(services.topics))
    if cached is not None:
        return cached[1]
    tree = services.topics
    names = {name: _serialize(names_to_phone(tree, name)) for name in tree.index.languages}
    topics = TopicsForPhone(whole=_serialize(to_phone(tree)), names=names)
    _topics.put(id(tree), (tree, topics))
    return topics


def _serialize(document: dict[str, Any]) -> StoredDocument:
    content = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    gzipped = gzip.compress(content, 9, mtime=0)  # once per start: every phone fetches it
    return StoredDocument(content, gzipped, sha256(content).hexdigest()[:32])
