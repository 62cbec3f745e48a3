"""A pool of processes that decode photos and logos. A process can be killed without harm to the server."""

import json
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final, TypeVar

from server.adapters.imaging_headers import inspect
from server.adapters.imaging_limits import MAX_BYTES, Refused
from server.adapters.imaging_worker import HEAD, LOGO, MAX_MEMORY, PHOTO
from server.adapters.process_pool import ENVIRONMENT, ChildProcess, ProcessDied, ProcessPool
from server.domain.errors import AfterglowError, Invalid, TooLarge
from server.ports import Developed, Rendition, Upload

MAX_SECONDS: Final = 60.0  # of wall-clock time for one photo; the process limits its own processor time
LAB_ENVIRONMENT: Final = ENVIRONMENT | {"MALLOC_ARENA_MAX": "2"}
T = TypeVar("T")
MEDIA_TYPES: Final = {".jpg": "image/jpeg", ".png": "image/png"}
PHOTOS_PER_PROCESS: Final = 500  # then a new process replaces it, which limits leaks in libraries


class PhotoProcess(ChildProcess):
    """One process that decodes photos, with a folder for the results."""

    def __init__(self, *, photos: int = PHOTOS_PER_PROCESS, memory: int = MAX_MEMORY) -> None:
        self._left = photos
        self._temporary = tempfile.TemporaryDirectory(prefix="afterglow-lab-")
        self.folder = Path(self._temporary.name)
        super().__init__(
            "server.adapters.imaging_worker", str(self.folder), str(memory), environment=LAB_ENVIRONMENT
        )

    def develop(self, upload: Upload) -> Developed:
        """Decode a photo; blocks. Raises `Refused`, and `ProcessDied` if the process ends before it answers."""
        return self._read_result(self._answer(PHOTO, upload))

    def develop_logo(self, upload: Upload) -> Rendition:
        """Decode a logo, as `develop` does a photo."""
        return self._rendition(self._answer(LOGO, upload)["logo"])

    def _answer(self, kind: bytes, upload: Upload) -> dict[str, Any]:
        try:
            answer = self._request(kind, upload)
        except (OSError, ValueError) as broken:
            self.kill()
            raise ProcessDied from broken
        self._left -= 1
        self.usable = self.usable and self._left > 0
        if "code" in answer:
            raise Refused(answer["code"], answer["detail"])
        return answer

    def close(self) -> None:
        """Kill the process, wait until it has ended, and delete its folder."""
        super().close()
        self._temporary.cleanup()

    def _request(self, kind: bytes, upload: Upload) -> dict[str, Any]:
        requests, responses = self.pipes()
        requests.write(HEAD.pack(kind, len(upload)))
        for piece in _pieces(upload):
            requests.write(piece)
        requests.flush()
        response: dict[str, Any] = json.loads(responses.readline())
        return response

    def _read_result(self, answer: dict[str, Any]) -> Developed:
        return Developed(
            display=self._rendition(answer["display"]),
            thumbnail=self._rendition(answer["thumbnail"]),
            sharpness=answer["sharpness"],
            brightness=answer["brightness"],
        )

    def _rendition(self, described: dict[str, Any]) -> Rendition:
        path = self.folder / described["file"]
        content = path.read_bytes()
        path.unlink()
        return Rendition(content, MEDIA_TYPES[path.suffix], described["width"], described["height"])


class ProcessLab:
    """`server.ports.PhotoLab`. Develops at most `workers` photos at a time; others wait."""

    def __init__(self, *, workers: int | None = None, seconds: float = MAX_SECONDS) -> None:
        self.seconds = seconds
        self._pool = ProcessPool(PhotoProcess, count=workers or min(4, _cores()), name="photo-lab")

    async def develop(self, upload: Upload) -> Developed:
        return await self._run(upload, lambda process: process.develop(upload))

    async def develop_logo(self, upload: Upload) -> Rendition:
        return await self._run(upload, lambda process: process.develop_logo(upload))

    async def _run(self, upload: Upload, work: Callable[[PhotoProcess], T]) -> T:
        try:
            if len(upload) > MAX_BYTES:
                inspect(b"".join(_pieces(upload)))
            return await self._pool.run(work, seconds=self.seconds)
        except ProcessDied:
            raise Invalid("The picture cannot be decoded.", code="photo-unreadable") from None
        except TimeoutError:
            raise TooLarge("The picture takes too long to decode.", code="photo-too-large") from None
        except Refused as refused:
            raise _problem(refused) from None

    async def close(self) -> None:
        """Wait for the photos in progress, then end every process. Call nothing afterwards."""
        await self._pool.close()


def _pieces(upload: Upload) -> Iterable[bytes]:
    return (upload,) if isinstance(upload, bytes) else upload.pieces()


def _cores() -> int:
    """Return the number of cores that this process may use: a container may have fewer than the machine."""
    allowed = getattr(os, "sched_getaffinity", None)  # on Linux
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _problem(refused: Refused) -> AfterglowError:
    kind = TooLarge if refused.code == "photo-too-large" else Invalid
    return kind(refused.detail, code=refused.code)
