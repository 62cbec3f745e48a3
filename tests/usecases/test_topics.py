"""The phone stores the topic tree and downloads it again only after a change."""

import json
from dataclasses import replace

from server.domain.topics import TopicTree
from server.ports import Services
from server.shapes.topics import Topics
from server.usecases.topics import topics_for_phone

SMALL_TREE = {"tails": [], "small": {}, "ordinary": {}, "topics": {"heat": {"en": ["heat"], "de": ["Hitze"]}}}


def test_one_document_has_the_words_of_every_language(services: Services) -> None:
    topics = Topics.model_validate_json(topics_for_phone(services).content)
    assert set(topics.words) == {"en", "de"}
    for column in topics.words.values():
        assert len(column.split("\n")) == len(topics.parents) == len(services.topics.topics)


def test_the_tag_changes_only_with_the_tree(services: Services) -> None:
    first = topics_for_phone(services)
    assert topics_for_phone(services) is first
    other = replace(services, topics=TopicTree.from_document(SMALL_TREE))
    changed = topics_for_phone(other)
    assert changed.etag != first.etag
    assert json.loads(changed.content)["words"] == {"en": "heat", "de": "Hitze"}
