"""Sheets that no author should send: each is refused with the fault and the limit."""

from typing import Any

import pytest
import pytest_asyncio
from httpx2 import AsyncClient, Response

from tests.api.conftest import Browse
from tests.drafts import document, rule
from tests.factories import TIME_ZONE, TREATED_LOCAL
from tests.people import World, make_world

SAMPLE = {"treated_at_local": TREATED_LOCAL.isoformat(), "time_zone": TIME_ZONE}
FRENCH = (
    "Ne pas appliquer de maquillage pendant 24 heures. Éviter le soleil et le sauna pendant une semaine. "
    "Nettoyer la peau avec de l'eau tiède."
)


@pytest_asyncio.fixture
async def bob(db: str, services: Any, browse: Browse) -> AsyncClient:
    world: World = await make_world(services)
    return browse(world.tokens["bob"])


async def faults(bob: AsyncClient, **source: Any) -> list[dict[str, Any]]:
    answer = await bob.post("/api/sheet-reports", json=source)
    assert answer.status_code == 200, answer.text
    report: dict[str, Any] = answer.json()
    assert report["document"] is None
    listed: list[dict[str, Any]] = report["faults"]
    return listed


async def issues(bob: AsyncClient, sheet: dict[str, Any]) -> list[dict[str, Any]]:
    answer = await bob.post("/api/sheet-reports", json={"document": sheet})
    assert answer.json()["faults"] == []
    listed: list[dict[str, Any]] = answer.json()["issues"]
    return listed


def own_topics(count: int) -> dict[str, Any]:
    return {f"own-{number}": {"words": {"en": [f"own thing {number}"]}} for number in range(count)}


class TestTooMuch:
    @pytest.mark.parametrize(
        ("sheet", "problem", "expected"),
        [
            (
                document(*(rule(id=f"r{number}") for number in range(401))),
                "401 rules are too many",
                "at most 400",
            ),
            (
                document(rule(topics=[f"topic-{number}" for number in range(61)])),
                "61 texts are too many",
                "a list of at most 60 texts: names of topics",
            ),
            (document(topics=own_topics(201)), "201 topics are too many", "at most 200"),
        ],
    )
    async def test_it_is_refused_with_the_number(
        self, bob: AsyncClient, sheet: dict[str, Any], problem: str, expected: str
    ) -> None:
        [fault] = await faults(bob, document=sheet)
        assert (fault["problem"], fault["expected"]) == (problem, expected)

    async def test_the_largest_sheet_is_accepted(self, bob: AsyncClient) -> None:
        texts = {"says": "x" * 500, "why": "x" * 500}  # 400 KB in all: more than other bodies may have
        rules = [rule(id=f"r{number}", mark="as-written", **texts) for number in range(400)]
        assert await issues(bob, document(*rules, topics=own_topics(200))) == []

    async def test_2_001_sentences_are_refused_with_their_number(self, bob: AsyncClient) -> None:
        answer = await bob.post("/api/sheet-imports", json={"text": "Avoid make-up for 24 hours.\n" * 2_001})
        assert (answer.status_code, answer.json()["code"]) == (422, "text-too-long")
        assert "2,001 sentences" in answer.json()["detail"]

    async def test_a_text_of_more_than_200_000_characters_is_refused(self, bob: AsyncClient) -> None:
        answer = await bob.post("/api/sheet-imports", json={"text": "No ice. " * 25_001})
        assert (answer.status_code, answer.json()["errors"][0]["at"]) == (422, "text")

    async def test_more_than_2_megabytes_are_refused(self, bob: AsyncClient) -> None:
        rules = [rule(id=f"r{number}", says="x" * 500, why="x" * 5_000) for number in range(400)]
        answer = await bob.post("/api/sheet-reports", json={"document": document(*rules)})
        assert (answer.status_code, answer.json()["code"]) == (413, "too-large")


class TestToml:
    @pytest.mark.parametrize(
        "toml",
        [
            "\n".join(f"key{number} = 1" for number in range(9_000)),
            "\n".join(f"[table{number}]\nkey = 1" for number in range(9_000)),
        ],
        ids=["keys", "tables"],
    )
    async def test_only_fifty_of_thousands_of_faults_are_listed(self, bob: AsyncClient, toml: str) -> None:
        assert len(await faults(bob, toml=toml)) == 50

    @pytest.mark.parametrize(
        "toml",
        [
            "title = 1\na" + ".a" * 4_000 + " = 1",
            "title = 1\n" + "\n".join("a" + ".'a'" * 2_000 + f".x{number} = 1" for number in range(110)),
            "title = 1\n[" + "a . " * 1_000 + "x]",
            "title = 1\n" + "b = { " + "a." * 1_000 + "x = 1 }",
        ],
        ids=["bare", "quoted", "table", "inline"],
    )
    async def test_a_key_of_thousands_of_dots_is_a_fault_at_its_place(
        self, bob: AsyncClient, toml: str
    ) -> None:
        """The parser would need minutes for a hundred of them."""
        [fault] = await faults(bob, toml=toml)
        assert (fault["problem"], fault["line"]) == ("the key has too many dots", 2)
        assert fault["expected"] == "at most 32 parts"

    async def test_thousands_of_rules_are_refused_with_their_number(self, bob: AsyncClient) -> None:
        toml = "\n".join(f'[[rules]]\nid = "r{number}"' for number in range(9_000))
        assert "9000 rules are too many" in [fault["problem"] for fault in await faults(bob, toml=toml)]

    @pytest.mark.parametrize(
        "toml", ["a" + ".a" * 60_000 + " = 1", "a = " + "[" * 60_000], ids=["dots", "brackets"]
    )
    async def test_a_very_long_line_is_a_fault_at_its_place(self, bob: AsyncClient, toml: str) -> None:
        [fault] = await faults(bob, toml=toml)
        assert (fault["problem"], fault["line"], fault["column"]) == ("the line is too long", 1, 10_001)

    async def test_fifty_faults_of_many_are_listed(self, bob: AsyncClient) -> None:
        rules = [rule(id=f"r{number}", until="72-24h") for number in range(200)]
        assert len(await faults(bob, document=document(*rules))) == 50


class TestTopics:
    async def test_a_condition_that_names_no_topic_is_an_issue(self, bob: AsyncClient) -> None:
        [issue] = await issues(bob, document(rule(verb="allow", **{"with": ["xyzzy"]})))
        assert (issue["kind"], issue["rule_ids"], issue["resolved"]) == ("unknown-topic", ["make-up"], False)
        assert "'xyzzy'" in issue["problem"]

    async def test_an_own_topic_that_takes_a_built_in_word_is_an_issue_and_cannot_be_published(
        self, bob: AsyncClient
    ) -> None:
        sheet = self._taking("sunscreen")
        [issue] = await issues(bob, sheet)
        assert issue["problem"] == "'sunscreen' is a word of both sunscreen and our-cream"
        begun = await self._new_draft(bob, sheet)
        address = f"/api/sheet-versions/{begun.json()['id']}/publication"
        published = await bob.post(address, json={})
        assert (published.status_code, published.json()["code"]) == (409, "sheet-unresolved")

    async def test_it_can_neither_be_previewed_nor_break_the_comparison(self, bob: AsyncClient) -> None:
        sheet = self._taking("sunscreen")
        previewed = await bob.post("/api/sheet-previews", json={"document": sheet, **SAMPLE})
        assert (previewed.status_code, previewed.json()["code"]) == (422, "sheet-faulty")
        begun = (await self._new_draft(bob, sheet)).json()["id"]
        compared = await bob.get("/api/sheet-comparison", params={"a": begun, "b": begun})
        assert [row["outcome"] for row in compared.json()["topics"]] == ["agreement"]

    async def test_an_own_topic_with_words_of_its_own_is_previewed_with_its_word(
        self, bob: AsyncClient
    ) -> None:
        sheet = self._taking("hyaluron gauze")
        assert await issues(bob, sheet) == []
        previewed = await bob.post("/api/sheet-previews", json={"document": sheet, **SAMPLE})
        assert previewed.json()["timeline"]["topics"][0]["words"] == {"en": ["hyaluron gauze"]}

    async def _new_draft(self, bob: AsyncClient, sheet: dict[str, Any]) -> Response:
        new = {"id": "00000000-0000-4000-8000-000000000007", "source": {"document": sheet}}
        return await bob.post("/api/sheet-versions", json=new)

    def _taking(self, word: str) -> dict[str, Any]:
        topics = {"our-cream": {"parent": "dressing", "words": {"en": [word]}}}
        return document(rule(topics=["our-cream"]), topics=topics)


class TestLanguages:
    async def test_a_text_in_a_language_that_nobody_has_chosen_is_refused(self, bob: AsyncClient) -> None:
        for language, code in (
            (None, "language-unknown"),
            ("en", "language-other"),
            ("de", "language-other"),
        ):
            answer = await bob.post("/api/sheet-imports", json={"text": FRENCH, "language": language})
            assert (answer.status_code, answer.json()["code"]) == (422, code), language

    async def test_a_text_cannot_be_read_in_a_third_language(self, bob: AsyncClient) -> None:
        answer = await bob.post("/api/sheet-imports", json={"text": FRENCH, "language": "fr"})
        assert (answer.status_code, answer.json()["errors"][0]["at"]) == (422, "language")

    async def test_a_sheet_in_another_language_is_a_sheet(self, bob: AsyncClient) -> None:
        """Patients without this language are told so; short names, verdicts and times are in theirs."""
        sheet = document(rule(says="Pas de maquillage."), language="fr")
        assert await issues(bob, sheet) == []
        previewed = await bob.post("/api/sheet-previews", json={"document": sheet, **SAMPLE})
        assert previewed.json()["timeline"]["sheet"]["language"] == "fr"

    async def test_an_invalid_language_is_a_fault(self, bob: AsyncClient) -> None:
        [fault] = await faults(bob, document=document(language="klingon"))
        assert (fault["field"], fault["problem"]) == ("language", "'klingon' does not fit")
