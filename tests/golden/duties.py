"""When duties that were done are due again, for every kind of repetition. The phone gives the same moments."""

from datetime import UTC, datetime, timedelta
from typing import Any

from server.domain.duties import acts_of, due_again
from server.domain.timeline import instant_text, to_document
from server.domain.when.bounds import States
from tests.domain import small_sheet

_EVERY = (
    "", "once", "always", "as needed", "1/day", "2/day", "2-3/day", ">=2/day", "4/day", "2/hour", "1/week", "2/week",
    "1/month", "2/year", "every 2h", "every >=2-3h", "every 90m", "every 2d", "morning+evening", "noon", "bedtime",
    "each wash", "each touch",
)  # fmt: skip
_FROM = ("24h", "on(home)", "after(wash)+30m", "while(outside)", "before(touch)", "48h & healed")
_DONE_AT = (
    ("Europe/Berlin", datetime(2026, 5, 6, 10, 30, tzinfo=UTC)),
    ("Europe/Berlin", datetime(2026, 5, 6, 16, tzinfo=UTC)),  # 18:00, at the beginning of the evening
    ("Europe/Berlin", datetime(2026, 10, 24, 21, 0, tzinfo=UTC)),  # the evening before the clocks go back
    ("America/Santiago", datetime(2026, 9, 5, 20, 0, tzinfo=UTC)),  # the next day has no midnight
)


def duty_cases() -> dict[str, Any]:
    return {"cases": [_case(starts, every) for starts in _FROM for every in _EVERY]}


def _case(starts: str, every: str) -> dict[str, Any]:
    fields = {"from_": starts} | ({"every": every} if every else {})
    timeline = small_sheet.timeline(small_sheet.rule("duty", "do", "balm", **fields))
    (window,), (document,) = timeline.windows, to_document(timeline)["windows"]
    moments = _DONE_AT if starts == _FROM[0] else _DONE_AT[:1]
    rows = [
        {
            "time_zone": time_zone,
            "done_at": instant_text(done_at),
            "act_at": instant_text(act_at),
            "due_again": instant_text(due_again(window, done_at, _reports(act_at), time_zone=time_zone)),
        }
        for time_zone, done_at in moments
        for act_at in (None, done_at - timedelta(hours=1), done_at + timedelta(hours=1))
    ]
    return {"window": document, "acts": list(acts_of(window)), "rows": rows}


def _reports(act_at: datetime | None) -> States:
    """Return the report of every act at one moment, or of none."""
    return {f"act:{act}": act_at for act in ("home", "wash", "outside", "touch")} if act_at else {}
