"""The patients of the practitioner's clinic."""

from server.api.call import Call
from server.shapes.patients import PatientChange, PatientList, PatientPage, PatientsQuery
from server.shapes.review import BeforeNext
from server.usecases import patients
from server.usecases.before_next import before_next


async def list_patients(call: Call[None, PatientsQuery]) -> PatientList:
    """List the clinic's patients, 50 at a time, with search, filters and order; the accesses are recorded."""
    return await patients.list_patients(call.services, call.viewer, call.query)


async def show_patient(call: Call[None, None]) -> PatientPage:
    """Show a patient of the clinic with all treatments."""
    return await patients.show_patient(call.services, call.viewer, call.uuid("clinic_patient_id"))


async def change_patient(call: Call[PatientChange, None]) -> PatientPage:
    """Change what the clinic knows its patient by: name, own number, birth year."""
    return await patients.change_patient(
        call.services, call.viewer, call.uuid("clinic_patient_id"), call.body
    )


async def show_before_next(call: Call[None, None]) -> BeforeNext:
    """Show what to consider before a patient is treated again; the access to a shared diary is recorded."""
    return await before_next(call.services, call.viewer, call.uuid("clinic_patient_id"))
