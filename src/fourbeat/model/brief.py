"""A brief gathered from its rows, as the renderers, the linter, the animatic and the window read it."""

from __future__ import annotations

from .ids import Id
from .message import Frozen
from .plan import (
    Beat,
    BriefText,
    Character,
    Colour,
    Costume,
    Form,
    Line,
    Place,
    Prop,
    Reference,
    Translation,
)


class Bible(Frozen):
    """Hold everyone and everything that has a name in the film, with the text to send for them in other languages."""

    people: tuple[Character, ...] = ()
    places: tuple[Place, ...] = ()
    props: tuple[Prop, ...] = ()
    translations: tuple[Translation, ...] = ()


class Brief(Frozen):
    """Be the whole brief of one shot: its words, its items in order, who is seen, who speaks, and where.

    `costumes` are those worn instead of what a character always wears; `translations` the text to send for the shot's
    own words and its costumes'; `bible` all that its words may mention.
    """

    text: BriefText
    beats: tuple[Beat, ...] = ()
    lines: tuple[Line, ...] = ()
    colours: tuple[Colour, ...] = ()
    references: tuple[Reference, ...] = ()
    cast: tuple[Character, ...] = ()
    costumes: tuple[Costume, ...] = ()
    voices: tuple[Character, ...] = ()
    place: Place | None = None
    props: tuple[Prop, ...] = ()
    translations: tuple[Translation, ...] = ()
    bible: Bible = Bible()
    form: Form = Form.STANDARD

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

    def worn(self, character: Character) -> Costume | None:
        """Give the costume a character wears here, None where it wears what it always does."""
        return next((one for one in self.costumes if one.character == character.id), None)

    def to_send(self, of: Id, field: str, language: str) -> str | None:
        """Give the text to send for a field in a language, None where nobody has written it."""
        if not language:
            return None
        for one in (*self.translations, *self.bible.translations):
            if (one.of, one.field, one.language) == (of, field, language) and one.text.strip():
                return one.text.strip()
        return None
