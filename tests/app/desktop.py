"""A small desktop of one's own: a screen, a window manager, a bus, keys from outside, and somebody who reads aloud."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

PROGRAMS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "dbus-daemon": "dbus",
}
"""What this needs, and the package of Debian and Ubuntu that brings it."""

READS = ("/usr/bin/python3", "-c", "import gi; gi.require_version('Atspi', '2.0')")

TABS = 120
LINES = {"list item", "table cell", "tree item", "page tab"}
"""What calls itself the holder of the keyboard whenever it is current, whether or not its list holds it."""


@dataclass(frozen=True)
class Heard:
    """Be one thing of a window as a screen reader meets it."""

    depth: int
    role: str
    name: str
    labelled: bool
    focused: bool
    focusable: bool
    showing: bool


class Desktop:
    """Press keys as if they came from a keyboard; know of the window only what is read aloud."""

    def __init__(self, env: dict[str, str], reader: subprocess.Popen[str]) -> None:
        self.env, self._reader = env, reader

    def press(self, *keys: str) -> None:
        """Press keys or chords as X names them: ctrl+Return."""
        for one in keys:
            self._type("key", "--clearmodifiers", one)

    def write(self, text: str) -> None:
        """Type plain text."""
        self._type("type", "--delay", "8", text)

    def everything(self) -> list[Heard]:
        """Give all that is read aloud now."""
        assert self._reader.stdin is not None
        assert self._reader.stdout is not None
        self._reader.stdin.write("\n")
        self._reader.stdin.flush()
        return [Heard(**one) for one in json.loads(self._reader.stdout.readline())]

    def holder(self) -> str:
        """Give the name of what has the keyboard: of a list, its current line."""
        things = self.everything()
        held = [place for place, one in enumerate(things) if one.focused and one.name and one.role not in LINES]
        if not held:
            return ""
        # A page whose insides have the keyboard says that it has it, too.
        holder = things[held[-1]]
        inside = itertools.takewhile(lambda one: one.depth > holder.depth, things[held[-1] + 1 :])
        lines = [one.name for one in inside if one.focused and one.role in LINES]
        return lines[-1] if lines else holder.name

    def tab_to(self, name: str) -> None:
        """Go on by Tab until something of this name has the keyboard."""
        met: list[str] = []
        while (now := self.holder()) != name:
            met.append(now)
            assert len(met) < TABS, met
            self.press("Tab")

    def until(self, name: str, seconds: float = 15) -> None:
        """Wait until something of this name has the keyboard."""
        self._wait(lambda: self.holder() == name, seconds, name)

    def reads(self, words: str, seconds: float = 60) -> None:
        """Wait until these words are shown somewhere."""
        self._wait(lambda: any(words in one.name for one in self.everything() if one.showing), seconds, words)

    def _type(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=self.env, check=True, timeout=30)

    def _wait(self, done: Callable[[], bool], seconds: float, what: str) -> None:
        end = monotonic() + seconds
        while not done():
            if monotonic() > end:
                shown = [one.name for one in self.everything() if one.showing and one.name]
                raise AssertionError(f"never met {what!r}; the keyboard is at {self.holder()!r}; shown: {shown}")
            sleep(0.05)


def lacking() -> list[str]:
    """Name the packages that would have to be installed."""
    missing = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    reads = subprocess.run(READS, capture_output=True, check=False).returncode == 0
    return missing if reads else [*missing, "at-spi2-core", "python3-pyatspi"]


@contextmanager
def desktop(folder: Path) -> Iterator[Desktop]:
    """Start the desktop and the window on it, and end everything that was started."""
    with ExitStack() as ends:

        def start(*command: str, env: dict[str, str], **more: object) -> subprocess.Popen[str]:
            log = ends.enter_context((folder / f"{Path(command[0]).name}.log").open("w"))
            made = subprocess.Popen(command, env=env, text=True, **{"stderr": log, "stdout": log, **more})  # type: ignore[call-overload]
            ends.callback(_end, made)
            return made

        home = folder / "home"
        home.mkdir()
        env = {**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(folder), "LC_ALL": "C.UTF-8"}
        for name in ("DBUS_SESSION_BUS_ADDRESS", "WAYLAND_DISPLAY", "AT_SPI_BUS_ADDRESS", "QT_SCALE_FACTOR"):
            env.pop(name, None)
        out, into = os.pipe()
        start(
            "Xvfb", "-displayfd", str(into), "-screen", "0", "1440x900x24", "-nolisten", "tcp", env=env, pass_fds=[into]
        )
        os.close(into)
        with os.fdopen(out) as told:
            env["DISPLAY"] = f":{told.readline().strip()}"
        bus = start("dbus-daemon", "--session", "--nofork", "--print-address=1", env=env, stdout=subprocess.PIPE)
        assert bus.stdout is not None
        env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        start("openbox", "--sm-disable", env=env)
        qt = {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        command = (sys.executable, "-Pm", "fourbeat.app", "--data", str(folder / "data"), "--lang", "en")
        start(*command, env={**env, **qt})
        script = str(Path(__file__).with_name("aloud.py"))
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        yield Desktop(env, start("/usr/bin/python3", script, env=env, **pipes))


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
