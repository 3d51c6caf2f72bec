"""A panel read for drawing: where we are, when, under what light and weather, and who is there in what pose."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...model.panel import Figure, Panel
from ...model.plan import Angle, Framing
from . import lexicon, looks

INSIDE = frozenset({"workshop", "kitchen", "library", "office", "classroom", "bar", "bedroom", "corridor", "train",
                    "stage", "room", "table"})  # fmt: skip


@dataclass(frozen=True)
class Light:
    """Say where the key light comes from: `side` -1 left to 1 right, `height` 0 low to 1 above, `behind` 0 to 1."""

    side: float
    height: float
    behind: float
    soft: float
    """0 for hard edges, 1 for none."""
    depth: float
    """How deep the shadows are, 0 to 1."""
    sources: frozenset[str]


@dataclass(frozen=True)
class Being:
    """Be one figure to draw: what it is, how tall in metres, how it is dressed, what it does."""

    name: str
    kind: str
    metres: float
    colour: str = ""
    build: frozenset[str] = frozenset()
    hair: str = ""
    wear: frozenset[str] = frozenset()
    pose: str = "stand"
    hair_colour: str = ""
    cloth: str = ""
    trousers: str = ""
    """Colours that words name, as "#rrggbb"."""

    @property
    def reach(self) -> float:
        """Give how high it reaches in metres as it stands or sits."""
        return self.metres * (0.8 if self.pose == "sit" and self.kind == "person" else 1.0)


@dataclass(frozen=True)
class Reading:
    """Be everything the drawing needs to know that the panel says in words."""

    place: str
    time: str
    light: Light
    weather: frozenset[str]
    things: frozenset[str]
    beings: tuple[Being, ...]
    framing: Framing
    angle: Angle
    millimetres: float
    said: bool
    """False when nothing at all is written, so that the card may be a plain one."""

    @property
    def couple(self) -> bool:
        """Tell whether two people, and nobody else, dance or hold each other."""
        return [being.kind for being in self.beings] == ["person"] * 2 and "together" in self.things

    @property
    def inside(self) -> bool:
        """Tell whether there are walls around us."""
        return self.place in INSIDE

    @property
    def dark(self) -> bool:
        """Tell whether it is night, in or out of doors."""
        return self.time == "night"


# Metres from the ground to the top, where words do not say otherwise.
_TALL = {"robot": 1.2, "dog": 0.6, "cat": 0.34, "bird": 0.24, "horse": 1.9, "car": 1.5, "bicycle": 1.1, "bulb": 0.16,
         "lantern": 0.32, "boat": 2.6, "balloon": 0.5, "flower": 0.4, "cup": 0.12, "letter": 0.16, "book": 0.2,
         "phone": 0.16, "box": 0.3, "key": 0.1, "sword": 0.9, "ball": 0.22}  # fmt: skip

_LENS = {
    Framing.EXTREME_WIDE: 22,
    Framing.WIDE: 27,
    Framing.FULL: 35,
    Framing.MEDIUM_WIDE: 38,
    Framing.MEDIUM: 45,
    Framing.MEDIUM_CLOSE_UP: 60,
    Framing.CLOSE_UP: 80,
    Framing.EXTREME_CLOSE_UP: 100,
    Framing.INSERT: 85,
    Framing.TWO_SHOT: 45,
    Framing.OVER_SHOULDER: 60,
}


def read(panel: Panel) -> Reading:
    """Read a panel; the same words always read the same."""
    beats = " ".join(caption.text for caption in panel.captions if caption.kind == "beat")
    everything = (panel.scene, panel.light, panel.mood, panel.place, beats)
    places = lexicon.find("place", panel.place) or lexicon.find("place", panel.scene, beats)
    place = next((name for name in places if name not in lexicon.VAGUE), places[0] if places else "")
    light = _light(panel, place)
    beings = _beings(panel, beats)
    weather = frozenset(lexicon.find("weather", *everything))
    framing = panel.framing or (Framing.MEDIUM_WIDE if beings else Framing.WIDE)
    return Reading(
        place=place,
        time=_time(panel, place, light, beats),
        light=light,
        weather=weather - {"rain", "snow"} if place in INSIDE and not weather & {"petals"} else weather,
        things=frozenset(lexicon.find("thing", *everything)),
        beings=beings,
        framing=framing,
        angle=panel.angle or Angle.EYE_LEVEL,
        millimetres=_millimetres(panel.lens) or _LENS[framing],
        said=bool(panel.scene or panel.place or panel.light or panel.figures or beats),
    )


def _time(panel: Panel, place: str, light: Light, beats: str) -> str:
    said = lexicon.find("time", panel.light, panel.scene, panel.place, panel.mood, beats)
    if "night" in said:
        return "night"
    if said:
        return said[0]
    if light.sources & {"lamp", "neon", "fire", "moon", "screen", "streetlamp"} and "window" not in light.sources:
        return "night"
    return "indoors" if place in INSIDE else "unsaid"


def _light(panel: Panel, place: str) -> Light:
    said = set(lexicon.find("side", panel.light))
    quality = set(lexicon.find("quality", panel.light, panel.mood))
    sources = frozenset(lexicon.find("source", panel.light, panel.scene, panel.place))
    side = 0.0
    if ("left" in said) != ("right" in said):
        side = -1.0 if "left" in said else 1.0
    elif not said & {"above", "behind", "front", "below"}:
        side = -0.7
    height = 0.95 if "above" in said else -0.2 if "below" in said else 0.3 if "sun" in sources else 0.5
    behind = 0.85 if "behind" in said else -0.6 if "front" in said else 0.2
    soft = 0.15 if "hard" in quality else 0.9 if "soft" in quality else 0.5
    depth = 0.75 if quality & {"low-key", "hard"} else 0.25 if "high-key" in quality else 0.5
    if place in INSIDE and not sources:
        sources = frozenset({"window"})
    return Light(side, height, behind, soft, depth, sources)


def _beings(panel: Panel, beats: str) -> tuple[Being, ...]:
    figures = panel.figures[:4]
    if not figures:
        figures = tuple(_from_scene(f"{panel.scene} {beats}"))
    shared = " ".join((panel.scene, beats))
    return tuple(_being(figure, shared, len(figures)) for figure in figures)


def _from_scene(words: str) -> list[Figure]:
    """Find who or what the scene is about where nobody is cast: a person, or the first thing named."""
    kinds = lexicon.find("being", words)
    first = next((kind for kind in kinds if kind in _TALL and kind not in ("lantern",)), None)
    if "person" in kinds:
        found = [Figure(name="", words=words)]
        return [*found, Figure(name="", words=first)] if first in ("dog", "cat", "robot", "horse", "bicycle") else found
    return [Figure(name="", words=first)] if first else []


def _being(figure: Figure, shared: str, among: int) -> Being:
    own = f"{figure.name}. {figure.words}"
    kinds = lexicon.find("being", own)
    kind = kinds[0] if kinds else "person"
    # A woman with a dog is a woman; "Rex, a dog" is a dog.
    if "person" in kinds and kind not in ("robot",):
        kind = "person"
    build = frozenset(lexicon.find("build", own) or (lexicon.find("build", shared) if among == 1 else ()))
    tall = _TALL.get(kind, 1.7)
    if kind == "person":
        tall = 1.22 if "child" in build else 1.62 if "woman" in build else 1.74
    if kind == "robot" and "small" in build:
        tall = 0.42
    if "giant" in build:
        tall *= 2.4
    poses = lexicon.find("pose", own) or lexicon.find("pose", _said_of(figure.name, build, kind, shared))
    worn = " ".join([own, *([shared] if among == 1 else [])])
    if kind == "robot":
        build |= looks.marks(worn)
    hair = lexicon.find("hair", own, *([shared] if among == 1 else []))
    return Being(
        name=figure.name,
        kind=kind,
        metres=tall,
        colour=figure.colour,
        build=build,
        hair=hair[0] if hair else "",
        wear=frozenset(lexicon.find("wear", own, *([shared] if among == 1 else []))),
        pose=poses[0] if poses else "stand",
        hair_colour=looks.hair(worn),
        cloth=looks.cloth(worn),
        trousers=looks.trousers(worn),
    )


def _said_of(name: str, build: frozenset[str], kind: str, shared: str) -> str:
    """Keep the clauses that speak of one figure by name or by what it is; where none does, all of them count."""
    clauses = [clause for clause in re.split(r"[.,;:!?、。！？]|\band\b|\bwhile\b|と(?=、)", shared) if clause.strip()]
    own = [
        clause
        for clause in clauses
        if (name and name.casefold() in clause.casefold())
        or (build - {"small", "giant"}) == set(lexicon.find("build", clause)) - {"small", "giant"} != set()
        or (kind != "person" and kind in lexicon.find("being", clause))
    ]
    return " . ".join(own or clauses)


def _millimetres(lens: str) -> float:
    found = re.search(r"(\d{2,3})\s*(?:mm|ミリ|㎜)", lens.casefold())
    return min(200.0, max(14.0, float(found[1]))) if found else 0.0
