"""Shot lists as CSV or TSV: columns by their names, one shot to a row."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

from fourbeat.model.errors import Invalid
from fourbeat.model.screenplay import Element, ElementKind, Screenplay, ScriptFormat, ScriptScene, ScriptShot

from .columns import ANGLE, FRAMING, HEADS, MOVE, folded
from .cues import cue, digits, joined, one_line
from .inside import inside

MOST_ROWS = 20_000
LONGEST_CELL = 4000
LONGEST_SHOT = 600
"""Seconds; what is longer is no length of a shot."""

_LENGTH = re.compile(
    r"(?:(?P<minutes>\d{1,3}):)?(?P<seconds>\d{1,6}(?:[.,]\d{1,6})?)\s*(?:s|sec|secs|seconds|秒|\")?\.?"
)
_SHEET = re.compile(r"(?P<seconds>\d{1,4})\s*(?:\+|秒)\s*(?P<frames>\d{1,2})\s*(?:k|f|fr|コマ|駒)?")
SHEET_RATE = 24
"""Frames to a second where sheets for drawn film count seconds and frames: 2+12."""

_CLOCK = re.compile(r"\d{1,2}:\d{1,2}:\d{1,2}(?:[:;.]\d{1,3})?")
_SAID = re.compile(r"(?P<name>[^:：「」\n]{1,60}?)\s*(?:[:：]\s*(?P<said>.+)|「(?P<quoted>[^」]+)」)\s*")


def read(text: str, name: str, folder: Path) -> Screenplay:
    """Read a shot list; pictures it names are looked for in `folder`. Raises Invalid."""
    rows = _rows(text, name)
    heads, at = _heads(rows, name)
    list_ = _List(heads, folder)
    for row in rows[at:]:
        if any(cell.strip() for cell in row):
            list_.take(row)
    return Screenplay(ScriptFormat.TABLE, "", list_.done())


def looks_like_list(text: str) -> bool:
    """Tell whether a text is a table with columns that shot lists have."""
    try:
        heads, _ = _heads(_rows(text, ""), "")
    except Invalid:
        return False
    return len(heads) > 1


def _rows(text: str, name: str) -> list[list[str]]:
    start = "\n".join(text.split("\n")[:20])
    sign = max("\t,;|", key=lambda one: (start.count(one), one == ","))
    found: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign):
            found.append(row)
            if len(found) > MOST_ROWS:
                raise Invalid("script.too-many-rows", file=name, most=MOST_ROWS)
            if any(len(cell) > LONGEST_CELL for cell in row):
                raise Invalid("script.long-cell", file=name, row=len(found), most=LONGEST_CELL)
    except csv.Error as error:
        raise Invalid("script.broken-table", file=name, row=len(found) + 1) from error
    return found


def _heads(rows: list[list[str]], name: str) -> tuple[dict[int, str], int]:
    """Find the row of heads among the first ten: which column is at which place, and where the list begins."""
    best: dict[int, str] = {}
    start = 0
    for at, row in enumerate(rows[:10]):
        found: dict[int, str] = {}
        for place, cell in enumerate(row):
            column = HEADS.get(folded(cell)) or HEADS.get(folded(re.sub(r"[(（].*?[)）]", "", cell)))
            if column and column not in found.values():
                found[place] = column
        if len(found) > len(best):
            best, start = found, at + 1
    if not {"action", "dialogue", "title", "number", "note", "picture"} & set(best.values()):
        known = ("Scene", "Shot", "Description", "Dialogue", "Seconds")
        raise Invalid("script.no-columns", file=name, columns=known)
    # A column that is not known is kept as a note under its own name.
    for place, cell in enumerate(rows[start - 1]):
        if place not in best and cell.strip():
            best[place] = f"?{cell.strip()}"
    return best, start


@dataclass
class _List:
    """Gather the scenes of a list, row by row; a row without a scene goes on with the one before."""

    heads: dict[int, str]
    folder: Path
    _made: list[ScriptScene] = field(default_factory=list)
    _key: tuple[str, ...] | None = None
    _part: str = ""

    def take(self, row: list[str]) -> None:
        """Read one row."""
        cells = {self.heads[at]: cell.strip() for at, cell in enumerate(row) if at in self.heads and cell.strip()}
        shot = self._shot(cells)
        number = "".join(digits(cells.get("scene", "")).split())
        named = number if _numbers(number) else ""
        heading = one_line(cells.get("heading", "") or ("" if named else cells.get("scene", "")))
        place = one_line(cells.get("place", ""))
        part = one_line(cells.get("sequence", ""))
        key = (part, named, heading, "" if named or heading else place)
        if self._key is None or (any(key) and key != self._key):
            opens = part if part and part != self._part else ""
            self._part = part or self._part
            self._made.append(ScriptScene(heading or place, named, part=opens, place=place))
            self._key = key
        last = self._made[-1]
        self._made[-1] = ScriptScene(
            last.heading, last.number, shots=(*last.shots, shot), part=last.part, place=last.place
        )

    def done(self) -> tuple[ScriptScene, ...]:
        """Give the scenes; where each counts its shots from one again, a shot's number begins with its scene's."""
        numbers = Counter(number for one in self._made for number in {shot.number for shot in one.shots} - {""})
        if not any(times > 1 for times in numbers.values()) or not all(one.number for one in self._made):
            return tuple(self._made)
        return tuple(
            replace(one, shots=tuple(replace(shot, number=_within(one.number, shot.number)) for shot in one.shots))
            for one in self._made
        )

    def _shot(self, cells: dict[str, str]) -> ScriptShot:
        notes = [cells["note"]] if "note" in cells else []
        notes += [f"{name[1:]}: {words}" for name, words in cells.items() if name.startswith("?")]
        framing = FRAMING.get(folded(cells.get("framing", "")))
        angle = ANGLE.get(folded(cells.get("angle", "")))
        move = MOVE.get(folded(cells.get("move", "")))
        understood: dict[str, object] = {"framing": framing, "angle": angle, "move": move}
        # Words nobody knows stay, where a person finds them.
        notes += [cells[name] for name, meaning in understood.items() if name in cells and meaning is None]
        seconds = _seconds(cells.get("seconds", ""))
        if "seconds" in cells and seconds is None:
            notes.append(cells["seconds"])
        picture = inside(self.folder, cells["picture"]) if "picture" in cells else None
        if "picture" in cells and picture is None:
            notes.append(cells["picture"])
        elements = [Element(ElementKind.ACTION, one_line(cells["action"]))] if "action" in cells else []
        elements += said(cells.get("dialogue", ""), cells.get("speaker", ""))
        elements += [Element(ElementKind.NOTE, one_line(note)) for note in notes]
        return ScriptShot(
            tuple(elements),
            digits(cells.get("number", "")),
            one_line(cells.get("title", "")),
            seconds,
            framing,
            angle,
            move,
            one_line(cells.get("lens", "")),
            one_line(cells.get("light", "")),
            one_line(cells.get("sound", "")),
            picture,
        )


def _within(scene: str, shot: str) -> str:
    """Write a shot's number with its scene's: 2-1 for figures, 2A for letters; one that has it stays as it is."""
    if not shot or (shot.startswith(scene) and not shot.isdigit()):
        return shot
    return f"{scene}-{shot}" if shot[0].isdigit() else f"{scene}{shot}"


def _numbers(scene: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z]{0,3}\d{1,5}[A-Za-z]{0,3}", scene))


def _seconds(words: str) -> Fraction | None:
    """Read a length: seconds, minutes with seconds, seconds with frames, or nothing that is one."""
    words = digits(words)
    if _CLOCK.fullmatch(words):
        hours, minutes, seconds = (int(one) for one in re.split(r"[:;.]", words)[:3])
        length = Fraction(hours * 3600 + minutes * 60 + seconds)
    elif (found := _SHEET.fullmatch(words.casefold())) and int(found["frames"]) < SHEET_RATE:
        length = int(found["seconds"]) + Fraction(int(found["frames"]), SHEET_RATE)
    elif found := _LENGTH.fullmatch(words.casefold()):
        length = Fraction(found["seconds"].replace(",", ".")) + 60 * int(found["minutes"] or 0)
    else:
        return None
    return length if 0 < length <= LONGEST_SHOT else None


def said(words: str, speaker: str) -> list[Element]:
    """Read what is said in a cell: by the speaker of the row, or by names before their lines."""
    made: list[Element] = []
    for line in words.split("\n"):
        if not line.strip():
            continue
        found = _SAID.fullmatch(line.strip())
        who, said = (speaker, line) if speaker or not found else (found["name"], found["said"] or found["quoted"])
        named = cue(who, forced=True)
        quoted = said.strip()
        if quoted[:1] in '「“"' and quoted[-1:] in '」”"' and len(quoted) > 2:
            quoted = quoted[1:-1]
        if named is None:
            made.append(Element(ElementKind.DIALOGUE, one_line(quoted), ""))
        else:
            made.append(Element(ElementKind.DIALOGUE, one_line(quoted), named.speaker, joined([named.aside])))
    if not made and speaker:
        made.append(Element(ElementKind.NOTE, one_line(speaker)))
    return made
