"""Looks: fingerprints of reference pictures and of frames of takes, taken once by a worker and known by their content.

They are kept in the person's own cache, not in the project's: a project that somebody hands on must not bring its own.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field, ValidationError

from fourbeat.media.worker import Workers
from fourbeat.model.errors import FourbeatError, MediaError
from fourbeat.model.ids import Id
from fourbeat.model.message import Frozen
from fourbeat.model.still import Still
from fourbeat.model.take import Take
from fourbeat.policy.gallery import Look

from .pictures import picture
from .wishes import Wishes

if TYPE_CHECKING:
    from .studio import Studio

FORM = 1
"""The form of the fingerprints; other ones are taken anew."""

EVERY, MOST = 1.0, 240
"""Seconds between the frames of a take that are looked at, and how many those are at most."""

_LARGEST = 4 * 1024 * 1024
_PATIENCE = 60.0
"""Seconds after which a verdict does without: what could not be compared asks."""

_log = logging.getLogger(__name__)


class Frame(Frozen):
    """Be one frame of a clip, or a picture as frame 0, with what it is compared by."""

    number: int = Field(ge=0)
    look: Look


class Frames(Frozen):
    """Be what of a picture or clip is compared."""

    form: int = FORM
    frames: tuple[Frame, ...]


class Looks:
    """Give fingerprints by the content they are of; what is missing is made by one worker, the newest wish first.

    With `patient` a question waits until they are made, else it goes without and `subscribe` tells when they are there.
    """

    def __init__(self, studio: Studio) -> None:
        self._store = studio.store
        self._folder = studio.desk.home.cache / "looks"
        self.patient = True
        self._known: dict[str, Frames] = {}
        self._hopeless: set[str] = set()
        self._wishes: Wishes[str, tuple[Path, float | None]] = Wishes("looks", self._make)
        self._shots: dict[str, Id] = {}
        self._listeners: list[Callable[[str, Id | None], None]] = []

    def still(self, sha256: str, *, wait: bool | None = None) -> Frames | None:
        """Give the fingerprints of a reference picture; None where they are not there (yet)."""
        return self._of(sha256, lambda: picture(self._store.media, sha256), None, wait)

    def picture_of(self, still: Still, *, wait: bool | None = None) -> Frames | None:
        """Give the fingerprints of a still, whether or not it is a reference; None where they are not there (yet)."""
        return self._of(still.sha256, lambda: self._store.media.path(still.media), None, wait)

    def clip(self, take: Take, *, wait: bool | None = None) -> Frames | None:
        """Give the fingerprints of frames of a take; None where they are not there (yet)."""
        facts = take.facts
        self._shots[take.sha256] = take.shot
        every = max(EVERY, float(facts.fps.seconds(facts.frames)) / MOST)
        return self._of(take.sha256, lambda: self._store.media.path(take.media), every, wait)

    def hopeless(self, sha256: str) -> bool:
        """Tell whether no fingerprints can be taken, so that nobody need wait for them."""
        return sha256 in self._hopeless

    def known(self, sha256: str) -> Frames | None:
        """Give the fingerprints of a content as far as they are known; nothing is made for it."""
        return self._known.get(sha256)

    def subscribe(self, heard: Callable[[str, Id | None], None]) -> Callable[[], None]:
        """Call `heard` in another thread with each content that has become known, and the shot it is a take of.

        Give the call that ends it.
        """
        self._listeners.append(heard)
        return lambda: self._listeners.remove(heard) if heard in self._listeners else None

    def close(self) -> None:
        """Take no more fingerprints, and let go of whoever waited for them."""
        self._wishes.close()
        self._listeners.clear()

    # Inside

    def _of(
        self, sha256: str, find: Callable[[], Path | None], every: float | None, wait: bool | None
    ) -> Frames | None:
        if (known := self._known.get(sha256)) is not None:
            return known
        if (kept := _read(self._file(sha256))) is not None:
            self._known[sha256] = kept
            return kept
        path = find()
        if path is None or sha256 in self._hopeless:
            return None
        wishes = self._wishes
        with wishes.turn:
            if not wishes.want(sha256, (path, every)):
                return None
            if self.patient if wait is None else wait:
                wishes.turn.wait_for(lambda: self._settled(sha256), _PATIENCE)
        return self._known.get(sha256)

    def _settled(self, sha256: str) -> bool:
        return self._wishes.closed or sha256 in self._known or sha256 in self._hopeless

    def _file(self, sha256: str) -> Path:
        return self._folder / f"{sha256}-{FORM}.json"

    async def _make(self, pool: Workers, sha256: str, wish: tuple[Path, float | None]) -> None:
        path, every = wish
        made: Frames | None = None
        try:
            if sha256 not in self._known:
                made = await pool.run(_taken, path, sha256, every)
        except FourbeatError:
            # A picture nobody can read is told of where it is judged: it could not be compared.
            _log.info("no fingerprints of %s", path.name, exc_info=True)
        if made is not None:
            _write(self._file(sha256), made)
        with self._wishes.turn:
            if made is not None:
                self._known[sha256] = made
            elif sha256 not in self._known:
                self._hopeless.add(sha256)
            self._wishes.turn.notify_all()
        for heard in tuple(self._listeners):
            heard(sha256, self._shots.get(sha256))


def _read(file: Path) -> Frames | None:
    """Read what was kept; anything that is damaged or of another form is taken anew."""
    try:
        if file.stat().st_size > _LARGEST:
            return None
        found = Frames.model_validate_json(file.read_bytes())
        for frame in found.frames:
            for light, wave in frame.look.seen:
                if (len(light), len(wave)) != (16, 64):
                    return None
                int(light, 16), int(wave, 16)
    except (OSError, ValidationError, ValueError):
        return None
    return found if found.form == FORM else None


def _write(file: Path, made: Frames) -> None:
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(made.model_dump_json(), encoding="utf-8")
        part.replace(file)
    except OSError:
        # It is known until the program ends, and taken anew the next time.
        _log.info("fingerprints were not kept in %s", file.parent, exc_info=True)


def _taken(path: Path, sha256: str, every: float | None, _report: Callable[[float], None]) -> Frames:
    """Take the fingerprints of a picture, or of a clip's frames. Raises MediaError, also for another content."""
    try:
        with path.open("rb") as file:
            same = hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        same = False
    if not same:
        # What is known by a content must be of that content, whichever project brings it first.
        raise MediaError("looks.gone", name=path.name)
    return _still(path) if every is None else _clip(path, every)


def _still(path: Path) -> Frames:
    from fourbeat.media.stills import luma
    from fourbeat.policy.pictures import look

    return Frames(frames=(Frame(number=0, look=look(luma(path, path.name))),))


def _clip(path: Path, every: float) -> Frames:
    from fourbeat.media.luma import sampled
    from fourbeat.policy.pictures import look

    frames: list[Frame] = []
    for number, luma in sampled(path, every):
        seen = look(luma)
        # A picture that stands still says the same again.
        if not frames or frames[-1].look != seen:
            frames.append(Frame(number=number, look=seen))
    return Frames(frames=tuple(frames))
