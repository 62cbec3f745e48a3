"""What was applied in a treatment, as named facts in words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from server.shapes.records import AppliedTreatment, Injection, Laser, NeedledArea, Needling, Peel, TreatedArea

Text = Callable[..., str]
"""Returns a text of the catalogue in one language."""


@dataclass(frozen=True, slots=True)
class AppliedFact:
    """One row of a list of facts: its name in words, and its values."""

    name: str
    values: tuple[str, ...]


def applied_facts(applied: AppliedTreatment, text: Text) -> list[AppliedFact]:
    """Return the facts of a record, without those that are empty."""
    areas = "practitioner.treatment.depths" if isinstance(applied, Needling) else "practitioner.record.areas"
    rows = [(areas, tuple(_area(area, text) for area in applied.areas))]
    rows += [(f"practitioner.treatment.{name}", values) for name, values in _details(applied)]
    facts = [(text(key), tuple(value.strip() for value in values if value.strip())) for key, values in rows]
    return [AppliedFact(name, values) for name, values in facts if values]


def applied_in_short(applied: AppliedTreatment, text: Text, mid_sentence: Callable[[str], str]) -> list[str]:
    """Return what was used, where and how deep, and with which device, without what is empty."""
    details = dict(_details(applied))
    devices = details.pop("device", ())
    for name in ("numbing", "end-point"):
        details.pop(name, None)
    used = (value for values in details.values() for value in values)
    parts = (_listed(used), _areas_in_short(applied, text, mid_sentence), _listed(devices))
    return [part for part in parts if part]


def _listed(values: Iterable[str]) -> str:
    return ", ".join(stripped for value in values if (stripped := value.strip()))


def _areas_in_short(applied: AppliedTreatment, text: Text, mid_sentence: Callable[[str], str]) -> str:
    """Return the areas; those of a needling with the same depth and passes together."""
    groups: dict[str, list[str]] = {}
    for area in applied.areas:
        depth = _depth_in_short(area, text) if isinstance(area, NeedledArea) else ""
        groups.setdefault(depth, []).append(mid_sentence(text(f"common.area.{area.area}")))
    return "; ".join(" ".join(filter(None, (", ".join(names), depth))) for depth, names in groups.items())


def _depth_in_short(area: NeedledArea, text: Text) -> str:
    depth = text("practitioner.treatment.mm", depth=_decimal(area.depth_mm, text))
    if area.passes is None:
        return depth
    return f"{depth} {text('practitioner.review.strip.applied.passes', count=area.passes)}"


def used_items(applied: AppliedTreatment) -> list[str]:
    """Return devices and products in the clinic's own words."""
    used = {"device", "products", "product", "product-or-device"}
    return [item for name, values in _details(applied) if name in used for item in values if item.strip()]


def _area(area: TreatedArea, text: Text) -> str:
    name = text(f"common.area.{area.area}")
    if not isinstance(area, NeedledArea):
        return name
    passes = "" if area.passes is None else f", {text('practitioner.treatment.times', count=area.passes)}"
    return f"{name} {text('practitioner.treatment.mm', depth=_decimal(area.depth_mm, text))}{passes}"


def _decimal(number: float, text: Text) -> str:
    return f"{number:g}".replace(".", text("server.decimal-mark"))


def _details(applied: AppliedTreatment) -> list[tuple[str, tuple[str, ...]]]:
    match applied:
        case Needling():
            return [
                ("device", (applied.device,)),
                ("products", tuple(applied.products)),
                ("numbing", (applied.numbing,)),
                ("end-point", (applied.end_point,)),
            ]
        case Peel():
            layers = () if applied.layers is None else (str(applied.layers),)
            return [("product", (applied.product,)), ("strength", (applied.strength,)), ("layers", layers)]
        case Laser():
            return [("device", (applied.device,)), ("setting", (applied.setting,))]
        case Injection():
            return [("product", (applied.product,)), ("amount", (applied.amount,))]
        case _:
            return [("product-or-device", (applied.product_or_device,)), ("setting", (applied.setting,))]
