from datetime import UTC, datetime, timedelta

from server.adapters.clock import SystemClock, new_id, new_token


def test_the_clock_returns_aware_utc() -> None:
    now = SystemClock().now()
    assert now.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - now) < timedelta(minutes=1)


def test_ids_and_tokens_are_unique() -> None:
    assert len({new_id() for _ in range(50)}) == 50
    tokens = {new_token() for _ in range(50)}
    assert len(tokens) == 50
    assert all(len(token) == 43 for token in tokens)  # 256 bits
