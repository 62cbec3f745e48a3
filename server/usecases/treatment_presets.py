"""The presets of a clinic: what its practitioners record often, to fill in with one tap and to check."""

from typing import Any
from uuid import UUID

from models.treatment_presets import TreatmentPreset
from models.unit_of_work import create_once, unit_of_work
from server.domain.errors import Conflict
from server.domain.limits import MAX_PRESETS
from server.domain.lots import split_lot
from server.domain.name_search import sort_key
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.recording import PresetList, PresetName, PresetNew, PresetView
from server.shapes.records import AppliedTreatment, applied
from server.usecases.access_to_clinic import presets_of_clinic, treatment_preset


async def list_presets(viewer: Viewer) -> PresetList:
    """Return the presets of the viewer's clinic by name."""
    rows = await presets_of_clinic(viewer)
    rows.sort(key=lambda row: (sort_key(row.name), row.id))
    return PresetList(
        presets=[PresetView(id=row.id, name=row.name, applied=applied(row.applied)) for row in rows]
    )


async def create_preset(services: Services, viewer: Viewer, new: PresetNew) -> PresetList:
    """Save a preset for the clinic. A repeated call changes nothing.

    Raises `Conflict` (id-taken, too-many-presets).
    """
    content = _reusable(new.applied)

    async def write() -> None:
        existing = await TreatmentPreset.get_or_none(id=new.id)
        if existing is not None:
            if (existing.clinic_id, existing.applied) != (viewer.clinic_id, content):
                raise Conflict("There is another preset under this id.", code="id-taken")
            return
        if await presets_of_clinic(viewer).count() >= MAX_PRESETS:
            raise Conflict(f"A clinic has at most {MAX_PRESETS} presets.", code="too-many-presets")
        await TreatmentPreset.create(
            id=new.id,
            clinic_id=viewer.clinic_id,
            name=new.name,
            applied=content,
            created_at=services.clock.now(),
        )

    await create_once(write)
    return await list_presets(viewer)


async def rename_preset(viewer: Viewer, preset_id: UUID, change: PresetName) -> PresetList:
    """Change the name of a preset. Raises `NotFound` (preset-unknown)."""
    preset = await treatment_preset(viewer, preset_id)
    await unit_of_work(lambda: TreatmentPreset.filter(id=preset.id).update(name=change.name))
    return await list_presets(viewer)


async def delete_preset(viewer: Viewer, preset_id: UUID) -> PresetList:
    """Delete a preset. Records that began with it stay. Raises `NotFound` (preset-unknown)."""
    preset = await treatment_preset(viewer, preset_id)
    await unit_of_work(lambda: TreatmentPreset.filter(id=preset.id).delete())
    return await list_presets(viewer)


def _reusable(new: AppliedTreatment) -> dict[str, Any]:
    """Return what can be the same another time: a lot is used up, and an end point is seen on one day's skin."""
    content = new.model_dump(mode="json") | ({"end_point": ""} if new.kind == "needling" else {})
    if "products" in content:
        content["products"] = [split_lot(line)[0] for line in content["products"]]
    if "product" in content:
        content["product"] = split_lot(content["product"])[0]
    return content
