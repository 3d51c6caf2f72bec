"""What this machine has and whether a project is whole, as a list of checks."""

from __future__ import annotations

import platform
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import fourbeat
from fourbeat.lettering import fonts
from fourbeat.model.errors import FourbeatError
from fourbeat.model.message import Message, message

from .desk import Desk
from .faults import fault_log
from .opening import open_studio

LITTLE_SPACE = 2_000_000_000
"""Below this many free bytes a render may not fit."""


@dataclass(frozen=True)
class Check:
    """Be one thing looked at; what is not `needed` is only told."""

    name: Message
    ok: bool
    result: Message
    needed: bool = True


def examine(desk: Desk, folder: Path | None) -> list[Check]:
    """Look at the machine and, where there is one, at the project."""
    found = [
        _fact("fourbeat", fourbeat.__version__),
        _fact("python", f"{platform.python_version()} ({sys.platform}, {platform.machine()})"),
        _pyav(),
        _ffmpeg(desk),
        _fact("fonts", ", ".join(fonts.families())),
        _voice(),
        _disk(folder or Path.cwd()),
        _settings(desk),
        _faults(desk),
    ]
    return found + (_project(desk, folder) if folder else [_check("project", False, "no-project", needed=False)])


def _check(what: str, ok: bool, code: str, *, needed: bool = True, **facts: str | int) -> Check:
    return Check(message(f"doctor.{what}"), ok, message(f"doctor.{code}", **facts), needed)


def _fact(about: str, found: str) -> Check:
    return _check(about, True, "found", found=found)


def _ffmpeg(desk: Desk) -> Check:
    from fourbeat.media.ffmpeg import find_ffmpeg

    try:
        found = find_ffmpeg(desk.settings.ffmpeg)
    except FourbeatError as error:
        return Check(message("doctor.ffmpeg"), False, error.message)
    return _fact("ffmpeg", f"{found.version} ({found.path})")


def _pyav() -> Check:
    from fourbeat.media.ffmpeg import library_version

    return _fact("pyav", library_version())


def _voice() -> Check:
    from fourbeat.media.scratch.speaker import find_speaker

    speaker = find_speaker()
    if speaker is None:
        return _check("voice", False, "no-voice", needed=False)
    return _fact("voice", "espeak-ng")


def _disk(folder: Path) -> Check:
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    code = "free" if free >= LITTLE_SPACE else "little-space"
    return _check("disk", free >= LITTLE_SPACE, code, free=f"{free / 1e9:.1f}")


def _settings(desk: Desk) -> Check:
    if desk.home.file.is_file():
        return _fact("settings", str(desk.home.file))
    return _check("settings", True, "no-settings", file=str(desk.home.file))


def _faults(desk: Desk) -> Check:
    file = fault_log(desk.home)
    return _fact("faults", str(file)) if file.is_file() else _check("faults", True, "no-faults", file=str(file))


def _project(desk: Desk, folder: Path) -> list[Check]:
    try:
        with open_studio(folder, desk, write=False) as studio:
            store = studio.store
            damage = store.check()
            whole = (
                Check(message("doctor.project"), False, message("doctor.project-damaged", findings=tuple(damage)))
                if damage
                else _check("project", True, "project-whole", name=studio.plan.project.name)
            )
            missing = [trouble.name for trouble in store.media.check()]
            counted = len(store.takes())
            media = (
                _check("media", False, "media-missing", names=", ".join(missing[:12]))
                if missing
                else _check("media", True, "media-whole", n=counted)
            )
            generators = [
                Check(message("doctor.generator", key=key), True, message("doctor.answers"))
                for key in studio.generators
            ]
            return [whole, media, *generators]
    except FourbeatError as error:
        return [Check(message("doctor.project"), False, error.message)]
