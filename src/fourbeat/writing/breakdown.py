"""A script broken into shots: each holds what fits its seconds, and every word of the script is placed exactly once.

Nothing is rewritten: an action becomes beats, sentence by sentence, what is said becomes lines, all in their order.
How long an action takes is how long it takes to read aloud, as the trade counts a page a minute.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from fourbeat.model.screenplay import Element, ElementKind, Screenplay, ScriptScene, ScriptShot

from . import scenetext
from .timing import spoken_seconds

GRID = Fraction(4)
"""Seconds: the lengths of shots are its multiples."""

LONGEST = Fraction(12)
SECONDS = (Fraction(4), Fraction(8), Fraction(12))
"""How long a shot may be made at most, as a person chooses; the first is the usual one."""

_LEAST_BEAT = Fraction(3, 2)
_LONGEST_WORDS = 2000
_WINDOW = 400
"""Letters that are measured to find how many are said in the longest shot; mostly they take longer than it."""

# Possessive, and only at a run's beginning: a run of a hundred thousand dots is read once.
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]»]*+\s+|[。！？]++[」』）)”]*+\s*")
_SHORT = re.compile(
    r"(?i)(?:^|[\s(“\"'])(?:mr|mrs|ms|dr|st|jr|sr|vs|no|lt|sgt|prof|capt|etc|e\.g|i\.e|a\.m|p\.m|\w)\.$"
)
_CLAUSE = re.compile(r"[,;:、，；：—–]\s*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_CLINGING = "、。，．！？」』）)ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ…"


class PieceKind(StrEnum):
    """Name what becomes of a piece of the script."""

    BEAT = "beat"
    LINE = "line"
    NOTE = "note"


@dataclass(frozen=True)
class Piece:
    """Be words of the script that stay together.

    `opens` says that a paragraph begins with it, `dual` that it is spoken together with the one before.
    """

    kind: PieceKind
    text: str
    seconds: Fraction = Fraction(0)
    speaker: str = ""
    delivery: str = ""
    language: str = ""
    opens: bool = False
    dual: bool = False


@dataclass(frozen=True)
class ProposedShot:
    """Be one shot as proposed; `listed` is how the file names it, where the file names shots itself."""

    pieces: tuple[Piece, ...]
    seconds: Fraction
    listed: ScriptShot | None = None

    def of(self, kind: PieceKind) -> tuple[Piece, ...]:
        """Give its pieces of one kind."""
        return tuple(one for one in self.pieces if one.kind is kind)

    @property
    def filled(self) -> Fraction:
        """Give how many of its seconds the script fills."""
        return sum((one.seconds for one in self.pieces), Fraction(0))


@dataclass(frozen=True)
class ProposedScene:
    """Be one scene as proposed; `text` holds the script's own words, `note` those that are neither done nor said."""

    heading: str
    number: str
    part: str
    place: str
    text: str
    note: str
    shots: tuple[ProposedShot, ...]

    @property
    def seconds(self) -> Fraction:
        """Give its length."""
        return sum((shot.seconds for shot in self.shots), Fraction(0))


@dataclass(frozen=True)
class Breakdown:
    """Be a whole script as proposed, with shots of at most `seconds` where the words leave a choice."""

    scenes: tuple[ProposedScene, ...]
    seconds: Fraction = GRID

    @property
    def shots(self) -> int:
        """Count the shots."""
        return sum(len(scene.shots) for scene in self.scenes)

    @property
    def length(self) -> Fraction:
        """Give the length of the film in seconds."""
        return sum((scene.seconds for scene in self.scenes), Fraction(0))

    def lines(self) -> Iterator[Piece]:
        """Give every line that is spoken."""
        for scene in self.scenes:
            for shot in scene.shots:
                yield from shot.of(PieceKind.LINE)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Name who speaks, in the order in which they first do."""
        return tuple(dict.fromkeys(piece.speaker for piece in self.lines() if piece.speaker))


# From a script to a proposal


def broken_down(script: Screenplay, seconds: Fraction = GRID, language: str = "") -> Breakdown:
    """Propose the shots of a script; lines are marked where they are in another than the film's `language`."""
    return Breakdown(tuple(proposed(scene, seconds, language) for scene in script.scenes), seconds)


def proposed(scene: ScriptScene, seconds: Fraction = GRID, language: str = "") -> ProposedScene:
    """Propose the shots of one scene."""
    leading = list(_while_notes(scene.elements))
    rest = scene.elements[len(leading) :]
    notes = [*(one.text for one in leading), *(one.text for one in rest if one.kind is ElementKind.TRANSITION)]
    pieces = [piece for one in rest for piece in pieces_of(one, language)]
    shots = filled(pieces, seconds)
    for listed in scene.shots:
        own = tuple(piece for one in listed.elements for piece in pieces_of(one, language))
        length = listed.seconds or on_grid(sum((one.seconds for one in own), Fraction(0)))
        shots.append(ProposedShot(own, length, listed))
    if not shots and scene.heading:
        # A heading alone shows a place: that is a shot too.
        shots.append(ProposedShot((), GRID))
    text = scenetext.written(scenetext.flat(scene))
    return ProposedScene(scene.heading, scene.number, scene.part, scene.place, text, "\n".join(notes), tuple(shots))


def _while_notes(elements: Iterable[Element]) -> Iterator[Element]:
    for one in elements:
        if one.kind not in (ElementKind.NOTE, ElementKind.TRANSITION):
            return
        yield one


def pieces_of(element: Element, language: str = "") -> list[Piece]:
    """Take an element apart: a beat for each sentence, a line for as much as can be said in the longest shot."""
    match element.kind:
        case ElementKind.DIALOGUE:
            parts = _grouped(sentences(element.text))
            spoken = language_of(element.text)
            return [
                Piece(
                    PieceKind.LINE,
                    part,
                    min(spoken_seconds(part), LONGEST),
                    element.speaker,
                    element.delivery if place == 0 else "",
                    spoken if spoken != language else "",
                    opens=place == 0,
                    dual=element.dual and place == 0,
                )
                for place, part in enumerate(parts)
            ]
        case ElementKind.ACTION:
            parts = [part for one in sentences(element.text) for part in _bearable(one)]
            return [
                Piece(PieceKind.BEAT, part, min(max(_LEAST_BEAT, spoken_seconds(part)), LONGEST), opens=place == 0)
                for place, part in enumerate(parts)
            ]
        case ElementKind.NOTE:
            return [Piece(PieceKind.NOTE, element.text)]
    return []


def filled(pieces: Iterable[Piece], seconds: Fraction) -> list[ProposedShot]:
    """Fill shots of at most some seconds, one after the other; what is longer by itself has a longer one."""
    shots: list[ProposedShot] = []
    held: list[Piece] = []
    total = Fraction(0)
    for piece in pieces:
        if piece.kind is not PieceKind.NOTE and total:
            over = total + piece.seconds > (LONGEST if piece.dual else seconds)
            # A paragraph is a cut where the shot is half full already.
            if over or (piece.opens and piece.kind is PieceKind.BEAT and total * 2 >= seconds):
                shots.append(ProposedShot(tuple(held), on_grid(total)))
                held, total = [], Fraction(0)
        held.append(piece)
        total += piece.seconds
    if held:
        shots.append(ProposedShot(tuple(held), on_grid(total)))
    return shots


def on_grid(seconds: Fraction) -> Fraction:
    """Give the shortest length of a shot that holds some seconds."""
    return max(GRID, -(-seconds // GRID) * GRID)


# What a person changes of it


def without(plan: Breakdown, left_out: Collection[int]) -> Breakdown:
    """Leave scenes out, by their places; a part that began with one begins with the next."""
    kept: list[ProposedScene] = []
    part = ""
    for place, scene in enumerate(plan.scenes):
        part = scene.part or part
        if place not in left_out:
            kept.append(replace(scene, part=part))
            part = ""
    return replace(plan, scenes=tuple(kept))


def can_join(plan: Breakdown, scene: int, shot: int) -> bool:
    """Tell whether a shot and the one after it fit into one; shots that the file names stay as they are."""
    shots = plan.scenes[scene].shots
    if shot + 1 >= len(shots) or shots[shot].listed or shots[shot + 1].listed:
        return False
    return shots[shot].filled + shots[shot + 1].filled <= LONGEST


def joined(plan: Breakdown, scene: int, shot: int) -> Breakdown:
    """Make one shot of a shot and the one after it."""
    shots = plan.scenes[scene].shots
    pieces = shots[shot].pieces + shots[shot + 1].pieces
    length = on_grid(shots[shot].filled + shots[shot + 1].filled)
    return _with(plan, scene, (*shots[:shot], ProposedShot(pieces, length), *shots[shot + 2 :]))


def can_cut(plan: Breakdown, scene: int, shot: int) -> bool:
    """Tell whether a shot can be cut in two: it holds two things that happen or are said, or more."""
    one = plan.scenes[scene].shots[shot]
    return one.listed is None and sum(piece.kind is not PieceKind.NOTE for piece in one.pieces) > 1


def cut(plan: Breakdown, scene: int, shot: int) -> Breakdown:
    """Cut a shot in two where that leaves both as nearly equal as its pieces allow."""
    shots = plan.scenes[scene].shots
    pieces = shots[shot].pieces
    places = [at for at in range(1, len(pieces)) if pieces[at].kind is not PieceKind.NOTE]
    at = min(places, key=lambda place: abs(_length(pieces[:place]) - _length(pieces[place:])))
    halves = (ProposedShot(part, on_grid(_length(part))) for part in (pieces[:at], pieces[at:]))
    return _with(plan, scene, (*shots[:shot], *halves, *shots[shot + 1 :]))


def _with(plan: Breakdown, scene: int, shots: tuple[ProposedShot, ...]) -> Breakdown:
    scenes = list(plan.scenes)
    scenes[scene] = replace(scenes[scene], shots=shots)
    return replace(plan, scenes=tuple(scenes))


def _length(pieces: Iterable[Piece]) -> Fraction:
    return sum((one.seconds for one in pieces), Fraction(0))


# Words


def sentences(text: str) -> list[str]:
    """Split text into its sentences; all words stay, in order."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        rest = text[end.end() : end.end() + 1]
        stop, last = text[end.start()], end.start() + len(end[0].rstrip())
        # A small letter goes on with the sentence, whatever was shouted or asked within it.
        if not rest or (stop in ".!?…" and rest.islower()):
            continue
        if stop == "." and _SHORT.search(text[max(start, last - 12) : last]):
            continue
        if rest == "と" and text[last - 1] == "」":
            continue
        found.append(text[start:last].strip())
        start = end.end()
    if rest := text[start:].strip():
        found.append(rest)
    return found


def language_of(text: str) -> str:
    """Tell the language of a line where its writing alone says so: Japanese or Korean, else nothing."""
    if re.search(r"[\u3041-\u3096\u30a1-\u30fa]", text):
        return "ja"
    return "ko" if re.search(r"[\uac00-\ud7af]", text) else ""


def _grouped(parts: Iterable[str]) -> list[str]:
    """Put sentences together again, as many as can be said in the longest shot."""
    found: list[str] = []
    for part in (bearable for one in parts for bearable in _bearable(one)):
        tight = found and _UNSPACED.match(found[-1][-1:] or " ") and not part[:1].isascii()
        both = f"{found[-1]}{'' if tight or found[-1][-1:] in '。！？」』' else ' '}{part}" if found else part
        if found and spoken_seconds(both) <= LONGEST and len(both) <= _LONGEST_WORDS:
            found[-1] = both
        else:
            found.append(part)
    return found


def _bearable(text: str) -> list[str]:
    """Split a sentence that is longer than the longest shot where a clause ends, else between words."""
    parts: list[str] = []
    start = 0
    while start < len(text):
        # Nothing beyond is looked at: text without an end of a sentence may go on for millions of letters.
        window = text[start : start + 2 * _LONGEST_WORDS]
        most = _most(window)
        at = _place(window, most) if most is not None else None
        if at is None:
            return [*parts, window]
        parts.append(window[:at].rstrip())
        start += at
        while start < len(text) and text[start].isspace():
            start += 1
    return parts


def _most(text: str) -> int | None:
    """Give how many letters of a text the longest shot holds; None where it holds all of them."""
    for most in (_WINDOW, _LONGEST_WORDS):
        part = text[:most]
        if (length := spoken_seconds(part)) > LONGEST:
            return max(1, int(len(part) * LONGEST / length))
    return _LONGEST_WORDS if len(text) > _LONGEST_WORDS else None


def _place(text: str, most: int) -> int | None:
    """Find where to split text, at most at a place; None where it is one word."""
    clauses = [found.end() for found in _CLAUSE.finditer(text, most // 2, most + 1)]
    if clauses and 0 < clauses[-1] < len(text):
        return clauses[-1]
    if (space := text.rfind(" ", 1, most + 1)) > 0:
        return space + 1
    if _UNSPACED.match(text[most - 1 : most]):
        at = most
        while at < min(len(text), _LONGEST_WORDS) and text[at] in _CLINGING:
            at += 1
        return at if at < len(text) else None
    if (space := text.find(" ", most)) > 0 and space <= _LONGEST_WORDS:
        return space + 1
    return min(most, _LONGEST_WORDS) if len(text) > _LONGEST_WORDS else None
