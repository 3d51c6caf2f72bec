"""Help pages as rich text: the blocks of a page written in the theme's colours and sizes."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtGui import QKeySequence

from fourbeat.studio.prose import PIECE, Block, Kind

from ..theme import Theme

SCHEME = "help"
"""Links between pages read `help:board`; nothing else can be reached from one."""

_LISTS = {Kind.ITEM: "ul", Kind.NUMBER: "ol"}


def style(theme: Theme) -> str:
    """Write the rules of the page."""

    def colour(name: str) -> str:
        return theme.colour(name).name()

    s, m, xs = theme.space("s"), theme.space("m"), theme.space("xs")
    return f"""
        body {{ color: {colour("text")}; font-size: {theme.type("body")}px; }}
        p, li {{ line-height: 135%; margin-top: {xs}px; margin-bottom: {xs}px; }}
        h1 {{ font-size: {theme.type("title")}px; margin-top: 0; margin-bottom: {m}px; }}
        h2 {{ font-size: {theme.type("heading")}px; margin-top: {theme.space("xl")}px; margin-bottom: {s}px; }}
        h3 {{ font-size: {theme.type("body")}px; margin-top: {theme.space("l")}px; margin-bottom: {xs}px; }}
        a {{ color: {colour("accent")}; }}
        .code {{ color: {colour("text")}; background-color: {colour("raised")}; }}
        pre {{ background-color: {colour("raised")}; margin-top: {s}px; margin-bottom: {s}px; }}
        .caption {{ color: {colour("text-soft")}; font-size: {theme.type("caption")}px; }}
        td {{ padding: {xs}px {m}px {xs}px 0; border-bottom: {theme.space("hair")}px solid {colour("line")}; }}
    """


def page(found: Iterable[Block], picture: str) -> str:
    """Write the body of a page; `picture` is what stands around a picture's file and its words."""
    parts: list[str] = []
    opened = ""
    for block in found:
        wanted = _LISTS.get(block.kind, "table" if block.kind is Kind.ROW else "")
        if wanted != opened:
            parts.append(f"</{opened}>" if opened else "")
            parts.append(_OPENING.get(wanted, ""))
            opened = wanted
        parts.append(_written(block, picture))
    parts.append(f"</{opened}>" if opened else "")
    return "".join(parts)


def table(rows: Iterable[tuple[str, str]]) -> str:
    """Write a table of keys, two spaces between those that do the same, and what they do."""
    lines = (
        f'<tr><td width="34%">{" ".join(map(_code, keys.split("  ")))}</td><td width="66%">{escape(text)}</td></tr>'
        for keys, text in rows
    )
    return f"{_OPENING['table']}{''.join(lines)}</table>"


def heading(text: str, level: int, anchor: str = "") -> str:
    """Write a heading that can be linked to."""
    return f'<h{level}><a name="{escape(anchor)}"></a>{escape(text)}</h{level}>'


_OPENING = {"ul": "<ul>", "ol": "<ol>", "table": '<table cellspacing="0" width="100%">'}


def _written(block: Block, picture: str) -> str:
    match block.kind:
        case Kind.HEADING:
            return f"<h{block.level}>{_inline(block.text)}</h{block.level}>"
        case Kind.ITEM | Kind.NUMBER:
            return f"<li>{_inline(block.text)}</li>"
        case Kind.ROW:
            return f"<tr>{''.join(f'<td>{_inline(cell)}</td>' for cell in block.cells)}</tr>"
        case Kind.COMMAND:
            return f"<pre>{escape(block.text)}</pre>"
        case Kind.PICTURE:
            return picture.format(file=escape(block.target), words=escape(block.text))
        case Kind.TEXT:
            return f"<p>{_inline(block.text)}</p>"


def _inline(text: str) -> str:
    parts, at = [], 0
    for found in PIECE.finditer(text):
        parts.append(escape(text[at : found.start()]))
        code, bold, words, target = found.groups()
        if code:
            parts.append(_code(code))
        elif bold:
            parts.append(f"<b>{escape(bold)}</b>")
        else:
            parts.append(_link(words, target))
        at = found.end()
    return "".join([*parts, escape(text[at:])])


def _code(text: str) -> str:
    """Write a command, a file, or a key: a key is called what the system calls it."""
    key = QKeySequence(text)
    if key.toString(QKeySequence.SequenceFormat.PortableText) == text:
        text = key.toString(QKeySequence.SequenceFormat.NativeText)
    return f'<span class="code">&nbsp;{escape(text)}&nbsp;</span>'


def _link(words: str, target: str) -> str:
    """Lead to another page; what leads anywhere else is only text."""
    name, _, _ = target.partition("#")
    if not name.endswith(".md") or "/" in name:
        return escape(words)
    return f'<a href="{SCHEME}:{escape(name.removesuffix(".md"))}">{escape(words)}</a>'
