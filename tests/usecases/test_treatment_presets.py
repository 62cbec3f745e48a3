"""The presets of a clinic for its records."""

from uuid import uuid4

import pytest

from server.domain.errors import Conflict, NotFound
from server.domain.limits import MAX_PRESETS
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.recording import PresetName
from server.usecases.treatment_presets import create_preset, delete_preset, list_presets, rename_preset
from tests.factories import make_preset


async def names(viewer: Viewer) -> list[str]:
    return [preset.name for preset in (await list_presets(viewer)).presets]


async def test_a_clinic_shares_its_presets_by_name_and_another_sees_none(
    services: Services, bob: Viewer, frida: Viewer, erin: Viewer
) -> None:
    await create_preset(services, bob, make_preset(uuid4(), name="Ohren"))
    await create_preset(services, bob, make_preset(uuid4(), name="Öhrchen"))
    await create_preset(services, frida, make_preset(uuid4(), name="Cheeks"))
    assert await names(bob) == await names(frida) == ["Cheeks", "Öhrchen", "Ohren"]
    assert await names(erin) == []


async def test_what_is_never_the_same_again_is_not_saved(services: Services, bob: Viewer) -> None:
    applied = {"products": ["Serum, LOT A1"], "end_point": "pinpoint bleeding", "numbing": "cream"}
    [saved] = (await create_preset(services, bob, make_preset(uuid4(), applied=applied))).presets
    assert saved.applied.kind == "needling"
    assert (saved.applied.products, saved.applied.end_point) == (["Serum"], "")
    assert (saved.applied.numbing, saved.applied.areas[0].depth_mm) == ("cream", 0.5)


async def test_the_lot_of_an_injection_is_not_saved(services: Services, bob: Viewer) -> None:
    new = make_preset(uuid4()).model_dump(mode="json")
    filler = {"kind": "injection", "areas": [{"area": "chin"}], "product": "Filler, LOT 9", "amount": "1 ml"}
    [saved] = (
        await create_preset(
            services, bob, type(make_preset(uuid4())).model_validate(new | {"applied": filler})
        )
    ).presets
    assert saved.applied.kind == "injection"
    assert (saved.applied.product, saved.applied.amount) == ("Filler", "1 ml")


async def test_a_repeated_call_saves_it_once_even_if_it_was_renamed(services: Services, bob: Viewer) -> None:
    new = make_preset(uuid4())
    await create_preset(services, bob, new)
    await rename_preset(bob, new.id, PresetName(name="Both cheeks"))
    await create_preset(services, bob, new)
    assert await names(bob) == ["Both cheeks"]


async def test_another_preset_under_the_same_id_is_refused(
    services: Services, bob: Viewer, erin: Viewer
) -> None:
    new = make_preset(uuid4())
    await create_preset(services, bob, new)
    for viewer, other in ((bob, make_preset(new.id, applied={"device": "Dermapen"})), (erin, new)):
        with pytest.raises(Conflict) as refused:
            await create_preset(services, viewer, other)
        assert refused.value.code == "id-taken"


async def test_a_clinic_has_so_many_presets_and_no_more(services: Services, bob: Viewer) -> None:
    for _ in range(MAX_PRESETS):
        await create_preset(services, bob, make_preset(uuid4()))
    with pytest.raises(Conflict) as refused:
        await create_preset(services, bob, make_preset(uuid4()))
    assert refused.value.code == "too-many-presets"


async def test_a_preset_is_renamed_and_deleted_by_its_clinic_only(
    services: Services, bob: Viewer, frida: Viewer, erin: Viewer, alice: Viewer
) -> None:
    new = make_preset(uuid4())
    await create_preset(services, bob, new)
    for stranger in (erin, alice):
        with pytest.raises(NotFound):
            await rename_preset(stranger, new.id, PresetName(name="Mine"))
        with pytest.raises(NotFound):
            await delete_preset(stranger, new.id)
    assert await names(frida) == ["Cheeks"]
    await delete_preset(frida, new.id)
    assert await names(bob) == []
