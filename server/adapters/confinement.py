"""Confine a process that decodes what strangers send: lowest priority, no files, no network, no other programs.

It gives up the rights that it does not need once it has loaded its libraries. Nothing here needs privileges, so it
works in a container, too. Linux only; elsewhere, the limits on memory and time must do.
"""

import ctypes
import os
import platform
import struct
import sys
from collections.abc import Sequence
from typing import Final

NICE: Final = 19
NOBODY: Final = 65_534
_PR_SET_NO_NEW_PRIVS: Final = 38
_PR_SET_SECCOMP: Final = 22
_FILTER: Final = 2
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000 | 1  # the call fails with EPERM
_MISSING: Final = 0x00050000 | 38  # with ENOSYS: glibc then starts threads by the older call
_LOAD, _EQUALS, _HAS, _RETURN = 0x20, 0x15, 0x45, 0x06
_NUMBER_AT, _MACHINE_AT, _ARGUMENT_AT = 0, 4, 16
_THREAD: Final = 0x10000  # CLONE_THREAD

# read write readv writev close fstat lseek mmap mprotect munmap brk mremap madvise rt_sigaction rt_sigprocmask
# rt_sigreturn sigaltstack sched_yield nanosleep clock_nanosleep getpid gettid exit exit_group gettimeofday getrlimit
# setrlimit getrusage sysinfo futex sched_setaffinity sched_getaffinity set_tid_address restart_syscall clock_gettime
# set_robust_list getrandom rseq membarrier getcpu; then clone (threads only), prlimit64 (of itself only), clone3
# fmt: off
_X86: Final = (
    (0, 1, 19, 20, 3, 5, 8, 9, 10, 11, 12, 25, 28, 13, 14, 15, 131, 24, 35, 230, 39, 186, 60, 231, 96, 97,
     160, 98, 99, 202, 203, 204, 218, 219, 228, 273, 318, 334, 324, 309),
    (56, 302, 435),
)
_ARM: Final = (
    (63, 64, 65, 66, 57, 80, 62, 222, 226, 215, 214, 216, 233, 134, 135, 139, 132, 124, 101, 115, 172, 178, 93,
     94, 169, 163, 164, 165, 179, 98, 122, 123, 96, 128, 113, 99, 278, 293, 283, 168),
    (220, 261, 435),
)
# fmt: on
_MACHINES: Final = {"x86_64": (0xC000003E, *_X86), "aarch64": (0xC00000B7, *_ARM)}


def confine() -> str | None:
    """Give up every right that decoding does not need. Return the reason if the system refuses, or None."""
    os.nice(NICE)
    if os.geteuid() == 0:
        _become_nobody()
    if sys.platform != "linux":
        return f"{platform.system()} has no seccomp"
    if platform.machine() not in _MACHINES:
        return f"its filter is not written for {platform.machine()}"
    return _install(_program(*_MACHINES[platform.machine()]))


def _become_nobody() -> None:
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)


def _program(machine: int, allowed: Sequence[int], guarded: tuple[int, int, int]) -> bytes:
    """Return the filter: what it does not list fails with EPERM."""
    clone, limits, clone3 = guarded
    steps = [_step(_LOAD, _MACHINE_AT), _step(_EQUALS, machine, yes=1), _step(_RETURN, _REFUSE)]
    steps.append(_step(_LOAD, _NUMBER_AT))
    for number in allowed:
        steps += [_step(_EQUALS, number, no=1), _step(_RETURN, _ALLOW)]
    steps += [_step(_EQUALS, clone3, no=1), _step(_RETURN, _MISSING)]
    steps += [_step(_EQUALS, clone, no=3), _step(_LOAD, _ARGUMENT_AT), _step(_HAS, _THREAD, no=1)]
    steps += [_step(_RETURN, _ALLOW), _step(_LOAD, _NUMBER_AT)]
    steps += [_step(_EQUALS, limits, no=3), _step(_LOAD, _ARGUMENT_AT), _step(_EQUALS, 0, no=1)]
    steps += [_step(_RETURN, _ALLOW), _step(_RETURN, _REFUSE)]
    return b"".join(steps)


def _step(code: int, value: int, *, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, no, value)


class _Filter(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]


def _install(program: bytes) -> str | None:
    libc = ctypes.CDLL(None, use_errno=True)
    described = _Filter(len(program) // 8, program)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(
        _PR_SET_SECCOMP, _FILTER, ctypes.byref(described), 0, 0
    ):
        return f"the system refuses seccomp ({os.strerror(ctypes.get_errno())})"
    return None
