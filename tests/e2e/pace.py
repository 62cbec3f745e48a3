"""A person's pace: every tap takes 600 ms to aim and to land. Counts the taps and measures the whole."""

import time
from dataclasses import dataclass, field

from playwright.sync_api import Locator

AIM_SECONDS = 0.6
"""What a thumb needs from seeing a target to lifting off it."""


@dataclass
class Thumb:
    """One thumb. The clock starts when it is made, with the app on screen."""

    taps: int = 0
    started: float = field(default_factory=time.monotonic)
    stopped: float | None = None

    def tap(self, target: Locator) -> None:
        """Wait for the target, aim, and tap it."""
        target.wait_for()
        time.sleep(AIM_SECONDS)
        target.tap()
        self.taps += 1

    def stop(self) -> None:
        """Stop the clock: what the person wanted is done."""
        self.stopped = time.monotonic()

    @property
    def seconds(self) -> float:
        """How long it took, or has taken so far."""
        return (self.stopped or time.monotonic()) - self.started

    def report(self, what: str) -> str:
        """Return one line: taps and seconds."""
        return f"{what}: {self.taps} taps, {self.seconds:.1f} s"
