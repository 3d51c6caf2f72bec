"""Generators that a film asks for and this machine does not have: another person's connections stay with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fourbeat.model.plan import Shot, ShotStatus

if TYPE_CHECKING:
    from .studio import Studio


def unknown_generators(studio: Studio) -> tuple[str, ...]:
    """Name the generators that the film or its shots ask for and that nobody connected here."""
    plan = studio.plan
    asked = {plan.project.provider, *(shot.provider for shot in plan.shots() if shot.status is not ShotStatus.OMITTED)}
    return tuple(sorted(key for key in asked if key and key not in studio.generators))


def shots_of(studio: Studio, key: str) -> list[Shot]:
    """Give the shots in the film that a generator makes, in board order."""
    usual = studio.plan.project.provider
    return [shot for shot in studio.plan.cut_shots() if (shot.provider or usual) == key]
