"""The decoding process. `photo_lab` starts it without secrets and kills it if it takes too long.

A request on standard input: `PHOTO` or `LOGO`, the length in 4 bytes, then the upload. The response on standard
output: one line of JSON.
Arguments: the folder for the pictures, and the limit on the address space of the process in bytes.
"""

import json
import os
import resource
import struct
import sys
from pathlib import Path
from typing import Any, BinaryIO, Final

from server.adapters.imaging import Picture, develop, develop_logo
from server.adapters.imaging_limits import Refused

HEAD: Final = struct.Struct(">cI")
PHOTO, LOGO = b"p", b"l"
MAX_MEMORY: Final = 1_400 * 1024 * 1024  # bytes of address space: libraries, the upload, the picture twice
MAX_SECONDS: Final = 20  # of processor time for one photo
MAX_FILE_SIZE: Final = 64 * 1024 * 1024  # bytes in one file


def main() -> None:
    folder, memory = Path(sys.argv[1]), int(sys.argv[2])
    if sys.platform != "darwin":  # macOS refuses this limit; the checks of the header still apply
        _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_FSIZE, MAX_FILE_SIZE)
    _limit(resource.RLIMIT_CORE, 0)
    requests, responses = _private_pipes()
    while head := requests.read(HEAD.size):
        _allow_seconds(MAX_SECONDS)
        kind, length = HEAD.unpack(head)
        response = _respond(kind, requests.read(length), folder)
        responses.write(json.dumps(response).encode() + b"\n")
        responses.flush()


def _limit(kind: int, most: int) -> None:
    resource.setrlimit(kind, (most, most))


def _allow_seconds(seconds: int) -> None:
    """Limit the processor time for the next photo. The system counts it from the start of the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return the pipes and redirect standard output: what a library prints must not mix with responses."""
    requests, responses = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return requests, responses


def _respond(kind: bytes, upload: bytes, folder: Path) -> dict[str, Any]:
    try:
        return _logo(upload, folder) if kind == LOGO else _photo(upload, folder)
    except Refused as refused:
        return {"code": refused.code, "detail": refused.detail}
    except MemoryError:
        return {"code": "photo-too-large", "detail": "Decoding the picture takes too much memory."}
    except Exception:  # decoders raise almost any type for a damaged picture
        return {"code": "photo-unreadable", "detail": "The picture is damaged."}


def _logo(upload: bytes, folder: Path) -> dict[str, Any]:
    return {"logo": _described(develop_logo(upload, folder))}


def _photo(upload: bytes, folder: Path) -> dict[str, Any]:
    developed = develop(upload, folder)
    return {
        "display": _described(developed.display),
        "thumbnail": _described(developed.thumbnail),
        "sharpness": developed.sharpness,
        "brightness": developed.brightness,
    }


def _described(picture: Picture) -> dict[str, Any]:
    return {"file": picture.path.name, "width": picture.width, "height": picture.height}


if __name__ == "__main__":
    main()
