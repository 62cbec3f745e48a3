"""The URL table: every call of the API, who may make it, and who answers it."""

from typing import Any

from server.api.handlers import (
    authoring,
    diary,
    people,
    photos,
    practice,
    reminders,
    sharing,
    sheets,
    sign_in,
    treatments,
)
from server.api.layer import at
from server.api.permissions import anyone, owner, patient, practitioner, signed_in
from server.shapes.diary import PhotoSize

PHOTO: dict[str, Any] = {
    "parameters": {"size": PhotoSize},
    "media_types": ("image/jpeg", "image/webp", "image/avif"),
}

TABLE = (
    # Signing in
    at("POST /api/links/open", sign_in.open_link, may=anyone),
    at("POST /api/links/sign-in", sign_in.sign_in_by_link, may=anyone),
    at("POST /api/links/accept", sign_in.accept_invitation, may=patient),
    at("POST /api/passkeys/registration-options", sign_in.start_registration, may=anyone),
    at("POST /api/passkeys/registration", sign_in.finish_registration, may=anyone),
    at("POST /api/passkeys/authentication-options", sign_in.start_authentication, may=anyone),
    at("POST /api/passkeys/authentication", sign_in.finish_authentication, may=anyone),
    at("POST /api/sign-out", sign_in.sign_out, may=signed_in),
    # Oneself
    at("GET /api/me", people.show_me, may=signed_in),
    at("PATCH /api/me", people.change_me, may=signed_in),
    at("GET /api/devices", people.list_devices, may=signed_in),
    at("DELETE /api/devices/{device_id}", people.revoke_device, may=signed_in),
    at("POST /api/my/way-back-in", sign_in.make_way_back_in, may=signed_in),
    at("POST /api/colleagues/invitation", sign_in.invite_colleague, may=owner),
    # What everybody needs
    at("GET /api/sheets", sheets.list_sheets, may=signed_in),
    at("GET /api/topics", sheets.show_topics, may=anyone),
    # The patient's diary
    at("POST /api/my/treatments", treatments.start_alone, may=patient),
    at("GET /api/my/changes", diary.show_changes, may=patient),
    at("PUT /api/entries/{entry_id}", diary.write_entry, may=patient),
    at("GET /api/entries/{entry_id}/revisions", diary.show_history, may=patient),
    at("PUT /api/photos/{photo_id}", photos.take_photo, may=patient),
    at("GET /api/photos/{photo_id}/{size}", photos.show_photo, may=signed_in, **PHOTO),
    at("GET /api/treatments/{treatment_id}/diary", diary.show_diary, may=signed_in),
    at("POST /api/my/grants", sharing.give_grant, may=patient),
    at("DELETE /api/my/grants/{grant_id}", sharing.revoke_grant, may=patient),
    at("GET /api/my/treatments/{treatment_id}/preview", sharing.show_preview, may=patient),
    at("POST /api/my/replies/{reply_id}/seen", diary.see_reply, may=patient),
    at("GET /api/my/treatments/{treatment_id}/sheet-change", authoring.show_sheet_change, may=patient),
    at("POST /api/my/treatments/{treatment_id}/sheet-change", authoring.accept_sheet_change, may=patient),
    at("GET /api/my/treatments/{treatment_id}/sheet-versions", authoring.list_followed_versions, may=patient),
    # Reminders
    at("GET /api/push-key", reminders.show_push_key, may=anyone),
    at("POST /api/my/push-subscriptions", reminders.subscribe, may=signed_in),
    at("DELETE /api/my/push-subscriptions/{subscription_id}", reminders.unsubscribe, may=signed_in),
    at("GET /api/my/reminder-preferences", reminders.show_preferences, may=patient),
    at("PUT /api/my/reminder-preferences", reminders.set_preferences, may=patient),
    # The practice
    at("GET /api/treatments", treatments.list_treatments, may=practitioner),
    at("POST /api/treatments", treatments.record_treatment, may=practitioner),
    at("GET /api/treatments/earlier-reactions", treatments.list_earlier_reactions, may=practitioner),
    at("GET /api/treatments/{treatment_id}", treatments.show_treatment, may=practitioner),
    at("POST /api/treatments/{treatment_id}/invitation", treatments.invite_patient, may=practitioner),
    at("PUT /api/treatments/{treatment_id}/next-session", treatments.set_next_session, may=practitioner),
    at("GET /api/queue", practice.show_queue, may=practitioner),
    at("GET /api/treatments/{treatment_id}/review", practice.show_review, may=practitioner),
    at("POST /api/treatments/{treatment_id}/replies", practice.write_reply, may=practitioner),
    at("POST /api/treatments/{treatment_id}/reviewed", practice.mark_reviewed, may=practitioner),
    # The author's side
    at("GET /api/sheet-versions", authoring.list_versions, may=practitioner),
    at("POST /api/sheet-versions", authoring.new_draft, may=practitioner),
    at("GET /api/sheet-versions/{sheet_version_id}", authoring.show_version, may=practitioner),
    at("PUT /api/sheet-versions/{sheet_version_id}", authoring.change_draft, may=practitioner),
    at("DELETE /api/sheet-versions/{sheet_version_id}", authoring.discard_draft, may=practitioner),
    at("POST /api/sheet-versions/{sheet_version_id}/publication", authoring.publish_draft, may=practitioner),
    at("GET /api/sheet-versions/{sheet_version_id}/toml", authoring.export_toml, may=practitioner),
    at("POST /api/sheet-reports", authoring.report_on_sheet, may=practitioner),
    at("POST /api/sheet-previews", authoring.preview_sheet, may=practitioner),
    at("POST /api/sheet-readings", authoring.read_pasted_sheet, may=practitioner),
    at("GET /api/sheet-comparison", authoring.compare_sheets, may=practitioner),
)
