"""The phone stores the topic tree and downloads it again only after a change."""

import gzip
import json
from dataclasses import replace

import pytest

from server.domain.topics import TopicTree
from server.ports import Services
from server.shapes.base import Language
from server.shapes.topics import TopicNames, Topics
from server.usecases.topics import topics_for_phone

SMALL_TREE = {"tails": [], "small": {}, "ordinary": {}, "topics": {"heat": {"en": ["heat"], "de": ["Hitze"]}}}


def test_one_document_has_the_words_of_every_language(services: Services) -> None:
    topics = Topics.model_validate_json(topics_for_phone(services).whole.content)
    assert set(topics.words) == {"en", "de"}
    for column in topics.words.values():
        assert len(column.split("\n")) == len(topics.parents) == len(services.topics.topics)


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_names_are_the_whole_document_without_its_words(services: Services, language: Language) -> None:
    topics = topics_for_phone(services)
    whole = Topics.model_validate_json(topics.whole.content)
    names = TopicNames.model_validate_json(topics.names[language].content)
    labels = [line.partition("|")[0] for line in whole.words[language].split("\n")]
    assert names.words == {language: "\n".join(labels)}
    assert names.short == {language: whole.short[language]}
    assert (names.parents, names.icons) == (whole.parents, whole.icons)
    assert names.ids.split(" ") == list(services.topics.topics)


def test_the_compressed_documents_are_the_plain_ones(services: Services) -> None:
    topics = topics_for_phone(services)
    for document in (topics.whole, *topics.names.values()):
        assert gzip.decompress(document.gzipped) == document.content


def test_the_tag_changes_only_with_the_tree(services: Services) -> None:
    first = topics_for_phone(services)
    assert topics_for_phone(services) is first
    other = replace(services, topics=TopicTree.from_document(SMALL_TREE))
    changed = topics_for_phone(other)
    assert changed.whole.etag != first.whole.etag
    assert changed.names["en"].etag != first.names["en"].etag
    assert json.loads(changed.whole.content)["words"] == {"en": "heat", "de": "Hitze"}
