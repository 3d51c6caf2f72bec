"""Templates read back: the text of a prompt becomes the fields of a brief again, and nothing of it is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from fourbeat.model.brief import Bible
from fourbeat.model.plan import Angle, Character, Depth, Framing, Move, Place

from .exact import shown
from .layout import LONG, STANDARD
from .marks import Mark, mark
from .vocabulary import VOCABULARIES

_HOMES = {section.head: section.home for section in (*STANDARD, *LONG) if section.head}
_KINDS = ((Framing, "framing"), (Angle, "angle"), (Move, "move"))
_LISTED = {"actions": "beats", "shot-list": "beats", "dialogue": "lines"}
_ITEM = re.compile(r"^\s?(?:[-*•・]|\d{1,3}[.)](?=\s))\s?(?P<rest>.*)$", re.DOTALL)
_SECONDS = r"\d{1,9}(?:\.\d{1,9})?(?:/\d{1,9})?"
_TIMES = (
    re.compile(rf"^at (?P<at>{_SECONDS}) s(?:ec(?:onds)?)?: ?", re.IGNORECASE),
    re.compile(rf"^(?P<at>{_SECONDS})\s?s?\s?[–—~〜-]\s?{_SECONDS}\s?(?:s|秒)?\s?[:：] ?"),
    re.compile(rf"^(?P<at>{_SECONDS})\s?(?:s|秒)\s?[:：] ?"),
)
_SPOKEN = re.compile(
    r"^(?P<speaker>(?:\\.|[^\\\[(（:：“「\"])+?)\s*(?:\[(?P<language>[A-Za-z0-9-]+)\])?"
    r"\s*(?:[(（](?P<delivery>(?:\\.|[^)）\\])*)[)）])?\s*(?:[:：]\s*(?P<words>.*)|(?P<quoted>[“「\"].*))$",
    re.DOTALL,
)
_QUOTED = re.compile(r"^[“「\"](?P<words>.*)[”」\"]$", re.DOTALL)
_COLOUR = re.compile(r"(?P<value>#[0-9a-fA-F]{6})\b\s*(?P<name>.*)", re.DOTALL)
_SEPARATE = re.compile(r"[,、，;；]\s*")
_BETWEEN = re.compile(r"(?:\\.|[^\\,、，;；])+", re.DOTALL)
FIRST_COLOUR = "#808080"
"""The value of a colour that is only named: the middle grey that says nothing yet."""


@dataclass
class _Sheet:
    """Collect what the lines of a template say."""

    words: dict[str, list[str]] = field(default_factory=dict)
    items: dict[str, list[list[str]]] = field(default_factory=dict)
    cast: list[str] = field(default_factory=list)
    wearing: dict[str, str] = field(default_factory=dict)
    props: list[str] = field(default_factory=list)


def read(text: str, bible: Bible) -> dict[str, object]:
    """Read a prompt as the fields of a brief, as its file would say them; only what the text says is there.

    Words before the first part are the scene; what stands under a head without a label goes to the field that is at
    home there. The descriptions of cast, places and props are known already, so of those only the names are taken.
    """
    sheet, home = _Sheet(), "scene"
    for line in text.replace("\r\n", "\n").split("\n"):
        found = None if _goes_on(line, home) else mark(line, bible)
        if found is None:
            _more(sheet, home, line)
        else:
            home = _begun(sheet, found)
    return _fields(sheet)


def _goes_on(line: str, home: str) -> bool:
    """Tell whether a line can only belong to what stands before it."""
    listed = home in _LISTED.values() and (line.startswith("  ") or _item(line) is not None)
    return listed or line.lstrip().startswith("\\")


def _begun(sheet: _Sheet, found: Mark) -> str:
    """Begin a part; give where the lines that follow belong."""
    if found.kind == "name":
        assert found.named is not None
        name = found.named.name
        if isinstance(found.named, Character):
            sheet.cast.append(name)
            if found.costume:
                sheet.wearing[name] = shown(found.costume)
        elif not isinstance(found.named, Place):
            sheet.props.append(name)
        return ""
    if found.key in _LISTED:
        sheet.items.setdefault(_LISTED[found.key], [])
        if found.rest:
            _more(sheet, _LISTED[found.key], found.rest)
        return _LISTED[found.key]
    home = _HOMES.get(found.key, found.key)
    if found.kind == "label":
        sheet.words.setdefault(home, []).append(_plain(found.rest))
    return home


def _more(sheet: _Sheet, home: str, line: str) -> None:
    if home in _LISTED.values():
        items = sheet.items[home]
        if found := _item(line):
            items.append([found])
        elif line.startswith("  ") and items:
            items[-1].append(line[2:])
        elif line.strip():
            items.append([line.strip()])
    elif home:
        sheet.words.setdefault(home, []).append(_plain(line))


def _plain(line: str) -> str:
    """Take away the backslash that kept a line from being taken for something else."""
    at = len(line) - len(line.lstrip())
    return line[:at] + line[at + 1 :] if line[at : at + 1] == "\\" else line


def _item(line: str) -> str | None:
    found = _ITEM.match(line)
    return found["rest"] if found else None


def _fields(sheet: _Sheet) -> dict[str, object]:
    made: dict[str, object] = {}
    for name, lines in sheet.words.items():
        words = "\n".join(lines).strip()
        if not words:
            continue
        match name:
            case "camera-shot":
                _camera(made, words)
            case "depth":
                _depth(made, words)
            case "palette":
                made["palette"] = tuple(_colours(words))
            case _:
                _add(made, name, words)
    if beats := [beat for item in sheet.items.get("beats", []) if (beat := _beat("\n".join(item)))]:
        made["beats"] = tuple(beats)
    if lines_ := [line for item in sheet.items.get("lines", []) if (line := _line("\n".join(item)))]:
        made["lines"] = tuple(lines_)
    if sheet.cast:
        made["cast"] = tuple(dict.fromkeys(sheet.cast))
        made["wearing"] = sheet.wearing
    if sheet.props:
        made["props"] = tuple(dict.fromkeys(sheet.props))
    return made


def _add(made: dict[str, object], name: str, words: str) -> None:
    made[name] = f"{made[name]}\n{words}" if name in made else words


def _camera(made: dict[str, object], words: str) -> None:
    """Read framing, angle and move; words that are none of them go to the camera notes."""
    rest = []
    for term in _SEPARATE.split(words):
        choice = _choice(term)
        kind = next((name for one, name in _KINDS if isinstance(choice, one)), None)
        if kind and kind not in made:
            made[kind] = choice
        elif term.strip():
            rest.append(term.strip())
    if rest:
        _add(made, "camera", ", ".join(rest))


def _depth(made: dict[str, object], words: str) -> None:
    first, _, rest = words.partition(",")
    choice = _choice(first)
    if isinstance(choice, Depth):
        made["depth"] = choice
        words = rest.strip()
    if words:
        _add(made, "lens", words)


def _choice(term: str) -> object:
    plain = re.sub(r"^(?:an?|the)\s+|\s+(?:shot|angle|focus|move)$", "", term.strip().rstrip(".").casefold())
    for words in VOCABULARIES.values():
        for choice, said in words.terms.items():
            if term.strip().casefold() == said.casefold() or plain == re.sub(r" angle$", "", said.casefold()):
                return choice
    return None


def _colours(words: str) -> list[str]:
    made = []
    for part in _BETWEEN.findall(words):
        found = _COLOUR.search(part)
        before = part[: found.start()].strip(" (") if found else part
        name = shown(before or (found["name"] if found else "")).strip()
        if found or name:
            made.append(f"{found['value'].lower() if found else FIRST_COLOUR} {name}".strip())
    return made


def _time(text: str) -> tuple[str | None, str]:
    for pattern in _TIMES:
        if found := pattern.match(text):
            return found["at"], text[found.end() :]
    return None, text


def _beat(text: str) -> dict[str, object] | None:
    at, words = _time(text)
    words = words.strip()
    words = words[1:] if words.startswith("\\") else words
    return {"text": words, "at": at} if words else None


def _line(text: str) -> dict[str, object] | None:
    at, words = _time(text.strip())
    found = _SPOKEN.match(words)
    if found is None:
        return {"speaker": "?", "text": words.strip(), "at": at} if words.strip() else None
    said = (found["words"] or found["quoted"]).strip()
    if quoted := _QUOTED.match(said):
        said = quoted["words"].strip()
    if not said:
        return None
    return {
        "speaker": shown(found["speaker"]).strip(),
        "text": said,
        "at": at,
        "delivery": shown(found["delivery"] or "").strip(),
        "language": found["language"] or "",
    }
