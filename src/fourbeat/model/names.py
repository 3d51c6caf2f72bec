"""Media names: minted once at intake, unique in the project, legal on Linux, Windows and macOS."""

from __future__ import annotations

import re

from .ids import Id, code

PART = ".part"
"""What a file that is half fetched ends in."""
BEGUN = ".begun"
"""What the note beside it ends in, in the place of the part's own ending: how its rest is asked for."""


def take_name(sequence: str, shot: str, number: int, take: Id, suffix: str = "mp4") -> str:
    """Mint a take's file name, such as SQ010_SH0010_t003_K7Q2M9XA.mp4.

    Labels that are not letters, digits or hyphens are left out; the code alone makes the name unique.
    """
    return f"SQ{_label(sequence, 3)}_SH{_label(shot, 4)}_t{number:03}_{code(take)}.{suffix}"


def still_name(kind: str, label: str, number: int, still: Id, suffix: str) -> str:
    """Mint a still's file name, such as CH-Ada_s003_K7Q2M9XA.png; labels as with takes."""
    return f"{kind}-{_label(label, 4)}_s{number:03}_{code(still)}.{suffix}"


def _label(text: str, width: int) -> str:
    plain = re.sub(r"[^A-Za-z0-9-]", "", text)[:24] or "X"
    digits = re.match(r"\d*", plain)
    count = len(digits[0]) if digits else 0
    return "0" * max(0, width - count) + plain if count else plain


_DEVICES = frozenset({"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)})


def file_name(title: str, suffix: str) -> str:
    """Make a legal file name from a title in any script, such as a film's; never empty, never a device name."""
    plain = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*]+', " ", title)
    plain = re.sub(r"\s+", " ", plain).strip(" .")
    while len(plain.encode()) > 120:
        plain = plain[:-1].rstrip(" .")
    if not plain or plain.split(".")[0].casefold() in _DEVICES:
        plain = f"{plain}_".lstrip(" ")
    return f"{plain}.{suffix}"
