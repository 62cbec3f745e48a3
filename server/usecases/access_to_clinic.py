"""Turn "may this viewer …?" into a row or `NotFound`: what belongs to a clinic.

The counterpart of `access.py`, with the same rule: what does not exist and what is not for the viewer give the same
`NotFound`.
"""

from typing import TypeVar
from uuid import UUID

from tortoise.expressions import Q
from tortoise.models import Model
from tortoise.queryset import QuerySet

from models.clinic_patients import ClinicPatient
from models.people import Clinic, Membership, OneTimeLink
from models.reply_templates import ReplyTemplate
from models.treatment_presets import TreatmentPreset
from models.treatments import SheetVersion, Treatment
from server.domain.sharing import may_manage_team
from server.domain.viewer import Viewer
from server.domain.vocabulary import Role
from server.usecases.access_errors import unknown

M = TypeVar("M", bound=Model)


async def team_membership(viewer: Viewer, membership_id: UUID) -> Membership:
    """Return a membership in the clinic that the viewer owns. Raises `NotFound` (membership-unknown)."""
    if (row := await Membership.get_or_none(id=membership_id)) and may_manage_team(viewer, row.clinic_id):
        return row
    raise unknown("membership-unknown")


async def colleague_link(viewer: Viewer, link_id: UUID) -> OneTimeLink:
    """Return an invitation into the team of the clinic that the viewer owns. Raises `NotFound` (link-unknown)."""
    link = await OneTimeLink.get_or_none(id=link_id, purpose="colleague")
    if link is not None and link.clinic_id is not None and may_manage_team(viewer, link.clinic_id):
        return link
    raise unknown("link-unknown")


async def visible_clinic(viewer: Viewer, clinic_id: UUID) -> Clinic:
    """Return the clinic that this practitioner works in or that has treated this patient. Raises `NotFound`."""
    if viewer.role is Role.PRACTITIONER:
        visible = viewer.clinic_id == clinic_id
    else:
        visible = await Treatment.exists(patient_id=viewer.person_id, clinic_id=clinic_id)
    if visible and (clinic := await Clinic.get_or_none(id=clinic_id)):
        return clinic
    raise unknown("not-found")


def _of_clinic(rows: QuerySet[M], viewer: Viewer) -> QuerySet[M]:
    """Select the rows of the clinic that this practitioner works in; none for a patient."""
    works = viewer.role is Role.PRACTITIONER and viewer.clinic_id is not None
    return rows.filter(clinic_id=viewer.clinic_id) if works else rows.filter(id__in=[])


def patients_of_clinic(viewer: Viewer) -> QuerySet[ClinicPatient]:
    """Select the patients of the clinic that this practitioner works in; none for a patient."""
    return _of_clinic(ClinicPatient.all(), viewer)


async def clinic_patient(viewer: Viewer, clinic_patient_id: UUID) -> ClinicPatient:
    """Return a patient of the viewer's clinic. Raises `NotFound` (patient-unknown)."""
    if patient := await patients_of_clinic(viewer).get_or_none(id=clinic_patient_id):
        return patient
    raise unknown("patient-unknown")


async def clinic_patient_of(viewer: Viewer, person_id: UUID) -> ClinicPatient:
    """Return a person who has joined, as a patient of the viewer's clinic. Raises `NotFound` (patient-unknown)."""
    if patient := await patients_of_clinic(viewer).get_or_none(person_id=person_id):
        return patient
    raise unknown("patient-unknown")


def standing_records(viewer: Viewer) -> QuerySet[Treatment]:
    """Select the treatments that the viewer's clinic has recorded and not withdrawn; none for a patient."""
    return _of_clinic(Treatment.filter(withdrawn_at=None), viewer)


def presets_of_clinic(viewer: Viewer) -> QuerySet[TreatmentPreset]:
    """Select the treatment presets of the clinic that this practitioner works in; none for a patient."""
    return _of_clinic(TreatmentPreset.all(), viewer)


async def treatment_preset(viewer: Viewer, preset_id: UUID) -> TreatmentPreset:
    """Return a treatment preset of the viewer's clinic. Raises `NotFound` (preset-unknown)."""
    if preset := await presets_of_clinic(viewer).get_or_none(id=preset_id):
        return preset
    raise unknown("preset-unknown")


def templates_of_clinic(viewer: Viewer) -> QuerySet[ReplyTemplate]:
    """Select the reply templates of the clinic that this practitioner works in; none for a patient."""
    return _of_clinic(ReplyTemplate.all(), viewer)


async def reply_template(viewer: Viewer, template_id: UUID) -> ReplyTemplate:
    """Return a reply template of the viewer's clinic. Raises `NotFound` (template-unknown)."""
    if template := await templates_of_clinic(viewer).get_or_none(id=template_id):
        return template
    raise unknown("template-unknown")


def visible_sheets(viewer: Viewer) -> Q:
    """Return the condition for built-in sheet versions and those of the viewer's clinic, drafts included."""
    return Q(clinic_id__isnull=True, owner_id__isnull=True) | Q(clinic_id=viewer.clinic_id)


async def visible_sheet_version(viewer: Viewer, sheet_version_id: UUID) -> SheetVersion:
    """Return a built-in version or one of the viewer's clinic. Raises `NotFound` (sheet-unknown)."""
    if version := await SheetVersion.get_or_none(visible_sheets(viewer), id=sheet_version_id):
        return version
    raise unknown("sheet-unknown")


async def own_sheet_version(viewer: Viewer, sheet_version_id: UUID) -> SheetVersion:
    """Return a version that the viewer's clinic wrote. Raises `NotFound` (sheet-unknown) for built-in ones."""
    version = await visible_sheet_version(viewer, sheet_version_id)
    if version.clinic_id is None:
        raise unknown("sheet-unknown")
    return version
