"""Final Draft's FDX: XML read without document types, entities or depth that a script never has."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from fourbeat.model.errors import Invalid
from fourbeat.model.screenplay import Element, ElementKind, Screenplay, ScriptFormat

from .cues import Cue, cue, one_line, speech
from .files import LARGEST_XML, content
from .fountain import Scenes

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element as Node

DEEPEST = 64
"""Levels of nesting; a script has about eight."""

_SPOKEN = ("dialogue", "singing", "lyrics")
_NOTED = ("end of act", "cast list")


def read(path: Path) -> Screenplay:
    """Read a Final Draft script. Raises Invalid for what is none, or tries what no script needs."""
    root = _tree(content(path, LARGEST_XML), path.name)
    body = root.find("Content")
    if root.tag != "FinalDraft" or body is None:
        raise Invalid("script.not-fdx", file=path.name)
    reader = _Reader()
    for paragraph in body.findall("Paragraph"):
        reader.take(paragraph)
    reader.end_speech()
    front = tuple(_front(root))
    return Screenplay(ScriptFormat.FDX, front[0][1] if front else "", reader.scenes.done(), front)


def _tree(raw: bytes, name: str) -> Node:
    depth, root = 0, None
    try:
        for event, node in iterparse(BytesIO(raw), events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            root = node if root is None else root
            if depth > DEEPEST:
                raise Invalid("script.too-deep", file=name)
    except DefusedXmlException as error:
        raise Invalid("script.xml-refused", file=name) from error
    except ParseError as error:
        line, _ = getattr(error, "position", (1, 0))
        raise Invalid("script.broken-xml", file=name, line=line) from error
    except (LookupError, ValueError) as error:
        raise Invalid("script.broken-xml", file=name, line=1) from error
    if root is None:
        raise Invalid("script.not-fdx", file=name)
    return root  # type: ignore[no-any-return]


class _Reader:
    """Hold what has been read: the scenes, and the speech that is not over yet."""

    def __init__(self) -> None:
        self.scenes = Scenes()
        self._who: Cue | None = None
        self._said: list[str] = []

    def take(self, paragraph: Node) -> None:
        """Read one paragraph with what it holds."""
        kind = (paragraph.get("Type") or "").strip().casefold()
        words = one_line(_words(paragraph))
        for dual in paragraph.findall("DualDialogue"):
            self._take_dual(dual)
        if kind == "character" and words:
            self.end_speech()
            self._who = cue(words, forced=True)
            if self._who is None:
                self.scenes.add(Element(ElementKind.ACTION, words))
        elif kind == "parenthetical" and self._who is not None:
            self._said.append(words if words.startswith("(") and words.endswith(")") else f"({words})")
        elif kind in _SPOKEN and self._who is not None:
            self._said.append(words)
        elif words or kind == "scene heading":
            self._take_other(kind, paragraph, words)
        for note in _notes(paragraph):
            self.end_speech()
            self.scenes.add(Element(ElementKind.NOTE, note))

    def end_speech(self) -> None:
        """End what somebody says."""
        if self._who is not None:
            self.scenes.add(*speech(self._who, self._said))
        self._who, self._said = None, []

    def _take_other(self, kind: str, paragraph: Node, words: str) -> None:
        self.end_speech()
        if kind == "scene heading":
            self.scenes.begin(words, paragraph.get("Number") or "")
        elif kind == "transition":
            self.scenes.add(Element(ElementKind.TRANSITION, words))
        elif kind == "new act":
            self.scenes.part(words)
        elif kind in _NOTED:
            self.scenes.add(Element(ElementKind.NOTE, words))
        else:
            self.scenes.add(Element(ElementKind.ACTION, words))

    def _take_dual(self, dual: Node) -> None:
        first = True
        for paragraph in dual.findall("Paragraph"):
            speaks = (paragraph.get("Type") or "").strip().casefold() == "character"
            self.take(paragraph)
            if speaks and self._who is not None:
                self._who = Cue(self._who.speaker, self._who.aside, dual=not first)
                first = False
        self.end_speech()


def _words(node: Node) -> str:
    """Give the words of a paragraph itself, without those of what it holds."""
    return "".join("".join(text.itertext()) for text in node.findall("Text"))


def _notes(paragraph: Node) -> Iterator[str]:
    for name in ("SceneProperties", "ScriptNote"):
        for holder in paragraph.findall(name):
            for inner in holder.iter("Paragraph"):
                if words := one_line(_words(inner)):
                    yield words


def _front(root: Node) -> Iterator[tuple[str, str]]:
    """Give the lines of the title page; the first is the title."""
    for page in root.findall("TitlePage/Content"):
        lines = [words for one in page.findall("Paragraph") if (words := one_line(_words(one)))]
        for place, words in enumerate(lines):
            yield "title" if place == 0 else "", words
