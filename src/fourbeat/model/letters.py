"""Letters that can be kept: halves of letters, which no encoding can write, become a sign that one is missing."""

from __future__ import annotations

import re

_HALVES = re.compile("[\ud800-\udfff]")


def kept(text: str) -> str:
    """Give text that can be stored, whatever file name or file it comes from."""
    # JSON may name half a letter, and a file name may hold bytes that are no letter: Python has surrogates for both.
    return _HALVES.sub("\ufffd", text)
