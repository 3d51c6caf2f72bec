"""Films and briefs as a person writes them in a file: strict, and said with the trade's words.

A brief file is one shot; a film file is a whole project with its cast and places. Reading TOML is the studio's work.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints, field_validator

from .message import Frozen
from .plan import Angle, Declared, Depth, Form, Framing, Move, Numbering, Role, ShotStatus
from .usage import Audience, Depicts, Performance, Scenario, Use

LONGEST_WORDS = 4000
"""How many letters a text of a brief has at most."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_WORDS)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True)]
"""Words of a script, which are as long as their writer wanted."""

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
ColourText = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^#[0-9A-Fa-f]{6}(\s+\S.*)?$")]
SizeText = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\d{1,5}\s*[xX×]\s*\d{1,5}$")]
SecondsText = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\d{1,9}(\.\d{1,9})?(/\d{1,9})?$")]
NumberText = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[^\s/\x00-\x1f]{0,24}$")]
ShotNumberText = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[^\s/\x00-\x1f]{0,64}$")]
"""A shot's number may hold those of its sequence and its scene, and the letters of shots thought of later."""

Aliases = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]
PromptText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=32000)]
LanguageText = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
SpokenText = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$")]
CropText = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^(\d+,\d+,\d+,\d+)?$")]


class BeatSent(Frozen):
    """Be the text to send for a beat, in one language."""

    text: Words = ""


class BeatFile(Frozen):
    """Be one action, with its second in the clip where it matters."""

    text: Words = Field(min_length=1)
    at: SecondsText | None = None
    sent: dict[LanguageText, BeatSent] = Field(default_factory=dict)


class LineSent(Frozen):
    """Be the text to send for a line, in one language; what is spoken is seldom translated, how it is said often."""

    text: Words = ""
    delivery: Words = ""


class LineFile(Frozen):
    """Be one spoken line."""

    speaker: Name
    text: Words = Field(min_length=1)
    at: SecondsText | None = None
    delivery: Prose = ""
    language: SpokenText = ""
    sent: dict[LanguageText, LineSent] = Field(default_factory=dict)


class ReferenceFile(Frozen):
    """Be one reference picture; `file`, and the `original` it was cropped from, are relative to the brief's folder."""

    file: Name
    role: Role = Role.FIRST_FRAME
    declared: Declared = Declared.UNDECLARED
    original: Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)] = ""
    crop: CropText = ""


class PictureFile(ReferenceFile):
    """Be one picture of a film file; `likeness` labels the real people it shows and says nothing else of them."""

    likeness: tuple[Name, ...] = ()


def _as_picture(given: object) -> object:
    """Take a brief's picture as one of a film, of which nobody has said whom it shows."""
    return PictureFile.model_validate(given.model_dump()) if type(given) is ReferenceFile else given


FilmPicture = Annotated[PictureFile, BeforeValidator(_as_picture)]


class BriefSent(Frozen):
    """Be the text to send for a brief's own words, in one language."""

    scene: Words = ""
    lens: Words = ""
    light: Words = ""
    palette: Words = ""
    mood: Words = ""
    sound: Words = ""
    look: Words = ""
    filters: Words = ""
    grade: Words = ""
    atmosphere: Words = ""
    blocking: Words = ""
    dressing: Words = ""
    camera: Words = ""
    finish: Words = ""


class BriefFile(Frozen):
    """Be one shot as written in a file.

    From `look` to `finish` stands what only the long form writes; `wearing` says which of its costumes a character
    wears; `sent` is the text to send in other languages; `prompt` is text typed by hand, over what `made_from` says.
    """

    title: Words = ""
    number: ShotNumberText = ""
    seconds: SecondsText = "4"
    scene: Words = ""
    framing: Framing | None = None
    angle: Angle | None = None
    move: Move | None = None
    depth: Depth | None = None
    lens: Words = ""
    light: Words = ""
    mood: Words = ""
    sound: Words = ""
    short: bool = False
    look: Words = ""
    filters: Words = ""
    grade: Words = ""
    atmosphere: Words = ""
    blocking: Words = ""
    dressing: Words = ""
    camera: Words = ""
    finish: Words = ""
    palette: tuple[ColourText, ...] = ()
    cast: tuple[Name, ...] = ()
    wearing: dict[Name, Name] = Field(default_factory=dict)
    props: tuple[Name, ...] = ()
    beats: tuple[BeatFile, ...] = ()
    lines: tuple[LineFile, ...] = ()
    references: tuple[ReferenceFile, ...] = ()
    form: Form | None = None
    provider: Name | None = None
    model: Name | None = None
    size: SizeText | None = None
    seed: int | None = Field(default=None, ge=0, lt=2**31)
    sent: dict[LanguageText, BriefSent] = Field(default_factory=dict)
    prompt: PromptText = ""
    made_from: PromptText = ""


class ShotFile(BriefFile):
    """Be one shot of a film file: its brief, and what stands beside it.

    `depicts` is what it shows that somebody may care about: empty where a person said that none of it is.
    """

    note: Words = ""
    status: ShotStatus | None = None
    depicts: tuple[Depicts, ...] | None = None
    scenario: Scenario | None = None
    performance: Performance | None = None
    likeness: tuple[Name, ...] = ()
    references: tuple[FilmPicture, ...] = ()


class CostumeSent(Frozen):
    """Be the text to send for a costume, in one language."""

    words: Words = ""


class CostumeFile(Frozen):
    """Be one costume of a character as written in a film file."""

    name: Name
    words: Words = ""
    sent: dict[LanguageText, CostumeSent] = Field(default_factory=dict)


class CharacterSent(Frozen):
    """Be the text to send for a character, in one language."""

    identity: Words = ""
    wardrobe: Words = ""


class IdentitySent(Frozen):
    """Be the text to send for a place or prop, in one language."""

    identity: Words = ""


class CharacterFile(Frozen):
    """Be one of the cast as written in a film file."""

    name: Name
    identity: Words = ""
    wardrobe: Words = ""
    voice: Words = ""
    colour: str = Field(default="", pattern=r"^(#[0-9a-f]{6})?$")
    aliases: Aliases = ""
    note: Words = ""
    palette: tuple[ColourText, ...] = ()
    costumes: tuple[CostumeFile, ...] = ()
    likeness: tuple[Name, ...] = ()
    references: tuple[FilmPicture, ...] = ()
    sent: dict[LanguageText, CharacterSent] = Field(default_factory=dict)


class PlaceFile(Frozen):
    """Be one place as written in a film file."""

    name: Name
    identity: Words = ""
    aliases: Aliases = ""
    note: Words = ""
    palette: tuple[ColourText, ...] = ()
    references: tuple[FilmPicture, ...] = ()
    sent: dict[LanguageText, IdentitySent] = Field(default_factory=dict)


class PropFile(Frozen):
    """Be one prop as written in a film file."""

    name: Name
    identity: Words = ""
    note: Words = ""
    palette: tuple[ColourText, ...] = ()
    references: tuple[FilmPicture, ...] = ()
    sent: dict[LanguageText, IdentitySent] = Field(default_factory=dict)


class SceneFile(Frozen):
    """Be one scene as written in a film file."""

    number: NumberText = ""
    title: Prose = ""
    place: Words = ""
    note: Prose = ""
    heading: Prose = ""
    text: str = ""
    shots: tuple[ShotFile, ...] = ()

    @field_validator("shots", mode="before")
    @classmethod
    def _as_shots(cls, given: object) -> object:
        """Take plain briefs as shots with nothing beside them."""
        if not isinstance(given, list | tuple):
            return given
        return tuple(ShotFile.model_validate(one.model_dump()) if type(one) is BriefFile else one for one in given)


class SequenceFile(Frozen):
    """Be one sequence as written in a film file."""

    number: NumberText = ""
    title: Prose = ""
    scenes: tuple[SceneFile, ...] = ()


class PurposeFile(Frozen):
    """Be what a film is for, as written in its file; what is left out is not said."""

    commercial: bool | None = None
    use: Use | None = None
    territory: tuple[Annotated[str, StringConstraints(strip_whitespace=True, max_length=20)], ...] = ()
    audience: Audience | None = None


class FilmFile(Frozen):
    """Be a whole film as written in a file."""

    name: Name
    size: SizeText = "1280x720"
    rate: Name = "24"
    language: Name = "en"
    note: Words = ""
    provider: Name = "animatic"
    form: Form = Form.STANDARD
    numbering: Numbering = Numbering.TENS
    locked: bool = False
    purpose: PurposeFile = PurposeFile()
    cast: tuple[CharacterFile, ...] = ()
    places: tuple[PlaceFile, ...] = ()
    props: tuple[PropFile, ...] = ()
    sequences: tuple[SequenceFile, ...] = ()
