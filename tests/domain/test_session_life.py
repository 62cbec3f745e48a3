"""How long a device stays signed in."""

from datetime import UTC, datetime, timedelta

import pytest

from server.domain.session_life import SESSION_LIVES
from server.domain.vocabulary import Role

BEGAN_AT = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("role", "used_after", "ends_after"),
    [
        (Role.PATIENT, timedelta(0), timedelta(days=60)),
        (Role.PATIENT, timedelta(days=300), timedelta(days=360)),
        (Role.PATIENT, timedelta(days=306), timedelta(days=365)),
        (Role.PRACTITIONER, timedelta(0), timedelta(hours=12)),
        (Role.PRACTITIONER, timedelta(hours=9), timedelta(hours=21)),
        (Role.PRACTITIONER, timedelta(days=30, hours=-1), timedelta(days=30)),
    ],
    ids=str,
)
def test_a_session_ends_when_idle_and_at_the_latest_at_its_absolute_end(
    role: Role, used_after: timedelta, ends_after: timedelta
) -> None:
    end = SESSION_LIVES[role].end(began_at=BEGAN_AT, used_at=BEGAN_AT + used_after)
    assert end == BEGAN_AT + ends_after


def test_every_role_has_a_life_whose_uses_are_noted_often_enough() -> None:
    assert set(SESSION_LIVES) == set(Role)
    assert all(life.step * 60 <= life.idle for life in SESSION_LIVES.values())
