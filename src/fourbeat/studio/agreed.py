"""What this person agreed to pay for, job by job: a film may come from anywhere, with jobs in it that wait."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from pathlib import Path
from threading import Lock

from fourbeat.model.ids import Id
from fourbeat.model.job import Estimate, Job, Money

log = logging.getLogger(__name__)
_FREE, _NO_PRICE = "free", "?"


class Agreed:
    """Keep one file for each film in the person's own home, where no film reaches: a line for every word given.

    A job that is not named here was queued on another machine, or by somebody else. The last word counts.
    """

    def __init__(self, folder: Path, film: Id) -> None:
        self.path = folder / f"{film}.txt"
        self._known: dict[str, Estimate] = {}
        self._read = 0
        self._lock = Lock()

    def note(self, jobs: Iterable[Job]) -> None:
        """Write down what the person was told that these jobs cost; a home that cannot be written asks again later."""
        told = {job.id: job.estimate or Estimate() for job in jobs}
        if not told:
            return
        with self._lock:
            self._known |= told
            try:
                self._append("".join(f"{identity} {_line(one)}\n" for identity, one in told.items()))
            except OSError as error:
                log.warning("what was agreed to is not kept: %s", error.strerror)

    def of(self, job: Id) -> Estimate | None:
        """Give what the person agreed to pay for a job; None where nobody asked them."""
        with self._lock:
            if job not in self._known:
                self._catch_up()
            return self._known.get(job)

    def _append(self, text: str) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        opened = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            # A line break first: a line that was cut off by a crash does not spoil this one.
            os.write(opened, f"\n{text}".encode())
        finally:
            os.close(opened)

    def _catch_up(self) -> None:
        """Read what was added since, perhaps by another process of the same person."""
        try:
            with self.path.open("rb") as file:
                file.seek(self._read)
                added = file.read()
        except OSError:
            return
        self._read += len(added)
        for line in added.decode("utf-8", "replace").splitlines():
            words = line.split()
            if words and (found := _told(words[1:])) is not None:
                self._known[words[0]] = found


def _line(told: Estimate) -> str:
    if told.free or told.most is None:
        return _FREE if told.free else _NO_PRICE
    return f"{told.most.amount} {told.most.currency}"


def _told(words: list[str]) -> Estimate | None:
    if words in ([_FREE], [_NO_PRICE]):
        return Estimate(free=words == [_FREE])
    if len(words) != 2:
        return None
    try:
        most = Money(amount=words[0], currency=words[1])
    except ValueError:
        return None
    return Estimate(least=most, most=most)
