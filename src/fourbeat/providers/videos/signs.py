"""Signs: what an answer gives away beside what it says: a picture left out, a clip withheld, a clip kept elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pydantic import JsonValue

from ...model.message import Message, message
from ...model.provider import WireRequest
from ..line import Answer
from ..reading import Said

_EXPIRED = re.compile(r"expire|no longer available|retention", re.IGNORECASE)
_WITHHELD = re.compile(
    r"generatedSamples|filtered|\brai\b|rai_|moderat|content.?polic|safety|no (video|sample)s? (was|were)? ?generated",
    re.IGNORECASE,
)
_ECHOES = (
    "input_reference",
    "input_references",
    "image_reference",
    "reference_url",
    "image_url",
    "references",
    "images",
)


def dropped(found: Mapping[str, JsonValue]) -> bool | None:
    """Tell whether an answer says that no picture was used; None where it says nothing of it."""
    task = str(found.get("task_type") or found.get("task") or "").upper()
    if task in ("T2V", "TEXT_TO_VIDEO", "TEXT2VIDEO"):
        return True
    echoed = [found[name] for name in _ECHOES if name in found]
    return not any(echoed) if echoed else None


def departures(wire: WireRequest, found: Mapping[str, JsonValue], provider: str) -> Message | None:
    """Say where an answer departs from what was asked: no picture, another size. None where it does not."""
    if wire.files and dropped(found):
        return message("videos.reference-dropped", provider=provider)
    fields = wire.payload.get("fields")
    asked = fields.get("size") if isinstance(fields, dict) else None
    given = found.get("size")
    if isinstance(asked, str) and isinstance(given, str) and re.fullmatch(r"\d+x\d+", given) and given != asked:
        return message("videos.other-size", provider=provider, asked=asked, given=given)
    return None


def expired(answer: Answer, told: Said) -> bool:
    """Tell whether a clip was there and is no longer."""
    return answer.status == 410 or bool(_EXPIRED.search(told.all))


def withheld(told: Said) -> bool:
    """Tell whether a clip that is said to be ready was never handed out."""
    return bool(_WITHHELD.search(told.all))


def clip_addresses(found: Mapping[str, JsonValue]) -> Iterator[str]:
    """Give the addresses a job names for its clip."""
    yield from _addresses(
        [found.get(name) for name in ("url", "video_url", "urls", "output", "data", "video", "assets")]
    )


def _addresses(value: JsonValue, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        if value.startswith(("https://", "http://")):
            yield value
    elif isinstance(value, list) and depth < 4:
        for one in value[:8]:
            yield from _addresses(one, depth + 1)
    elif isinstance(value, dict) and depth < 4:
        yield from _addresses([value.get("url"), value.get("video_url")], depth + 1)
