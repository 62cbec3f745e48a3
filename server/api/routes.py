"""The URL table: every call of the API, who may make it, and the handler that answers it."""

from typing import Any

from server.api.handlers import (
    authoring,
    clinic,
    clinic_settings,
    copies,
    corrections,
    diary,
    erasures,
    exports,
    patients,
    people,
    photos,
    publication,
    recording,
    reminders,
    share_links,
    sharing,
    sheets,
    sign_in,
    treatments,
)
from server.api.permissions import anyone, link_reader, owner, patient, practitioner, signed_in
from server.api.routing import route
from server.shapes.authoring import SheetKey
from server.shapes.base import Language
from server.shapes.clinics import LogoName
from server.shapes.diary import PhotoSize

PHOTO: dict[str, Any] = {
    "parameters": {"size": PhotoSize},
    "media_types": ("image/jpeg", "image/webp", "image/avif"),
}
LOGO: dict[str, Any] = {"parameters": {"name": LogoName}, "media_types": ("image/png", "image/jpeg")}
ZIP = ("application/zip",)
PDF = ("application/pdf",)
CSV = ("text/csv",)
FHIR = ("application/fhir+json",)
SHEET: dict[str, Any] = {"parameters": {"key": SheetKey}}

TABLE = (
    # Signing in
    route("POST /api/links/open", sign_in.open_link, may=anyone),
    route("POST /api/links/sign-in", sign_in.sign_in_by_link, may=anyone),
    route("POST /api/links/accept", sign_in.accept_invitation, may=signed_in),
    route("POST /api/passkeys/registration-options", sign_in.start_registration, may=anyone),
    route("POST /api/passkeys/registration", sign_in.finish_registration, may=anyone),
    route("POST /api/passkeys/authentication-options", sign_in.start_authentication, may=anyone),
    route("POST /api/passkeys/authentication", sign_in.finish_authentication, may=anyone),
    route("POST /api/passkeys/confirmation-options", sign_in.start_confirmation, may=signed_in),
    route("POST /api/passkeys/confirmation", sign_in.finish_confirmation, may=signed_in),
    route("POST /api/sign-out", sign_in.sign_out, may=signed_in),
    # The caller's account
    route("GET /api/me", people.show_me, may=signed_in),
    route("PATCH /api/me", people.change_me, may=signed_in),
    route("GET /api/my/auth-sessions", people.list_devices, may=signed_in),
    route("DELETE /api/my/auth-sessions", people.sign_out_everywhere, may=signed_in),
    route("DELETE /api/my/auth-sessions/{auth_session_id}", people.revoke_device, may=signed_in),
    route("GET /api/my/passkeys", sign_in.list_passkeys, may=signed_in),
    route("PATCH /api/my/passkeys/{passkey_id}", sign_in.name_passkey, may=signed_in),
    route("DELETE /api/my/passkeys/{passkey_id}", sign_in.remove_passkey, may=signed_in),
    route("GET /api/my/recovery-links", sign_in.list_recovery_links, may=signed_in),
    route("DELETE /api/my/recovery-links/{link_id}", sign_in.void_recovery_link, may=signed_in),
    route("POST /api/my/recovery-links/{link_id}/confirmation", sign_in.confirm_recovery_link, may=signed_in),
    route("POST /api/my/recovery-links", sign_in.create_recovery_link, may=signed_in),
    route("POST /api/my/install-links", sign_in.create_install_link, may=patient),
    route("POST /api/my/clinic", people.choose_clinic, may=signed_in),
    # The clinic and its team
    route("GET /api/clinic", clinic_settings.show_settings, may=owner),
    route("PUT /api/clinic", clinic_settings.change_settings, may=owner),
    route("PUT /api/clinic/logo", clinic_settings.set_logo, may=owner),
    route("DELETE /api/clinic/logo", clinic_settings.remove_logo, may=owner),
    route("GET /api/clinics/{clinic_id}/logo/{name}", clinic_settings.show_logo, may=signed_in, **LOGO),
    route("GET /api/clinic/access-log", clinic_settings.show_log, may=owner),
    route("POST /api/colleagues/invitation", sign_in.invite_colleague, may=owner),
    route("GET /api/clinic/memberships", people.list_team, may=owner),
    route("PUT /api/clinic/memberships/{membership_id}/role", people.set_role, may=owner),
    route("GET /api/clinic/memberships/{membership_id}/ending", people.preview_ending, may=owner),
    route("DELETE /api/clinic/memberships/{membership_id}", people.end_membership, may=owner),
    route("GET /api/clinic/memberships/{membership_id}/handover", people.preview_handover, may=owner),
    route("PUT /api/clinic/memberships/{membership_id}/handover", people.hand_over, may=owner),
    route("DELETE /api/clinic/invitations/{invitation_id}", people.void_invitation, may=owner),
    # Sheets and topics
    route("GET /api/sheets", sheets.list_sheets, may=signed_in),
    route("GET /api/topics", sheets.show_topics, may=anyone),
    route(
        "GET /api/topics/names/{language}",
        sheets.show_topic_names,
        may=anyone,
        parameters={"language": Language},
    ),
    # The patient's diary
    route("POST /api/my/treatments", treatments.start_alone, may=patient),
    route("POST /api/my/sheet-imports", sheets.read_pasted, may=patient),
    route("GET /api/my/changes", diary.show_changes, may=patient),
    route("PUT /api/entries/{entry_id}", diary.write_entry, may=patient),
    route("GET /api/entries/{entry_id}/revisions", diary.show_history, may=patient),
    route("PUT /api/photos/{photo_id}", photos.take_photo, may=patient),
    route("PUT /api/photos/{photo_id}/eyes", photos.mark_eyes, may=patient),
    route("POST /api/my/photo-previews", photos.preview_photo, may=signed_in, media_types=("image/jpeg",)),
    route("GET /api/photos/{photo_id}/{size}", photos.show_photo, may=signed_in, **PHOTO),
    route("GET /api/treatments/{treatment_id}/diary", diary.show_diary, may=signed_in),
    route("POST /api/my/grants", sharing.give_grant, may=patient),
    route("DELETE /api/my/grants/{grant_id}", sharing.revoke_grant, may=patient),
    route("GET /api/my/treatments/{treatment_id}/preview", sharing.show_preview, may=patient),
    route("GET /api/my/share-links", share_links.list_share_links, may=patient),
    route("POST /api/my/share-links", share_links.make_share_link, may=patient),
    route("DELETE /api/my/share-links/{share_link_id}", share_links.revoke_share_link, may=patient),
    route("POST /api/my/replies/{reply_id}/read", diary.mark_reply_read, may=patient),
    route("DELETE /api/my/treatments/{treatment_id}/handover", diary.decline_handover, may=patient),
    route("POST /api/my/treatments/{treatment_id}/correction/seen", corrections.mark_seen, may=patient),
    route("GET /api/my/treatments/{treatment_id}/sheet-change", authoring.show_sheet_change, may=patient),
    route("POST /api/my/treatments/{treatment_id}/sheet-change", authoring.accept_sheet_change, may=patient),
    route(
        "GET /api/my/treatments/{treatment_id}/sheet-versions", authoring.list_followed_versions, may=patient
    ),
    # Reading by a share link, without an account
    route("POST /api/shared/open", share_links.open_share_link, may=anyone),
    route("GET /api/shared", share_links.list_shared, may=link_reader),
    route("DELETE /api/shared", share_links.close_share_link, may=link_reader),
    route("GET /api/shared/treatments/{treatment_id}", share_links.read_shared, may=link_reader),
    route(
        "GET /api/shared/photos/{photo_id}/{size}", share_links.show_shared_photo, may=link_reader, **PHOTO
    ),
    # Erasing one's own data
    route("GET /api/me/erasure", erasures.preview_erasing_account, may=patient),
    route("DELETE /api/me", erasures.erase_account, may=patient),
    route("GET /api/my/entries/{entry_id}/erasure", erasures.preview_erasing_entry, may=patient),
    route("DELETE /api/entries/{entry_id}", erasures.erase_entry, may=patient),
    route("GET /api/my/photos/{photo_id}/erasure", erasures.preview_erasing_photo, may=patient),
    route("DELETE /api/photos/{photo_id}", erasures.erase_photo, may=patient),
    route("GET /api/my/treatments/{treatment_id}/erasure", erasures.preview_erasing_treatment, may=patient),
    route("DELETE /api/my/treatments/{treatment_id}", erasures.erase_treatment, may=patient),
    # Exporting one's own data
    route("POST /api/my/exports", exports.request_export, may=patient),
    route("GET /api/my/exports/{export_id}", exports.show_export, may=patient),
    route("GET /api/my/exports/{export_id}/file", exports.download_export, may=patient, media_types=ZIP),
    # Reminders
    route("GET /api/push-key", reminders.show_push_key, may=anyone),
    route("POST /api/my/push-subscriptions", reminders.subscribe, may=signed_in),
    route("DELETE /api/my/push-subscriptions/{subscription_id}", reminders.unsubscribe, may=signed_in),
    route("GET /api/my/reminder-preferences", reminders.show_preferences, may=signed_in),
    route("PUT /api/my/reminder-preferences", reminders.set_preferences, may=signed_in),
    # The clinic
    route("GET /api/treatments", treatments.list_treatments, may=practitioner),
    route("POST /api/treatments", treatments.record_treatment, may=practitioner),
    route("GET /api/treatments/earlier-reactions", treatments.list_earlier_reactions, may=practitioner),
    route("GET /api/treatments/{treatment_id}", treatments.show_treatment, may=practitioner),
    route("POST /api/treatments/{treatment_id}/invitation", treatments.invite_patient, may=practitioner),
    route("GET /api/treatments/{treatment_id}/next-treatment", treatments.show_calendar, may=practitioner),
    route(
        "PUT /api/treatments/{treatment_id}/next-treatment", treatments.set_next_treatment, may=practitioner
    ),
    route("PUT /api/treatments/{treatment_id}/record", treatments.correct_record, may=practitioner),
    route("PUT /api/treatments/{treatment_id}/withdrawal", treatments.withdraw_treatment, may=practitioner),
    route("GET /api/treatments/{treatment_id}/history", treatments.show_record_history, may=practitioner),
    route("GET /api/treatments/{treatment_id}/baseline-photos", photos.list_baseline, may=practitioner),
    route(
        "PUT /api/treatments/{treatment_id}/baseline-photos/{photo_id}",
        photos.add_baseline,
        may=practitioner,
    ),
    route(
        "DELETE /api/treatments/{treatment_id}/baseline-photos/{photo_id}",
        photos.remove_baseline,
        may=practitioner,
    ),
    route("GET /api/treatments/{treatment_id}/earlier-photos", photos.earlier_photos, may=practitioner),
    route("GET /api/record-suggestions", recording.suggest, may=practitioner),
    route("GET /api/treatment-presets", recording.list_presets, may=practitioner),
    route("POST /api/treatment-presets", recording.create_preset, may=practitioner),
    route("PUT /api/treatment-presets/{preset_id}", recording.rename_preset, may=practitioner),
    route("DELETE /api/treatment-presets/{preset_id}", recording.delete_preset, may=practitioner),
    route("GET /api/patients", patients.list_patients, may=practitioner),
    route("GET /api/patients/{clinic_patient_id}", patients.show_patient, may=practitioner),
    route("PUT /api/patients/{clinic_patient_id}", patients.change_patient, may=practitioner),
    route("POST /api/patients/{clinic_patient_id}/recovery-link", sign_in.issue_to_patient, may=practitioner),
    route("GET /api/patients/{clinic_patient_id}/before-next", patients.show_before_next, may=practitioner),
    route("GET /api/queue", clinic.show_queue, may=practitioner),
    route("GET /api/treatments/{treatment_id}/review", clinic.show_review, may=practitioner),
    route("GET /api/treatments/{treatment_id}/photos", photos.compare_photos, may=practitioner),
    route(
        "GET /api/treatments/{treatment_id}/review.pdf",
        copies.take_review_pdf,
        may=practitioner,
        media_types=PDF,
    ),
    route(
        "GET /api/treatments/{treatment_id}/review.csv",
        copies.take_review_csv,
        may=practitioner,
        media_types=CSV,
    ),
    route(
        "GET /api/treatments/{treatment_id}/review.fhir.json",
        copies.take_review_fhir,
        may=practitioner,
        media_types=FHIR,
    ),
    route("PUT /api/photos/{photo_id}/annotation", photos.annotate, may=practitioner),
    route("GET /api/clinic/records.csv", copies.take_clinic_csv, may=owner, media_types=CSV),
    route("GET /api/clinic/access-log.csv", copies.take_access_log_csv, may=owner, media_types=CSV),
    route("POST /api/treatments/{treatment_id}/replies", clinic.write_reply, may=practitioner),
    route("POST /api/treatments/{treatment_id}/reviewed", clinic.mark_reviewed, may=practitioner),
    route("DELETE /api/treatments/{treatment_id}/reviewed", clinic.undo_reviewed, may=practitioner),
    route("GET /api/treatments/{treatment_id}/grant", clinic.show_grant, may=practitioner),
    route("GET /api/reply-templates", clinic.list_templates, may=practitioner),
    route("POST /api/reply-templates", clinic.create_template, may=practitioner),
    route("PUT /api/reply-templates/{template_id}", clinic.change_template, may=practitioner),
    route("DELETE /api/reply-templates/{template_id}", clinic.delete_template, may=practitioner),
    # Writing sheets
    route("GET /api/sheet-versions", authoring.list_versions, may=practitioner),
    route("POST /api/sheet-versions", authoring.new_draft, may=practitioner),
    route("GET /api/sheet-versions/{sheet_version_id}", authoring.show_version, may=practitioner),
    route("PUT /api/sheet-versions/{sheet_version_id}", authoring.change_draft, may=practitioner),
    route("DELETE /api/sheet-versions/{sheet_version_id}", authoring.discard_draft, may=practitioner),
    route(
        "GET /api/sheet-versions/{sheet_version_id}/publication",
        publication.show_publication,
        may=practitioner,
    ),
    route(
        "POST /api/sheet-versions/{sheet_version_id}/publication", publication.publish_draft, may=practitioner
    ),
    route("GET /api/sheet-versions/{sheet_version_id}/correction", corrections.show_reach, may=practitioner),
    route(
        "PUT /api/sheet-versions/{sheet_version_id}/retirement", publication.retire_sheet, may=practitioner
    ),
    route(
        "DELETE /api/sheet-versions/{sheet_version_id}/retirement",
        publication.take_back_sheet,
        may=practitioner,
    ),
    route("PUT /api/sheets/{key}/visibility", publication.set_visibility, may=practitioner, **SHEET),
    route("PUT /api/sheets/default", publication.set_default, may=practitioner),
    route("GET /api/sheet-versions/{sheet_version_id}/toml", authoring.export_toml, may=practitioner),
    route("POST /api/sheet-reports", authoring.report_on_sheet, may=practitioner),
    route("POST /api/sheet-previews", authoring.preview_sheet, may=practitioner),
    route("POST /api/sheet-imports", authoring.import_sheet, may=practitioner),
    route("GET /api/sheet-comparison", authoring.compare_sheets, may=practitioner),
)
