"""What the owner says about the clinic, and the log of accesses to the diaries of its patients."""

from server.api.call import Call
from server.shapes.clinics import ClinicChange, ClinicLog, ClinicLogQuery, ClinicSettings
from server.usecases import clinic_log, clinic_settings


async def show_settings(call: Call[None, None]) -> ClinicSettings:
    """Show the name, the telephone number, the hours and the default sheet of the clinic."""
    return await clinic_settings.settings_of_clinic(call.viewer)


async def change_settings(call: Call[ClinicChange, None]) -> ClinicSettings:
    """Change them; patients of the clinic get the new number and hours."""
    return await clinic_settings.change_settings(call.viewer, call.body)


async def show_log(call: Call[None, ClinicLogQuery]) -> ClinicLog:
    """List which practitioner of the clinic has seen whose diary, newest first, 50 at a time."""
    return await clinic_log.clinic_log(call.viewer, call.query)
