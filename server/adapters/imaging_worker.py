"""The process that decodes; no secret in its environment, killed by `photo_lab` when it takes too long.

A question on its standard input: 4 bytes length, then the upload. The answer on its standard output: one line
of JSON; the pictures lie in the folder given as the first argument; the second one is the memory it may take.
"""

import json
import os
import resource
import struct
import sys
from pathlib import Path
from typing import Any, BinaryIO, Final

from server.adapters.imaging import Picture, develop
from server.adapters.imaging_headers import Refused

LENGTH: Final = struct.Struct(">I")
MOST_MEMORY: Final = 1_400 * 1024 * 1024  # bytes of address space: libraries, the upload, the picture twice
MOST_SECONDS: Final = 20  # of processor time for one photo
MOST_WRITTEN: Final = 64 * 1024 * 1024  # bytes in one file


def main() -> None:
    folder, memory = Path(sys.argv[1]), int(sys.argv[2])
    if sys.platform != "darwin":  # which refuses this limit: there only the checks of the header stand
        _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_FSIZE, MOST_WRITTEN)
    _limit(resource.RLIMIT_CORE, 0)
    questions, answers = _own_pipes()
    while head := questions.read(LENGTH.size):
        _allow_seconds(MOST_SECONDS)
        answer = _answer(questions.read(LENGTH.unpack(head)[0]), folder)
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def _limit(kind: int, most: int) -> None:
    resource.setrlimit(kind, (most, most))


def _allow_seconds(seconds: int) -> None:
    """The limit counts from the start of the process: move it on for every photo."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Whatever a library prints must not get between the answers."""
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return questions, answers


def _answer(upload: bytes, folder: Path) -> dict[str, Any]:
    try:
        done = develop(upload, folder)
    except Refused as refused:
        return {"code": refused.code, "detail": refused.detail}
    except MemoryError:
        return {"code": "photo-too-large", "detail": "Decoding the picture takes too much memory."}
    except Exception:  # a damaged picture makes the decoders raise nearly anything
        return {"code": "photo-unreadable", "detail": "The picture is damaged."}
    return {
        "display": _described(done.display),
        "thumbnail": _described(done.thumbnail),
        "sharpness": done.sharpness,
        "brightness": done.brightness,
    }


def _described(picture: Picture) -> dict[str, Any]:
    return {"file": picture.path.name, "width": picture.width, "height": picture.height}


if __name__ == "__main__":
    main()
