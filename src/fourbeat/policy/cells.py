"""Names and duties as one writes them on a line: what belongs to one stands in braces behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_IN_BRACES = re.compile(r"(?P<text>[^{}]*)\{(?P<facts>[^{}]*)\}")


def name_of(line: str) -> str | dict[str, Any]:
    """Read a name: `Whisker {ambiguous: moon cat; moon films}` has a grade and words that it needs."""
    found = _IN_BRACES.fullmatch(line.strip())
    if found is None:
        return line.strip()
    grade, _, needs = found["facts"].partition(":")
    return {
        "text": found["text"].strip(),
        **({"grade": grade.strip()} if grade.strip() else {}),
        **({"needs": [one.strip() for one in needs.split(";") if one.strip()]} if needs.strip() else {}),
    }


def name_text(name: str | Mapping[str, Any]) -> str:
    """Write a name as `name_of` reads it."""
    if not isinstance(name, Mapping):
        return str(name)
    grade, needs = str(name.get("grade", "")), "; ".join(map(str, name.get("needs", ())))
    if not grade and not needs:
        return str(name.get("text", ""))
    return f"{name.get('text', '')} {{{grade}{f': {needs}' if needs else ''}}}"


def duty_of(line: str) -> str | dict[str, Any]:
    """Read a duty: `revenue-share {to: example-studio; percent: 5}`."""
    found = _IN_BRACES.fullmatch(line.strip())
    if found is None:
        return line.strip()
    pairs = (one.partition(":") for one in found["facts"].split(";") if one.strip())
    return {found["text"].strip(): {key.strip(): value.strip() for key, _, value in pairs}}
