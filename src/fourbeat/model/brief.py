"""A brief gathered from its rows, as the renderers, the animatic and the window read it."""

from __future__ import annotations

from .message import Frozen
from .plan import Beat, BriefText, Character, Colour, Line, Place, Reference


class Brief(Frozen):
    """Be the whole brief of one shot: its words, its items in order, who is seen, who speaks, and where."""

    text: BriefText
    beats: tuple[Beat, ...] = ()
    lines: tuple[Line, ...] = ()
    colours: tuple[Colour, ...] = ()
    references: tuple[Reference, ...] = ()
    cast: tuple[Character, ...] = ()
    voices: tuple[Character, ...] = ()
    place: Place | None = None

    @property
    def empty(self) -> bool:
        """Tell whether nothing has been written yet."""
        return not (self.text.scene.strip() or self.beats or self.lines)

    def speaker(self, line: Line) -> str:
        """Name who speaks a line, as the cast calls them."""
        for character in self.voices:
            if character.id == line.character:
                return character.name
        return line.speaker
