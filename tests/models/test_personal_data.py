"""Every column of every table is on one reviewed list: erased, kept by the clinic, or not personal.

A new column makes the test fail until somebody has decided what erasing means for it.
"""

from tortoise.context import TortoiseContext

from server.adapters.database import config

ERASED = {
    "annotation": "id photo_id clinic_id author_id strokes revision created_at changed_at",
    "audit_detail": "id event_position place salt person_id actor_id item_id document",
    "auth_session": "id person_id clinic_id token_hash label created_at last_used_at expires_at "
    "passkey_answered_at passkey_id revoked_at membership_ended",
    "ceremony": "id challenge purpose person_id link_id document expires_at",
    "clinic_patient": "person_id",
    "data_key": "name wrapped master_key created_at",  # of the folder of a patient or a record
    "entry": "id patient_id treatment_id occurred_at document revision write_sha256 edited created_at",
    "entry_revision": "id entry_id revision occurred_at document write_sha256 written_at",
    "export": "id person_id auth_session_id requested_at leased_until attempts photos_total photos_done size "
    "ready_at failed expires_at",
    "link_access": "id link_id patient_id treatment_id kind viewed_at revision",
    "one_time_link": "id token_hash purpose clinic_id person_id treatment_id created_at expires_at used_at "
    "membership_role created_by_id works_at",
    "passkey": "id person_id credential_id public_key sign_count transports label created_at last_used_at",
    "person": "display_name language time_zone skin_cues created_at",
    "photo": "id patient_id treatment_id entry_id clinic_id taken_by_id angle area place taken_at clock_offset_ms "
    "sha256 display_sha256 thumbnail_sha256 stored_bytes content_type width height sharpness brightness eyes "
    "revision created_at",
    "push_subscription": "id person_id auth_session_id clinic_id endpoint p256dh auth created_at",
    "reminder": "id person_id treatment_id kind key due_at document leased_until attempts completed_at outcome",
    "reminder_preference": "id person_id document",
    "share_link": "id patient_id name token_hash code_hash treatment_ids photos notes created_at ends_at wrong_codes "
    "locked_at revoked_at",
    "share_session": "id link_id token_hash created_at expires_at",
    "sheet_version": "owner_id",
    "treatment": "patient_id",
}
"""Goes with the account. Rows of a treatment without a clinic go completely, and so does a sheet that its
patient pasted."""

KEPT_BY_THE_CLINIC = {
    "access_record": "id grant_id patient_id practitioner_id kind viewed_at revision",
    "clinic_patient": "id clinic_id name folded_name number birth_year visits last_treated_at next_treatment_at",
    "grant_": "id patient_id treatment_id practitioner_id everyone_at_id photos notes starts_at ends_at revoked_at "
    "revision",
    "patient_word": "id patient_id clinic_id word",
    "record_revision": "id treatment_id version sheet_version_id treated_at time_zone record corrected_by_id "
    "corrected_at",
    "reply": "id patient_id treatment_id author_id entry_id text read_at revision created_at",
    "safety_correction": "id treatment_id sheet_version_id timeline announced_at seen_at",
    "sheet_acceptance": "id treatment_id from_version_id timeline accepted_at",
    "treatment": "id clinic_id clinic_patient_id recorded_by_id in_charge_id handover_open patient_name "
    "sheet_version_id treated_at time_zone record timeline next_treatment_at reviewed_at reviewed_by_id "
    "late_reactions reactions_acknowledged_at "
    "record_version withdrawn_at withdrawn_by_id withdrawn_reason revision created_at",
    "treatment_plan": "id treatment_id version next_treatment_at reason planned_by_id planned_at",
}
"""What practitioners wrote down, when they looked, and which instructions applied.

`patient_id` refers to a row without a name. Of the late reactions, only acknowledged ones stay.
"""

NOT_PERSONAL = {
    "audit_event": "position happened_at kind details previous hash",  # digests whose salts are erased
    "clinic": "id name phone time_zone hidden_sheets default_sheet opening_hours reply_hours logo created_at",
    "erasure": "id person_id kind item_id revision erased_at pending_files",  # ids and times of what is gone
    "membership": "id person_id clinic_id role started_at ended_at invited_by_id ended_by_id",  # practitioners only
    "network_attempts": "id network hour attempts",  # of people who are not signed in; deleted after an hour
    "person": "id role revision erased_at disabled_at",  # what is left of an erased account
    "reply_template": "id clinic_id text used_at created_at",  # of a clinic, for any patient
    "server_state": "id epoch verification_begun_at verified_at unsound_photos master_key recovery_key "
    "recovery_key_asked photos_encrypted_at",
    "treatment_preset": "id clinic_id name applied created_at",  # of a clinic, about no patient
    "sheet_version": "id clinic_id key version title language document original resolutions created_at "
    "published_at safety_correction retired_at",
}


def listed() -> list[tuple[str, str]]:
    return [
        (table, column)
        for reviewed in (ERASED, KEPT_BY_THE_CLINIC, NOT_PERSONAL)
        for table, columns in reviewed.items()
        for column in columns.split()
    ]


async def columns() -> set[tuple[str, str]]:
    context = TortoiseContext()
    async with context:
        await context.init(config=config("sqlite://:memory:"))
        assert context.apps is not None
        return {
            (str(model._meta.db_table), column)
            for model in context.apps.get_models_iterable()
            for column in model._meta.fields_db_projection.values()
        }


async def test_every_column_is_on_exactly_one_list() -> None:
    reviewed = listed()
    assert len(reviewed) == len(set(reviewed))
    actual = await columns()
    assert actual - set(reviewed) == set(), "decide what erasing an account means for these columns"
    assert set(reviewed) - actual == set(), "these columns no longer exist"
