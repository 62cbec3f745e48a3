"""What the owner says about the clinic: its name, telephone number, time zone, hours and default sheet."""

from models.people import Clinic
from models.revision import renew_treatments
from models.unit_of_work import unit_of_work
from server.domain.contact import Opening, are_opening_hours, is_phone_number
from server.domain.errors import Invalid
from server.domain.viewer import Viewer
from server.shapes.clinics import ClinicChange, ClinicSettings, OpeningSpan
from server.usecases.clinic_settings_view import settings_view
from server.usecases.sheet_rows import check_offered

CHANGED = ("name", "phone", "time_zone", "opening_hours", "reply_hours", "default_sheet")


async def settings_of_clinic(viewer: Viewer) -> ClinicSettings:
    """Return the settings of the clinic that the viewer owns."""
    return settings_view(await Clinic.get(id=viewer.clinic_id))


async def change_settings(viewer: Viewer, change: ClinicChange) -> ClinicSettings:
    """Replace the settings. The treatments of its patients become newer, so that their phones fetch what has changed.

    Raises `Invalid` (phone-number, opening-hours), `NotFound` (sheet-unknown) or `Conflict` (sheet-not-offered).
    """
    _check(change)
    opening = [each.model_dump() for each in _in_order(change.opening)]

    async def save() -> None:
        clinic = await Clinic.select_for_update().get(id=viewer.clinic_id)
        if change.default_sheet is not None and change.default_sheet != clinic.default_sheet:
            await check_offered(clinic.id, change.default_sheet)
        before = _seen_by_patients(clinic)
        clinic.name, clinic.phone, clinic.time_zone = change.name, change.phone, change.time_zone
        clinic.opening_hours, clinic.reply_hours = opening, change.reply_hours
        clinic.default_sheet = change.default_sheet
        await clinic.save(update_fields=CHANGED)
        if _seen_by_patients(clinic) != before:
            await renew_treatments(clinic.id)

    await unit_of_work(save)
    return await settings_of_clinic(viewer)


def _seen_by_patients(clinic: Clinic) -> tuple[object, ...]:
    return clinic.name, clinic.phone, clinic.time_zone, clinic.opening_hours, clinic.reply_hours


def _check(change: ClinicChange) -> None:
    if change.phone != "" and not is_phone_number(change.phone):
        raise Invalid("Enter a telephone number that a phone can dial.", code="phone-number", at="phone")
    if not are_opening_hours(Opening(each.weekday, each.opens, each.closes) for each in change.opening):
        raise Invalid(
            "Opening hours end after they begin and do not overlap.", code="opening-hours", at="opening"
        )


def _in_order(opening: list[OpeningSpan]) -> list[OpeningSpan]:
    return sorted(opening, key=lambda each: (each.weekday, each.opens))
