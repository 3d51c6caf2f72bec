"""The plan: everything a person writes, as flat rows that are journalled, undone and merged field by field."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from .format import Format, Size
from .ids import Id
from .message import Frozen
from .time import Rate
from .usage import Audience, Depicts, Performance, Scenario, Use


class Life(StrEnum):
    """Say whether a row counts: nothing of the plan is ever deleted."""

    ALIVE = "alive"
    BINNED = "binned"
    UNDONE = "undone"


class Framing(StrEnum):
    """Name how wide the shot is."""

    EXTREME_WIDE = "extreme-wide"
    WIDE = "wide"
    FULL = "full"
    MEDIUM_WIDE = "medium-wide"
    MEDIUM = "medium"
    MEDIUM_CLOSE_UP = "medium-close-up"
    CLOSE_UP = "close-up"
    EXTREME_CLOSE_UP = "extreme-close-up"
    INSERT = "insert"
    TWO_SHOT = "two-shot"
    OVER_SHOULDER = "over-shoulder"


class Angle(StrEnum):
    """Name where the camera looks from."""

    EYE_LEVEL = "eye-level"
    LOW = "low"
    HIGH = "high"
    OVERHEAD = "overhead"
    DUTCH = "dutch"
    GROUND = "ground"


class Move(StrEnum):
    """Name the one move the camera makes."""

    LOCKED = "locked"
    PUSH_IN = "push-in"
    PULL_OUT = "pull-out"
    PAN_LEFT = "pan-left"
    PAN_RIGHT = "pan-right"
    TILT_UP = "tilt-up"
    TILT_DOWN = "tilt-down"
    TRACK_LEFT = "track-left"
    TRACK_RIGHT = "track-right"
    CRANE_UP = "crane-up"
    CRANE_DOWN = "crane-down"
    HANDHELD = "handheld"
    ORBIT_LEFT = "orbit-left"
    ORBIT_RIGHT = "orbit-right"


class Depth(StrEnum):
    """Name the depth of field."""

    SHALLOW = "shallow"
    DEEP = "deep"


class Role(StrEnum):
    """Name what a reference picture is for."""

    FIRST_FRAME = "first-frame"
    LAST_FRAME = "last-frame"
    CHARACTER = "character"
    PLACE = "place"
    STYLE = "style"
    VOICE = "voice"


class Declared(StrEnum):
    """Say what a reference shows, as declared by the person who added it."""

    UNDECLARED = "undeclared"
    NO_PERSON = "no-person"
    SYNTHETIC = "synthetic"
    REAL_PERSON = "real-person"


class Form(StrEnum):
    """Name how a brief is written out: a sentence or two, the standard template, or the whole production form."""

    SHORT = "short"
    STANDARD = "standard"
    LONG = "long"


class Numbering(StrEnum):
    """Name how shots are numbered: 010 020, 1A 1B by scene, 1-1 by scene, C001 through the film, or as Netflix does."""

    TENS = "tens"
    LETTERS = "letters"
    DASHES = "dashes"
    RUNNING = "running"
    NETFLIX = "netflix"


class Severity(StrEnum):
    """Say how much a finding matters; one that is off is not looked for."""

    OFF = "off"
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


class ShotStatus(StrEnum):
    """Name the statuses a person sets by hand; all others follow from the facts (`model/status.py`)."""

    RETAKE = "retake"
    APPROVED = "approved"
    OMITTED = "omitted"


class TakeStatus(StrEnum):
    """Name what a person thinks of a take."""

    CANDIDATE = "candidate"
    SELECT = "select"
    REJECTED = "rejected"
    APPROVED = "approved"


class Row(Frozen):
    """Be one row of the plan. `kind` names its table, `owner` the field that holds its parent."""

    kind: ClassVar[str]
    owner: ClassVar[str | None] = None

    id: Id
    life: Life = Life.ALIVE


class Project(Row):
    """Hold what is true of the whole film; where `locked`, shot numbers are no longer given anew."""

    kind = "project"

    name: str = Field(min_length=1)
    size: str = "1280x720"
    rate: str = "24"
    language: str = "en"
    provider: str = "animatic"
    note: str = ""
    form: Form = Form.STANDARD
    numbering: Numbering = Numbering.TENS
    locked: bool = False

    @property
    def format(self) -> Format:
        """Give the film's format."""
        return Format(size=Size.parse(self.size), rate=self.rate)

    @property
    def fps(self) -> Rate:
        """Give the film's rate as an exact fraction."""
        return Rate.parse(self.rate)


class Sequence(Row):
    """Group scenes that belong together."""

    kind = "sequence"

    order: str
    number: str
    title: str = ""


class Scene(Row):
    """Group shots of one place and time; `heading` and `text` are the script's own words, as they were read."""

    kind = "scene"
    owner = "sequence"

    sequence: Id
    order: str
    number: str
    title: str = ""
    place: Id | None = None
    note: str = ""
    script: Id | None = None
    heading: str = ""
    text: str = ""


class Shot(Row):
    """Be one planned piece of film. `number` is a label and may change; the id never does."""

    kind = "shot"
    owner = "scene"

    scene: Id
    order: str
    number: str
    title: str = ""
    frames: int = Field(ge=1)
    status: ShotStatus | None = None
    take: Id | None = None
    provider: str | None = None
    model: str | None = None
    size: str | None = None
    seed: int | None = None
    note: str = ""
    form: Form | None = None


class BriefText(Row):
    """Hold a brief's single-valued fields; the id is the shot's own.

    From `look` to `finish` stands what only the long form writes. `prompt` is text that a person typed to be sent as it
    is, `made_from` the text that the brief made when it was typed.
    """

    kind = "brief"
    owner = "id"

    scene: str = ""
    framing: Framing | None = None
    angle: Angle | None = None
    move: Move | None = None
    depth: Depth | None = None
    lens: str = ""
    light: str = ""
    mood: str = ""
    sound: str = ""
    short: bool = False
    look: str = ""
    filters: str = ""
    grade: str = ""
    atmosphere: str = ""
    blocking: str = ""
    dressing: str = ""
    camera: str = ""
    finish: str = ""
    prompt: str = ""
    made_from: str = ""


class Beat(Row):
    """Be one action of a shot; `at` is its frame in the clip, None where it takes its turn evenly."""

    kind = "beat"
    owner = "shot"

    shot: Id
    order: str
    at: int | None = Field(default=None, ge=0)
    text: str


class Line(Row):
    """Be one spoken line; the speaker is one of the cast, or a name where nobody is cast."""

    kind = "line"
    owner = "shot"

    shot: Id
    order: str
    at: int | None = Field(default=None, ge=0)
    character: Id | None = None
    speaker: str = ""
    delivery: str = ""
    text: str
    language: str = ""


class Colour(Row):
    """Be one colour anchor of a shot's palette."""

    kind = "colour"
    owner = "shot"

    shot: Id
    order: str
    value: str = Field(pattern=r"^#[0-9a-f]{6}$")
    name: str = ""


class Reference(Row):
    """Be one picture that a shot, character, place or prop is held to; the picture is named by its content.

    A picture made from another names it in `original`; `crop` is the part that was taken: left, top, width, height.
    One that a generator made names its record in `still`.
    """

    kind = "reference"
    owner = "of"

    of: Id
    order: str
    role: Role
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    name: str
    declared: Declared = Declared.UNDECLARED
    original: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    crop: str = Field(default="", pattern=r"^(\d+,\d+,\d+,\d+)?$")
    still: Id | None = None


class Character(Row):
    """Be one of the cast; the identity words go unchanged into every prompt."""

    kind = "character"

    order: str
    name: str = Field(min_length=1)
    identity: str = ""
    wardrobe: str = ""
    voice: str = ""
    colour: str = Field(default="", pattern=r"^(#[0-9a-f]{6})?$")
    aliases: str = ""
    note: str = ""


class Costume(Row):
    """Be one of a character's wardrobe; its words take the place of the character's own where it is worn."""

    kind = "costume"
    owner = "character"

    character: Id
    order: str
    name: str = Field(min_length=1)
    words: str = ""


class Place(Row):
    """Be one place of the film; its identity words go unchanged into every prompt."""

    kind = "place"

    order: str
    name: str = Field(min_length=1)
    identity: str = ""
    aliases: str = ""
    note: str = ""


class Prop(Row):
    """Be one prop of the film; its identity words go unchanged into every prompt."""

    kind = "prop"

    order: str
    name: str = Field(min_length=1)
    identity: str = ""
    note: str = ""


class Swatch(Row):
    """Be one colour that belongs to a character, place or prop."""

    kind = "swatch"
    owner = "of"

    of: Id
    order: str
    value: str = Field(pattern=r"^#[0-9a-f]{6}$")
    name: str = ""


class Appearance(Row):
    """Say that a character is seen in a shot, and what it wears there if not what it always does."""

    kind = "appearance"
    owner = "shot"

    shot: Id
    order: str
    character: Id
    costume: Id | None = None


class Dressing(Row):
    """Say that a prop is seen in a shot."""

    kind = "dressing"
    owner = "shot"

    shot: Id
    order: str
    prop: Id


class Translation(Row):
    """Hold the text to send for a field that its author wrote in another language; nobody translates by machine."""

    kind = "translation"
    owner = "of"

    of: Id
    field: str = Field(min_length=1)
    language: str = Field(min_length=1)
    text: str


class Script(Row):
    """Be a script that scenes were read from; the file is kept in the project, named by its content."""

    kind = "script"

    name: str = Field(min_length=1)
    format: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Ruling(Row):
    """Say how a rule of the linter counts here: in the whole film, or for one finding of one shot."""

    kind = "ruling"

    rule: str = Field(min_length=1)
    severity: Severity
    shot: Id | None = None
    fingerprint: str = ""
    reason: str = ""


class TakeMark(Row):
    """Hold what people think of a take; the id is the take's own, whose record never changes."""

    kind = "mark"
    owner = "id"

    rating: int = Field(default=0, ge=0, le=5)
    status: TakeStatus = TakeStatus.CANDIDATE
    note: str = ""


class Reel(Row):
    """Be one cut of the film; one that follows the board holds items only for what it overrides."""

    kind = "reel"

    order: str
    name: str = Field(min_length=1)
    follows: bool = False


class ReelItem(Row):
    """Place a shot in a reel: its take (None: the chosen one) from frame `start` up to `end`, in project frames."""

    kind = "item"
    owner = "reel"

    reel: Id
    order: str
    shot: Id
    take: Id | None = None
    start: int = Field(default=0, ge=0)
    end: int | None = Field(default=None, ge=1)


class Purpose(Row):
    """Say what the film is for and where it is shown; None or empty is not said. The id is the project's own.

    `territory` lists ISO 3166 codes, or says * for everywhere.
    """

    kind = "purpose"
    owner = "id"

    commercial: bool | None = None
    use: Use | None = None
    territory: str = Field(default="", pattern=r"^(\*|[A-Z]{2}(-[A-Z0-9]{1,3})?(,[A-Z]{2}(-[A-Z0-9]{1,3})?)*)?$")
    audience: Audience | None = None


class Depiction(Row):
    """Say what a shot shows that somebody may care about; the id is the shot's own, None is not said.

    `depicts` lists what is shown with commas between; empty where a person said that none of it is.
    """

    kind = "depiction"
    owner = "id"

    depicts: str | None = Field(default=None, pattern=f"^({'|'.join(Depicts)}|,)*$")
    scenario: Scenario | None = None
    performance: Performance | None = None


class Likeness(Row):
    """Say that a character, a shot or a reference picture shows a real person, who stands among the records."""

    kind = "likeness"
    owner = "of"

    of: Id
    person: Id


ROWS: tuple[type[Row], ...] = (
    Project,
    Sequence,
    Scene,
    Shot,
    BriefText,
    Beat,
    Line,
    Colour,
    Reference,
    Character,
    Costume,
    Place,
    Prop,
    Swatch,
    Appearance,
    Dressing,
    Translation,
    Script,
    Ruling,
    TakeMark,
    Reel,
    ReelItem,
    Purpose,
    Depiction,
    Likeness,
)
KINDS: dict[str, type[Row]] = {row.kind: row for row in ROWS}
"""Every kind of row, by name: store, journal and merge read this one table."""
