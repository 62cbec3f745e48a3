"""A migration brings a database with rows forward: nothing is lost, and new columns have their initial values."""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.connection import get_connection
from tortoise.exceptions import IntegrityError

import models.migrations
from models.annotations import Annotation
from models.clinic_patients import ClinicPatient, PatientWord
from models.data_keys import DataKey
from models.diary import Photo, Reply
from models.erasures import Erasure
from models.exports import Export
from models.people import AuthSession, Clinic, Membership, OneTimeLink, Passkey, Person
from models.reminders import Reminder
from models.reply_templates import ReplyTemplate
from models.server_state import server_state
from models.share_links import LinkAccess, ShareLink, ShareSession
from models.sharing import AccessRecord, Grant
from models.sql import fetch_rows
from models.treatment_presets import TreatmentPreset
from models.treatments import SheetVersion, Treatment, TreatmentPlan
from server.adapters.database import database
from server.adapters.migrations import migrate

FOLDER = Path(models.migrations.__file__).parent
CLINIC, PUBLISHED, DRAFT, TREATMENT = (UUID(int=number) for number in range(1, 5))


def earlier_migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, until: str) -> str:
    """Return a package that has the migrations up to and including `until`."""
    package = tmp_path / f"until_{until}"
    package.mkdir()
    for path in FOLDER.glob("*.py"):
        if path.name[:4] <= until or path.name == "__init__.py":
            shutil.copy(path, package)
    monkeypatch.syspath_prepend(tmp_path)
    return package.name


@pytest.fixture
def first_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a package that has only 0001_initial."""
    return earlier_migrations(tmp_path, monkeypatch, until="0001")


ROWS = f"""
    INSERT INTO clinic (id, name, phone, time_zone, created_at)
    VALUES ('{CLINIC}', 'Lindenhof', '', 'UTC', '2026-01-01T00:00:00+00:00');
    INSERT INTO sheet_version
        (id, clinic_id, key, version, title, language, document, resolutions, created_at, published_at)
    VALUES
        ('{PUBLISHED}', '{CLINIC}', 'our-sheet', 1, 'Ours', 'en', '{{"rules": [1]}}', '{{}}',
         '2026-01-01T00:00:00+00:00', '2026-01-02T00:00:00+00:00'),
        ('{DRAFT}', '{CLINIC}', 'our-sheet', 2, 'Ours', 'en', '{{"rules": [2]}}', '{{}}',
         '2026-01-03T00:00:00+00:00', NULL);
    INSERT INTO treatment
        (id, clinic_id, patient_name, sheet_version_id, treated_at, time_zone, record, timeline,
         late_reactions, revision, created_at)
    VALUES
        ('{TREATMENT}', '{CLINIC}', 'Alice', '{PUBLISHED}', '2026-01-02T00:00:00+00:00', 'UTC', '{{}}', '{{}}',
         '[]', 7, '2026-01-02T00:00:00+00:00');
"""  # noqa: S608 - ids from this file


async def drop_later_tables(*, until: str = "0001") -> None:
    """Drop the tables that come after `until`: on SQLite, `migrate` ends with those of all models."""
    earlier = "".join(path.read_text() for path in FOLDER.glob("0*.py") if path.name[:4] <= until)
    tables_then = set(re.findall(r"""['"]table['"]: ['"](\w+)['"]""", earlier))
    if get_connection("default").capabilities.dialect == "sqlite":
        tables = await fetch_rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        for name in {row["name"] for row in tables} - tables_then - {"tortoise_migrations"}:
            await get_connection("default").execute_script(f'DROP TABLE "{name}"')
        # SQLite takes a quoted name that is no column for a text: an index on it is one of later columns
        later = "SELECT m.name FROM sqlite_master m, pragma_index_info(m.name) i WHERE i.cid = -2"
        for row in [*await fetch_rows(later), *await _later_indexes_of_earlier_columns(until)]:
            await get_connection("default").execute_script(f'DROP INDEX IF EXISTS "{row["name"]}"')


async def _later_indexes_of_earlier_columns(until: str) -> list[dict[str, Any]]:
    later = "".join(path.read_text() for path in FOLDER.glob("0*.py") if path.name[:4] > until)
    added = {
        ",".join(re.findall(r"'(\w+)'", each)) for each in re.findall(r"Index\(fields=\[(.*?)\]\)", later)
    }
    indexes = await fetch_rows(
        "SELECT m.name, group_concat(i.name) AS fields FROM sqlite_master m, pragma_index_info(m.name) i"
        " WHERE m.type = 'index' AND m.sql IS NOT NULL GROUP BY m.name"
    )
    return [row for row in indexes if row["fields"] in added]


async def test_a_clinic_with_sheets_gets_the_authors_desk(empty_url: str, first_migration: str) -> None:
    assert await migrate(empty_url, package=first_migration) == ["0001_initial"]
    async with database(empty_url, everywhere=False):
        await drop_later_tables()
        await get_connection("default").execute_script(ROWS)
    EXECUTOR_CACHE.clear()

    assert "0002_authors_desk" in await migrate(empty_url)
    async with database(empty_url, everywhere=False):
        clinic = await Clinic.get(id=CLINIC)
        assert (clinic.name, clinic.hidden_sheets, clinic.default_sheet) == ("Lindenhof", [], None)
        published, draft = await SheetVersion.all().order_by("version")
        assert [published.document, draft.document] == [{"rules": [1]}, {"rules": [2]}]
        assert [published.published_at is None, draft.published_at is None] == [False, True]
        for version in (published, draft):
            assert (version.original, version.retired_at, version.safety_correction) == (None, None, False)
        treatment = await Treatment.get(id=TREATMENT)
        assert (treatment.sheet_version_id, treatment.revision) == (PUBLISHED, 7)
        assert (treatment.in_charge_id, treatment.handover_open) == (None, False)
    EXECUTOR_CACHE.clear()


PATIENT, DEVICE = UUID(int=5), UUID(int=6)
SIGNED_IN = f"""
    INSERT INTO person (id, role, display_name, language, time_zone, skin_cues, revision, created_at)
    VALUES ('{PATIENT}', 'patient', 'Alice', 'en', 'UTC', '["itching"]', 9, '2026-01-01T00:00:00+00:00');
    INSERT INTO auth_session (id, person_id, token_hash, label, created_at, last_used_at, expires_at)
    VALUES ('{DEVICE}', '{PATIENT}', 'hash', 'phone', '2026-01-01T00:00:00+00:00', '2026-01-02T00:00:00+00:00',
            '2026-03-01T00:00:00+00:00');
"""  # noqa: S608 - ids from this file


async def test_a_signed_in_patient_remains_signed_in_but_has_not_answered_a_passkey(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = earlier_migrations(tmp_path, monkeypatch, until="0003")
    assert (await migrate(empty_url, package=package))[-1] == "0003_safety_corrections"
    async with database(empty_url, everywhere=False):
        await drop_later_tables(until="0003")
        await get_connection("default").execute_script(ROWS + SIGNED_IN)
    EXECUTOR_CACHE.clear()

    assert "0004_own_data" in await migrate(empty_url)
    async with database(empty_url, everywhere=False):
        person = await Person.get(id=PATIENT)
        assert (person.display_name, person.skin_cues, person.revision) == ("Alice", ["itching"], 9)
        assert person.erased_at is None
        device = await AuthSession.get(id=DEVICE)
        assert (device.person_id, device.token_hash, device.label) == (PATIENT, "hash", "phone")
        assert (device.passkey_answered_at, device.passkey_id, device.revoked_at) == (None, None, None)
        assert (await Treatment.get(id=TREATMENT)).revision == 7
        assert (await Erasure.all().count(), await Export.all().count()) == (0, 0)
    EXECUTOR_CACHE.clear()


async def test_a_sheet_of_before_still_belongs_to_its_clinic(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = earlier_migrations(tmp_path, monkeypatch, until="0005")
    assert (await migrate(empty_url, package=package))[-1] == "0005_exports"
    async with database(empty_url, everywhere=False):
        await drop_later_tables(until="0005")
        await get_connection("default").execute_script(ROWS)
    EXECUTOR_CACHE.clear()

    assert "0006_own_sheets" in await migrate(empty_url)
    async with database(empty_url, everywhere=False):
        versions = await SheetVersion.all().order_by("version")
        assert [(row.clinic_id, row.owner_id) for row in versions] == [(CLINIC, None)] * 2
        assert (await Treatment.get(id=TREATMENT)).sheet_version_id == PUBLISHED
    EXECUTOR_CACHE.clear()


ENTRY, PHOTO = UUID(int=7), UUID(int=8)
PHOTOGRAPHED = f"""
    INSERT INTO entry
        (id, patient_id, treatment_id, occurred_at, document, revision, write_sha256, edited, created_at)
    VALUES
        ('{ENTRY}', '{PATIENT}', '{TREATMENT}', '2026-01-02T08:00:00+00:00', '{{}}', 8, 'hash', FALSE,
         '2026-01-02T08:00:00+00:00');
    INSERT INTO photo
        (id, patient_id, treatment_id, entry_id, angle, taken_at, sha256, content_type, width, height,
         sharpness, brightness, revision, created_at)
    VALUES
        ('{PHOTO}', '{PATIENT}', '{TREATMENT}', '{ENTRY}', 'front', '2026-01-02T08:00:00+00:00', 'hash',
         'image/jpeg', 1512, 2016, 120.5, 128.25, 9, '2026-01-02T08:00:00+00:00');
"""  # noqa: S608 - ids from this file


async def test_a_photo_remains_as_it_is_and_has_no_marked_eyes(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = earlier_migrations(tmp_path, monkeypatch, until="0006")
    assert (await migrate(empty_url, package=package))[-1] == "0006_own_sheets"
    async with database(empty_url, everywhere=False):
        await drop_later_tables(until="0006")
        await get_connection("default").execute_script(ROWS + SIGNED_IN + PHOTOGRAPHED)
    EXECUTOR_CACHE.clear()

    assert "0007_photo_eyes" in await migrate(empty_url)
    async with database(empty_url, everywhere=False):
        photo = await Photo.get(id=PHOTO)
        assert (photo.entry_id, photo.angle, photo.width, photo.brightness) == (ENTRY, "front", 1512, 128.25)
        assert (photo.revision, photo.eyes) == (9, None)
    EXECUTOR_CACHE.clear()


PRACTITIONER, GRANT = UUID(int=9), UUID(int=10)
SHARED = f"""
    INSERT INTO person (id, role, display_name, language, time_zone, skin_cues, revision, created_at)
    VALUES ('{PRACTITIONER}', 'practitioner', 'Bob', 'en', 'UTC', '[]', 0, '2026-01-01T00:00:00+00:00');
    INSERT INTO grant_ (id, patient_id, treatment_id, practitioner_id, photos, starts_at, ends_at, revision)
    VALUES ('{GRANT}', '{PATIENT}', '{TREATMENT}', '{PRACTITIONER}', false, '2026-01-02T00:00:00+00:00',
            '2026-02-02T00:00:00+00:00', 8);
"""  # noqa: S608 - ids from this file


async def test_a_grant_of_before_includes_notes_and_questions_as_it_did(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = earlier_migrations(tmp_path, monkeypatch, until="0007")
    assert (await migrate(empty_url, package=package))[-1] == "0007_photo_eyes"
    async with database(empty_url, everywhere=False):
        await drop_later_tables(until="0007")
        await get_connection("default").execute_script(ROWS + SIGNED_IN + SHARED)
    EXECUTOR_CACHE.clear()

    assert "0008_sharing" in await migrate(empty_url)
    async with database(empty_url, everywhere=False):
        grant = await Grant.get(id=GRANT)
        assert (grant.patient_id, grant.treatment_id, grant.practitioner_id) == (
            PATIENT,
            TREATMENT,
            PRACTITIONER,
        )
        assert (grant.photos, grant.notes, grant.revoked_at, grant.revision) == (False, True, None, 8)
        assert grant.everyone_at_id is None  # it is for the practitioner alone, as it was
        assert [await table.all().count() for table in (ShareLink, ShareSession, LinkAccess)] == [0, 0, 0]
    EXECUTOR_CACHE.clear()


CLOSE_UP = PHOTOGRAPHED.replace("angle, taken_at", "angle, area, taken_at").replace(
    "'front',", "'close-up', 'chin',"
)


async def test_a_close_up_keeps_its_area_and_has_no_place_on_it(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = earlier_migrations(tmp_path, monkeypatch, until="0008")
    assert (await migrate(empty_url, package=package))[-1] == "0008_sharing"
    async with database(empty_url, everywhere=False):
        await drop_later_tables(until="0008")
        await get_connection("default").execute_script(ROWS + SIGNED_IN + CLOSE_UP)
    EXECUTOR_CACHE.clear()

    assert "0009_photo_places" in await migrate(empty_url)
    async with database(empty_url, everywhere=False):
        photo = await Photo.get(id=PHOTO)
        assert (photo.angle, photo.area, photo.place, photo.revision) == ("close-up", "chin", None, 9)
    EXECUTOR_CACHE.clear()


REPLY, LINK = UUID(int=11), UUID(int=12)
REPLIED = f"""
    INSERT INTO reply (id, patient_id, treatment_id, author_id, text, revision, created_at)
    VALUES ('{REPLY}', '{PATIENT}', '{TREATMENT}', '{PRACTITIONER}', 'As expected.', 9, '2026-01-03T00:00:00+00:00');
    INSERT INTO share_link
        (id, patient_id, token_hash, code_hash, treatment_ids, photos, notes, created_at, ends_at, wrong_codes)
    VALUES
        ('{LINK}', '{PATIENT}', 'token', 'code', '["{TREATMENT}"]', TRUE, FALSE, '2026-01-03T00:00:00+00:00',
         '2026-01-20T00:00:00+00:00', 3);
"""  # noqa: S608 - ids from this file


async def test_a_reply_of_before_names_no_question_and_a_link_has_no_name(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = earlier_migrations(tmp_path, monkeypatch, until="0009")
    assert (await migrate(empty_url, package=package))[-1] == "0009_photo_places"
    async with database(empty_url, everywhere=False):
        await drop_later_tables(until="0009")
        shared = SHARED.replace("photos, starts_at", "photos, notes, starts_at").replace(
            "false, '2026", "false, true, '2026"
        )
        await get_connection("default").execute_script(ROWS + SIGNED_IN + shared + REPLIED)
    EXECUTOR_CACHE.clear()

    assert "0010_answered_entries" in await migrate(empty_url)
    async with database(empty_url, everywhere=False):
        reply = await Reply.get(id=REPLY)
        assert (reply.text, reply.entry_id, reply.read_at, reply.revision) == ("As expected.", None, None, 9)
        link = await ShareLink.get(id=LINK)
        assert (link.name, link.treatment_ids, link.wrong_codes) == ("", [str(TREATMENT)], 3)
    EXECUTOR_CACHE.clear()


SECOND, ALONE, WAITING, VIEWED = (UUID(int=number) for number in range(13, 17))
VISITS = f"""
    UPDATE treatment SET patient_id = '{PATIENT}';
    INSERT INTO treatment
        (id, clinic_id, patient_id, patient_name, sheet_version_id, treated_at, time_zone, record, timeline,
         next_treatment_at, late_reactions, revision, created_at)
    VALUES
        ('{SECOND}', '{CLINIC}', '{PATIENT}', 'Alice Müller', '{PUBLISHED}', '2026-02-02T00:00:00+00:00', 'UTC',
         '{{}}', '{{}}', '2026-03-02T00:00:00+00:00', '[]', 8, '2026-02-02T00:00:00+00:00'),
        ('{WAITING}', '{CLINIC}', NULL, 'Alice Müller', '{PUBLISHED}', '2026-01-09T00:00:00+00:00', 'UTC',
         '{{}}', '{{}}', NULL, '[]', 0, '2026-01-09T00:00:00+00:00'),
        ('{ALONE}', NULL, '{PATIENT}', 'Alice', '{PUBLISHED}', '2026-01-05T00:00:00+00:00', 'UTC',
         '{{}}', '{{}}', NULL, '[]', 9, '2026-01-05T00:00:00+00:00');
    INSERT INTO access_record (id, grant_id, patient_id, practitioner_id, viewed_at, revision)
    VALUES ('{VIEWED}', '{GRANT}', '{PATIENT}', '{PRACTITIONER}', '2026-01-06T00:00:00+00:00', 9);
"""  # noqa: S608 - ids from this file


async def test_treatments_of_before_belong_to_patients_of_the_clinic(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = earlier_migrations(tmp_path, monkeypatch, until="0010")
    assert (await migrate(empty_url, package=package))[-1] == "0010_answered_entries"
    async with database(empty_url, everywhere=False):
        await drop_later_tables(until="0010")
        shared = SHARED.replace("photos, starts_at", "photos, notes, starts_at").replace(
            "false, '2026", "false, true, '2026"
        )
        await get_connection("default").execute_script(ROWS + SIGNED_IN + shared + VISITS)
    EXECUTOR_CACHE.clear()

    assert "0011_clinic_patients" in await migrate(empty_url)
    async with database(empty_url, everywhere=False):
        joined, waiting = await ClinicPatient.all().order_by("-visits")
        assert (joined.id, joined.person_id, joined.visits) == (TREATMENT, PATIENT, 2)
        assert (joined.name, joined.folded_name) == ("Alice Müller", "alice muller")
        assert (joined.last_treated_at.month, joined.next_treatment_at is None) == (2, False)
        assert (waiting.id, waiting.person_id, waiting.visits) == (WAITING, None, 1)
        patients = {row.id: row.clinic_patient_id for row in await Treatment.all()}
        assert patients == {TREATMENT: TREATMENT, SECOND: TREATMENT, WAITING: WAITING, ALONE: None}
        words = await PatientWord.filter(patient_id=TREATMENT, clinic_id=CLINIC).order_by("id")
        assert [bytes(row.word) for row in words] == [b"alice", b"muller"]
        assert (await AccessRecord.get(id=VIEWED)).kind == "diary"
    EXECUTOR_CACHE.clear()


async def test_a_review_of_before_keeps_its_time_and_names_nobody(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = earlier_migrations(tmp_path, monkeypatch, until="0011")
    assert (await migrate(empty_url, package=package))[-1] == "0011_clinic_patients"
    async with database(empty_url, everywhere=False):
        await drop_later_tables(until="0011")
        seen = f"UPDATE treatment SET reviewed_at = '2026-01-04T00:00:00+00:00' WHERE id = '{TREATMENT}';"  # noqa: S608 - an id
        await get_connection("default").execute_script(ROWS + seen)
    EXECUTOR_CACHE.clear()

    assert "0013_reviews" in await migrate(empty_url)
    async with database(empty_url, everywhere=False):
        treatment = await Treatment.get(id=TREATMENT)
        assert treatment.reviewed_at is not None
        assert (treatment.reviewed_at.day, treatment.reviewed_by_id) == (4, None)
        assert await ReplyTemplate.all().count() == 0
    EXECUTOR_CACHE.clear()


TEAM = f"""
    INSERT INTO membership (id, person_id, clinic_id, role, started_at)
    VALUES ('{DRAFT}', '{PATIENT}', '{CLINIC}', 'owner', '2026-01-01T00:00:00+00:00');
    INSERT INTO one_time_link (id, token_hash, purpose, clinic_id, created_at, expires_at)
    VALUES ('{DRAFT}', 'hash', 'colleague', '{CLINIC}', '2026-01-01T00:00:00+00:00', '2026-01-08T00:00:00+00:00');
"""  # noqa: S608 - ids from this file


async def test_a_clinic_of_before_has_not_said_when_it_is_open_and_answers_within_a_day(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = earlier_migrations(tmp_path, monkeypatch, until="0011")
    await migrate(empty_url, package=package)
    async with database(empty_url, everywhere=False):
        await drop_later_tables(until="0011")
        only_the_clinic = ROWS.partition("INSERT INTO sheet_version")[0]
        await get_connection("default").execute_script(only_the_clinic + SIGNED_IN + TEAM)
    EXECUTOR_CACHE.clear()

    assert "0014_team" in await migrate(empty_url)
    async with database(empty_url, everywhere=False):
        clinic = await Clinic.get(id=CLINIC)
        assert (clinic.opening_hours, clinic.reply_hours) == ([], 24)
        [membership] = await Membership.all()
        assert (membership.invited_by_id, membership.ended_by_id) == (None, None)
        assert not (await AuthSession.get(id=DEVICE)).membership_ended
        assert (await OneTimeLink.get()).membership_role is None
    EXECUTOR_CACHE.clear()


async def test_a_photo_of_before_can_be_drawn_on_and_takes_the_drawing_with_it(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = earlier_migrations(tmp_path, monkeypatch, until="0006")
    assert (await migrate(empty_url, package=package))[-1] == "0006_own_sheets"
    async with database(empty_url, everywhere=False):
        await drop_later_tables(until="0006")
        await get_connection("default").execute_script(ROWS + SIGNED_IN + PHOTOGRAPHED)
    EXECUTOR_CACHE.clear()

    assert "0015_photo_annotations" in await migrate(empty_url)
    async with database(empty_url, everywhere=False):
        assert await Annotation.all().count() == 0
        photo = await Photo.get(id=PHOTO)
        await Annotation.create(
            id=uuid4(),
            photo_id=PHOTO,
            clinic_id=CLINIC,
            author_id=PATIENT,
            strokes=[],
            revision=1,
            created_at=photo.created_at,
            changed_at=photo.created_at,
        )
        await photo.delete()
        assert await Annotation.all().count() == 0
    EXECUTOR_CACHE.clear()


async def test_a_clinic_of_before_can_save_presets(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = earlier_migrations(tmp_path, monkeypatch, until="0011")
    await migrate(empty_url, package=package)
    async with database(empty_url, everywhere=False):
        await drop_later_tables(until="0011")
        only_the_clinic = ROWS.partition("INSERT INTO sheet_version")[0]
        await get_connection("default").execute_script(only_the_clinic)
    EXECUTOR_CACHE.clear()

    assert "0018_treatment_presets" in await migrate(empty_url)
    async with database(empty_url, everywhere=False):
        clinic = await Clinic.get(id=CLINIC)
        assert await TreatmentPreset.all().count() == 0
        await TreatmentPreset.create(
            id=uuid4(), clinic_id=CLINIC, name="Cheeks", applied={}, created_at=clinic.created_at
        )
        assert (await TreatmentPreset.get()).name == "Cheeks"
    EXECUTOR_CACHE.clear()


async def test_a_date_planned_before_plans_were_kept_stays_and_has_no_history(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = earlier_migrations(tmp_path, monkeypatch, until="0006")
    await migrate(empty_url, package=package)
    async with database(empty_url, everywhere=False):
        await drop_later_tables(until="0006")
        await get_connection("default").execute_script(
            ROWS + "UPDATE treatment SET next_treatment_at = '2026-02-05T10:00:00+00:00';"  # noqa: S608 - from this file
        )
    EXECUTOR_CACHE.clear()

    assert "0016_treatment_plans" in await migrate(empty_url)
    async with database(empty_url, everywhere=False):
        treatment = await Treatment.get(id=TREATMENT)
        assert treatment.next_treatment_at is not None
        assert await TreatmentPlan.all().count() == 0
        fields: dict[str, Any] = {"treatment_id": TREATMENT, "version": 1, "planned_at": treatment.created_at}
        await TreatmentPlan.create(id=uuid4(), **fields)
        with pytest.raises(IntegrityError):
            await TreatmentPlan.create(id=uuid4(), **fields)
    EXECUTOR_CACHE.clear()


EIGHT = datetime(2026, 11, 20, 8, tzinfo=UTC)
ADAS = UUID("7f000000-0000-4000-8000-0000000000ad")
ADA = """INSERT INTO person (id, role, display_name, language, time_zone, skin_cues, revision, created_at) VALUES
    ('7f000000-0000-4000-8000-0000000000ad', 'patient', 'Ada', 'en', 'UTC', '[]', 0, '2026-11-20T08:00:00+00:00')"""
"""A patient, in the columns of that time: the model has more."""


async def test_earlier_rows_stay_when_their_tables_are_indexed(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = earlier_migrations(tmp_path, monkeypatch, until="0018")
    await migrate(empty_url, package=package)
    async with database(empty_url, everywhere=False):
        await drop_later_tables(until="0018")
        await get_connection("default").execute_script(ADA)
        await Passkey.create(id=uuid4(), person_id=ADAS, credential_id="c", public_key=b"k", created_at=EIGHT)
    EXECUTOR_CACHE.clear()

    assert "0019_missing_indexes" in await migrate(empty_url)
    async with database(empty_url, everywhere=False):
        assert (await Passkey.get(person_id=ADAS)).credential_id == "c"
    EXECUTOR_CACHE.clear()


async def test_a_photo_of_before_has_no_hashes_of_its_images_and_the_server_was_never_restored(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = earlier_migrations(tmp_path, monkeypatch, until="0006")
    await migrate(empty_url, package=package)
    async with database(empty_url, everywhere=False):
        await drop_later_tables(until="0006")
        await get_connection("default").execute_script(ROWS + SIGNED_IN + PHOTOGRAPHED)
    EXECUTOR_CACHE.clear()

    assert "0023_image_hashes_and_server_state" in await migrate(empty_url)
    async with database(empty_url, everywhere=False):
        photo = await Photo.get(id=PHOTO)
        assert (photo.display_sha256, photo.thumbnail_sha256) == (None, None)
        assert (await server_state()).epoch == ""
    EXECUTOR_CACHE.clear()


async def test_planned_reminders_stay_when_their_table_is_indexed(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = earlier_migrations(tmp_path, monkeypatch, until="0019")
    await migrate(empty_url, package=package)
    async with database(empty_url, everywhere=False):
        await drop_later_tables(until="0019")
        await get_connection("default").execute_script(ADA)
        await Reminder.create(
            id=uuid4(), person_id=ADAS, kind="share", key="share:1", due_at=EIGHT, document={}
        )
    EXECUTOR_CACHE.clear()

    assert "0020_messages_to_practitioners" in await migrate(empty_url)
    async with database(empty_url, everywhere=False):
        assert (await Reminder.get(person_id=ADAS)).key == "share:1"
    EXECUTOR_CACHE.clear()


async def test_a_clinic_of_before_has_no_logo(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = earlier_migrations(tmp_path, monkeypatch, until="0019")
    await migrate(empty_url, package=package)
    async with database(empty_url, everywhere=False):
        await drop_later_tables(until="0019")
        await get_connection("default").execute_script(ROWS.partition("INSERT INTO sheet_version")[0])
    EXECUTOR_CACHE.clear()

    assert "0022_clinic_logo" in await migrate(empty_url)
    async with database(empty_url, everywhere=False):
        clinic = await Clinic.get(id=CLINIC)
        assert (clinic.name, clinic.logo) == ("Lindenhof", None)
    EXECUTOR_CACHE.clear()


async def test_the_photos_of_before_have_no_keys_yet(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = earlier_migrations(tmp_path, monkeypatch, until="0023")
    await migrate(empty_url, package=package)
    async with database(empty_url, everywhere=False):
        await drop_later_tables(until="0023")
        await get_connection("default").execute_script(
            "INSERT INTO server_state (id, epoch, unsound_photos) VALUES (1, 'restored once', 3)"
        )
    EXECUTOR_CACHE.clear()

    assert "0024_encryption_keys" in await migrate(empty_url)
    async with database(empty_url, everywhere=False):
        state = await server_state()
        assert (state.epoch, state.unsound_photos) == ("restored once", 3)
        assert (state.master_key, state.recovery_key, state.photos_encrypted_at) == (None, None, None)
        assert not await DataKey.exists()
    EXECUTOR_CACHE.clear()
