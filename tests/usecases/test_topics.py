"""The phone keeps the topic tree, and asks for it again only when it has changed."""

import json
from dataclasses import replace

from server.domain.topics import TopicTree
from server.ports import Services
from server.shapes.treatments import Topics
from server.usecases.topics import topics_for_phone

SMALL_TREE = {"tails": [], "small": {}, "ordinary": {}, "topics": {"heat": {"en": ["heat"], "de": ["Hitze"]}}}


def test_each_language_has_its_own_words(services: Services) -> None:
    english, german = (topics_for_phone(services, language) for language in ("en", "de"))
    assert english.etag != german.etag
    for found in (english, german):
        assert len(Topics.model_validate_json(found.content).topics) == len(services.topics.topics)


def test_the_tag_changes_with_the_tree_and_only_then(services: Services) -> None:
    first = topics_for_phone(services, "en")
    assert topics_for_phone(services, "en") is first
    other = replace(services, topics=TopicTree.from_document(SMALL_TREE))
    changed = topics_for_phone(other, "en")
    assert changed.etag != first.etag
    assert [row[2] for row in json.loads(changed.content)["topics"]] == ["heat"]
