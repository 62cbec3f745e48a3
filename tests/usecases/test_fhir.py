"""`fhir.json` of an export: a FHIR R4 bundle of the whole diary, checked with the R4B models of fhir.resources."""

import base64
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha1
from typing import Any
from uuid import UUID, uuid4

import pytest
from fhir.resources.R4B.bundle import Bundle

from models.exports import Export
from models.sharing import AccessRecord
from models.treatments import Treatment
from server.domain.viewer import Viewer
from server.domain.vocabulary import AccessKind
from server.jobs.exports import prepare_next
from server.ports import Services
from server.shapes.people import MeChange
from server.shapes.replies import ReplyNew
from server.usecases import erasing, exporting, people, review, review_exports
from server.usecases.fhir.elements import clean, derived_id, instant, reference
from server.usecases.photos import show_photo
from tests.factories import (
    POISON_NOTE,
    POISON_QUESTION,
    make_entry,
    make_grant,
    make_own_treatment,
    make_photo,
    make_treatment,
)
from tests.fakes import NOW

Json = dict[str, Any]


def listed(names: str) -> frozenset[str]:
    return frozenset(names.split())


CHANGED_IN_R4B = listed(
    "ActivityDefinition AdministrableProductDefinition Citation ClinicalUseDefinition Evidence EvidenceReport "
    "EvidenceVariable Ingredient ManufacturedItemDefinition MedicinalProductDefinition NutritionProduct "
    "PackagedProductDefinition PlanDefinition RegulatedAuthorization SubscriptionStatus SubscriptionTopic "
    "SubstanceDefinition CodeableReference RatioRange"
)
"""Resources and data types that R4B added or changed (https://hl7.org/fhir/R4B/r4b-explanation.html). R4B left all
others as they are in R4 (4.0.1), so the models of R4B judge them as R4 does."""

USED: dict[str, frozenset[str]] = {
    "Bundle": listed("resourceType id language type timestamp entry"),
    "Patient": listed("resourceType id name communication"),
    "Questionnaire": listed("resourceType id url title status subjectType item"),
    "Procedure": listed(
        "resourceType id status code subject performedDateTime performer bodySite note usedCode"
    ),
    "CarePlan": listed(
        "resourceType id identifier status intent title subject period author supportingInfo activity"
    ),
    "QuestionnaireResponse": listed(
        "resourceType id partOf questionnaire status subject authored source item"
    ),
    "Observation": listed(
        "resourceType id partOf status category code subject effectiveDateTime performer derivedFrom "
        "valueCodeableConcept valueBoolean bodySite"
    ),
    "DocumentReference": listed("resourceType id status type subject date author content context"),
    "Communication": listed(
        "resourceType id status subject about inResponseTo sent received recipient sender payload"
    ),
}
"""The fields of R4 (4.0.1) that the bundle uses. A further one is compared with both versions before it is listed."""
FIELDS_THAT_DIFFER: frozenset[str] = frozenset()
"""Of these, the ones that are not the same in R4 and R4B: none may be."""
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
MOMENTS = listed(
    "timestamp performedDateTime authored effectiveDateTime date sent received start end valueDateTime creation"
)


async def exported(services: Services, viewer: Viewer) -> dict[str, bytes]:
    asked = await exporting.request_export(services, viewer)
    assert await prepare_next(services)
    file = await exporting.open_export(services, viewer, asked.id)
    content = b"".join([part async for part in file.read(services, 0, file.size - 1)])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


async def bundled(services: Services, viewer: Viewer) -> Json:
    """Return the bundle after it has passed every check."""
    bundle: Json = json.loads((await exported(services, viewer))["fhir.json"])
    check(bundle)
    return bundle


def check(bundle: Json) -> None:
    Bundle.model_validate(bundle)
    resources = [entry["resource"] for entry in bundle["entry"]]
    for resource in (bundle, *resources):
        kind = resource["resourceType"]
        assert kind not in CHANGED_IN_R4B
        assert set(resource) <= USED[kind] - FIELDS_THAT_DIFFER
    ids = [f"urn:uuid:{resource['id']}" for resource in resources]
    assert [entry["fullUrl"] for entry in bundle["entry"]] == ids
    assert len(set(ids)) == len(ids)
    for name, value in fields_of(bundle):
        assert value not in (None, "", [], {})
        if name in ("reference", "questionnaire"):
            assert value in ids
        if name in MOMENTS:
            assert MOMENT.fullmatch(value)


def fields_of(value: object) -> Iterator[tuple[str, Any]]:
    if isinstance(value, list):
        for each in value:
            yield from fields_of(each)
    elif isinstance(value, dict):
        for name, content in value.items():
            yield name, content
            yield from fields_of(content)


def of_kind(bundle: Json, kind: str) -> list[Json]:
    return [each["resource"] for each in bundle["entry"] if each["resource"]["resourceType"] == kind]


@pytest.fixture
async def entry(services: Services, alice: Viewer, bob: Viewer, treatment: UUID) -> UUID:
    """An entry with everything that an entry can hold, its photo, and a reply."""
    written = await make_entry(
        services, alice, treatment,
        scores={"redness": 2, "warmth": 0},
        signs=[{"sign": "pustules", "area": "chin"}, {"sign": "pustules", "area": "chin"}, {"sign": "fever"}],
        signs_gone=["oozing"],
        states={"healed": False},
        products=["cream\x07", " "],
        activities=["a walk"],
        acts=["wash"],
        duties_done=["make-up-24"],
        note="a note",
        question="Is this normal?",
        back_dated=True,
    )  # fmt: skip
    await make_photo(services, alice, written.id)
    await make_grant(services, alice, treatment)
    await review.reply(
        services, bob, treatment, ReplyNew(id=uuid4(), text="All as expected.", entry_id=written.id)
    )
    return written.id


class TestTheBundle:
    async def test_of_an_empty_diary_names_the_patient(self, services: Services, alice: Viewer) -> None:
        bundle = await bundled(services, alice)
        assert (bundle["type"], bundle["language"]) == ("collection", "en")
        assert {each["resource"]["resourceType"] for each in bundle["entry"]} == {"Patient", "Questionnaire"}

    async def test_holds_the_treatment_as_the_patient_may_see_it(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        [procedure] = of_kind(await bundled(services, alice), "Procedure")
        assert (procedure["id"], procedure["status"]) == (str(treatment), "completed")
        assert procedure["performedDateTime"] == "2026-11-18T10:00:00+01:00"
        assert procedure["performer"] == [
            {"actor": {"display": "Bob Berger"}, "onBehalfOf": {"display": "Lindenhof"}}
        ]
        assert [site["text"] for site in procedure["bodySite"]] == ["Cheeks"]
        assert [item["text"] for item in procedure["usedCode"]] == ["SkinPen", "hyaluronic acid"]
        notes = [note["text"] for note in procedure["note"]]
        assert notes[:2] == ["Session 1", "Areas and depth: Cheeks 0.5 mm"]

    async def test_holds_every_rule_of_the_sheet_with_its_times(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        [plan] = of_kind(await bundled(services, alice), "CarePlan")
        assert plan["identifier"] == [{"system": "urn:x-afterglow:sheet", "value": "calm-days/1"}]
        rules = {each["detail"]["code"]["text"]: each["detail"] for each in plan["activity"]}
        make_up = rules["Leave make-up off for 24 hours."]
        assert make_up["doNotPerform"] is True
        assert make_up["scheduledPeriod"] == {"end": "2026-11-19T10:00:00+01:00"}
        assert make_up["description"] == "Leave make-up off for 24 hours. (item 1)"
        redness = rules["Some redness for one to three days."]
        assert redness["doNotPerform"] is False
        assert redness["scheduledPeriod"]["end"].startswith("2026-11-21")
        assert "scheduledPeriod" not in rules["Tell us when you see pustules."]

    async def test_holds_a_check_in_as_answers_and_as_observations(
        self, services: Services, alice: Viewer, entry: UUID
    ) -> None:
        bundle = await bundled(services, alice)
        [response] = of_kind(bundle, "QuestionnaireResponse")
        assert (response["id"], response["status"]) == (str(entry), "completed")
        assert response["authored"] == "2026-11-20T13:00:00+01:00"  # back-dated: when it was sent
        answers = {
            item["linkId"]: [value for answer in item["answer"] for value in answer.values()]
            for item in response["item"]
            if "answer" in item
        }
        assert answers["occurred_at"] == ["2026-11-20T12:00:00+01:00"]
        assert answers["score.redness"][0]["code"] == "2"
        assert (answers["products"], answers["activities"]) == (["cream"], ["a walk"])
        assert (answers["acts"], answers["duties_done"]) == (["wash"], ["make-up-24"])
        assert (answers["note"], answers["question"]) == (["a note"], ["Is this normal?"])
        assert (answers["state.healed"], answers["back_dated"]) == ([False], [True])
        observed = {
            (each["code"]["coding"][0]["code"], each.get("bodySite", {}).get("text")): each.get(
                "valueBoolean", each.get("valueCodeableConcept", {}).get("text")
            )
            for each in of_kind(bundle, "Observation")
        }
        assert observed == {
            ("redness", None): "Mild (2 of 4)",
            ("warmth", None): "None (0 of 4)",
            ("pustules", "Chin"): True,
            ("fever", None): True,
            ("oozing", None): False,
        }

    async def test_answers_only_items_of_its_questionnaire_in_their_order(
        self, services: Services, alice: Viewer, entry: UUID
    ) -> None:
        bundle = await bundled(services, alice)
        [questionnaire] = of_kind(bundle, "Questionnaire")
        [response] = of_kind(bundle, "QuestionnaireResponse")
        asked = [item["linkId"] for item in questionnaire["item"]]
        answered = [item["linkId"] for item in response["item"]]
        assert answered == sorted(answered, key=asked.index)

    async def test_names_the_file_of_each_photo(self, services: Services, alice: Viewer, entry: UUID) -> None:
        files = await exported(services, alice)
        [photo] = of_kind(json.loads(files["fhir.json"]), "DocumentReference")
        attachment = photo["content"][0]["attachment"]
        assert attachment["url"] in files
        assert (attachment["contentType"], attachment["title"]) == ("image/jpeg", "Front")
        assert photo["context"]["related"][0] == {"reference": f"urn:uuid:{entry}"}

    async def test_holds_the_question_and_the_reply(
        self, services: Services, alice: Viewer, entry: UUID
    ) -> None:
        question, reply = of_kind(await bundled(services, alice), "Communication")
        assert question["payload"] == [{"contentString": "Is this normal?"}]
        assert question["recipient"] == [{"display": "Bob Berger"}]
        assert reply["payload"] == [{"contentString": "All as expected."}]
        assert reply["sender"] == {"display": "Bob Berger"}
        assert reply["inResponseTo"] == [{"reference": f"urn:uuid:{question['id']}"}]

    async def test_has_the_same_ids_each_time(self, services: Services, alice: Viewer, entry: UUID) -> None:
        first = await bundled(services, alice)
        await Export.all().delete()
        assert await bundled(services, alice) == first

    async def test_is_in_the_persons_language(self, services: Services, alice: Viewer, entry: UUID) -> None:
        await people.change_me(alice, MeChange(language="de"))
        bundle = await bundled(services, alice)
        assert bundle["language"] == "de"
        texts = [each["code"]["text"] for each in of_kind(bundle, "Observation")]
        assert texts[:2] == ["Rötung", "Wärmegefühl"]
        [procedure] = of_kind(bundle, "Procedure")
        assert any("Wangen 0,5 mm" in note["text"] for note in procedure["note"])

    async def test_of_a_treatment_without_a_clinic_has_no_performer(
        self, services: Services, alice: Viewer
    ) -> None:
        started = await make_own_treatment(services, alice)
        await make_entry(services, alice, started)
        bundle = await bundled(services, alice)
        [procedure] = of_kind(bundle, "Procedure")
        assert {"performer", "bodySite", "usedCode"}.isdisjoint(procedure)
        [question] = of_kind(bundle, "Communication")
        assert "recipient" not in question

    @pytest.mark.parametrize(
        ("record", "facts"),
        [
            (
                {"kind": "peel", "product": "TCA", "strength": "15 %", "layers": 2},
                ["Product: TCA", "Layers: 2"],
            ),
            ({"kind": "laser", "device": "IPL", "setting": "12 J"}, ["Setting: 12 J"]),
            ({"kind": "injection", "product": "HA", "amount": "1 ml"}, ["Amount: 1 ml"]),
            ({"kind": "other", "product_or_device": "LED"}, ["Product or device: LED"]),
        ],
    )
    async def test_describes_every_kind_of_treatment(
        self, services: Services, alice: Viewer, bob: Viewer, record: Json, facts: list[str]
    ) -> None:
        made = await make_treatment(services, bob, patient=alice)
        stored = {"areas": [{"area": "cheeks"}], **record}
        await Treatment.filter(id=made.id).update(record=stored)
        [procedure] = of_kind(await bundled(services, alice), "Procedure")
        assert set(facts) <= {note["text"] for note in procedure["note"]}


class TestTheReview:
    """What a practitioner takes along of a diary that is shared with them."""

    async def taken(self, services: Services, viewer: Viewer, treatment: UUID) -> Json:
        copy = await review_exports.review_fhir(services, viewer, treatment)
        assert copy.file_name == "afterglow-2026-11-18.fhir.json"
        bundle: Json = json.loads(copy.content)
        check(bundle)
        return bundle

    async def test_is_a_bundle_of_one_treatment(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID, entry: UUID
    ) -> None:
        await make_treatment(services, bob, patient=alice)
        bundle = await self.taken(services, bob, treatment)
        [procedure] = of_kind(bundle, "Procedure")
        [response] = of_kind(bundle, "QuestionnaireResponse")
        assert (procedure["id"], response["id"]) == (str(treatment), str(entry))
        assert len(of_kind(bundle, "Communication")) == 2
        assert of_kind(bundle, "CarePlan")
        [patient] = of_kind(bundle, "Patient")
        record_id = (await Treatment.get(id=treatment)).clinic_patient_id
        assert record_id is not None
        assert patient["id"] == derived_id(record_id, "patient")  # of the clinic's record, not of the account
        assert patient["name"] == [{"text": "Poison-Name Petrova"}]
        assert str(alice.person_id) not in json.dumps(bundle)

    async def test_refers_to_the_photos_that_the_grant_opens(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        written = await make_entry(services, alice, treatment)
        photo = await make_photo(services, alice, written.id)
        await make_grant(services, alice, treatment)
        [document] = of_kind(await self.taken(services, bob, treatment), "DocumentReference")
        assert document["id"] == str(photo.id)
        assert document["context"]["related"][0] == reference(written.id)
        [content] = document["content"]
        attachment = content["attachment"]
        assert attachment["url"] == f"https://afterglow.example/api/photos/{photo.id}/display"
        stored, kind = await show_photo(services, bob, photo.id, "display")
        assert (attachment["contentType"], attachment["size"]) == (kind, len(stored))
        assert base64.b64decode(attachment["hash"]) == sha1(stored, usedforsecurity=False).digest()
        assert attachment["title"] == "Front"

    async def test_names_no_photo_if_photos_are_not_shared_and_is_logged_as_an_export(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        written = await make_entry(services, alice, treatment)
        photo = await make_photo(services, alice, written.id)
        await make_grant(services, alice, treatment, with_photos=False)
        bundle = await self.taken(services, bob, treatment)
        assert of_kind(bundle, "DocumentReference") == []
        assert str(photo.id) not in json.dumps(bundle)
        assert [access.kind for access in await AccessRecord.all()] == [AccessKind.EXPORT]

    async def test_leaves_out_what_the_grant_leaves_out_and_the_clinics_note(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        await make_entry(services, alice, treatment)
        await make_grant(services, alice, treatment, with_notes=False)
        bundle = json.dumps(await self.taken(services, bob, treatment))
        for secret in (POISON_NOTE, POISON_QUESTION, "poison-practice-note"):
            assert secret not in bundle

    async def test_of_an_empty_diary_has_no_answers(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        bundle = await self.taken(services, replace(bob, language="de"), treatment)
        assert bundle["language"] == "de"
        kinds = {each["resource"]["resourceType"] for each in bundle["entry"]}
        assert kinds == {"Patient", "Questionnaire", "Procedure", "CarePlan"}


class TestWhatItLeavesOut:
    async def test_is_what_was_erased_and_what_belongs_to_others(
        self, services: Services, alice: Viewer, dora: Viewer, doras: UUID, treatment: UUID, entry: UUID
    ) -> None:
        erased = await make_entry(services, alice, treatment, note="canary-erased", question="canary-asked")
        other = await make_entry(services, dora, doras, note="canary-of-dora")
        await make_photo(services, dora, other.id)
        await erasing.erase_entry(services, alice, erased.id)
        content = (await exported(services, alice))["fhir.json"].decode()
        for canary in ("canary", str(erased.id), str(other.id), str(doras), "Dora", "poison-practice-note"):
            assert canary not in content


class TestElements:
    def test_an_instant_has_the_offset_of_its_place(self) -> None:
        assert instant(NOW, "Asia/Kathmandu") == "2026-11-20T17:45:00+05:45"

    def test_an_offset_with_seconds_is_written_in_utc(self) -> None:
        early = NOW.replace(year=1850)
        assert instant(early, "Europe/Berlin") == "1850-11-20T12:00:00+00:00"

    def test_control_characters_are_left_out_and_line_breaks_stay(self) -> None:
        assert clean(" a\x00b\x1b\n\tc ") == "ab\n\tc"


async def test_a_long_diary_is_written_in_batches(services: Services, alice: Viewer, treatment: UUID) -> None:
    for hours in range(1, 60):
        await make_entry(
            services, alice, treatment, occurred_at=NOW - timedelta(minutes=10 * hours), note="note " * 700
        )
    bundle = await bundled(services, alice)
    assert len(of_kind(bundle, "QuestionnaireResponse")) == 59
