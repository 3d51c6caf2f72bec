"""Elsewhere: the generators that a person could ask instead, and what is known of their refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fourbeat.model.errors import FourbeatError
from fourbeat.writing.lint.case import Other

if TYPE_CHECKING:
    from .studio import Studio


def others(studio: Studio) -> tuple[Other, ...]:
    """Give the person's generators that make clips; one whose rules cannot be read is told where it is used."""
    found = []
    for one in studio.connections.all():
        provider = studio.generators.get(one.key)
        models = provider.capabilities().models if provider is not None else ()
        makes = next((facts for facts in models if not facts.still), None)
        if makes is None and models:
            continue
        try:
            house = studio.connections.house_rules(one.key, makes.id if makes else "")
        except FourbeatError:
            continue
        if provider is not None:
            found.append(Other(one.key, one.name, house))
    return tuple(found)
