"""Values that shapes share: time zones, clock offsets, texts, instants."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from pydantic import TypeAdapter, ValidationError

from server.shapes.base import TIME_ZONES, ClockOffset, Instant, Text, TimeZoneName
from server.shapes.diary import EntryDocument, EntryWrite
from server.shapes.reminders import ReminderPreferences, ReminderPreferencesChange
from tests.fakes import NOW

TIME_ZONE = TypeAdapter(TimeZoneName)
PSEUDO = (
    "localtime",
    "Factory",
    "posixrules",
    "leapseconds",
    "posix/Europe/Berlin",
    "SystemV/AST4",
    "",
    "Mars",
)
TEN_YEARS = timedelta(days=3660)


def entry(time_zone: str) -> dict[str, Any]:
    return {
        "treatment_id": uuid4(),
        "occurred_at": NOW,
        "document": {"time_zone": time_zone},
    }


class TestTimeZones:
    @pytest.mark.parametrize(
        "name", ["Europe/Berlin", "UTC", "America/Argentina/Buenos_Aires", "Asia/Calcutta"]
    )
    def test_a_time_zone_that_browsers_know_is_accepted(self, name: str) -> None:
        assert TIME_ZONE.validate_python(name) == name

    @pytest.mark.parametrize("name", PSEUDO)
    def test_a_name_that_only_some_machines_know_is_refused(self, name: str) -> None:
        with pytest.raises(ValidationError, match="IANA name"):
            TIME_ZONE.validate_python(name)

    def test_more_than_400_time_zones_are_accepted(self) -> None:
        assert len(TIME_ZONES) > 400

    @pytest.mark.parametrize("name", ["localtime", "Factory", "posixrules"])
    def test_an_entry_cannot_be_written_with_a_pseudo_time_zone(self, name: str) -> None:
        with pytest.raises(ValidationError, match="IANA name"):
            EntryWrite.model_validate(entry(name))

    def test_a_stored_entry_with_a_pseudo_time_zone_can_be_read(self) -> None:
        assert EntryDocument.model_validate({"time_zone": "localtime"}).time_zone == "localtime"

    def test_preferences_with_a_pseudo_time_zone_can_be_read_but_not_written(self) -> None:
        assert ReminderPreferences.model_validate({"time_zone": "Factory"}).time_zone == "Factory"
        with pytest.raises(ValidationError, match="IANA name"):
            ReminderPreferencesChange.model_validate({"time_zone": "Factory"})


class TestClockOffsets:
    offset = TypeAdapter(ClockOffset)

    @pytest.mark.parametrize("sign", [1, -1])
    def test_a_clock_offset_is_at_most_ten_years_either_way(self, sign: int) -> None:
        bound = sign * int(TEN_YEARS / timedelta(milliseconds=1))
        assert self.offset.validate_python(bound) == bound
        with pytest.raises(ValidationError):
            self.offset.validate_python(bound + sign)

    def test_an_entry_may_have_no_clock_offset(self) -> None:
        assert EntryDocument(time_zone="UTC").clock_offset_ms is None


class TestTexts:
    @pytest.mark.parametrize("text", ["\x00", "\ud800"])
    def test_text_that_a_database_cannot_store_is_refused(self, text: str) -> None:
        with pytest.raises(ValidationError):
            TypeAdapter(Text).validate_python(text)


class TestInstants:
    def test_an_instant_without_an_offset_is_refused(self) -> None:
        with pytest.raises(ValidationError):
            TypeAdapter(Instant).validate_python("2026-11-20T12:00:00")

    def test_an_instant_is_converted_to_utc(self) -> None:
        read = TypeAdapter(Instant).validate_python("2026-11-20T13:00:00+01:00")
        assert (read, read.utcoffset()) == (NOW, timedelta(0))
