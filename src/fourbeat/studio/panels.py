"""From brief to panel: what the animatic draws, with every word and frame already settled."""

from __future__ import annotations

from fourbeat.model.brief import Brief
from fourbeat.model.panel import Figure, Panel
from fourbeat.model.plan import Character, Project, Reference, Role, Shot
from fourbeat.writing.timing import captions


def panel(project: Project, shot: Shot, brief: Brief, *, take: int | None, spoken: bool) -> Panel:
    """Resolve a shot's brief to its panel; `take` is the number on the slate, None for a ghost."""
    text = brief.text
    first = first_frame(brief.references)
    return Panel(
        scene=text.scene,
        framing=text.framing,
        angle=text.angle,
        move=text.move,
        depth=text.depth,
        lens=text.lens,
        light=text.light,
        mood=text.mood,
        sound=text.sound,
        colours=tuple(colour.value for colour in brief.colours),
        figures=tuple(
            Figure(name=person.name, colour=person.colour, words=_looks(brief, person)) for person in brief.cast
        ),
        place=f"{brief.place.name} {brief.place.identity}".strip() if brief.place else "",
        captions=captions(brief, shot.frames, project.fps),
        slate=(project.name, shot.number if take is None else f"{shot.number}  t{take}"),
        language=project.language,
        spoken=spoken,
        picture=first.sha256 if first else None,
        picture_name=first.name if first else "",
    )


def _looks(brief: Brief, person: Character) -> str:
    """Say how somebody looks here: a costume that is worn takes the place of the usual wardrobe."""
    costume = brief.worn(person)
    wears = costume.words if costume and costume.words.strip() else person.wardrobe
    return f"{person.identity} {wears}".strip()


def first_frame(references: tuple[Reference, ...]) -> Reference | None:
    """Find the picture a shot starts from."""
    return next((one for one in references if one.role is Role.FIRST_FRAME), None)
