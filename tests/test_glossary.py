"""The code agrees with docs/glossary.md: one name for each thing, on both sides and in the database."""

import json
import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from tortoise.context import TortoiseContext
from tortoise.models import Model

from server.adapters.database import config
from server.app import describe
from server.domain import vocabulary
from tests.glossary import (
    LATER,
    PAGE,
    ROOT,
    Name,
    camel,
    lines_of,
    names,
    parts,
    phone_names,
    python_names,
    server_names,
    tables,
    tracked,
    typescript_names,
)

WORDS = [row["word"] for row in tables("Refused everywhere")]
FIELDS = {row["field"] for row in tables("Refused as fields")}
VARIABLES = {row["variable"] for row in tables("Refused as variables")}
IN_CLASSES = {row["word"] for row in tables("Refused in classes")}
THIS_TEST = {Path(__file__), ROOT / "tests" / "glossary.py", PAGE}
FUNCTION_WORDS = """
a all already also and any as at be been before by else first for from had has have if in is it last me new next no
not now of on once one only or other so still that the them then they this to twice was were what when where which
who with without you
"""
NO_NOUNS = set(FUNCTION_WORDS.split())
"""Words that do not say what a thing is, alone or together with a participle."""
HTTP_TERMS = {"NotFound", "NoMatchFound"}  # of our error and of Starlette's
CODE = (".py", ".ts", ".tsx", ".js", ".css", ".html", ".yml", ".sh")
PROSE = (".md", "pyproject.toml", "Makefile", "Dockerfile", "Caddyfile", ".env.example", ".ci/run")
DOCUMENT = describe("http://localhost:8000")


def plurals(word: str) -> set[str]:
    return {word, f"{word}s", f"{word}es"}


class TestPrivateWords:
    """Words that only their inventor understands are refused in code, tests, documents and message keys."""

    @pytest.mark.parametrize("word", WORDS)
    def test_no_file_uses_a_private_word(self, word: str) -> None:
        uses = [
            f"{path.relative_to(ROOT)}:{number}"
            for path in tracked(*CODE, *PROSE)
            if path not in THIS_TEST
            for number, line in enumerate(lines_of(path), 1)
            if uses_word(word, line)
        ]
        assert uses == []

    @pytest.mark.parametrize("word", WORDS)
    def test_no_message_key_uses_a_private_word(self, word: str) -> None:
        keys = {
            key
            for path in tracked(".json")
            if path.parent.name == "messages"
            for key in json.loads(path.read_text())
        }
        assert [key for key in keys if uses_word(word, key)] == []

    @pytest.mark.parametrize(
        "line",
        [
            "house = build()",
            "class OpenHouse:",
            "const theHouse = 1",
            ".house--open { }",
            "# the house needs it",
            "IN_HOUSE = 1",
            "two houses",
        ],
    )
    def test_a_word_is_recognized_in_every_spelling(self, line: str) -> None:
        assert uses_word("house", line)

    @pytest.mark.parametrize(
        "line", ["housekeeping()", "class Housekeeping:", "# the milestone", "warehouse = 1"]
    )
    def test_a_longer_word_is_another_word(self, line: str) -> None:
        assert not uses_word("house", line)
        assert not uses_word("stone", line)

    def test_an_identifier_is_refused_as_a_name_and_not_in_a_sentence(self) -> None:
        assert uses_word("letGo", "await letGo(item)")
        assert uses_word("letGo", '"patient.stuck.let-go"')
        assert not uses_word("letGo", "// Safari does not let go of the lock")


def uses_word(word: str, line: str) -> bool:
    """Return whether a line contains the word.

    A plain word counts anywhere; an identifier of several parts (`letGo`, `way_back_in`) only as a name.
    """
    wanted = parts(word)
    if wanted[0] not in line.lower():
        return False  # true of most lines, and faster than splitting them
    if len(wanted) == 1:
        return bool(plurals(word) & set(parts(line)))
    tokens = re.findall(r"[A-Za-z0-9_$-]+", line)
    return any(f" {' '.join(wanted)} " in f" {' '.join(parts(token))} " for token in tokens)


def properties() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield shape, name and schema of every field of the API, and of every query parameter."""
    for shape, schema in DOCUMENT["components"]["schemas"].items():
        for name, field in schema.get("properties", {}).items():
            yield shape, name, field
    for path, methods in DOCUMENT["paths"].items():
        for operation in methods.values():
            for parameter in operation.get("parameters", ()):
                yield path, parameter["name"], parameter["schema"]


async def columns() -> list[tuple[str, str]]:
    """Return table and column names of the database."""
    async with TortoiseContext() as context:
        await context.init(config=config("sqlite://:memory:"))
        assert context.apps is not None
        models: list[type[Model]] = list(context.apps.get_models_iterable())
    return [
        (model._meta.db_table, column)
        for model in models
        for column in model._meta.fields_db_projection.values()
    ]


def vocabularies() -> dict[str, type[StrEnum]]:
    return {
        name: kind
        for name, kind in vars(vocabulary).items()
        if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
    }


class TestFields:
    """One field name for one thing, on the wire, in the tables and in the vocabularies."""

    @pytest.mark.parametrize("field", sorted(FIELDS))
    async def test_no_field_has_a_refused_name(self, field: str) -> None:
        refused = plurals(field)
        assert [(shape, name) for shape, name, _ in properties() if name in refused] == []
        assert [(table, name) for table, name in await columns() if {table, name} & refused] == []
        values = [(kind.__name__, value.value) for kind in vocabularies().values() for value in kind]
        assert [(kind, value) for kind, value in values if value in refused] == []

    @pytest.mark.parametrize("word", sorted(IN_CLASSES))
    async def test_no_class_and_no_table_is_named_after_a_refused_word(self, word: str) -> None:
        shapes = set(DOCUMENT["components"]["schemas"])
        everything = shapes | set(vocabularies()) | {table for table, _ in await columns()}
        assert [name for name in everything if plurals(word) & set(parts(name))] == []

    def test_a_finding_is_never_a_sign(self) -> None:
        """`finding` is what the assessment raises; pustules or fever are a `sign`."""
        signs = {sign.value for sign in vocabulary.Sign}
        fields = [(shape, name, schema) for shape, name, schema in properties() if name.startswith("finding")]
        assert fields, "the review has findings"
        assert [(shape, name) for shape, name, schema in fields if signs & set(enum_values(schema))] == []

    def test_no_component_is_called_sheet(self) -> None:
        """A dialog is a `BottomSheet` or a `Dialog`; `Sheet` is a clinic's aftercare instructions."""
        declared = re.compile(r"\b(?:function|const|class|interface|type)\s+Sheet\b")
        paths = [path for path in tracked(".tsx", ".ts") if path.is_relative_to(ROOT / "pwa" / "src" / "ui")]
        assert len(paths) > 20
        assert [path for path in paths if declared.search(path.read_text(encoding="utf-8"))] == []


def enum_values(schema: Any) -> Iterator[str]:
    """Yield the values that a schema allows, following references, lists and unions one level of shapes deep."""
    if "$ref" in schema:
        target = DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        yield from target.get("enum", ())
    yield from schema.get("enum", ())
    for part in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else ())):
        yield from enum_values(part)


class TestNames:
    """Every name in the glossary exists in the code."""

    @pytest.mark.parametrize("name", names(), ids=lambda name: name.name)
    def test_every_name_exists_on_its_side(self, name: Name) -> None:
        assert LATER.fullmatch(name.where) or name.where in ("server", "phone", "both"), name.where
        if name.on("server"):
            assert name.name in server_names()
        if name.on("phone"):
            assert {name.name, camel(name.name)} & phone_names()

    @pytest.mark.parametrize(
        "name", [name for name in names() if LATER.fullmatch(name.where)], ids=lambda name: name.name
    )
    def test_a_later_name_does_not_exist_yet(self, name: Name) -> None:
        """Once a name exists, the glossary must name its side."""
        assert name.name not in server_names() | phone_names()


class TestVariables:
    """A participle (`found`, `told`) says what happened to a thing; a name says what the thing is."""

    def test_no_name_in_python_is_a_participle(self) -> None:
        paths = tracked(".py")
        assert len(paths) > 300
        assert [use for path in paths for use in participles(path, python_names)] == []

    def test_no_name_in_typescript_is_a_participle(self) -> None:
        paths = tracked(".ts", ".tsx", ".js")
        assert len(paths) > 300
        assert [use for path in paths for use in participles(path, typescript_names)] == []

    @pytest.mark.parametrize(
        "code",
        [
            "found = 1",
            "found: int = 1",
            "self.found = 1",
            "(a, *found) = b",
            "(found := 1)",
            "def found(): pass",
            "def f(*, found): pass",
            "f = lambda found: 0",
            "class Found: pass",
            "[0 for found in b]",
            "for found in b: pass",
            "with a as found: pass",
            "try: pass\nexcept E as found: pass",
            "import a as found",
            "match a:\n  case {**found}: pass",
            "FOUND = found_at = last_found = 1",
        ],
    )
    def test_python_names_are_seen_wherever_they_are_defined(self, code: str) -> None:
        assert any(is_participle(name) for name, _ in python_names(code))

    @pytest.mark.parametrize(
        "code",
        [
            "a = b.found",
            "'found' in a  # found",
            "f(found=1)",
            "found_items = 1",
            "def test_is_found(): pass",
        ],
    )
    def test_python_words_that_are_not_our_names_pass(self, code: str) -> None:
        assert not any(is_participle(name) for name, _ in python_names(code))

    @pytest.mark.parametrize(
        "code",
        [
            "const found = 1;",
            "const { a: found } = b;",
            "let [a, found] = b;",
            "for (const found of b) {}",
            "function found() {}",
            "items.map((found) => 0)",
            "items.map(found => 0)",
            "interface A { readonly found?: string }",
            "type Found = string",
            "const a = { lastFound: 1 }",
            "// a comment\nconst found = 1",
            "const a = /[`'\"]/g; const found = 1; const b = `b`;",
        ],
    )
    def test_typescript_names_are_seen_wherever_they_are_defined(self, code: str) -> None:
        assert any(is_participle(name) for name, _ in typescript_names(code))

    @pytest.mark.parametrize(
        "code",
        [
            "a(); // found",
            "/* found\n * said */ a();",
            "a('found')",
            'a("not-\\"found")',
            "a(`it was\n found`)",
            "a.replace(/['found]/g)",
            "foundItems",
        ],
    )
    def test_typescript_words_that_are_not_names_pass(self, code: str) -> None:
        assert not any(is_participle(name) for name, _ in typescript_names(code))


def participles(path: Path, names_in: Callable[[str], Iterator[tuple[str, int]]]) -> Iterator[str]:
    """Yield place and name of every refused name of a file."""
    for name, number in names_in(path.read_text(encoding="utf-8")):
        if is_participle(name) and name not in HTTP_TERMS:
            yield f"{path.relative_to(ROOT)}:{number} {name}"


def is_participle(name: str) -> bool:
    """Tell whether a name consists of a refused participle and of words that name no thing."""
    words = set(parts(name))
    return bool(words & VARIABLES) and words <= VARIABLES | NO_NOUNS
