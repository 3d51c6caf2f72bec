"""The manual: the help pages of one language, read, listed and searched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from fourbeat.model.errors import NotFound, Storage

from .prose import Block, Kind, bare, blocks
from .resources import resources

ORDER = (
    "first-film",
    "window",
    "outline",
    "board",
    "list",
    "scripts",
    "brief",
    "findings",
    "cast",
    "references",
    "stills",
    "rights",
    "people",
    "reports",
    "dues",
    "generators",
    "refusals",
    "handwork",
    "takes",
    "player",
    "compare",
    "reel",
    "queue",
    "palette",
    "projects",
    "commands",
)
"""The pages in the order they are offered; those about a panel carry its name. Others follow by the alphabet."""

_LARGEST = 200_000
"""No page is longer, in bytes; a longer file is not one of ours."""

_AROUND = 40
_NAME = re.compile(r"[a-z][a-z0-9-]{0,40}")


@dataclass(frozen=True)
class HelpPage:
    """Be one page; `text` is its Markdown."""

    name: str
    title: str
    text: str

    def blocks(self) -> list[Block]:
        """Give the page in pieces."""
        return blocks(self.text)


@dataclass(frozen=True)
class Hit:
    """Be a page in which words were found, with the text around the first of them."""

    name: str
    title: str
    excerpt: str


class Manual:
    """Hold the pages of a language; where one is missing there, the English one stands for it."""

    def __init__(self, language: str, folder: Path | None = None) -> None:
        self.folder = folder or resources() / "help"
        self._languages = tuple(dict.fromkeys((language if language == "ja" else "en", "en")))

    @property
    def language(self) -> str:
        """Name the language of the pages."""
        return self._languages[0]

    def names(self) -> list[str]:
        """Name every page there is, in the order they are offered."""
        there = {file.stem for each in self._languages for file in (self.folder / each).glob("*.md")}
        return [name for name in (*ORDER, *sorted(there - {*ORDER})) if self.has(name)]

    def pages(self) -> list[HelpPage]:
        """Give every page that can be read, in the order they are offered."""
        found = []
        for name in self.names():
            try:
                found.append(self.page(name))
            except (NotFound, Storage):
                continue
        return found

    def has(self, name: str) -> bool:
        """Tell whether there is such a page."""
        named = _NAME.fullmatch(name) is not None
        return named and any(self._file(name, language).is_file() for language in self._languages)

    def page(self, name: str) -> HelpPage:
        """Read a page. Raises NotFound, naming those there are, and Storage where its file cannot be read."""
        if not self.has(name):
            raise NotFound("manual.no-such-page", page=name[:80], pages=tuple(self.names()))
        file = next(one for one in (self._file(name, each) for each in self._languages) if one.is_file())
        try:
            with file.open("rb") as opened:
                data = opened.read(_LARGEST + 1)
            if len(data) > _LARGEST:
                raise ValueError(f"> {_LARGEST}")
            text = data.decode("utf-8")
        except (OSError, ValueError) as error:
            raise Storage("manual.unreadable", page=name, file=str(file), detail=str(error)[:200]) from error
        heading = next((block for block in blocks(text) if block.kind is Kind.HEADING), None)
        return HelpPage(name, bare(heading.text) if heading else name, text)

    def find(self, words: str) -> list[Hit]:
        """Find the pages that hold all of some words; those that name one in a heading come first."""
        wanted = words.casefold().split()
        if not wanted:
            return []
        rated: list[tuple[int, Hit]] = []
        for page in self.pages():
            lines = [(block.kind is Kind.HEADING, bare(block.text)) for block in page.blocks() if block.text]
            whole = "\n".join(text for _, text in lines).casefold()
            if not all(word in whole for word in wanted):
                continue
            points = sum(whole.count(word) for word in wanted)
            points += sum(40 for heading, text in lines if heading for word in wanted if word in text.casefold())
            points += sum(400 for word in wanted if word in page.title.casefold())
            rated.append((-points, Hit(page.name, page.title, _excerpt([text for _, text in lines[1:]], wanted))))
        return [hit for _, hit in sorted(rated, key=lambda one: one[0])]

    def _file(self, name: str, language: str) -> Path:
        return self.folder / language / f"{name}.md"


def _excerpt(lines: list[str], wanted: list[str]) -> str:
    """Give the text around the first place of a word."""
    line = max(lines, key=lambda one: sum(word in one.casefold() for word in wanted), default="").replace("\n", " ")
    places = [line.casefold().find(" ".join(wanted)), *(line.casefold().find(word) for word in wanted)]
    at = next((place for place in places if place >= 0), 0)
    start = max(0, at - _AROUND)
    cut = line[start : at + 2 * _AROUND]
    return ("…" if start else "") + cut.strip() + ("…" if start + len(cut) < len(line) else "")
