"""Built-in sheets speak the reader's language: in the clinic's lists, in a review and on paper."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.exports import ExportDocument
from server.sheets import load_sheets
from server.usecases import invitations, record_corrections, review_exports, treatments
from server.usecases.access_by_link import link_reader_of
from server.usecases.before_next import before_next
from server.usecases.clinic_records import clinic_csv
from server.usecases.export_content import export_document
from server.usecases.export_page import ExportPage
from server.usecases.review import review
from server.usecases.shared_diaries import list_shared, read_shared
from server.usecases.sheet_words import rule_words
from server.usecases.sheets import publish_builtins
from server.usecases.treatment_planning import show_calendar
from tests.factories import make_entry, make_grant, make_share_link, make_treatment, open_link
from tests.fakes import MESSAGES, NOW, fake_services

ENGLISH, GERMAN = "Microneedling: a week of aftercare serum", "Microneedling: eine Woche Nachsorgeserum"


@pytest.fixture
async def services(db: str) -> Services:
    services = fake_services(sheets=load_sheets())
    await publish_builtins(services)
    return services


@pytest.fixture
async def treatment(services: Services, alice: Viewer, bob: Viewer) -> UUID:
    made = await make_treatment(services, bob, patient=alice, sheet_key="serum-week")
    await make_grant(services, alice, made.id)
    return made.id


async def test_a_link_has_the_words_of_every_language(
    services: Services, treatment: UUID, alice: Viewer, bob: Viewer
) -> None:
    unused = await make_treatment(services, bob, sheet_key="serum-week")
    invited = await invitations.invite_patient(services, bob, unused.id)
    preview = await invitations.open_link(services, invited.url.partition("#")[2])
    assert (preview.sheet_titles["de"], preview.sheet_titles["en"]) == (GERMAN, ENGLISH)
    await make_entry(services, alice, treatment, acts=["used-up(aftercare-serum)"])
    made = await make_share_link(services, alice, treatment)
    reader = await link_reader_of(await open_link(services, made), now=NOW)
    assert reader is not None
    [listed] = (await list_shared(reader)).treatments
    assert listed.sheet_titles["de"] == GERMAN
    names = [
        (await read_shared(services, reader, treatment, language=language)).topic_names["aftercare-serum"]
        for language in ("de", "en")
    ]
    assert names[0] != names[1]


@pytest.fixture
def german(bob: Viewer) -> Viewer:
    return replace(bob, language="de")


async def test_the_clinics_lists_have_the_title_in_the_readers_language(
    services: Services, treatment: UUID, bob: Viewer, german: Viewer
) -> None:
    for viewer, title in ((german, GERMAN), (bob, ENGLISH), (german, GERMAN)):
        shown = await treatments.show_to_clinic(viewer, treatment)
        assert shown.sheet.title == title
        assert [each.sheet.title for each in (await treatments.list_for_clinic(viewer)).treatments] == [title]
        history = await record_corrections.record_history(viewer, treatment)
        assert [version.sheet.title for version in history.versions] == [title]
        assert (await show_calendar(services, viewer, treatment)).sheet_title == title
        assert (await before_next(services, viewer, shown.clinic_patient_id)).sheet_title == title
        table = await joined(await clinic_csv(services, replace(viewer, is_owner=True)))
        assert title in table


async def joined(pieces: AsyncIterator[bytes]) -> str:
    return b"".join([piece async for piece in pieces]).decode()


async def test_paper_has_title_and_rules_in_the_readers_language(
    services: Services, treatment: UUID, alice: Viewer, german: Viewer, bob: Viewer
) -> None:
    await make_entry(
        services, alice, treatment, signs=[{"sign": "pustules", "area": "chin"}], activities=["tap water"]
    )
    pages = {viewer.language: await page(services, viewer, treatment) for viewer in (german, bob)}
    assert pages["de"]["lead"][1].endswith(f"Merkblatt: {GERMAN}")
    assert pages["en"]["lead"][1].endswith(f"Aftercare sheet: {ENGLISH}")
    for language in ("de", "en"):
        [rule, *_] = pages[language]["quotes"]
        [departure] = [
            each for day in pages[language]["days"] for row in day["entries"] for each in row["departures"]
        ]
        assert rule["language"] == departure["language"] == language
        assert rule["text"]
        assert departure["rule"]
    assert pages["de"]["quotes"][0]["text"] != pages["en"]["quotes"][0]["text"]


async def page(services: Services, viewer: Viewer, treatment: UUID) -> Any:
    return json.loads((await review_exports.review_pdf(services, viewer, treatment)).content)


async def test_an_export_has_the_title_in_the_patients_language(
    services: Services, treatment: UUID, alice: Viewer
) -> None:
    document: ExportDocument = await export_document(services, alice.person_id)
    for language, title in (("de", GERMAN), ("en", ENGLISH)):
        person = document.person.model_copy(update={"language": language})
        assert title in ExportPage(document.model_copy(update={"person": person}), MESSAGES).html()


async def test_reported_acts_are_named_in_the_readers_language(
    services: Services, treatment: UUID, alice: Viewer, german: Viewer, bob: Viewer
) -> None:
    await make_entry(
        services, alice, treatment, acts=["used-up(aftercare-serum)", "sauna", "wash", "no-topic"]
    )
    names = (await review(services, german, treatment)).topic_names
    assert names["aftercare-serum"] != (await review(services, bob, treatment)).topic_names["aftercare-serum"]
    assert names["sauna"] == services.topics.label("sauna", "de")
    assert "no-topic" not in names


async def test_a_rule_without_a_translation_stays_as_it_is(
    services: Services, treatment: UUID, bob: Viewer
) -> None:
    timeline = (await review(services, bob, treatment)).treatment.timeline
    rule = timeline["windows"][0]["rule"]
    words = rule_words(timeline, rule["id"], "fr")
    assert words is not None
    assert (words.says, words.cite, words.language) == (rule["says"], rule["cite"], "en")
    assert rule_words(timeline, "no-such-rule", "de") is None
