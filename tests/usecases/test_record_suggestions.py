"""What the clinic has recorded before, as suggestions for the next record."""

from datetime import timedelta
from uuid import uuid4

from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.record_history import Withdrawing
from server.shapes.recording import SuggestedField, SuggestionsQuery
from server.usecases.record_corrections import withdraw_treatment
from server.usecases.record_suggestions import MOST_SUGGESTIONS, suggest
from tests.factories import TREATED_LOCAL, make_treatment


async def texts(viewer: Viewer, field: SuggestedField = "product", search: str = "") -> list[str]:
    listed = await suggest(viewer, SuggestionsQuery(field=field, search=search))
    return [suggestion.text for suggestion in listed.suggestions]


async def record(
    services: Services, viewer: Viewer, *products: str, days_ago: int = 0, device: str = "SkinPen"
) -> None:
    at = TREATED_LOCAL - timedelta(days=days_ago)
    await make_treatment(
        services, viewer, record={"products": list(products), "device": device}, treated_at_local=at
    )


async def test_what_was_used_last_comes_first_and_each_once(services: Services, bob: Viewer) -> None:
    await record(services, bob, "Peptide serum", "Hyaluronic acid", days_ago=9)
    await record(services, bob, "hyaluronic  ACID", days_ago=2)
    assert await texts(bob) == ["hyaluronic  ACID", "Peptide serum"]


async def test_accents_case_and_order_do_not_count(services: Services, bob: Viewer) -> None:
    await record(services, bob, "Hyaluronsäure 2 %", "Crème apaisante", "Peptide")
    for typed in ("hyaluronsaure", "HYALURONSÄURE", "2 hyal", "hyaluronsaeure"):
        assert await texts(bob, search=typed) == ["Hyaluronsäure 2 %"]
    assert await texts(bob, search="creme") == ["Crème apaisante"]
    assert await texts(bob, search="säure") == []  # the beginning of a word, as in the search for patients


async def test_the_lot_is_that_of_the_last_record_which_names_one(services: Services, bob: Viewer) -> None:
    await record(services, bob, "Serum, LOT A1", days_ago=9)
    await record(services, bob, "Serum Charge B2", days_ago=5)
    await record(services, bob, "Serum", "Peptide", days_ago=1)
    listed = await suggest(bob, SuggestionsQuery(field="product"))
    assert [(each.text, each.lot) for each in listed.suggestions] == [("Serum", "B2"), ("Peptide", "")]


async def test_devices_are_not_suggested_as_products(services: Services, bob: Viewer) -> None:
    await record(services, bob, "Serum", device="Dermapen 4")
    assert await texts(bob, "device") == ["Dermapen 4"]
    assert await texts(bob, "product") == ["Serum"]
    assert await texts(bob, "numbing") == []


async def test_a_withdrawn_record_suggests_nothing(services: Services, bob: Viewer) -> None:
    mistaken = await make_treatment(services, bob, record={"products": ["Wrong serum"]})
    await withdraw_treatment(services, bob, mistaken.id, Withdrawing(reason="wrong person"))
    assert await texts(bob) == []


async def test_neither_another_clinic_nor_a_patient_is_shown_the_list(
    services: Services, bob: Viewer, frida: Viewer, erin: Viewer, alice: Viewer
) -> None:
    await make_treatment(services, bob, patient=alice, record={"products": ["Serum"]})
    assert await texts(frida) == ["Serum"]
    assert await texts(erin) == await texts(alice) == []


async def test_the_list_is_short(services: Services, bob: Viewer) -> None:
    await record(services, bob, *(f"Serum {uuid4()}" for _ in range(MOST_SUGGESTIONS + 4)))
    assert len(await texts(bob)) == MOST_SUGGESTIONS
