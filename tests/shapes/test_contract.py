"""The OpenAPI document describes every value on the wire: no bare objects, no untyped values."""

from collections.abc import Iterator
from typing import Any

from server.app import describe

DOCUMENT = describe("http://localhost:8000")
WEBAUTHN = {"Ceremony.options", "CeremonyAnswer.credential"}
"""JSON of the Web Authentication standard, which is described there."""
FHIR = {"get /api/treatments/{treatment_id}/review.fhir.json"}
"""JSON of the FHIR standard."""


def schemas(schema: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every schema inside `schema`, with its path: `Review.entries.items`."""
    if not isinstance(schema, dict):
        return
    yield place, schema
    for name, part in schema.get("properties", {}).items():
        yield from schemas(part, f"{place}.{name}")
    for keyword in ("items", "additionalProperties"):
        yield from schemas(schema.get(keyword), f"{place}.{keyword}")
    for keyword in ("anyOf", "oneOf", "allOf", "prefixItems"):
        for number, part in enumerate(schema.get(keyword, ())):
            yield from schemas(part, f"{place}.{keyword}.{number}")


def all_schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, schema in DOCUMENT["components"]["schemas"].items():
        yield from schemas(schema, name)
    for path, methods in DOCUMENT["paths"].items():
        for method, operation in methods.items():
            place = f"{method} {path}"
            for parameter in operation["parameters"]:
                yield from schemas(parameter["schema"], f"{place} {parameter['name']}")
            answers = [*operation["responses"].values(), operation.get("requestBody", {})]
            for content in (content for answer in answers for content in answer.get("content", {}).values()):
                yield from schemas(content["schema"], place)


def is_bare_object(schema: dict[str, Any]) -> bool:
    values = schema.get("additionalProperties")
    typed_map = isinstance(values, dict) and values != {}
    return schema.get("type") == "object" and not schema.get("properties") and not typed_map


def is_untyped(schema: dict[str, Any]) -> bool:
    return not {"type", "$ref", "anyOf", "oneOf", "allOf", "enum", "const"} & set(schema)


def test_no_object_is_without_properties() -> None:
    bare = {place for place, schema in all_schemas() if is_bare_object(schema)}
    assert bare == WEBAUTHN | FHIR


def test_no_value_is_without_a_type() -> None:
    assert [place for place, schema in all_schemas() if is_untyped(schema)] == []


def test_no_object_accepts_unknown_properties() -> None:
    open_objects = [
        place
        for place, schema in all_schemas()
        if schema.get("properties") and schema.get("additionalProperties") is not False
    ]
    assert open_objects == ["Fault", "Problem"]  # clients must accept members added later (RFC 9457, 3.2)


def test_every_reference_has_its_schema() -> None:
    named = {schema["$ref"].rpartition("/")[2] for _, schema in all_schemas() if "$ref" in schema}
    assert named - set(DOCUMENT["components"]["schemas"]) == set()


def test_the_checks_detect_a_bare_object_and_an_untyped_value() -> None:
    nested = {
        "type": "object",
        "properties": {"rules": {"type": "array", "items": {"type": "object"}}, "any": {}},
    }
    places = dict(schemas(nested, "Sheet"))
    assert [place for place, schema in places.items() if is_bare_object(schema)] == ["Sheet.rules.items"]
    assert [place for place, schema in places.items() if is_untyped(schema)] == ["Sheet.any"]
