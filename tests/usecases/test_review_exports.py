"""Copies of a review as PDF and CSV, and of the clinic's own records: what they say, who gets them, who is told."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from models.sharing import AccessRecord
from server.domain.errors import NotFound
from server.domain.viewer import Viewer
from server.domain.vocabulary import AccessKind
from server.ports import Services
from server.shapes.replies import ReplyNew
from server.usecases import clinic_records, review, review_exports, sharing
from server.usecases.changes_views import changes_view
from server.usecases.csv_tables import csv_rows, defused
from tests.factories import POISON_NOTE, POISON_QUESTION, make_entry, make_grant, make_photo, make_treatment
from tests.fakes import FakeTypesetter


@pytest.fixture
async def entry(services: Services, alice: Viewer, bob: Viewer, treatment: UUID) -> UUID:
    written = await make_entry(
        services,
        alice,
        treatment,
        signs=[{"sign": "pustules", "area": "chin"}, {"sign": "fever"}],
        signs_gone=["oozing"],
        products=["=HYPERLINK(1)", "cream"],
    )
    await make_photo(services, alice, written.id)
    return written.id


async def printed(services: Services, viewer: Viewer, treatment: UUID) -> Any:
    copy = await review_exports.review_pdf(services, viewer, treatment)
    assert copy.file_name == "afterglow-2026-11-18.pdf"
    return json.loads(copy.content)


def table(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


class TestThePdf:
    async def test_says_whose_it_is_and_what_was_found_asked_and_applied(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID, entry: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        await review.reply(services, bob, treatment, ReplyNew(id=uuid4(), text="All as expected."))
        page = await printed(services, bob, treatment)
        assert page["template"] == "review"
        assert page["clinic"] == {"name": "Lindenhof", "phone": "+49 30 1234", "logo": ""}
        assert page["lead"][0] == "Session 1 · Microneedling · 18 Nov 2026, 10:00"
        assert page["printed"].startswith("Printed on 20 Nov 2026, 13:00 by Bob Berger.")
        [finding] = [each for each in page["findings"] if each["what"].startswith("Pus-filled")]
        assert finding["since"] == "since 20 Nov 2026"
        [quote] = [each for each in page["quotes"] if each["about"].startswith("Pus-filled")]
        assert quote["text"] == "Tell us when you see pustules. · Aftercare sheet: item 4"
        assert quote["language"] == "en"
        assert [message["text"] for message in page["messages"]] == [POISON_QUESTION, "All as expected."]
        assert [chart["name"] for chart in page["charts"]] == ["Redness", "Warmth"]
        [photo] = page["photos"]
        assert (photo["role"], photo["caption"]) == ("First · At its worst · Latest", "Front · day 3")
        facts = {fact["name"]: fact["values"] for fact in page["applied"]}
        assert facts["Areas and depth"] == ["Cheeks 0.5 mm"]
        assert facts["Recorded by"] == ["Bob Berger"]
        strip = {row["name"]: (row["quotes"], row["values"]) for row in page["strip"]}
        assert strip["Asks"] == ([], ["No open question."])  # the reply has answered it
        assert strip["Next"][1][0].startswith(
            "Window 16 Dec to 30 Dec; nothing planned; against it: 2 open findings"
        )

    async def test_is_in_the_practitioners_language(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID, entry: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        page = await printed(services, replace(bob, language="de"), treatment)
        assert page["lead"][0] == "Sitzung 1 · Microneedling · 18. Nov. 2026, 10:00"
        assert page["applied"][0]["values"] == ["Wangen 0,5 mm"]

    async def test_leaves_out_what_the_grant_leaves_out_and_says_so(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID, entry: UUID
    ) -> None:
        await make_grant(services, alice, treatment, with_photos=False, with_notes=False)
        typesetter = FakeTypesetter()
        page = await printed(replace(services, typeset=typesetter), bob, treatment)
        assert (page["photos"], page["messages"], typesetter.pictures) == ([], [], {})
        assert page["photos-note"] == "The photos are not shared with you."
        assert page["strip"][1]["values"] == ["The notes and questions are not shared with you."]
        assert POISON_QUESTION not in json.dumps(page)

    async def test_of_an_empty_diary_says_so(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        page = await printed(services, bob, treatment)
        assert (page["findings"], page["charts"], page["messages"], page["days"]) == ([], [], [], [])
        assert page["strip"][0]["values"] == ["No check-ins yet."]
        assert page["photos-note"] == "There are no photos in this diary."

    async def test_never_holds_the_clinics_note(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        assert "poison-practice-note" not in json.dumps(await printed(services, bob, treatment))


class TestTheTable:
    async def test_has_a_row_for_each_entry(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID, entry: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        copy = await review_exports.review_csv(services, bob, treatment)
        headings, row = table(copy.content)
        values = dict(zip(headings, row, strict=True))
        assert (values["Date"], values["Time"], values["Day"]) == ("2026-11-20", "12:00", "3")
        assert (values["Redness"], values["Warmth"], values["Logged later"]) == ("2", "1", "")
        assert values["Signs"] == "Pus-filled spots (Chin), Fever"
        assert values["No longer there"] == "Oozing"
        assert values["Products used"] == "'=HYPERLINK(1), cream"
        assert values["Note"] == POISON_NOTE
        assert "Swelling" not in headings
        assert copy.file_name == "afterglow-2026-11-18.csv"

    async def test_of_an_empty_diary_has_only_headings(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        copy = await review_exports.review_csv(services, bob, treatment)
        assert len(table(copy.content)) == 1


@pytest.fixture
def others(frida: Viewer, erin: Viewer) -> list[Viewer]:
    return [frida, erin]


class TestWhoMayTakeACopy:
    @pytest.mark.parametrize(
        "take", [review_exports.review_pdf, review_exports.review_csv, review_exports.review_fhir]
    )
    async def test_only_a_practitioner_with_a_running_grant(
        self, services: Services, alice: Viewer, bob: Viewer, others: list[Viewer], treatment: UUID, take: Any
    ) -> None:
        grant = await make_grant(services, alice, treatment)
        for other in (alice, *others):
            with pytest.raises(NotFound) as refused:
                await take(services, other, treatment)
            assert refused.value.code == "treatment-unknown"
        assert await take(services, bob, treatment)
        await sharing.revoke_grant(services, alice, grant.id)
        with pytest.raises(NotFound):
            await take(services, bob, treatment)

    async def test_each_copy_is_recorded_and_reaches_the_patients_phone(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        before = (await changes_view(alice.person_id, after=0)).revision
        await review_exports.review_pdf(services, bob, treatment)
        await review_exports.review_csv(services, bob, treatment)
        await review_exports.review_fhir(services, bob, treatment)
        changes = await changes_view(alice.person_id, after=before)
        assert [record.kind for record in changes.access_records] == [AccessKind.EXPORT] * 3
        assert {record.practitioner_name for record in changes.access_records} == {"Bob Berger"}

    async def test_a_copy_that_fails_is_recorded_all_the_same(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        async def broken(template: str, data: Mapping[str, object], pictures: Mapping[str, bytes]) -> bytes:
            raise OSError

        await make_grant(services, alice, treatment)
        with pytest.raises(OSError):  # noqa: PT011 - of the fake above
            await review_exports.review_pdf(replace(services, typeset=broken), bob, treatment)
        assert await AccessRecord.filter(kind="export").count() == 1


class TestTheClinicsRecords:
    async def taken(self, services: Services, viewer: Viewer) -> list[list[str]]:
        return table(b"".join([piece async for piece in await clinic_records.clinic_csv(services, viewer)]))

    async def test_are_a_table_of_what_the_clinic_recorded(
        self, services: Services, bob: Viewer, alice: Viewer, treatment: UUID
    ) -> None:
        await make_entry(services, alice, treatment)
        await make_treatment(
            services, bob, patient_name="+49 \u202eeve", next_treatment_at="2026-12-20T09:00:00Z"
        )
        headings, *rows = await self.taken(services, bob)
        by_use = {row[1]: dict(zip(headings, row, strict=True)) for row in rows}
        joined, other = by_use["yes"], by_use["no"]
        assert (joined["Date"], joined["Time"], joined["Session"]) == ("2026-11-18", "10:00", "1")
        assert joined["Treatment details"] == (
            "Areas and depth: Cheeks 0.5 mm; Treatment device: SkinPen; Products applied: hyaluronic acid"
        )
        assert (joined["Recorded by"], joined["Note"]) == ("Bob Berger", "poison-practice-note")
        assert (other["Patient"], other["Next session"]) == ("'+49 [U+202E]eve", "2026-12-20")
        assert POISON_NOTE not in str(rows)

    async def test_of_another_clinic_are_not_in_it(
        self, services: Services, bob: Viewer, erin: Viewer, treatment: UUID
    ) -> None:
        assert len(await self.taken(services, erin)) == 1

    async def test_need_a_clinic(self, services: Services, bob: Viewer) -> None:
        with pytest.raises(NotFound):
            await clinic_records.clinic_csv(services, replace(bob, clinic_id=uuid4()))


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\u202e=1", " =1", "＝1", "\u200b=1", "\ufeff@a"]
)
def test_a_cell_never_begins_as_a_formula(cell: str) -> None:
    assert defused(cell)[0] in "'["


def test_rows_are_quoted_and_end_as_in_rfc_4180() -> None:
    assert (
        csv_rows([["a", 'say "x", y'], ["line\nbreak", "ü"]])
        == 'a,"say ""x"", y"\r\n"line\nbreak",ü\r\n'.encode()
    )
