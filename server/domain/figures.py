"""What one process has done since it started, counted for the metrics. Nothing in it is personal."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

PUSH_OUTCOMES = ("delivered", "gone", "later", "refused")
REMINDER_OUTCOMES = ("sent", "withheld", "deferred", "retried", "failed", "broken")


@dataclass(slots=True)
class Figures:
    """`pushes` are counted by push service and outcome: delivered, gone, later or refused.

    `reminders` are counted by outcome. `rounds_ended_at` says for each background task when its last round ended
    without an error, or at first when the task was started. `damaged_reads` counts reads of images that are not as
    they were stored. Counters begin at 0, not with their first event: Prometheus sees no increase in that.
    """

    pushes: Counter[tuple[str, str]] = field(default_factory=Counter)
    reminders: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys(REMINDER_OUTCOMES, 0)))
    rounds_ended_at: dict[str, datetime] = field(default_factory=dict)
    failed_rounds: Counter[str] = field(default_factory=Counter)
    damaged_reads: int = 0

    def name_push_services(self, services: Iterable[str]) -> None:
        """Count from 0 for each push service."""
        self.pushes.update({(service, outcome): 0 for service in services for outcome in PUSH_OUTCOMES})

    def start_tasks(self, tasks: Iterable[str], now: datetime) -> None:
        """Let tasks that never end a round be seen as well."""
        for task in tasks:
            self.rounds_ended_at[task] = now
            self.failed_rounds[task] = 0

    def end_round(self, task: str, now: datetime) -> None:
        self.rounds_ended_at[task] = now

    def fail_round(self, task: str) -> None:
        self.failed_rounds[task] += 1
