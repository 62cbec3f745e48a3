"""The decoding process. `photo_lab` starts it without secrets and kills it if it takes too long.

It first writes one line: why the system does not confine it, or null. A request on standard input: `PHOTO` or `LOGO`,
the length in 4 bytes, then the upload. The response on standard output: one line of JSON, then the pictures one after
another. Nothing is written to a file, so nothing remains of a process that is killed.
Argument: the limit on the memory of the process in bytes.
"""

import json
import os
import resource
import struct
import sys
from typing import Any, BinaryIO, Final

from PIL import Image

from server.adapters.confinement import confine
from server.adapters.imaging import Picture, develop, develop_logo
from server.adapters.imaging_limits import Refused

HEAD: Final = struct.Struct(">cI")
PHOTO, LOGO = b"p", b"l"
MAX_MEMORY: Final = 300 * 1024 * 1024  # bytes that the process may allocate
MAX_SECONDS: Final = 20  # of processor time for one photo
Answer = tuple[dict[str, Any], list[Picture]]


def main() -> None:
    memory = int(sys.argv[1])
    if sys.platform == "linux":
        _limit(resource.RLIMIT_DATA, memory)
    for kind in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
        _limit(kind, 0)
    requests, responses = _private_pipes()
    Image.init()  # loads the decoders while files can still be opened
    _write(responses, {"unconfined": confine()}, [])
    while head := requests.read(HEAD.size):
        _allow_seconds(MAX_SECONDS)
        kind, length = HEAD.unpack(head)
        _write(responses, *_respond(kind, requests.read(length)))


def _write(responses: BinaryIO, described: dict[str, Any], pictures: list[Picture]) -> None:
    responses.write(json.dumps(described).encode() + b"\n")
    for picture in pictures:
        responses.write(picture.content)
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


def _respond(kind: bytes, upload: bytes) -> Answer:
    """Return the result, the fault of the picture (`code`), or what the machine lacked (`trouble`)."""
    try:
        return _logo(upload) if kind == LOGO else _photo(upload)
    except Refused as refused:
        return {"code": refused.code, "detail": refused.detail}, []
    except MemoryError:
        return {"trouble": "no-memory"}, []
    except OSError as error:
        return ({"trouble": "no-system"} if error.errno else _damaged(error)), []
    except Exception as error:  # decoders raise almost any type for a damaged picture
        return _damaged(error), []


def _damaged(error: Exception) -> dict[str, Any]:
    if "memory" in str(error):  # how libwebp, libheif and Pillow's own decoders say it
        return {"trouble": "no-memory"}
    return {"code": "photo-unreadable", "detail": "The picture is damaged."}


def _logo(upload: bytes) -> Answer:
    logo = develop_logo(upload)
    return {"logo": _described(logo)}, [logo]


def _photo(upload: bytes) -> Answer:
    developed = develop(upload)
    measured = {"sharpness": developed.sharpness, "brightness": developed.brightness}
    pictures = {"display": developed.display, "thumbnail": developed.thumbnail}
    return measured | {name: _described(each) for name, each in pictures.items()}, [*pictures.values()]


def _described(picture: Picture) -> dict[str, Any]:
    return {
        "bytes": len(picture.content),
        "type": picture.media_type,
        "width": picture.width,
        "height": picture.height,
    }


if __name__ == "__main__":
    main()
