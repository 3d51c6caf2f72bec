"""Whose is it: clips and pictures from outside are matched to orders by their names, at last by their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fourbeat.model.job import Job
from fourbeat.model.request import StillRequest, TakeRequest
from fourbeat.providers.handwork import STILLS

_WORDS = re.compile(r"[^\W_]+")
_ALIKE = 4
"""So many words of the prompt in a row of a file's name, and in no other order's, say that the clip belongs to it."""


@dataclass(frozen=True)
class Order:
    """Be an order that waits for somebody's clip, or for a picture."""

    job: Job
    folder: Path
    prompt: str
    pictures: tuple[Path, ...]

    @property
    def request(self) -> TakeRequest:
        """Give what was asked for."""
        assert isinstance(self.job.request, TakeRequest)
        return self.job.request

    @property
    def picture(self) -> bool:
        """Tell whether it waits for a picture, which becomes a still."""
        return isinstance(self.job.request, StillRequest)


@dataclass(frozen=True)
class Match:
    """Say which order a file belongs to, None where only a person can tell, and by what (a message code)."""

    file: Path
    order: Order | None
    by: str = ""


def matched(files: Sequence[Path], orders: Sequence[Order], *, in_order: bool = False) -> list[Match]:
    """Say which orders clips and pictures belong to: by code, name, what is shown, the prompt's words, or being alone.

    With `in_order` files whose names say nothing are given to the orders that are left, the oldest to the first.
    """
    clips = iter(
        _matched([one for one in files if not is_picture(one)], [one for one in orders if not one.picture], in_order)
    )
    pictures = iter(
        _matched([one for one in files if is_picture(one)], [one for one in orders if one.picture], in_order)
    )
    return [next(pictures if is_picture(one) else clips) for one in files]


def is_picture(file: Path) -> bool:
    """Tell whether a file is named as pictures are."""
    return file.suffix.lower() in STILLS


def _matched(files: Sequence[Path], orders: Sequence[Order], in_order: bool) -> list[Match]:
    found = [_named(file, orders) for file in files]
    left = [one for one in orders if all(match.order != one for match in found)]
    unsure = [match for match in found if match.order is None]
    if len(left) == 1 and len(unsure) == 1:
        found[found.index(unsure[0])] = Match(unsure[0].file, left[0], "handwork.by.alone")
    elif in_order:
        # What a website gave is downloaded as it was made, one order after the other.
        for match, order in zip(sorted(unsure, key=lambda one: _age(one.file)), left, strict=False):
            found[found.index(match)] = Match(match.file, order, "handwork.by.order")
    return found


def _named(file: Path, orders: Sequence[Order]) -> Match:
    """Find the one order in whose folder a file lies, or that its name speaks of."""
    if (home := next((one for one in orders if one.folder == file.parent), None)) is not None:
        return Match(file, home, "handwork.by.folder")
    name = file.stem.casefold()
    words = _WORDS.findall(name)
    codes = [one for one in orders if _code(one).casefold() in words]
    if len(codes) == 1:
        return Match(file, codes[0], "handwork.by.code")
    labels = [one for one in orders if _says(name, one.request.label)]
    if len(labels) == 1:
        return Match(file, labels[0], "handwork.by.number")
    viewed = [one for one in labels or orders if _shows(words, one)]
    if len(viewed) == 1:
        return Match(file, viewed[0], "handwork.by.view")
    alike = [one for one in viewed or labels or orders if _alike(words, one.prompt)]
    return Match(file, alike[0], "handwork.by.prompt") if len(alike) == 1 else Match(file, None)


def _code(order: Order) -> str:
    return order.folder.name.rsplit(" ", 1)[-1]


def _says(name: str, label: str) -> bool:
    """Tell whether a file's name says a shot's number, as "sh0010", "shot 10A" or "010_v2" do."""
    if not label:
        return False
    bare = label.casefold().lstrip("0") or "0"
    return re.search(rf"(?<![a-z0-9])(?:sh|shot)?[ _-]*0*{re.escape(bare)}(?![a-z0-9])", name) is not None


def _shows(words: Sequence[str], order: Order) -> bool:
    """Tell whether a file's name says what the picture of an order is to show, as "ada three-quarter 2" does."""
    asked = order.request
    view = asked.view.value.split("-") if isinstance(asked, StillRequest) else ["-"]
    return any([*words[at : at + len(view)]] == view for at in range(len(words)))


def _alike(words: Sequence[str], prompt: str) -> bool:
    """Tell whether a file is named by the first words of a prompt, as many websites name them."""
    asked = " ".join(_WORDS.findall(prompt.casefold()))
    runs = (" ".join(words[at : at + _ALIKE]) for at in range(len(words) - _ALIKE + 1))
    return any(f" {run} " in f" {asked} " for run in runs)


def _age(file: Path) -> tuple[float, str]:
    try:
        return file.stat().st_mtime, file.name
    except OSError:
        return 0.0, file.name
