"""Copies for practitioners to take along: PDF, CSV and FHIR."""

import structlog

from server.api.call import Answer, Call
from server.usecases import clinic_log, clinic_records, review_exports
from server.usecases.review_exports import Copy

PDF = "application/pdf"
CSV = "text/csv; charset=utf-8"
FHIR = "application/fhir+json"

log = structlog.get_logger("afterglow.copies")


async def take_review_pdf(call: Call[None, None]) -> Answer[bytes]:
    """Take a review along as PDF; the patient can see that."""
    copy = await review_exports.review_pdf(call.services, call.viewer, call.uuid("treatment_id"))
    return _file(copy, PDF)


async def take_review_csv(call: Call[None, None]) -> Answer[bytes]:
    """Take the entries of a review along as CSV; the patient can see that."""
    copy = await review_exports.review_csv(call.services, call.viewer, call.uuid("treatment_id"))
    return _file(copy, CSV)


async def take_review_fhir(call: Call[None, None]) -> Answer[bytes]:
    """Take a review along as a FHIR R4 bundle; the patient can see that."""
    copy = await review_exports.review_fhir(call.services, call.viewer, call.uuid("treatment_id"))
    return _file(copy, FHIR)


async def take_clinic_csv(call: Call[None, None]) -> Answer[bytes]:
    """Take the clinic's own records along as CSV; the server's log says who did."""
    content = await clinic_records.clinic_csv(call.services, call.viewer)
    log.info("clinic-records-taken", person=str(call.viewer.person_id), clinic=str(call.viewer.clinic_id))
    return Answer(content=content, media_type=CSV, headers=_named("afterglow-records.csv"))


async def take_access_log_csv(call: Call[None, None]) -> Answer[bytes]:
    """Take the clinic's access log along as CSV; the server's log says who did."""
    content = await clinic_log.clinic_log_csv(call.services, call.viewer)
    log.info("access-log-taken", person=str(call.viewer.person_id), clinic=str(call.viewer.clinic_id))
    return Answer(content=content, media_type=CSV, headers=_named("afterglow-access-log.csv"))


def _file(copy: Copy, media_type: str) -> Answer[bytes]:
    return Answer(content=copy.content, media_type=media_type, headers=_named(copy.file_name))


def _named(file_name: str) -> tuple[tuple[str, str], ...]:
    return (("content-disposition", f'attachment; filename="{file_name}"'),)
