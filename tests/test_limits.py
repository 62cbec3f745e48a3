"""The table of limits: complete, true, and the same as its page."""

import copy
from importlib.util import find_spec
from pathlib import Path

import pytest

from server.api.route_allowances import FAILURES, SPENDS
from server.api.routes import TABLE as ROUTES
from server.app import describe
from server.domain import limits
from server.domain.limits import TABLE, Allowance, Limit
from server.ports import UploadedFile
from tests.limits_page import MARK, PAGE, table

YEAR = 365
DRAFTS = ("SheetDraft", "RuleDraft", "SheetRule")
"""Sheets in JSON: their lists are counted by the parser of sheets, which names the rule at fault."""


def test_the_page_has_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8").partition(MARK)[2] == "\n" + table()


@pytest.mark.parametrize("limit", TABLE.values(), ids=TABLE)
def test_each_limit_is_refused_where_the_table_says(limit: Limit) -> None:
    assert limit > 0
    where = find_spec(limit.refused_in)
    assert where is not None
    assert where.origin is not None
    if not isinstance(limit, Allowance):
        assert limit.name in Path(where.origin).read_text(encoding="utf-8")


def test_each_allowance_is_spent_somewhere() -> None:
    spent = {limit.name for limit in SPENDS.values()} | {each.allowance.name for each in FAILURES.values()}
    named = "".join(
        Path("server", *path).read_text(encoding="utf-8")
        for path in (
            ("api", "call_allowances.py"),
            ("api", "route_allowances.py"),
            ("usecases", "registration.py"),
            ("usecases", "shared_diaries.py"),
        )
    )
    for name, limit in TABLE.items():
        assert not isinstance(limit, Allowance) or name in spent or f"{name}," in named, name


def test_each_route_that_spends_is_in_the_url_table() -> None:
    assert (SPENDS.keys() | FAILURES.keys()) <= {f"{route.method} {route.path}" for route in ROUTES}


def test_a_copy_of_a_limit_is_the_same_limit() -> None:
    for limit in (limits.MAX_NOTE, limits.SHEET_WORK):
        copied = copy.deepcopy(limit)
        assert (copied, vars(copied)) == (limit, vars(limit))


def test_ten_entries_a_day_with_24_photos_in_all_fit_for_two_years() -> None:
    assert 2 * YEAR * 10 <= limits.ENTRIES_A_PERSON
    assert 2 * YEAR * 24 <= limits.PHOTOS_A_PERSON
    assert 2 * YEAR * 24 * 600_000 <= limits.PHOTO_BYTES_A_PERSON
    assert limits.PHOTOS_A_DAY >= 21 * 24, "three weeks offline, sent on one day"
    assert min(limits.ENTRIES_A_DAY, limits.WRITES) >= 21 * 10


def unbounded(kind: str, limits: set[str]) -> list[str]:
    """Return where request bodies have a value of this JSON type without any of these limits."""
    schemas = describe("https://afterglow.example")["components"]["schemas"]
    bodies = {route.body for route in ROUTES} - {None, UploadedFile}
    places: list[str] = []
    done: set[str] = set()

    def walk(schema: object, path: str) -> None:
        if isinstance(schema, list):
            for each in schema:
                walk(each, path)
        if not isinstance(schema, dict):
            return
        name = str(schema.get("$ref", "")).rpartition("/")[2]
        if name and name not in done and name not in DRAFTS:
            done.add(name)
            walk(schemas[name], name)
        if schema.get("type") == kind and not limits & schema.keys():
            places.append(path)
        for key, value in schema.items():
            walk(value, path if key == "properties" else f"{path}.{key}")

    for name in sorted(body.__name__ for body in bodies if body is not None):
        walk({"$ref": f"#/{name}"}, name)
    return places


def test_every_list_that_is_sent_has_a_limit() -> None:
    assert unbounded("array", {"maxItems"}) == []


def test_every_integer_that_is_sent_fits_into_the_database() -> None:
    """SQLite's driver and PostgreSQL's raise errors of their own at larger ones."""
    assert unbounded("integer", {"maximum", "enum"}) == []
