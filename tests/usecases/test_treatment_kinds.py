"""The record of a treatment has the kind that its sheet names."""

from typing import Any
from uuid import uuid4

import pytest
from pydantic import ValidationError

from models.treatments import Treatment
from server.domain.errors import Invalid
from server.domain.viewer import Viewer
from server.domain.vocabulary import TreatmentKind
from server.ports import Services
from server.shapes.authoring import DraftNew, SheetSource
from server.shapes.publication import PublicationNew
from server.shapes.treatments import SelfTreatment, TreatmentForClinic
from server.usecases import authoring, publishing, treatments
from server.usecases.diary import changes_after
from server.usecases.earlier_reactions import earlier_reactions
from server.usecases.sheets import list_sheets, publish_builtins
from tests.factories import (
    POISON_NOTE,
    TIME_ZONE,
    TREATED_LOCAL,
    join,
    make_entry,
    make_grant,
    make_own_treatment,
    new_treatment,
)
from tests.fakes import FakeClock

SHEETS = {
    "needling": "microneedling",
    "peel": "chemical peel",
    "laser": "IPL",
    "injection": "filler",
    "other": "cryotherapy",
}
APPLIED: dict[str, dict[str, Any]] = {
    "needling": {
        "areas": [{"area": "cheeks", "depth_mm": 0.5, "passes": 2}],
        "device": "SkinPen",
        "products": ["hyaluronic acid"],
        "numbing": "cream, 20 min",
        "end_point": "pink",
    },
    "peel": {"areas": [{"area": "full-face"}], "product": "TCA", "strength": "10 %", "layers": 2},
    "laser": {"areas": [{"area": "nose"}], "device": "Nd:YAG", "setting": "12 J/cm²"},
    "injection": {"areas": [{"area": "upper-lip"}], "product": "hyaluronic filler", "amount": "0.5 ml"},
    "other": {"areas": [{"area": "neck"}], "product_or_device": "CryoPen", "setting": "5 s"},
}
KINDS = [kind.value for kind in TreatmentKind]


async def publish_sheet(services: Services, author: Viewer, kind: str) -> str:
    """Publish a sheet of the clinic for this kind of treatment, and return its key."""
    rules = [
        {
            "id": "sauna",
            "verb": "avoid",
            "topics": ["sauna"],
            "until": "72h",
            "says": "No sauna.",
            "cite": "1",
        },
        {"id": "pus", "verb": "call", "topics": ["pustules"], "says": "Tell us of pustules.", "cite": "2"},
    ]
    document = {
        "id": f"our-{kind}",
        "title": f"After {SHEETS[kind]}",
        "publisher": "Lindenhof",
        "treatment": SHEETS[kind],
        "language": "en",
        "version": 1,
        "day_one": 1,
        "rules": rules,
    }
    source = SheetSource.model_validate({"document": document})
    draft = await authoring.new_draft(services, author, DraftNew(id=uuid4(), source=source))
    await publishing.publish_draft(services, author, draft.id, PublicationNew())
    return f"our-{kind}"


async def record(
    services: Services, practitioner: Viewer, kind: str, *, patient: Viewer | None = None
) -> TreatmentForClinic:
    whole = {"kind": kind, "note": POISON_NOTE, **APPLIED[kind]}
    new = new_treatment(sheet_key=await publish_sheet(services, practitioner, kind))
    sent = new.model_dump(mode="json", by_alias=True) | {"record": whole}
    treatment = await treatments.record_treatment(services, practitioner, type(new).model_validate(sent))
    if patient is not None:
        await join(patient, treatment.id)
    return treatment


@pytest.mark.parametrize("kind", KINDS)
class TestEachKind:
    async def test_is_recorded_and_read_back(self, services: Services, bob: Viewer, kind: str) -> None:
        treatment = await record(services, bob, kind)
        read = (await treatments.show_to_clinic(bob, treatment.id)).record.model_dump(mode="json")
        assert read == {"kind": kind, "note": POISON_NOTE, "flags": [], "directed": [], **APPLIED[kind]}

    async def test_shows_the_patient_what_was_applied_without_the_note(
        self, services: Services, bob: Viewer, alice: Viewer, kind: str
    ) -> None:
        await record(services, bob, kind, patient=alice)
        [view] = (await changes_after(alice, 0)).treatments
        assert view.applied.model_dump(mode="json") == {"kind": kind, **APPLIED[kind]}
        assert POISON_NOTE not in view.model_dump_json()

    async def test_has_a_timeline(self, services: Services, bob: Viewer, kind: str) -> None:
        treatment = await record(services, bob, kind)
        timeline = (await Treatment.get(id=treatment.id)).timeline
        assert [window["rule"]["id"] for window in timeline["windows"]] == ["sauna", "pus"]

    async def test_is_shown_with_its_late_reactions(
        self, services: Services, bob: Viewer, alice: Viewer, clock: FakeClock, kind: str
    ) -> None:
        treatment = await record(services, bob, kind, patient=alice)
        clock.pass_time(days=2, hours=1)
        signs = [{"sign": "pustules", "area": "chin"}]
        await make_entry(services, alice, treatment.id, signs=signs, scores={}, occurred_at=clock.now())
        await make_grant(services, alice, treatment.id)
        [earlier] = (await earlier_reactions(services, bob, alice.person_id)).treatments
        assert earlier.record.model_dump(mode="json")["kind"] == kind
        assert [reaction.sign for reaction in earlier.reactions] == ["pustules"]

    async def test_is_named_in_the_list_of_sheets(self, services: Services, bob: Viewer, kind: str) -> None:
        key = await publish_sheet(services, bob, kind)
        kinds = {sheet.key: sheet.kind for sheet in (await list_sheets(bob)).sheets}
        assert kinds[key] == kind

    async def test_needs_an_area(self, services: Services, bob: Viewer, kind: str) -> None:
        sent = new_treatment().model_dump(mode="json", by_alias=True)
        with pytest.raises(ValidationError, match="at least one area"):
            new_treatment().model_validate(sent | {"record": {"kind": kind, "areas": []}})


async def test_a_record_of_a_different_kind_from_the_sheets_is_refused(
    services: Services, bob: Viewer
) -> None:
    key = await publish_sheet(services, bob, "peel")
    with pytest.raises(Invalid) as refused:
        await treatments.record_treatment(services, bob, new_treatment(sheet_key=key))
    assert (refused.value.code, refused.value.facts) == ("record-kind", {"at": "record.kind"})
    assert await Treatment.all().count() == 0


@pytest.mark.parametrize(
    "record",
    [
        {"areas": [{"area": "cheeks", "depth_mm": 0.5}]},  # no kind
        {"kind": "microneedling", "areas": [{"area": "cheeks", "depth_mm": 0.5}]},
        {"kind": "needling", "areas": [{"area": "cheeks"}]},  # no depth
        {"kind": "needling", "areas": [{"area": "cheeks", "depth_mm": 3.1}]},
        {"kind": "peel", "areas": [{"area": "cheeks", "depth_mm": 0.5}]},  # a peel has no depth
        {"kind": "peel", "areas": [{"area": "cheeks"}], "device": "SkinPen"},
        {"kind": "peel", "areas": [{"area": "cheeks"}], "layers": 0},
    ],
)
def test_a_record_that_matches_no_kind_is_refused(record: dict[str, Any]) -> None:
    sent = new_treatment().model_dump(mode="json", by_alias=True)
    with pytest.raises(ValidationError):
        new_treatment().model_validate(sent | {"record": record})


async def test_a_patient_who_starts_alone_has_a_record_of_the_sheets_kind_and_no_areas(
    services: Services, alice: Viewer
) -> None:
    treatment_id = await make_own_treatment(services, alice)
    [view] = (await changes_after(alice, 0)).treatments
    assert (view.id, view.applied.kind, view.applied.areas) == (treatment_id, "needling", [])


async def test_starting_alone_with_a_pseudo_time_zone_is_refused(services: Services, alice: Viewer) -> None:
    await publish_builtins(services)
    sent = {
        "id": uuid4(),
        "sheet_key": "calm-days",
        "treated_at_local": TREATED_LOCAL,
        "time_zone": TIME_ZONE,
    }
    with pytest.raises(ValidationError, match="IANA name"):
        SelfTreatment.model_validate(sent | {"time_zone": "localtime"})
