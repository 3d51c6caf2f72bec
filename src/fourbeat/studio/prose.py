"""The little Markdown that help pages are written in: read into blocks, and written out for a terminal.

Pages hold headings, paragraphs, lists, tables, indented commands and pictures; in a line, `code`, **bold** and links.
Everything else is text and stays as it is, so a page can bring in nothing of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """Say what a block is."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    NUMBER = "number"
    COMMAND = "command"
    ROW = "row"
    PICTURE = "picture"


@dataclass(frozen=True)
class Block:
    """Be one heading, paragraph, list item, table row, run of commands, or picture.

    `level` is a heading's; `cells` a row's; a picture's `target` is its file and its text what is seen there.
    """

    kind: Kind
    text: str
    level: int = 0
    cells: tuple[str, ...] = ()
    target: str = ""


LINK = re.compile(r"\[([^\]\[]*)\]\(([^)\s]*)\)")
PIECE = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|" + LINK.pattern)
"""What may stand in a line: a code, something bold, or a link with its target."""

_HEADING = re.compile(r"(#{1,4}) +(.*)")
_ITEM = re.compile(r"- +(.*)")
_NUMBER = re.compile(r"\d+\. +(.*)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]*)\)\s*")
_RULE = re.compile(r"[|\s:-]+")
_NEVER_FIRST = "、。，．）」』】！？ー…・：；)]}.,:;!?"
_NO_SPACE = "、。，．「」『』（）【】！？・：；"


def blocks(page: str) -> list[Block]:
    """Read a page."""
    found: list[Block] = []
    open_ended = False
    for line in page.splitlines():
        last = found[-1] if found else None
        if not line.strip():
            open_ended = False
        elif line.startswith("    ") and not (open_ended and last is not None):
            if last is not None and last.kind is Kind.COMMAND:
                found[-1] = Block(Kind.COMMAND, f"{last.text}\n{line[4:]}")
            else:
                found.append(Block(Kind.COMMAND, line[4:]))
        elif (made := _begun(line)) is not None:
            if made.cells or made.kind is not Kind.ROW:
                found.append(made)
            open_ended = made.kind in (Kind.ITEM, Kind.NUMBER)
        elif open_ended and last is not None:
            found[-1] = Block(last.kind, _joined(last.text, line.strip()))
        else:
            found.append(Block(Kind.TEXT, line.strip()))
            open_ended = True
    return found


def bare(text: str) -> str:
    """Give a line without its marks: what is read aloud, searched, or shown in a terminal."""
    return PIECE.sub(lambda piece: next(part for part in piece.groups() if part is not None), text)


def plain(page: str, width: int) -> str:
    """Write a page for a terminal of some width."""
    parts: list[str] = []
    before: Kind | None = None
    for rows in _gathered(blocks(page)):
        block = rows[0]
        close = block.kind is before and block.kind in (Kind.ITEM, Kind.NUMBER)
        lines = _WRITERS[block.kind](rows, width)
        if lines:
            parts += [*([] if close or not parts else [""]), *lines]
            before = block.kind
    return "\n".join(parts)


def breadth(text: str) -> int:
    """Count the columns a text takes in a terminal: Japanese letters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _begun(line: str) -> Block | None:
    if found := _HEADING.fullmatch(line):
        return Block(Kind.HEADING, found[2].strip(), len(found[1]))
    if found := _PICTURE.fullmatch(line):
        return Block(Kind.PICTURE, found[1], target=found[2])
    if found := _ITEM.fullmatch(line):
        return Block(Kind.ITEM, found[1].strip())
    if found := _NUMBER.fullmatch(line):
        return Block(Kind.NUMBER, found[1].strip())
    if line.startswith("|"):
        cells = tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
        return Block(Kind.ROW, line, cells=() if _RULE.fullmatch(line) else cells)
    return None


def _joined(text: str, more: str) -> str:
    """Join two lines of a paragraph: no space is written between Japanese letters."""
    close = text[-1:] in _NO_SPACE or more[:1] in _NO_SPACE or (_wide(text[-1:]) and _wide(more[:1]))
    return text + more if close else f"{text} {more}"


def _wide(letter: str) -> bool:
    return bool(letter) and unicodedata.east_asian_width(letter) in "WF"


def _gathered(found: Iterable[Block]) -> Iterator[list[Block]]:
    rows: list[Block] = []
    for block in found:
        if rows and block.kind is not Kind.ROW:
            yield rows
            rows = []
        if block.kind is Kind.ROW:
            rows.append(block)
        else:
            yield [block]
    if rows:
        yield rows


def _heading(rows: list[Block], _width: int) -> list[str]:
    text = bare(rows[0].text)
    return [text, ("=" if rows[0].level == 1 else "-") * breadth(text)] if rows[0].level < 3 else [text]


def _text(rows: list[Block], width: int) -> list[str]:
    return _wrapped(_shown(rows[0].text), width)


def _item(rows: list[Block], width: int) -> list[str]:
    first, *rest = _wrapped(_shown(rows[0].text), width - 2)
    return [f"- {first}", *(f"  {line}" for line in rest)]


def _command(rows: list[Block], _width: int) -> list[str]:
    return [f"    {line}" for line in rows[0].text.splitlines()]


def _table(rows: list[Block], width: int) -> list[str]:
    told = [[_shown(cell) for cell in row.cells] for row in rows]
    first = max(breadth(row[0]) for row in told) + 2
    lines = []
    for row in told:
        head, *rest = _wrapped("  ".join(row[1:]), max(20, width - first)) or [""]
        lines.append(row[0] + " " * (first - breadth(row[0])) + head)
        lines += [" " * first + line for line in rest]
    return lines


def _picture(_rows: list[Block], _width: int) -> list[str]:
    return []


_WRITERS: dict[Kind, Callable[[list[Block], int], list[str]]] = {
    Kind.HEADING: _heading,
    Kind.TEXT: _text,
    Kind.ITEM: _item,
    Kind.NUMBER: _item,
    Kind.COMMAND: _command,
    Kind.ROW: _table,
    Kind.PICTURE: _picture,
}


def _shown(text: str) -> str:
    """Leave the marks of commands, which say where a command ends, and take away the others."""
    return PIECE.sub(lambda piece: f"`{piece[1]}`" if piece[1] else piece[2] or piece[3] or "", text)


def _wrapped(text: str, width: int) -> list[str]:
    """Break a paragraph between words, or between Japanese letters; never before a full stop."""
    lines, line = [], ""
    for part in _parts(text):
        if line.strip() and breadth(line + part.rstrip()) > width:
            lines.append(line.rstrip())
            line = part.lstrip()
        else:
            line += part
    return [*lines, line.rstrip()] if line.strip() else lines


def _parts(text: str) -> list[str]:
    """Cut a text where a line may end."""
    parts: list[str] = []
    part = ""
    for letter, following in zip(text, [*text[1:], ""], strict=True):
        part += letter
        turns = _wide(letter) or _wide(following)
        if letter == " " or (turns and following and following not in _NEVER_FIRST and letter not in "「（『"):
            parts.append(part)
            part = ""
    return [*parts, part] if part else parts
