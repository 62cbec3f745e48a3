"""Treatments: recorded by the practice, or begun by a patient alone."""

from server.api.call import Call
from server.shapes.people import IssuedLink
from server.shapes.treatments import (
    EarlierReactions,
    NextTreatment,
    PatientQuery,
    SelfTreatment,
    TreatmentForClinic,
    TreatmentListForClinic,
    TreatmentNew,
    TreatmentView,
)
from server.usecases import invitations, treatments
from server.usecases.earlier_reactions import earlier_reactions


async def start_alone(call: Call[SelfTreatment, None]) -> TreatmentView:
    """Begin a diary without an invitation: a sheet and a time."""
    return await treatments.start_alone(call.services, call.viewer, call.body)


async def list_treatments(call: Call[None, None]) -> TreatmentListForClinic:
    """List the treatments of one's own clinic, newest first."""
    return await treatments.list_for_clinic(call.viewer)


async def list_earlier_reactions(call: Call[None, PatientQuery]) -> EarlierReactions:
    """List what showed more than three days after earlier treatments of a returning patient."""
    return await earlier_reactions(call.services, call.viewer, call.query.patient_id)


async def record_treatment(call: Call[TreatmentNew, None]) -> TreatmentForClinic:
    """Record what was done, when, and which sheet the patient follows."""
    return await treatments.record_treatment(call.services, call.viewer, call.body)


async def show_treatment(call: Call[None, None]) -> TreatmentForClinic:
    """Show the practice's own record of a treatment."""
    return await treatments.show_to_clinic(call.viewer, call.uuid("treatment_id"))


async def invite_patient(call: Call[None, None]) -> IssuedLink:
    """Make the link that brings the patient in, as long as nobody has joined."""
    return await invitations.invite_patient(call.services, call.viewer, call.uuid("treatment_id"))


async def set_next_treatment(call: Call[NextTreatment, None]) -> TreatmentForClinic:
    """Plan, move or take back the next session."""
    return await treatments.set_next_treatment(
        call.services, call.viewer, call.uuid("treatment_id"), call.body
    )
