"""A clinic writes its own sheets: drafts are valid, versions never change, and patients consent to new ones."""

from uuid import uuid4

import pytest

from models.treatments import SheetVersion
from server.domain.errors import Conflict, Invalid, NotFound
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.authoring import (
    DraftNew,
    SheetChangeAccepted,
    SheetComparisonQuery,
    SheetPreviewNew,
    SheetSource,
    SheetText,
)
from server.shapes.publication import PublicationNew
from server.shapes.record_history import RecordCorrection
from server.usecases import authoring, publishing, sheet_changes, sheet_reports
from server.usecases.record_corrections import correct_record
from server.usecases.sheet_rows import find_sheet
from server.usecases.sheets import list_sheets, publish_builtins
from tests.drafts import draft, next_version, published, rule, sheet
from tests.factories import TIME_ZONE, TREATED_LOCAL, make_patient, make_treatment, new_treatment


async def test_a_draft_can_be_chosen_only_once_it_is_published(services: Services, bob: Viewer) -> None:
    begun = await draft(services, bob)
    assert "our-sheet" not in [sheet.key for sheet in (await list_sheets(bob)).sheets]

    await publishing.publish_draft(services, bob, begun.id, PublicationNew())
    assert "our-sheet" in [sheet.key for sheet in (await list_sheets(bob)).sheets]


async def test_a_published_version_never_changes(services: Services, bob: Viewer) -> None:
    done = await published(services, bob)
    with pytest.raises(Conflict) as refused:
        await authoring.change_draft(services, bob, done.id, sheet(rule(until="48h")))
    assert refused.value.code == "sheet-published"
    with pytest.raises(Conflict):
        await authoring.discard_draft(bob, done.id)
    assert (await authoring.show_version(services, bob, done.id)).document == done.document


async def test_a_correction_is_the_next_version(services: Services, bob: Viewer) -> None:
    await published(services, bob)
    copy = await authoring.new_draft(services, bob, DraftNew(id=uuid4(), copy_of="our-sheet"))
    assert (copy.version, copy.document["version"], copy.published_at) == (2, 2, None)
    with pytest.raises(Conflict) as refused:
        await authoring.new_draft(services, bob, DraftNew(id=uuid4(), copy_of="our-sheet"))
    assert refused.value.code == "draft-open"


async def test_a_copy_of_a_built_in_sheet_belongs_to_the_clinic(
    services: Services, bob: Viewer, erin: Viewer
) -> None:
    await publish_builtins(services)
    copy = await authoring.new_draft(services, bob, DraftNew(id=uuid4(), copy_of="calm-days"))
    await publishing.publish_draft(services, bob, copy.id, PublicationNew())
    chosen = await find_sheet("calm-days", None, clinic_id=bob.clinic_id)
    assert (chosen.version, chosen.clinic_id) == (2, bob.clinic_id)
    assert (await find_sheet("calm-days", None, clinic_id=erin.clinic_id)).version == 1


async def test_the_list_counts_the_treatments_of_this_clinic_by_version(
    services: Services, bob: Viewer, erin: Viewer, alice: Viewer
) -> None:
    await published(services, bob)
    for _ in range(2):  # of one patient
        await make_treatment(services, bob, patient=alice, sheet_key="our-sheet")
    await make_treatment(services, bob)
    for viewer, counts in ((bob, {"our-sheet": 2, "calm-days": 1}), (erin, {"calm-days": 0})):
        versions = (await authoring.list_versions(viewer)).versions
        assert {version.key: version.treatments for version in versions} == counts


async def test_another_clinic_sees_neither_drafts_nor_sheets(
    services: Services, bob: Viewer, erin: Viewer
) -> None:
    done = await published(services, bob)
    assert done.id not in [version.id for version in (await authoring.list_versions(erin)).versions]
    with pytest.raises(NotFound):
        await authoring.show_version(services, erin, done.id)
    with pytest.raises(NotFound):
        await authoring.change_draft(services, erin, done.id, sheet())
    with pytest.raises(NotFound):
        await authoring.export_toml(erin, done.id)


async def test_a_contradiction_must_be_resolved_or_marked_before_publishing(
    services: Services, bob: Viewer
) -> None:
    twice = (rule(), rule(id="make-up-2", until="72h"))
    begun = await draft(services, bob, *twice)
    assert [issue.kind for issue in begun.issues] == ["contradiction"]
    with pytest.raises(Conflict) as refused:
        await publishing.publish_draft(services, bob, begun.id, PublicationNew())
    assert refused.value.code == "sheet-unresolved"

    marked = sheet(twice[0], twice[1] | {"mark": "as-written"})
    await authoring.change_draft(services, bob, begun.id, marked)
    assert (
        await publishing.publish_draft(services, bob, begun.id, PublicationNew())
    ).published_at is not None


async def test_a_faulty_sheet_is_refused_with_its_faults(services: Services, bob: Viewer) -> None:
    begun = await draft(services, bob)
    turned = sheet(rule(until="72-24h"))
    with pytest.raises(Invalid) as refused:
        await authoring.change_draft(services, bob, begun.id, turned)
    assert refused.value.code == "sheet-faulty"
    assert (await authoring.show_version(services, bob, begun.id)).document == begun.document

    report = await sheet_reports.report_on(services, turned)
    assert [(fault.rule, fault.field) for fault in report.faults] == [("rule make-up", "until")]


async def test_an_exported_sheet_can_be_imported_unchanged(
    services: Services, bob: Viewer, erin: Viewer
) -> None:
    done = await published(services, bob)
    exported = await authoring.export_toml(bob, done.id)
    source = SheetSource(toml=exported.toml)
    imported = await authoring.new_draft(services, erin, DraftNew(id=uuid4(), source=source))
    assert imported.document["rules"] == done.document["rules"]


async def test_a_preview_needs_a_time_that_exists(
    services: Services,
) -> None:
    asked = {"treated_at_local": TREATED_LOCAL, "time_zone": TIME_ZONE, "document": sheet().document}
    seen = await sheet_reports.preview(services, SheetPreviewNew.model_validate(asked))
    assert [window["rule"]["id"] for window in seen.timeline["windows"]] == ["make-up"]
    with pytest.raises(Invalid) as refused:
        await sheet_reports.preview(
            services, SheetPreviewNew.model_validate(asked | {"treated_at_local": "2026-03-29T02:30:00"})
        )
    assert refused.value.code == "local-time-missing"


async def test_pasted_text_becomes_rules_next_to_their_sentences(services: Services, bob: Viewer) -> None:
    pasted = SheetText(text="Aftercare\n\nAvoid make-up for 24 hours. Be kind to yourself.")
    read = await sheet_reports.read_text(services, pasted)
    spoken = {line.text: line.rule_ids for line in read.lines if not line.heading}
    assert spoken["Be kind to yourself."] == []
    [rule] = read.rules
    assert (rule["verb"], rule["topics"], rule["until"]) == ("avoid", ["make-up"], "24h")
    assert spoken["Avoid make-up for 24 hours."] == [rule["id"]]
    begun = DraftNew(id=uuid4(), source=sheet(*read.rules))
    assert (await authoring.new_draft(services, bob, begun)).document["rules"] == read.rules


async def test_two_sheets_are_compared_with_counts_and_the_differences_first(
    services: Services, bob: Viewer
) -> None:
    sun = rule(id="sun", topics=["sun"], until="48h", says="No sun.")
    sauna = rule(id="sauna", topics=["sauna"], until="72h", says="No sauna.")
    first = await published(services, bob, rule(), sun, sauna)
    second = await draft(services, bob, rule(until="72h"), sun, id="other", title="Other sheet")
    compared = await authoring.compare_sheets(services, bob, SheetComparisonQuery(a=first.id, b=second.id))
    assert (compared.a_title, compared.b_title) == ("Our sheet", "Other sheet")
    assert [(row.topic, row.aspect, row.outcome) for row in compared.topics] == [
        ("make-up", "may", "disagreement"),
        ("sauna", "may", "only-a"),
        ("sun", "may", "agreement"),
    ]
    assert [[rule["id"] for rule in side] for side in (compared.topics[1].a, compared.topics[1].b)] == [
        ["sauna"],
        [],
    ]
    counts = compared.counts
    assert (counts.agree, counts.differ, counts.only_a, counts.only_b, counts.silent) == (1, 1, 1, 0, 0)


async def test_a_repeated_call_creates_one_draft(services: Services, bob: Viewer) -> None:
    new = DraftNew(id=uuid4(), source=sheet())
    await authoring.new_draft(services, bob, new)
    await authoring.new_draft(services, bob, new)
    assert await SheetVersion.filter(key="our-sheet").count() == 1


async def test_a_patient_sees_what_a_new_version_changes_and_accepts_it(
    services: Services, bob: Viewer, alice: Viewer
) -> None:
    await published(services, bob)
    treatment = await make_treatment(services, bob, patient=alice, sheet_key="our-sheet")
    assert (await sheet_changes.sheet_change(alice, treatment.id)).to_version is None

    sauna = rule(id="sauna", topics=["sauna"], until="72h", says="No sauna.")
    copy = await next_version(services, bob, rule(until="48h"), sauna)
    await publishing.publish_draft(services, bob, copy.id, PublicationNew())

    offered = await sheet_changes.sheet_change(alice, treatment.id)
    assert offered.to_version == 2
    assert [(change.before is None, change.after is None) for change in offered.changes] == [
        (False, False),
        (True, False),
    ]

    accepted = SheetChangeAccepted(to_version=2)
    view = await sheet_changes.accept_sheet_change(services, alice, treatment.id, accepted)
    assert view.sheet.version == 2
    assert {window["rule"]["id"] for window in view.timeline["windows"]} == {"make-up", "sauna"}
    again = await sheet_changes.accept_sheet_change(services, alice, treatment.id, accepted)
    assert again.timeline == view.timeline

    [before] = (await sheet_changes.followed_versions(alice, treatment.id)).versions
    assert (before.version, before.timeline["sheet"]["version"]) == (1, 1)


async def test_versions_of_a_sheet_that_was_recorded_by_mistake_are_not_listed_as_followed(
    services: Services, bob: Viewer, alice: Viewer
) -> None:
    await published(services, bob)
    treatment = await make_treatment(services, bob, patient=alice, sheet_key="our-sheet")
    copy = await next_version(services, bob, rule(until="48h"))
    await publishing.publish_draft(services, bob, copy.id, PublicationNew())
    await sheet_changes.accept_sheet_change(services, alice, treatment.id, SheetChangeAccepted(to_version=2))
    same = new_treatment().model_dump(include={"treated_at_local", "time_zone", "fold"})
    correct = RecordCorrection(version=1, sheet_key="calm-days", record=treatment.record, **same)
    await correct_record(services, bob, treatment.id, correct)
    assert (await sheet_changes.followed_versions(alice, treatment.id)).versions == []


async def test_a_stranger_can_neither_see_nor_accept_a_change(
    services: Services, bob: Viewer, alice: Viewer
) -> None:
    charlie = await make_patient("Charlie")
    treatment = await make_treatment(services, bob, patient=alice)
    with pytest.raises(NotFound):
        await sheet_changes.sheet_change(charlie, treatment.id)
    with pytest.raises(NotFound):
        await sheet_changes.accept_sheet_change(
            services, charlie, treatment.id, SheetChangeAccepted(to_version=2)
        )
    with pytest.raises(NotFound):
        await sheet_changes.followed_versions(charlie, treatment.id)


async def test_a_version_that_was_not_offered_cannot_be_accepted(
    services: Services, bob: Viewer, alice: Viewer
) -> None:
    treatment = await make_treatment(services, bob, patient=alice)
    with pytest.raises(Conflict) as refused:
        await sheet_changes.accept_sheet_change(
            services, alice, treatment.id, SheetChangeAccepted(to_version=7)
        )
    assert refused.value.code == "sheet-superseded"
