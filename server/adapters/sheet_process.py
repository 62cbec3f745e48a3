"""The process that works on sheets. `sheet_pool` starts it without secrets and kills it if it takes too long.

A message on either pipe: its length in 4 bytes, then a pickle. The first request is the topic tree, each
further one a function with its arguments. The response is the result, or the exception that the function raised.
Argument: the limit on the address space of the process in bytes.
"""

import os
import pickle
import resource
import struct
import sys
import traceback
from typing import IO, Any, Final

from server.domain.errors import Invalid

LENGTH: Final = struct.Struct(">I")
MAX_MEMORY: Final = 1_000 * 1024 * 1024
TOO_SLOW: Final = "Working on this sheet took too long."


def main() -> None:
    if sys.platform != "darwin":  # macOS refuses this limit
        resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
    requests, responses = _private_pipes()
    tree = receive(requests)
    while (request := receive(requests)) is not None:
        send(responses, _outcome(tree, request))


def send(pipe: IO[bytes], message: object) -> None:
    encoded = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    pipe.write(LENGTH.pack(len(encoded)))
    pipe.write(encoded)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """Return the next message, or None at the end of the pipe."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    length = LENGTH.unpack(head)[0]
    encoded = pipe.read(length)
    return None if len(encoded) < length else pickle.loads(encoded)  # noqa: S301 - from our own process


def _private_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Return the pipes and redirect standard output: what a library prints must not mix with responses."""
    requests, responses = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return requests, responses


def _outcome(tree: object, request: Any) -> tuple[Any, BaseException | None]:
    """Run the function. An unexpected exception carries its traceback as a note, for the server's log."""
    work, args = request
    try:
        return work(tree, *args), None
    except MemoryError:
        return None, Invalid(TOO_SLOW, code="sheet-too-slow")
    except Exception as error:
        error.add_note(traceback.format_exc())
        return None, error


if __name__ == "__main__":
    main()
