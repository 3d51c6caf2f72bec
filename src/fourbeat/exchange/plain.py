"""Scripts as plain text: headings by INT./EXT., numbers or Markdown; speakers in capitals or before a colon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from itertools import groupby

from fourbeat.model.screenplay import Element, ElementKind, Screenplay, ScriptFormat

from .cues import Cue, caseless, cue, cue_of, digits, one_line, speech
from .fountain import Scenes, is_heading
from .front import of_the_page, title_page

_MARKDOWN = re.compile(r"(#{1,6})[ \t]+(.*)")
_LED = re.compile(r"(?P<number>[0-9０-９]{1,4}[A-Za-z]?)[ \t\u3000]*[.．):、]?[ \t\u3000]+(?P<words>\S.*)")
_SCENE = re.compile(r"(?i)scene[ \t]+(?P<number>[0-9]{1,4}[A-Za-z]?)[ \t]*[.:–—-]?[ \t]*(?P<words>.*)")
_TRAILED = re.compile(r"(?P<words>.*\S)[ \t]+(?P<number>[0-9]{1,4}[A-Za-z]?)")
_COLON = re.compile(r"(?P<name>[^:：\n]{1,40})[:：][ \t\u3000]*(?P<said>\S.*)")
_LIST = re.compile(r"[-*+•][ \t]+")
_PAGE = re.compile(r"[ \t]*(?:page[ \t]+)?[0-9]{1,4}\.?[ \t]*", re.IGNORECASE)
_TRANSITION = re.compile(r"(?:[^a-z]{0,40}\bTO:|FADE (?:IN|OUT)[.:]?|FADE TO BLACK[.:]?)")


def read(text: str) -> Screenplay:
    """Read a plain text; the kind of heading is the one that the text uses."""
    lines = [line.rstrip() for line in text.split("\n")]
    kind = _kind(lines)
    speakers = _speakers(lines)
    scenes, title, deepest = Scenes(), "", _deepest(lines)
    front, start = title_page(lines, lambda line: is_heading(_unled(line))) if kind == "screenplay" else ([], 0)
    people = caseless(_blocks(lines[start:])) if kind == "screenplay" else frozenset[str]()
    paragraph: list[str] = []
    for line in [*lines[start:], ""]:
        found = _heading(line.strip(), kind, deepest)
        if found is None and line.strip():
            if not (paragraph and _PAGE.fullmatch(line)):
                paragraph.append(line.strip())
            continue
        _end(scenes, paragraph, speakers, people)
        paragraph = []
        if found is None:
            continue
        level, words, number = found
        if level:
            scenes.begin(words, number)
        elif not title and not scenes.begun:
            title = words
        else:
            scenes.part(words)
    if title and not front:
        front = [("title", title)]
    return Screenplay(ScriptFormat.TEXT, front[0][1] if front else "", scenes.done(), tuple(front))


def _blocks(lines: list[str]) -> list[list[str]]:
    """Give runs of lines with no empty line between."""
    return [list(run) for filled, run in groupby(lines, key=lambda line: bool(line.strip())) if filled]


def _kind(lines: list[str]) -> str:
    """Find out how a text marks its scenes: as screenplays do, by Markdown, or by numbers."""
    stripped = [line.strip() for line in lines]
    if any(is_heading(_unled(line)) and not line.startswith(".") for line in stripped):
        return "screenplay"
    if any(_MARKDOWN.fullmatch(line) for line in stripped):
        return "markdown"
    if any(_SCENE.fullmatch(line) for line in stripped):
        return "scene"
    numbers = [_count(found["number"]) for line in stripped if (found := _LED.fullmatch(line))]
    # A list of things begins at one again and again; scenes count on.
    return "numbered" if numbers and numbers == sorted(numbers) and len(numbers) == len(set(numbers)) else ""


def _count(number: str) -> int:
    found = re.match(r"\d+", digits(number))
    return int(found[0]) if found else 0


def _unled(line: str) -> str:
    found = _LED.fullmatch(line)
    return found["words"] if found else line


def _deepest(lines: list[str]) -> int:
    """Give the level of Markdown headings that are scenes: the second where the text has two, else the first."""
    levels = sorted({len(found[1]) for line in lines if (found := _MARKDOWN.fullmatch(line.strip()))})
    count = Counter(len(found[1]) for line in lines if (found := _MARKDOWN.fullmatch(line.strip())))
    if not levels:
        return 1
    return levels[1] if len(levels) > 1 and count[levels[1]] >= count[levels[0]] else levels[0]


def _heading(line: str, kind: str, deepest: int) -> tuple[bool, str, str] | None:
    """Read a heading: whether it is a scene's, its words, its number. None for any other line."""
    if kind in ("markdown", "screenplay") and (found := _MARKDOWN.fullmatch(line)):
        words, level = found[2].rstrip(" \t#"), len(found[1])
        scene = is_heading(_unled(words)) if kind == "screenplay" else level >= deepest
        led = _LED.fullmatch(words) or _SCENE.fullmatch(words)
        if scene and led and led["words"].strip():
            return True, one_line(led["words"]), digits(led["number"])
        return scene, one_line(words), ""
    if kind == "screenplay":
        led = _LED.fullmatch(line)
        words = led["words"] if led else line
        if not is_heading(words) or words.startswith("."):
            return None
        number = digits(led["number"]) if led else ""
        trailed = _TRAILED.fullmatch(words)
        # Shooting scripts write the number at both ends.
        if trailed and number and digits(trailed["number"]) == number:
            words = trailed["words"]
        return True, one_line(words), number
    found = {"scene": _SCENE, "numbered": _LED}[kind].fullmatch(line) if kind in ("scene", "numbered") else None
    return (True, one_line(found["words"]), digits(found["number"])) if found else None


def _speakers(lines: list[str]) -> set[str]:
    """Find names that stand before a colon: in capitals, or more than once."""
    found = Counter(match["name"].strip() for line in lines if (match := _COLON.fullmatch(line.strip())))
    return {name for name, times in found.items() if (times > 1 and len(name.split()) <= 3) or cue(name)}


def _end(scenes: Scenes, paragraph: list[str], speakers: set[str], people: Collection[str]) -> None:
    """Read a paragraph: what somebody says, or what is done."""
    done: list[str] = []

    def act() -> None:
        if done:
            scenes.add(Element(ElementKind.ACTION, "\n".join(done)))
            done.clear()

    if len(paragraph) == 1 and of_the_page(paragraph[0]):
        return
    if len(paragraph) == 1 and _TRANSITION.fullmatch(paragraph[0]):
        scenes.add(Element(ElementKind.TRANSITION, paragraph[0]))
        return
    at = 0
    while at < len(paragraph):
        line = paragraph[at]
        at += 1
        said = _COLON.fullmatch(line)
        if said and said["name"].strip() in speakers:
            act()
            named = cue(said["name"], forced=True) or Cue(said["name"].strip())
            scenes.add(*speech(named, [said["said"]]))
        elif not done and at < len(paragraph) and (who := cue_of(line, people)):
            scenes.add(*speech(who, paragraph[at:]))
            return
        elif item := _LIST.match(line):
            act()
            done.append(line[item.end() :])
        else:
            done.append(line)
    act()
