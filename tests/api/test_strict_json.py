"""Which JSON the API accepts."""

import pytest

from server.api.strict_json import Malformed, check_json


@pytest.mark.parametrize(
    "raw",
    [
        b"{}",
        b"[]",
        b"null",
        b'{"a": {"a": 1}, "b": [{"a": 1}, {"a": 2}]}',
        '{"note": "Käse, 日本, 🌿"}'.encode(),
        b'{"note": "\\ud83c\\udf3f"}',  # a pair of surrogates is one character
        b'{"note": "\\\\u0000 is only spelled out"}',
    ],
)
def test_valid_json_is_accepted(raw: bytes) -> None:
    check_json(raw)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "not JSON"),
        (b"{", "line 1, column 2"),
        (b'{"a": 1} {}', "not JSON"),
        (b'{"a": 1, "a": 2}', "twice"),
        (b'{"b": {"a": 1, "a": 1}}', "twice"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": -Infinity}', "-Infinity"),
        (b'{"a": 1e999}', "too large"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "too long"),
        (b"[" * 100_000, "too deeply"),
        (b'{"note": "\\u0000"}', "NUL"),
        (b'{"\\u0000": 1}', "NUL"),
        (b'{"note": ["\\ud800"]}', "surrogate"),
        (b'{"note": "\\udf3f\\ud83c"}', "surrogate"),
        (b"\xff\xfe{\x00}\x00", "UTF-8"),
        ("{}".encode("utf-16"), "UTF-8"),
        (b"\xef\xbb\xbf{}", "not JSON"),
    ],
)
def test_anything_else_is_refused_with_a_reason(raw: bytes, says: str) -> None:
    with pytest.raises(Malformed, match=says):
        check_json(raw)
