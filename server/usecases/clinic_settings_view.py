"""The settings of a clinic as a shape."""

from models.people import Clinic
from server.shapes.clinics import ClinicSettings, OpeningSpan
from server.usecases.logo_files import logo_path


def settings_view(clinic: Clinic) -> ClinicSettings:
    """Return a clinic as its owner sees it."""
    return ClinicSettings(
        id=clinic.id,
        name=clinic.name,
        phone=clinic.phone,
        time_zone=clinic.time_zone,
        opening=[OpeningSpan.model_validate(each) for each in clinic.opening_hours],
        reply_hours=clinic.reply_hours,
        default_sheet=clinic.default_sheet,
        logo=logo_path(clinic),
    )
