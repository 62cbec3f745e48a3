"""Golden cases of the sync: random calls of a patient's phones and what the server answers.

The phone's tests hold their model of the server (pwa/tests/sync/model-server.ts) to the same file. Rewrite it after an
intended change with `python -m tests.golden_sync`, and review the diff.
"""

import asyncio
import json
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from models.treatments import Treatment
from server.adapters.database import database
from server.adapters.migrations import migrate
from server.domain.errors import AfterglowError
from server.domain.limits import MAX_NOTE
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.diary import EntryDocument, EntryWrite, EyesMark, PhotoUpload
from server.usecases import diary, erasing, photo_eyes, photos
from tests.factories import TIME_ZONE, content_digest, make_own_treatment, make_passkey, make_patient
from tests.fakes import PICTURE, fake_services

FILE = Path(__file__).parent / "golden" / "sync.json"
CASES = 40
CALLS = 30
EMPTY = EntryDocument(time_zone=TIME_ZONE).model_dump(mode="json")
TIMES = ("2026-11-18T12:00:00Z", "2026-11-19T07:30:00Z", "2026-11-19T21:00:00Z")
TOO_EARLY = "2026-11-01T12:00:00Z"
LONG = "x" * (MAX_NOTE - 3)
"""Leaves no room for another note. The file has `LONG` in its place."""
NOTES = ("sore", "better", "sore, then better", LONG, "")

Document = dict[str, Any]


def random_calls(seed: str) -> Iterator[Document]:
    """Yield calls about a few entries and photos, so that they meet often. Revisions count from the first call."""
    chance = random.Random(seed)  # noqa: S311 - not a secret
    for number in range(CALLS):
        call: Document = {
            "to": chance.choice(("write",) * 7 + ("upload",) * 3 + ("eyes", "changes", "erase"))
        }
        if call["to"] == "write":
            call |= _random_write(chance, number)
        elif call["to"] == "upload":
            entry, photo = chance.choice("abc"), chance.choice("pqr")
            call |= {"id": photo, "entry": entry, "content": chance.choice(("1", "1", "1", "2"))}
        elif call["to"] == "eyes":
            call |= {"id": chance.choice("pqr"), "at": chance.choice((0.3, 0.35, None))}
        elif call["to"] == "changes":
            call["after"] = chance.randrange(number + 1)
        else:
            what = chance.choice(("entry", "entry", "photo", "photo", "treatment"))
            call |= {
                "to": f"erase-{what}",
                "id": chance.choice({"entry": "abc", "photo": "pqr", "treatment": "uv"}[what]),
            }
        yield call


def _random_write(chance: random.Random, number: int) -> Document:
    document: Document = {
        "scores": {name: chance.randrange(5) for name in ("redness", "itching") if chance.random() < 0.6}
    }
    document["products"] = chance.sample(["serum", "balm", "cream"], chance.randrange(3))
    document["note"] = chance.choice(NOTES)
    if chance.random() < 0.3:
        document["states"] = {"healed": chance.random() < 0.5}
    if chance.random() < 0.2:
        document["signs"] = [{"sign": "pustules", "area": "chin"}]
    if chance.random() < 0.2:
        document["clock_offset_ms"] = chance.choice((0, 5_000, -86_400_000))
    occurred_at = TOO_EARLY if chance.random() < 0.05 else chance.choice(TIMES)
    treatment = "u" if chance.random() < 0.9 else chance.choice("vw")
    base = chance.randrange(number + 1) if chance.random() < 0.7 else 0
    return {
        "id": chance.choice("abc"),
        "treatment": treatment,
        "occurred_at": occurred_at,
        "base": base,
        "document": document,
    }


class Answering:
    """Answers the calls of one case with the use cases, for a new patient with the treatments `u` and `v`."""

    def __init__(self, services: Services, viewer: Viewer, start: int, ids: dict[str, UUID]) -> None:
        self.services = services
        self.viewer = viewer
        self.start = start
        self.ids = ids

    @classmethod
    async def begin(cls, services: Services, seed: str) -> "Answering":
        viewer = await make_patient()
        await make_passkey(viewer)
        ids = {name: uuid5(viewer.person_id, f"{seed} {name}") for name in "abcpqrw"}
        for name in "uv":
            ids[name] = await make_own_treatment(services, viewer)
        start = (await diary.changes_after(viewer, 0)).revision
        return cls(services, viewer, start, ids)

    async def answer(self, call: Document) -> Document:
        """Return what the phone would read, with the names of the case and relative revisions."""
        try:
            return {"value": await self._call(call)}
        except AfterglowError as refused:
            return {"refused": refused.code}

    async def _call(self, call: Document) -> Any:
        match call["to"]:
            case "write":
                return await self._write(call)
            case "upload":
                return await self._upload(call)
            case "eyes":
                return await self._mark_eyes(call)
            case "changes":
                return await self._changes(call["after"])
            case _:
                return await self._erase(call)

    async def _erase(self, call: Document) -> None:
        erase = {
            "erase-entry": erasing.erase_entry,
            "erase-photo": erasing.erase_photo,
            "erase-treatment": erasing.erase_treatment,
        }[call["to"]]
        await erase(self.services, self.viewer, self.ids[call["id"]])

    async def _write(self, call: Document) -> Document:
        base = call["base"] and self.start + call["base"]
        document = EntryDocument.model_validate({**EMPTY, **call["document"]})
        write = EntryWrite.model_validate(
            {
                "treatment_id": self.ids[call["treatment"]],
                "occurred_at": call["occurred_at"],
                "base_revision": base,
                "document": document,
            }
        )
        view = await diary.write_entry(self.services, self.viewer, self.ids[call["id"]], write)
        return self._entry(view.model_dump(mode="json"))

    async def _upload(self, call: Document) -> Document:
        place = PhotoUpload.model_validate(
            {"entry_id": self.ids[call["entry"]], "angle": "front", "taken_at": TIMES[0]}
        )
        content = PICTURE + call["content"].encode()
        view = await photos.take_photo(
            self.services,
            self.viewer,
            self.ids[call["id"]],
            place,
            upload=content,
            digest=content_digest(content),
        )
        return self._photo(view.model_dump(mode="json"))

    async def _mark_eyes(self, call: Document) -> Document:
        points = {"left": {"x": call["at"], "y": 0.4}, "right": {"x": 0.7, "y": 0.4}}
        mark = EyesMark.model_validate({"eyes": points if call["at"] else None})
        view = await photo_eyes.mark_eyes(self.viewer, self.ids[call["id"]], mark)
        return self._photo(view.model_dump(mode="json"))

    async def _changes(self, after: int) -> Document:
        changes = (await diary.changes_after(self.viewer, self.start + after)).model_dump(mode="json")
        return {
            "revision": changes["revision"] - self.start,
            "entries": _sorted(self._entry(entry) for entry in changes["entries"]),
            "photos": _sorted(self._photo(photo) for photo in changes["photos"]),
            "erasures": _sorted(
                {"id": self._name(row["id"]), "kind": row["kind"], "revision": row["revision"] - self.start}
                for row in changes["erasures"]
            ),
        }

    def _entry(self, view: Document) -> Document:
        document = {name: value for name, value in view["document"].items() if value != EMPTY[name]}
        return {
            "id": self._name(view["id"]),
            "treatment": self._name(view["treatment_id"]),
            "occurred_at": view["occurred_at"],
            "revision": view["revision"] - self.start,
            "edited": view["edited"],
            "document": document,
        }

    def _photo(self, view: Document) -> Document:
        names = {"id": self._name(view["id"]), "entry": self._name(view["entry_id"])}
        at = view["eyes"] and view["eyes"]["left"]["x"]
        return {**names, "revision": view["revision"] - self.start, "at": at}

    def _name(self, item_id: str) -> str:
        return next(name for name, known in self.ids.items() if str(known) == item_id)


def _sorted(rows: Iterator[Document]) -> list[Document]:
    return sorted(rows, key=lambda row: (row.get("kind", ""), row["id"]))


async def case(services: Services, seed: str) -> Document:
    """Make one case: its calls with their answers, and everything that a new phone would receive afterwards."""
    answering = await Answering.begin(services, seed)
    calls = [*random_calls(seed), {"to": "changes", "after": 0}]
    treated_at = (await Treatment.get(id=answering.ids["u"])).treated_at.isoformat()
    return {
        "name": seed,
        "treated_at": treated_at,
        "calls": [{**call, "answer": await answering.answer(call)} for call in calls],
    }


def text_of(cases: list[Document]) -> str:
    rows = ",\n".join(json.dumps(each, ensure_ascii=False) for each in cases)
    return f'{{"cases": [\n{rows}\n]}}\n'.replace(LONG, "LONG")


async def write() -> None:
    """Rewrite the file."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite://{folder}/golden.db"
        await migrate(url)
        async with database(url):
            cases = [await case(fake_services(), f"sync {number}") for number in range(CASES)]
    FILE.write_text(text_of(cases), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(write())
