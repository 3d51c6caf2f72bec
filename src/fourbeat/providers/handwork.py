"""Handwork: no server at all. An order is a folder with prompt, settings and pictures; a clip brought there answers it.

An order for a picture is answered by a picture.

For every generator that has a website and no interface. The folder may be opened, filled and moved about by a person,
so nothing in it is believed that could lead elsewhere.
"""

from __future__ import annotations

import asyncio
import errno
import os
import re
import shutil
import stat
from collections.abc import Mapping
from pathlib import Path

from fourbeat.model.connection import Connection
from fourbeat.model.errors import FourbeatError, Invalid, NotFound, Storage
from fourbeat.model.ids import code
from fourbeat.model.job import Charged, Failure
from fourbeat.model.message import message
from fourbeat.model.names import file_name
from fourbeat.model.plan import Role
from fourbeat.model.provider import (
    Accepted,
    Cancel,
    Capabilities,
    Estimate,
    ModelFacts,
    Poll,
    Progress,
    Rejected,
    Resend,
    Stopping,
    Unsure,
    WireFile,
    WireRequest,
)
from fourbeat.model.request import StillRequest, TakeRequest, Verb

KEY = "handwork"
CLIPS = (".mp4", ".mov", ".m4v", ".webm", ".mkv")
"""What a clip is called; a browser's unfinished download is called otherwise."""
STILLS = (".png", ".jpg", ".jpeg", ".webp")
"""What a picture is called where one was ordered."""
PROMPT, SETTINGS, PICTURES = "prompt.txt", "settings.txt", "pictures"
BROUGHT = "brought"
"""What a file is called that a person has brought in, whole. What else lies there is theirs, and taken by nobody."""
_ANY = ModelFacts(id="any", longest="60", roles=tuple(Role))
_PICTURE = ModelFacts(id="picture", roles=tuple(Role), still=True)
_STILL = re.compile(r".* s\d{3,6} [0-9A-Z]{8}")
"""What the order of a picture is called: how many it is, and the code of its request."""


class Handwork:
    """Lay requests out as folders in `orders`, and find the clips that people put there.

    `connection` names a website with habits of its own; without one, anything goes. Writing an order twice changes
    nothing, so it is safe.
    """

    def __init__(self, orders: Path, connection: Connection | None = None, known: Capabilities | None = None) -> None:
        self.key = connection.key if connection else KEY
        self._orders, self._known = orders, known

    def capabilities(self) -> Capabilities:
        """Say what can be asked for: whatever the person's website makes."""
        if self._known is not None:
            return self._known
        return Capabilities(
            provider=self.key,
            models=(_ANY, _PICTURE),
            resend=Resend.SAFE,
            finds=True,
            stopping=Stopping.ABORTS,
            lane_width=64,
            learned_at="2026-11-21",
            source="built in",
        )

    async def learn(self) -> Capabilities:
        """Say what can be asked for; there is nobody to ask."""
        return self.capabilities()

    def estimate(self, request: TakeRequest) -> Estimate:
        """Say that only the person knows what a request costs."""
        return Estimate(basis=request.model)

    def prepare(self, request: TakeRequest, key: str, files: Mapping[str, Path]) -> WireRequest:
        """Make the exact order. Raises Invalid for what can only be done natively, NotFound for a missing picture."""
        if request.verb is not Verb.NEW:
            raise Invalid("handwork.only-new")
        for one in request.references:
            if one.sha256 not in files:
                raise NotFound("picture.not-there", file=one.name)
        settings = {
            "model": request.model,
            "size": str(request.size),
            "seconds": request.seconds,
            "seed": str(request.seed),
        }
        still = isinstance(request, StillRequest)
        if still:
            del settings["seconds"]
        payload = {
            "order": _order(request.label or "shot", f"{'s' if still else 't'}{request.number:03} {code(key)}"),
            "prompt": request.prompt,
            "settings": dict(settings),
            "pictures": [
                file_name(
                    f"{place} {one.role.value} {Path(one.name).stem}", files[one.sha256].suffix.lstrip(".") or "png"
                )
                for place, one in enumerate(request.references, start=1)
            ],
        }
        sent = tuple(
            WireFile(field=f"picture-{place}", sha256=one.sha256, path=files[one.sha256])
            for place, one in enumerate(request.references, start=1)
        )
        return WireRequest(provider=self.key, key=key, payload=payload, files=sent)

    async def submit(self, wire: WireRequest) -> Accepted | Rejected | Unsure:
        """Lay the order out; what stands there already stays."""
        try:
            order = str(wire.payload["order"])
            if not _is_name(order):
                raise Invalid("handwork.bad-order")
            await asyncio.to_thread(_lay_out, self._orders / order, wire)
        except (KeyError, FourbeatError):
            return Rejected(Failure.INVALID, message("handwork.bad-order"))
        except OSError as error:
            why = message("handwork.not-written", folder=str(self._orders), detail=error.strerror or "")
            return Rejected(Failure.STORAGE, why)
        return Accepted(order)

    async def find(self, wire: WireRequest) -> str | None:
        """Tell whether an order lies there."""
        order = str(wire.payload.get("order", ""))
        return order if self.folder(order) is not None else None

    async def poll(self, remote_id: str) -> Poll:
        """Look whether somebody has brought a clip to an order's folder."""
        folder = self.folder(remote_id)
        if folder is None:
            return Poll(Progress.GONE, charged=Charged.UNKNOWN)
        clips = await asyncio.to_thread(brought_to, folder)
        if clips := [one for one in clips if one.stem == BROUGHT]:
            return Poll(Progress.READY, asset=clips[-1].name)
        waits = "handwork.waits-picture" if wants_picture(folder) else "handwork.waits"
        return Poll(Progress.HANDS, why=message(waits, folder=remote_id))

    async def cancel(self, remote_id: str) -> Cancel:
        """Clear an order away, unless somebody has put something of their own there."""
        folder = self.folder(remote_id)
        if folder is None:
            return Cancel.WILL_NOT_RUN
        await asyncio.to_thread(clear, folder)
        return Cancel.ABORTED

    async def fetch(self, remote_id: str, asset: str, part: Path) -> None:
        """Copy the clip to `part`; the folder keeps its own until the take is there. Raises NotFound, Storage."""
        name = Path(asset).name
        folder = self.folder(remote_id)
        if folder is None or not _plain_file(clip := folder / name):
            raise NotFound("handwork.no-clip", file=name)
        try:
            await asyncio.to_thread(shutil.copyfile, clip, part)
        except OSError as error:
            raise Storage("handwork.not-written", folder=str(part.parent), detail=error.strerror or "") from error

    async def close(self) -> None:
        """Leave everything where it lies."""

    def folder(self, order: str) -> Path | None:
        """Find the folder of an order; None where there is none, or where what is called so leads elsewhere.

        It comes from the film's records, which may come from anybody, and what an order brought is cleared away there.
        """
        if not _is_name(order) or self._orders.is_symlink():
            return None
        folder = self._orders / order
        return folder if folder.is_dir() and not folder.is_symlink() else None


def wants_picture(folder: Path) -> bool:
    """Tell whether an order is for a picture."""
    return _STILL.fullmatch(folder.name) is not None


def brought_to(folder: Path) -> list[Path]:
    """List what lies in an order's folder of what was ordered, clips or pictures, oldest first."""
    return _files(folder, STILLS if wants_picture(folder) else CLIPS)


def _files(folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() in suffixes and _plain_file(path)]
        return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name))
    except OSError:
        return []


def clear(folder: Path) -> None:
    """Remove what an order brought; what a person put there stays, and with it the folder."""
    for name in (PROMPT, SETTINGS):
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / PICTURES, ignore_errors=True)
    # Not empty: the rest is somebody's.
    if not any(folder.iterdir()):
        folder.rmdir()


def _lay_out(folder: Path, wire: WireRequest) -> None:
    if folder.parent.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    pictures = folder / PICTURES
    (pictures if wire.files else folder).mkdir(parents=True, exist_ok=True)
    settings, names = wire.payload["settings"], wire.payload["pictures"]
    if not isinstance(settings, dict) or not isinstance(names, list) or len(names) != len(wire.files):
        raise Invalid("handwork.bad-order")
    for name, file in zip(names, wire.files, strict=True):
        target = pictures / Path(str(name)).name
        if not target.exists():
            part = target.with_name(f"{target.name}.part")
            shutil.copyfile(file.path, part)
            part.replace(target)
    (folder / SETTINGS).write_text("".join(f"{key}: {value}\n" for key, value in settings.items()), encoding="utf-8")
    # Last: an order with a prompt is whole.
    (folder / PROMPT).write_text(str(wire.payload["prompt"]) + "\n", encoding="utf-8")


def _order(label: str, which: str) -> str:
    """Call an order after what it is of; a long name is cut, and never what tells one order from another."""
    while label and not _name(f"{label} {which}").endswith(which):
        label = label[:-1].rstrip()
    return _name(f"{label} {which}")


def _name(title: str) -> str:
    return file_name(title, "x").removesuffix(".x")


def _is_name(order: str) -> bool:
    return bool(order) and order == _name(order) and Path(order).name == order


def _plain_file(path: Path) -> bool:
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size > 0
