"""Shot numbers: labels by one of the trade's schemes, with room between them for shots thought of later."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, product

from fourbeat.model.plan import Numbering

STEP = 10

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""I and O are left out, as on a slate: they read like 1 and 0."""


@dataclass(frozen=True)
class Home:
    """Be where a shot stands: the numbers of its sequence and its scene."""

    sequence: str = ""
    scene: str = ""


def numbered(count: int) -> list[str]:
    """Give the first `count` numbers: 010, 020, 030 …"""
    return [_label(STEP * (index + 1)) for index in range(count)]


def film(scheme: Numbering, homes: Sequence[Home]) -> list[str]:
    """Number a film anew, in board order.

    010 and 020 begin again in every sequence, 1A and 1-1 in every scene, C001 runs through the whole film; Netflix
    numbers say sequence, scene and shot.
    """
    turns: Counter[Home] = Counter()
    labels = []
    for home in homes:
        group = _group(scheme, home)
        turns[group] += 1
        labels.append(_written(scheme, home, turns[group]))
    return labels


def between(
    before: str | None,
    after: str | None,
    taken: Collection[str],
    scheme: Numbering = Numbering.TENS,
    home: Home = Home(),
) -> str:
    """Give a free number between two others: 020 at the end, 015 between 010 and 020, 010A where all are taken.

    1B follows 1A and A1B goes before it; 1-2 follows 1-1 and 1-1A stands between; likewise C002 and C001A. A number
    that was ever used is never given again, so `taken` holds those of removed and omitted shots too. A neighbour that
    is numbered in another way is passed over.
    """
    stem, mark = _stem(scheme, home)
    if scheme is Numbering.LETTERS:
        return _lettered(after if after and _of_scene(stem, after) else None, stem, taken)
    low, high = _place(before, stem), _place(after, stem)
    if scheme in (Numbering.TENS, Numbering.NETFLIX):
        width = len(_label(0)) if scheme is Numbering.TENS else 4
        return _in_tens(low, high, stem, width, taken, before)
    if high is None:
        used = [place for one in (*taken, before) if (place := _place(one, stem)) is not None]
        number = max(used, default=0) + 1
        while (label := _padded(scheme, stem, number)) in taken:
            number += 1
        return label
    root = mark if low is None else _padded(scheme, stem, low)
    return _first_free((f"{root}{letters}" for letters in _letters()), taken)


def _in_tens(
    low: int | None, high: int | None, stem: str, width: int, taken: Collection[str], before: str | None
) -> str:
    least = low or 0

    def label(value: int) -> str:
        return f"{stem}{value:0{width}}"

    if high is None:
        used = [place for one in taken if (place := _place(one, stem)) is not None]
        return label((max([least, *used]) // STEP + 1) * STEP)
    middle = (least + high) // 2
    for value in sorted(range(least + 1, high), key=lambda value: (value % 5 != 0, abs(value - middle))):
        if label(value) not in taken:
            return label(value)
    # As the number before it is written: 3A stands behind 3, 003A behind 003.
    written = re.match(rf"{re.escape(stem)}\d+", before) if before else None
    root = written[0] if written and low is not None else label(least if before else 0)
    return _first_free((f"{root}{letters}" for letters in _letters()), taken)


def _of_scene(stem: str, label: str) -> bool:
    """Tell whether a label is one of a scene's: 1B and A1B are of scene 1, 10A is not."""
    return re.fullmatch(rf"[A-Z]*{re.escape(stem)}[A-Z]+", label) is not None


def _lettered(after: str | None, stem: str, taken: Collection[str]) -> str:
    if after is None:
        used = [one[len(stem) :] for one in taken if re.fullmatch(f"{re.escape(stem)}[A-Z]+", one)]
        last = max(used, key=lambda letters: (len(letters), letters), default="")
        fresh = (letters for letters in _letters() if (len(letters), letters) > (len(last), last))
        return _first_free((f"{stem}{letters}" for letters in fresh), taken)
    plain = after[after.index(stem) :] if stem else after
    return _first_free((f"{letters}{plain}" for letters in _letters()), taken)


def _group(scheme: Numbering, home: Home) -> Home:
    """Say among which shots a number counts."""
    if scheme is Numbering.RUNNING:
        return Home()
    return Home(home.sequence) if scheme is Numbering.TENS else home


def _written(scheme: Numbering, home: Home, turn: int) -> str:
    stem, _ = _stem(scheme, home)
    match scheme:
        case Numbering.TENS:
            return _label(STEP * turn)
        case Numbering.NETFLIX:
            return f"{stem}{STEP * turn:04}"
        case Numbering.LETTERS:
            letters = _letters()
            return stem + [next(letters) for _ in range(turn)][-1]
        case _:
            return _padded(scheme, stem, turn)


def _stem(scheme: Numbering, home: Home) -> tuple[str, str]:
    """Give what a number begins with, and what stands before the first of all."""
    match scheme:
        case Numbering.TENS:
            return "", "000"
        case Numbering.LETTERS:
            return home.scene, home.scene
        case Numbering.DASHES:
            return f"{home.scene}-", f"{home.scene}-0"
        case Numbering.RUNNING:
            return "C", "C000"
        case Numbering.NETFLIX:
            parts = [_legal(part) for part in (home.sequence, home.scene) if part]
            return "".join(f"{part}_" for part in parts), ""


def _padded(scheme: Numbering, stem: str, number: int) -> str:
    return f"{stem}{number:03}" if scheme is Numbering.RUNNING else f"{stem}{number}"


def _place(number: str | None, stem: str) -> int | None:
    """Read how far down its group a number stands; a letter behind the digits changes nothing."""
    if number is None:
        return None
    found = re.match(rf"{re.escape(stem)}(\d+)", number)
    return int(found[1]) if found else None


def _letters() -> Iterator[str]:
    """Give A, B … Z, AA, AB …"""
    for size in count(1):
        for letters in product(_LETTERS, repeat=size):
            yield "".join(letters)


def _first_free(labels: Iterator[str], taken: Collection[str]) -> str:
    return next(label for label in labels if label not in taken)


def _legal(part: str) -> str:
    """Keep the characters that may stand in such a name; what stood between them becomes a dash."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", part).strip("-") or "0"


def _label(value: int) -> str:
    return f"{value:03}"
