"""One process that decodes photos and logos, and what can go wrong with it."""

import json
import signal
from typing import IO, Any, Final, Literal

from server.adapters.imaging_limits import Refused
from server.adapters.imaging_worker import HEAD, LOGO, MAX_MEMORY, PHOTO
from server.adapters.process_pool import ENVIRONMENT, ChildProcess
from server.ports import Developed, Rendition

LAB_ENVIRONMENT: Final = ENVIRONMENT | {"MALLOC_ARENA_MAX": "2"}
PHOTOS_PER_PROCESS: Final = 500  # then a new process replaces it, which limits leaks in libraries
CRASHES: Final = frozenset(
    (signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT, signal.SIGILL, signal.SIGFPE, signal.SIGXCPU)
)
TroubleKind = Literal["crashed", "killed", "hung", "no-memory", "no-system"]


class Trouble(Exception):
    """A photo was not decoded. That may be due to the machine, and is tried again in a new process.

    `crashed`: by its own fault, or over its processor time. `killed`: by the system or an operator. `hung`: no answer
    in time. `no-memory`: over its limit. `no-system`: the system refused a call, or a process.
    """

    def __init__(self, kind: TroubleKind) -> None:
        super().__init__(kind)
        self.kind: TroubleKind = kind


class PhotoProcess(ChildProcess):
    """One process that decodes photos."""

    def __init__(self, *, photos: int = PHOTOS_PER_PROCESS, memory: int = MAX_MEMORY) -> None:
        self._left = photos
        self._greeted = False
        self.unconfined: str | None = None
        super().__init__("server.adapters.imaging_worker", str(memory), environment=LAB_ENVIRONMENT)

    def greet(self) -> str | None:
        """Wait until the process has started. Return why the system does not confine it, or None. Raises `Trouble`."""
        if not self._greeted:
            try:
                self.unconfined = json.loads(self.pipes()[1].readline())["unconfined"]
            except (OSError, ValueError) as broken:
                raise self._died() from broken
            self._greeted = True
        return self.unconfined

    def develop(self, upload: bytes) -> Developed:
        """Decode a photo; blocks. Raises `Refused`, and `Trouble` if the process ends before it answers."""
        answer, (display, thumbnail) = self._answer(PHOTO, upload, "display", "thumbnail")
        return Developed(
            display=display,
            thumbnail=thumbnail,
            sharpness=answer["sharpness"],
            brightness=answer["brightness"],
        )

    def develop_logo(self, upload: bytes) -> Rendition:
        """Decode a logo, as `develop` does a photo."""
        return self._answer(LOGO, upload, "logo")[1][0]

    def _answer(self, kind: bytes, upload: bytes, *names: str) -> tuple[dict[str, Any], list[Rendition]]:
        self.greet()
        try:
            answer, pictures = self._exchange(kind, upload, names)
        except (OSError, ValueError) as broken:
            raise self._died() from broken
        self._left -= 1
        self.usable = self.usable and self._left > 0
        if "trouble" in answer:
            self.kill()
            raise Trouble(answer["trouble"])
        if "code" in answer:
            raise Refused(answer["code"], answer["detail"])
        return answer, pictures

    def _exchange(
        self, kind: bytes, upload: bytes, names: tuple[str, ...]
    ) -> tuple[dict[str, Any], list[Rendition]]:
        requests, responses = self.pipes()
        requests.write(HEAD.pack(kind, len(upload)))
        requests.write(upload)
        requests.flush()
        answer: dict[str, Any] = json.loads(responses.readline())
        return answer, [_rendition(responses, answer[name]) for name in names if name in answer]

    def _died(self) -> Trouble:
        """Kill the process and return how it ended: by its own fault or by somebody else's hand."""
        self.kill()
        ended = -self.wait()
        return Trouble("crashed" if ended in CRASHES else "killed")


def _rendition(responses: IO[bytes], described: dict[str, Any]) -> Rendition:
    content = responses.read(described["bytes"])
    if len(content) < described["bytes"]:
        raise ValueError("the process ended in the middle of a picture")
    return Rendition(content, described["type"], described["width"], described["height"])
