"""The shelf: the packs in use, made ready to be looked for; made anew only when a pack changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock

from fourbeat.model.verdict import Pack
from fourbeat.policy.gallery import Gallery
from fourbeat.policy.grading import Common
from fourbeat.policy.hit import Hit
from fourbeat.policy.names import Matcher
from fourbeat.policy.subject import Subject

from .guarded import Guarded
from .packs import Packs, Standing

_MOST = 2
_READY: dict[str, Guarded] = {}
"""What is guarded follows from the packs' content alone: every film of the process shares it."""
_LOCK = Lock()


class Shelf:
    """Give what the packs in use guard."""

    def __init__(self, packs: Packs, common: Callable[[], Common]) -> None:
        self._packs = packs
        self._common = common

    def __call__(self) -> Guarded:
        """Give what is guarded now. Raises Storage for a damaged trust book."""
        digest = self._packs.digest()
        with _LOCK:
            if digest not in _READY:
                _READY[digest] = self._made(digest)
                while len(_READY) > _MOST:
                    del _READY[next(iter(_READY))]
            return _READY[digest]

    def _made(self, digest: str) -> Guarded:
        every = self._packs.all()
        subjects = self._packs.subjects()
        return Guarded(
            subjects={one.id: one for one in subjects},
            packs=tuple(Pack(id=one.id, version=one.version, sha256=one.sha256) for one in every),
            digest=digest,
            find=Finder(subjects, self._common),
            broken=tuple(one.id for one in every if one.standing is Standing.BROKEN),
            gallery=Gallery(subjects),
        )


class Finder:
    """Look through texts; the matcher is built when the first text is read, since many commands read none."""

    def __init__(self, subjects: Sequence[Subject], common: Callable[[], Common]) -> None:
        self._subjects = subjects
        self._common = common
        self._matcher: Matcher | None = None
        self._lock = Lock()

    def __call__(self, text: str, company: Sequence[str]) -> Sequence[Hit]:
        """Give the hits in a text that stands in some company."""
        with self._lock:
            if self._matcher is None:
                self._matcher = Matcher(self._subjects, self._common())
            return self._matcher.find(text, company)
