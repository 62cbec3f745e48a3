"""What the owner says about the clinic, and the log of accesses to the diaries of its patients."""

from server.api.call import Answer, Call
from server.ports import UploadedFile
from server.shapes.clinics import ClinicChange, ClinicLog, ClinicLogQuery, ClinicSettings
from server.usecases import clinic_log, clinic_logo, clinic_settings


async def show_settings(call: Call[None, None]) -> ClinicSettings:
    """Show the name, the telephone number, the hours and the default sheet of the clinic."""
    return await clinic_settings.settings_of_clinic(call.viewer)


async def change_settings(call: Call[ClinicChange, None]) -> ClinicSettings:
    """Change them; patients of the clinic get the new number and hours."""
    return await clinic_settings.change_settings(call.viewer, call.body)


async def set_logo(call: Call[UploadedFile, None]) -> ClinicSettings:
    """Choose the logo of the clinic: the body is a PNG, JPEG or WebP file."""
    return await clinic_logo.set_logo(call.services, call.viewer, call.body)


async def remove_logo(call: Call[None, None]) -> ClinicSettings:
    """Remove the logo of the clinic."""
    return await clinic_logo.remove_logo(call.services, call.viewer)


async def show_logo(call: Call[None, None]) -> Answer[bytes]:
    """Show the logo of a clinic to those who work there and to its patients."""
    content, media_type = await clinic_logo.show_logo(
        call.services, call.viewer, call.uuid("clinic_id"), call.text("name")
    )
    return Answer(content=content, media_type=media_type)


async def show_log(call: Call[None, ClinicLogQuery]) -> ClinicLog:
    """List which practitioner of the clinic has seen whose diary, newest first, 50 at a time."""
    return await clinic_log.clinic_log(call.viewer, call.query)
