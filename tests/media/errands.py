"""Tasks for the worker tests; they stand in a module of their own because workers import them by name."""

# ruff: noqa: ARG001 - every task is handed a way to tell its progress

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from fourbeat.model.errors import Invalid

Report = Callable[[float], None]


def double(value: int, report: Report) -> int:
    report(0.5)
    report(1.0)
    return 2 * value


def pid(report: Report) -> int:
    return os.getpid()


def chatter(report: Report) -> str:
    print("this must not reach the parent's output")  # noqa: T201
    os.write(1, b"nor this")
    return sys.stdin.read()


def refuse(report: Report) -> None:
    raise Invalid("encode.size", size="1x1", smallest=64, largest=8192)


def stumble(report: Report) -> None:
    raise RuntimeError("a wire came loose")


def unpicklable(report: Report) -> object:
    return lambda: None


def crash(report: Report) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave(report: Report) -> None:
    os._exit(7)


def beat(file: Path, report: Report) -> None:
    """Add a byte to a file many times a second, until killed."""
    report(0.0)
    while True:
        with file.open("ab") as out:
            out.write(b".")
        time.sleep(0.02)


def beat_through_a_child(file: Path, report: Report) -> None:
    loop = "import sys, time\nwhile True:\n open(sys.argv[1], 'ab').write(b'.')\n time.sleep(0.02)"
    subprocess.run([sys.executable, "-c", loop, str(file)], check=True)


def busy(seconds: float, report: Report) -> int:
    time.sleep(seconds)
    return os.getpid()
