"""What the patient reports with one tap: acts and duties that were done."""

from datetime import timedelta
from typing import Any

import pytest

from server.jobs.reminders import dispatch_due
from tests.factories import make_entry
from tests.jobs.conftest import Setting

FIRST_EVENING = 9  # 19:00 in Berlin


async def report(setting: Setting, *, ago: float = 0, **document: Any) -> None:
    """Write an entry that holds nothing but `document`."""
    document = {"scores": {}, "note": "", "question": ""} | document
    at = setting.clock.now() - timedelta(hours=ago)
    await make_entry(setting.services, setting.alice, setting.treatment_id, occurred_at=at, **document)


async def test_a_duty_that_was_done_ahead_of_its_reminder_gets_none(setting: Setting) -> None:
    await setting.wish(kinds=["milestone"])
    setting.at(29.5)
    await report(setting, duties_done=["sunscreen"])
    await dispatch_due(setting.services)
    assert (await setting.only("sunscreen")).outcome == "withheld: already done"


async def test_a_duty_that_was_done_the_day_before_still_gets_a_reminder(setting: Setting) -> None:
    await setting.wish(kinds=["milestone"])
    setting.at(29.5)
    await report(setting, ago=20, duties_done=["sunscreen"])
    await dispatch_due(setting.services)
    assert (await setting.only("sunscreen")).outcome == "sent"


@pytest.mark.parametrize("document", [{"acts": ["wash"]}, {"duties_done": ["sunscreen"]}, {}])
async def test_an_act_does_not_replace_the_evening_check_in(
    setting: Setting, document: dict[str, Any]
) -> None:
    await setting.wish(kinds=["check-in"], discreet=False)
    setting.at(5)
    await report(setting, **document)
    setting.at(FIRST_EVENING)
    await dispatch_due(setting.services)
    assert setting.texts() == ["How is your skin? A quick check-in is enough."]


async def test_an_act_does_not_end_the_report_of_open_skin(setting: Setting) -> None:
    setting.at(47)
    await report(setting, states={"healed": True})
    setting.at(48)
    await report(setting, ago=0.5, signs=[{"sign": "oozing"}])
    await report(setting, acts=["wash"])
    await dispatch_due(setting.services)
    reason = "withheld: mascara: the last entry says open, oozing or irritated"
    assert (await setting.only("mascara")).outcome == reason
