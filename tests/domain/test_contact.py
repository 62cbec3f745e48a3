"""Telephone numbers and opening hours."""

import pytest

from server.domain.contact import Opening, are_opening_hours, is_phone_number


@pytest.mark.parametrize("text", ["112", "+49 30 1234", "030 / 123-45", "+49 (0)30 12.34.56", "1" * 16])
def test_a_number_that_can_be_dialled(text: str) -> None:
    assert is_phone_number(text)


@pytest.mark.parametrize(
    "text", ["", "12", "call me", "030 1234 ext 5", "49+30", "+", "()-", "1" * 17, "٠٣٠١٢٣٤", "030\n1234"]
)
def test_a_number_that_cannot(text: str) -> None:
    assert not is_phone_number(text)


class TestOpeningHours:
    def test_may_be_none_one_or_several_a_day(self) -> None:
        assert are_opening_hours([])
        assert are_opening_hours([Opening(1, "14:00", "18:00"), Opening(1, "09:00", "12:30")])

    def test_may_touch(self) -> None:
        assert are_opening_hours([Opening(1, "09:00", "12:00"), Opening(1, "12:00", "18:00")])

    def test_of_different_days_do_not_overlap(self) -> None:
        assert are_opening_hours([Opening(1, "09:00", "18:00"), Opening(2, "09:00", "18:00")])

    @pytest.mark.parametrize(("opens", "closes"), [("18:00", "09:00"), ("09:00", "09:00")])
    def test_end_after_they_begin(self, opens: str, closes: str) -> None:
        assert not are_opening_hours([Opening(1, opens, closes)])

    def test_do_not_overlap_in_whatever_order_they_come(self) -> None:
        assert not are_opening_hours([Opening(1, "11:59", "18:00"), Opening(1, "09:00", "12:00")])

    def test_do_not_hide_one_span_within_another(self) -> None:
        spans = [Opening(5, "08:00", "20:00"), Opening(5, "09:00", "10:00"), Opening(5, "11:00", "12:00")]
        assert not are_opening_hours(spans)
