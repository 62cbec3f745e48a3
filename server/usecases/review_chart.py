"""One symptom over time, drawn as SVG: scores from 0 to 4, days, and the course that the sheet expects."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from server.domain.vocabulary import MAX_SCORE
from server.shapes.review import Band

WIDTH, HEIGHT = 172.0, 66.0
LEFT, RIGHT, TOP, BOTTOM = 12.0, 4.0, 4.0, 15.0
FONT_SIZE = 9.5
"""Units of the drawing. Four of them beside each other are 40 mm wide each, so that this is 6 pt on paper."""
INK, SOFT, GRID, BAND = "#2b2420", "#6d625b", "#e6ddd6", "#f0dfd2"
GAP_DAYS = 2
"""Calendar days between two scores from which on no line joins them: nobody knows what lay between."""
TICKS = (1, 2, 3, 5, 7, 14, 28, 56, 112)
"""Days between two labels of the axis."""
MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class Point:
    """A score, `hours` after the treatment, on the sheet's `day`. `late`: logged afterwards, from memory."""

    hours: float
    day: int
    score: int
    late: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """From the treatment to the end of the last day. `days`: in which hour each begins, and its number."""

    hours: float
    days: tuple[tuple[float, int], ...]

    def x(self, hours: float) -> float:
        part = min(max(hours / self.hours, 0.0), 1.0)
        return round(LEFT + part * (WIDTH - LEFT - RIGHT), 1)


def _y(score: float) -> float:
    return round(HEIGHT - BOTTOM - score / MAX_SCORE * (HEIGHT - TOP - BOTTOM), 1)


def symptom_chart(points: Sequence[Point], band: Band | None, axis: Axis) -> str:
    """Return the SVG. It holds numbers only, and no text of a person."""
    parts = [*_band(band, axis), *_grid(), *_days(axis), *_lines(points, axis), *_dots(points, axis)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:g}" height="{HEIGHT:g}" '
        f'viewBox="0 0 {WIDTH:g} {HEIGHT:g}" '
        f'font-family="Figtree" font-size="{FONT_SIZE:g}">{"".join(parts)}</svg>'
    )


def _band(band: Band | None, axis: Axis) -> Iterable[str]:
    """Solid until the earliest end, paler until the latest; a dashed line where the sheet says to call."""
    if band is None:
        return
    if band.onset_hours is not None:
        until = band.until_hours if band.until_hours is not None else axis.hours
        least = band.resolves_least_hours if band.resolves_least_hours is not None else until
        begins, pales, ends = (axis.x(hours) for hours in (band.onset_hours, min(least, until), until))
        top = _y(MAX_SCORE if band.up_to is None else band.up_to)
        for left, right, opacity in ((begins, pales, 1), (max(begins, pales), ends, 0.5)):
            if right > left:
                box = f'x="{left}" y="{top}" width="{right - left:.1f}" height="{_y(0) - top:.1f}"'
                yield f'<rect {box} fill="{BAND}" fill-opacity="{opacity}"/>'
    if band.call_after_hours is not None and band.call_after_hours < axis.hours:
        x = axis.x(band.call_after_hours)
        yield f'<path d="M{x} {_y(MAX_SCORE)}V{_y(0)}" stroke="{SOFT}" stroke-width=".7" stroke-dasharray="2 1.5"/>'


def _grid() -> Iterable[str]:
    for score in range(MAX_SCORE + 1):
        yield f'<path d="M{LEFT} {_y(score)}H{WIDTH - RIGHT}" stroke="{GRID}" stroke-width=".5"/>'
        if score % 2 == 0:
            yield f'<text x="{LEFT - 4}" y="{_y(score) + 3.3:.1f}" text-anchor="end" fill="{SOFT}">{score}</text>'


def _days(axis: Axis) -> Iterable[str]:
    step = next((tick for tick in TICKS if len(axis.days) / tick <= MOST_TICKS), TICKS[-1])
    for hours, day in axis.days[::step]:
        yield f'<text x="{axis.x(hours)}" y="{HEIGHT - 5}" text-anchor="middle" fill="{SOFT}">{day}</text>'


def _lines(points: Sequence[Point], axis: Axis) -> Iterable[str]:
    for before, after in pairwise(points):
        if after.day - before.day < GAP_DAYS:
            path = f"M{axis.x(before.hours)} {_y(before.score)}L{axis.x(after.hours)} {_y(after.score)}"
            yield f'<path d="{path}" stroke="{INK}" stroke-width="1" fill="none"/>'


def _dots(points: Sequence[Point], axis: Axis) -> Iterable[str]:
    radius = 2.0 if len(points) <= 40 else 1.2
    for point in points:
        fill = "#ffffff" if point.late else INK
        place = f'cx="{axis.x(point.hours)}" cy="{_y(point.score)}"'
        yield f'<circle {place} r="{radius}" fill="{fill}" stroke="{INK}" stroke-width=".8"/>'
