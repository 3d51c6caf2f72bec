"""The plan: everything a person writes, as flat rows that are journalled, undone and merged field by field."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from .format import Format, Size
from .ids import Id
from .message import Frozen
from .time import Rate


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


class Declared(StrEnum):
    """Say what a reference shows, as declared by the person who added it."""

    UNDECLARED = "undeclared"
    NO_PERSON = "no-person"
    SYNTHETIC = "synthetic"
    REAL_PERSON = "real-person"


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
    """Hold what is true of the whole film."""

    kind = "project"

    name: str = Field(min_length=1)
    size: str = "1280x720"
    rate: str = "24"
    language: str = "en"
    provider: str = "animatic"
    note: str = ""

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
    """Group shots of one place and time."""

    kind = "scene"
    owner = "sequence"

    sequence: Id
    order: str
    number: str
    title: str = ""
    place: Id | None = None


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


class BriefText(Row):
    """Hold a brief's single-valued fields; the id is the shot's own."""

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


class Colour(Row):
    """Be one colour anchor of a shot's palette."""

    kind = "colour"
    owner = "shot"

    shot: Id
    order: str
    value: str = Field(pattern=r"^#[0-9a-f]{6}$")
    name: str = ""


class Reference(Row):
    """Be one picture that a shot, character or place is held to; the picture is named by its content."""

    kind = "reference"
    owner = "of"

    of: Id
    order: str
    role: Role
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    name: str
    declared: Declared = Declared.UNDECLARED


class Character(Row):
    """Be one of the cast; the identity words go unchanged into every prompt."""

    kind = "character"

    order: str
    name: str = Field(min_length=1)
    identity: str = ""
    wardrobe: str = ""
    voice: str = ""
    colour: str = Field(default="", pattern=r"^(#[0-9a-f]{6})?$")


class Place(Row):
    """Be one place of the film; its identity words go unchanged into every prompt."""

    kind = "place"

    order: str
    name: str = Field(min_length=1)
    identity: str = ""


class Appearance(Row):
    """Say that a character is seen in a shot."""

    kind = "appearance"
    owner = "shot"

    shot: Id
    order: str
    character: Id


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
    Place,
    Appearance,
    TakeMark,
    Reel,
    ReelItem,
)
KINDS: dict[str, type[Row]] = {row.kind: row for row in ROWS}
"""Every kind of row, by name: store, journal and merge read this one table."""
