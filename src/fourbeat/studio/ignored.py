"""Pictures that went along as a clip's first frame, and of which nothing is seen where it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fourbeat.model.errors import NotFound
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Role
from fourbeat.model.request import TakeRequest, Verb
from fourbeat.model.take import Take, UsedReference
from fourbeat.policy.gallery import unlike

from .picture_size import size_of
from .pictures import picture

if TYPE_CHECKING:
    from .studio import Studio

_BEGINS = 1
"""Seconds in which a picture may show up: some clips fade in."""

_CUT = 0.08
"""How far shapes may differ: a picture of which more is cut off has other fingerprints."""


def ignored(studio: Studio, take: Take, *, wait: bool = False) -> Message | None:
    """Say that the picture a take was to begin with seems to have been ignored; None where it is seen.

    It is None as well while fingerprints are being made; with `wait` they are made first. A guess, it stops nothing.
    """
    first = next((one for one in take.references if one.role is Role.FIRST_FRAME), None)
    if first is None or not _comparable(studio, take, first):
        return None
    still, clip = studio.looks.still(first.sha256, wait=wait), studio.looks.clip(take, wait=wait)
    if still is None or clip is None:
        return None
    last = take.facts.fps.frames(_BEGINS)
    seen = [one.look for one in clip.frames if one.number <= last]
    if not unlike(still.frames[0].look, seen):
        return None
    return message("take.reference-ignored", name=first.name)


def _comparable(studio: Studio, take: Take, first: UsedReference) -> bool:
    """Tell whether a clip was to begin with a picture, in about its shape; what draws panels shows it its own way."""
    provider = studio.generators.get(take.provider)
    facts = provider.capabilities().model(take.model) if provider is not None else None
    path = picture(studio.store.media, first.sha256)
    size = size_of(path) if path is not None else None
    if size is None or (facts is not None and facts.panel):
        return False
    try:
        asked = studio.store.job(take.job).request
    except NotFound:
        return False
    if not isinstance(asked, TakeRequest) or asked.verb is not Verb.NEW:
        return False
    return abs(size.width * asked.size.height / (size.height * asked.size.width) - 1) <= _CUT
