"""Treatments: recorded by the clinic, or entered by a patient without a clinic."""

from server.api.call import Call
from server.shapes.people import IssuedLink
from server.shapes.planning import NextTreatment, PlanningCalendar
from server.shapes.record_history import RecordCorrection, RecordHistory, Withdrawing
from server.shapes.treatments import (
    EarlierReactions,
    PatientQuery,
    SelfTreatment,
    TreatmentForClinic,
    TreatmentListForClinic,
    TreatmentNew,
    TreatmentView,
)
from server.usecases import invitations, record_corrections, treatment_planning, treatments
from server.usecases.earlier_reactions import earlier_reactions


async def start_alone(call: Call[SelfTreatment, None]) -> TreatmentView:
    """Start a diary without an invitation, from a sheet and the time of the treatment."""
    return await treatments.start_alone(call.services, call.viewer, call.body)


async def list_treatments(call: Call[None, None]) -> TreatmentListForClinic:
    """List the treatments of the caller's clinic, newest first."""
    return await treatments.list_for_clinic(call.viewer)


async def list_earlier_reactions(call: Call[None, PatientQuery]) -> EarlierReactions:
    """List the late reactions to a returning patient's earlier treatments."""
    return await earlier_reactions(call.services, call.viewer, call.query.patient_id)


async def record_treatment(call: Call[TreatmentNew, None]) -> TreatmentForClinic:
    """Record a treatment: what was done, when, and which sheet the patient follows."""
    return await treatments.record_treatment(call.services, call.viewer, call.body)


async def show_treatment(call: Call[None, None]) -> TreatmentForClinic:
    """Show the clinic's record of a treatment."""
    return await treatments.show_to_clinic(call.viewer, call.uuid("treatment_id"))


async def invite_patient(call: Call[None, None]) -> IssuedLink:
    """Create a patient's invitation to a treatment; refused once a patient has joined."""
    return await invitations.invite_patient(call.services, call.viewer, call.uuid("treatment_id"))


async def show_calendar(call: Call[None, None]) -> PlanningCalendar:
    """Show on which days the next treatment is possible, and what is planned."""
    treatment_id = call.uuid("treatment_id")
    return await treatment_planning.show_calendar(call.services, call.viewer, treatment_id)


async def set_next_treatment(call: Call[NextTreatment, None]) -> TreatmentForClinic:
    """Plan, move or cancel the next treatment."""
    treatment_id = call.uuid("treatment_id")
    return await treatment_planning.set_next_treatment(call.services, call.viewer, treatment_id, call.body)


async def correct_record(call: Call[RecordCorrection, None]) -> TreatmentForClinic:
    """Correct the record of a treatment; what it said before stays readable."""
    treatment_id = call.uuid("treatment_id")
    return await record_corrections.correct_record(call.services, call.viewer, treatment_id, call.body)


async def withdraw_treatment(call: Call[Withdrawing, None]) -> TreatmentForClinic:
    """Withdraw a treatment that was recorded by mistake."""
    treatment_id = call.uuid("treatment_id")
    return await record_corrections.withdraw_treatment(call.services, call.viewer, treatment_id, call.body)


async def show_record_history(call: Call[None, None]) -> RecordHistory:
    """Show all versions of the record of a treatment, the current one last."""
    return await record_corrections.record_history(call.viewer, call.uuid("treatment_id"))
