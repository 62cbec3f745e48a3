"""What other parts of a process know, read at the moment of a scrape."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from server import __version__
from server.domain.figures import Figures
from server.ports import PhotoLab


class LabCollector:
    """What the photo lab counts."""

    def __init__(self, lab: PhotoLab) -> None:
        self._lab = lab

    def collect(self) -> Iterator[Metric]:
        figures = self._lab.figures()
        outcomes = CounterMetricFamily(
            "afterglow_photo_lab", "Attempts to develop a photo, by outcome", labels=["outcome"]
        )
        for outcome, count in sorted(figures.outcomes.items()):
            outcomes.add_metric([outcome], count)
        yield outcomes
        yield GaugeMetricFamily(
            "afterglow_photo_lab_waiting", "Photos that wait for their turn", value=figures.waiting
        )


class FiguresCollector:
    """What this process has sent, and how its background tasks are."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    def collect(self) -> Iterator[Metric]:
        figures = self._figures
        build = GaugeMetricFamily("afterglow_build_info", "Which version this is", labels=["version"])
        build.add_metric([__version__], 1)
        yield build
        yield _counter(
            "afterglow_push",
            "Push messages, by push service and outcome",
            ("service", "outcome"),
            figures.pushes.items(),
        )
        yield _counter(
            "afterglow_reminders",
            "Reminders that were processed, by outcome",
            ("outcome",),
            (((outcome,), count) for outcome, count in figures.reminders.items()),
        )
        yield _counter(
            "afterglow_task_failures",
            "Rounds of background tasks that ended with an error",
            ("task",),
            (((task,), count) for task, count in figures.failed_rounds.items()),
        )
        yield self._rounds()
        yield CounterMetricFamily(
            "afterglow_photo_damaged_reads",
            "Reads of images that are not as they were stored",
            value=figures.damaged_reads,
        )

    def _rounds(self) -> Metric:
        rounds = GaugeMetricFamily(
            "afterglow_task_round_timestamp_seconds",
            "When the last round of a background task ended without an error",
            labels=["task"],
        )
        for task, moment in sorted(self._figures.rounds_ended_at.items()):
            rounds.add_metric([task], moment.timestamp())
        return rounds


def _counter(
    name: str, text: str, labels: tuple[str, ...], counts: Iterable[tuple[tuple[str, ...], int]]
) -> Metric:
    family = CounterMetricFamily(name, text, labels=labels)
    for values, count in sorted(counts):
        family.add_metric(values, count)
    return family


@dataclass(frozen=True, slots=True)
class Places:
    """`folders` by name: those whose disk can fill. `backup_note` holds the time of the newest backup."""

    folders: Mapping[str, Path] = field(default_factory=dict)
    backup_note: Path | None = None


class PlacesCollector:
    """What can be seen on the disk."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def collect(self) -> Iterator[Metric]:
        free = GaugeMetricFamily(
            "afterglow_disk_free_bytes",
            "What can still be written to the disk of a folder",
            labels=["folder"],
        )
        size = GaugeMetricFamily(
            "afterglow_disk_size_bytes", "How large the disk of a folder is", labels=["folder"]
        )
        for name, folder in self._places.folders.items():
            with suppress(OSError):  # it is not there, or not within reach
                usage = shutil.disk_usage(folder)
                free.add_metric([name], usage.free)
                size.add_metric([name], usage.total)
        yield from (free, size)
        yield GaugeMetricFamily(
            "afterglow_backup_timestamp_seconds",
            "When the newest backup was made with this data folder; 0 if none is known",
            value=_noted(self._places.backup_note),
        )


def _noted(note: Path | None) -> float:
    with suppress(OSError, ValueError):
        return datetime.fromisoformat(note.read_text().strip()).timestamp() if note else 0
    return 0
