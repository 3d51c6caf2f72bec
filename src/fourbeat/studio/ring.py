"""The system's keyring, asked with patience: it may wait for a person, and nobody here waits for ever."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing
from enum import Enum, auto
from threading import Lock, Thread
from typing import Protocol, TypeVar

T = TypeVar("T")

_GOOD = 1
"""The least that keyring asks of a store for daily use; below it keys would lie about as plain text."""
PATIENCE = 60.0
"""Seconds that a person has for the keyring's own window."""
_MEANWHILE = 3.0
"""Seconds that others wait while one question stands before the person."""
_REST = 300.0
"""Seconds in which nobody is asked again by the queue after a keyring stayed locked."""
_LOOK = 30.0
"""Seconds until a keyring is looked for again where there was none: to look takes a third of one."""


class Ring(Protocol):
    """Be a keyring of the system."""

    def get_password(self, service: str, username: str) -> str | None:
        """Give a secret."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""


class Seen(Enum):
    """Say what can be seen of a secret without asking anybody for a password."""

    NOTHING = auto()
    OPEN = auto()
    LOCKED = auto()
    HIDDEN = auto()


class Locked(Exception):
    """Say that a keyring is locked, and stayed so."""


class Waits(Exception):
    """Say that a keyring has not answered in time: most likely its window waits for the person."""


def system_ring() -> Ring | None:
    """Find the system's keyring; None where there is none that keeps secrets secret."""
    try:
        # Not above: asking which stores there are takes a third of a second.
        import keyring

        found = keyring.get_keyring()
        several = [one for one in getattr(found, "backends", ()) if one.priority >= _GOOD]
        best = max(several, key=lambda one: one.priority, default=found)
        return best if best.priority >= _GOOD else None
    except Exception:
        # Each desktop's store fails in a way of its own; without one there is still the variable and the file.
        return None


def seen(ring: Ring, service: str, username: str) -> Seen:
    """Look whether a secret is there: nothing is unlocked, and no store is made for what is only looked for."""
    if type(ring).__module__ != "keyring.backends.SecretService" or getattr(ring, "scheme", "") != "default":
        return Seen.HIDDEN
    # Not above: there is one on Linux only.
    import secretstorage

    with closing(secretstorage.dbus_init()) as bus:
        locked = [
            one.is_locked() for one in secretstorage.search_items(bus, {"service": service, "username": username})
        ]
    if not locked:
        return Seen.NOTHING
    return Seen.LOCKED if all(locked) else Seen.OPEN


class Keyring:
    """Ask the system's keyring one question after another, each in a thread that nobody has to wait for."""

    def __init__(
        self,
        find: Callable[[], Ring | None] = system_ring,
        *,
        patience: float = PATIENCE,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._find, self._patience, self._now = find, patience, now
        self._turn = Lock()
        self._ring: Ring | None = None
        self._looked = self._rests = float("-inf")

    def exists(self) -> bool:
        """Tell whether the system has a keyring. Raises Waits."""
        return self._asked(lambda ring: ring is not None)

    def seen(self, service: str, username: str) -> Seen:
        """Say what can be seen of a secret; nobody is asked for a password. Raises Waits, and what a store raises."""
        return self._asked(lambda ring: Seen.NOTHING if ring is None else seen(ring, service, username))

    def get(self, service: str, username: str) -> str | None:
        """Give a secret; whoever left the keyring locked is let alone for a while. Raises Locked, Waits."""

        def question(ring: Ring | None) -> str | None:
            if ring is None:
                return None
            there = seen(ring, service, username)
            if there is Seen.NOTHING:
                return None
            if there is not Seen.OPEN and self._now() < self._rests:
                raise Locked
            return ring.get_password(service, username) or None

        return self._asked(question)

    def keep(self, service: str, username: str, secret: str) -> bool:
        """Keep a secret and tell whether it is there then. Raises Locked, Waits, and what a store raises."""

        def question(ring: Ring | None) -> bool:
            assert ring is not None
            ring.set_password(service, username, secret)
            return ring.get_password(service, username) == secret

        return self._asked(question)

    def drop(self, service: str, username: str) -> None:
        """Forget a secret if there is one. Raises Locked, Waits, and what a store raises."""

        def question(ring: Ring | None) -> None:
            if ring is None or (there := seen(ring, service, username)) is Seen.NOTHING:
                return
            # Asked for first where nothing can be seen: not every store forgives that there is nothing to forget.
            if there is not Seen.HIDDEN or ring.get_password(service, username) is not None:
                ring.delete_password(service, username)

        self._asked(question)

    def ask_anew(self) -> None:
        """Let the person be asked again: they have just done something that needs the keyring."""
        self._rests = float("-inf")

    # Inside

    def _asked(self, question: Callable[[Ring | None], T]) -> T:
        # One at a time, and others soon give up: two windows that ask for one password help nobody.
        if not self._turn.acquire(timeout=min(_MEANWHILE, self._patience)):
            raise Waits
        answer: Future[T] = Future()
        Thread(target=self._answer, args=(question, answer), name="keyring", daemon=True).start()
        try:
            return answer.result(self._patience)
        except TimeoutError:
            self._rests = self._now() + _REST
            raise Waits from None

    def _answer(self, question: Callable[[Ring | None], T], answer: Future[T]) -> None:
        try:
            given = question(self._usable())
        except Exception as error:
            if _stays_locked(error):
                if not isinstance(error, Locked):
                    self._rests = self._now() + _REST
                error = Locked()
            self._turn.release()
            answer.set_exception(error)
        else:
            self._turn.release()
            answer.set_result(given)

    def _usable(self) -> Ring | None:
        if self._ring is None and self._now() - self._looked > _LOOK:
            self._ring, self._looked = self._find(), self._now()
        return self._ring


def _stays_locked(error: Exception) -> bool:
    """Tell whether a store is locked, or was not made, since nobody gave it a password."""
    return isinstance(error, Locked) or type(error).__name__ in {
        "KeyringLocked",
        "InitError",
        "LockedException",
        "PromptDismissedException",
    }
