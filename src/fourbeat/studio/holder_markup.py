"""The pieces that the holder's report is put together from; whatever was typed is harmless before it stands there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TypeAlias

from .wording import Wording

Cell: TypeAlias = str
"""A piece of the page: what was typed has been through `text` already."""

_KEPT = frozenset("\n\t\u200c\u200d")
_COMMAND = re.compile("`([^`]+)`")
_SHORT = 16

_FIELDS = {
    "prompt": "holder.field.prompt",
    "remix": "holder.field.remix",
    "scene": "holder.field.scene",
    "lens": "holder.field.lens",
    "light": "holder.field.light",
    "mood": "holder.field.mood",
    "sound": "holder.field.sound",
    "place": "holder.field.place",
    "cast": "holder.field.cast",
    "captions": "holder.field.captions",
    "titles": "holder.field.titles",
    "references": "holder.field.references",
    "takes": "holder.field.takes",
    "stills": "holder.field.stills",
    "workflow": "holder.field.workflow",
    "weights": "holder.field.weights",
}
"""What each text of a request is called (`passages.py`)."""


def text(said: object) -> Cell:
    """Make typed text harmless: no markup, nothing invisible, and its direction ends where it ends."""
    plain = "".join(letter(one) for one in str(said))
    return f"<bdi>{escape(plain, quote=True)}</bdi>"


def letter(one: str) -> str:
    """Show a letter that is not seen, or that turns the text around, as its number."""
    if one in _KEPT or unicodedata.category(one) not in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp"):
        return one
    return f"⟨U+{ord(one):04X}⟩"


def moment(at: str) -> str:
    """Write a moment as far as people read it; it is in UTC."""
    return f"{at[:10]} {at[11:16]} UTC" if len(at) > _SHORT else at


class Markup:
    """Put sentences, facts and tables together in one language; `names` are what subjects are called."""

    def __init__(self, words: Wording, names: Mapping[str, str]) -> None:
        self._words = words
        self._names = names

    def say(self, code: str, /, **facts: str | int) -> Cell:
        """Say a sentence of ours; its facts may have been typed by anybody."""
        # The facts are put in after the sentence was made safe, so that each stands by itself.
        marks = {name: f"\ue000{number}\ue001" for number, name in enumerate(facts)}
        counted = {"n": facts["n"]} if "n" in facts else {}
        plain = _COMMAND.sub(r"<code>\1</code>", escape(self._words.text(code, **{**marks, **counted})))
        for name, value in facts.items():
            plain = plain.replace(marks[name], text(value))
        return plain

    def moment_of(self, at: str) -> str:
        """Write a moment so that a narrow column breaks it between day and hour."""
        day, _, hour = moment(at).partition(" ")
        return f"<span class=day>{text(day)}</span> <span class=day>{text(hour)}</span>"

    def field(self, name: str) -> str:
        """Name a text of a request."""
        code = _FIELDS.get(name)
        return self.say(code) if code else text(name)

    def name(self, subject: str) -> str:
        """Name a subject, with its id."""
        name = self._names.get(subject)
        return f"{text(name)}<br><span class=small>{text(subject)}</span>" if name else text(subject)

    def code(self, value: str) -> str:
        """Write a hash."""
        # A long hash may break anywhere; every letter of it stands there.
        return f"<code>{text(value)}</code>"

    def facts(self, facts: Iterable[tuple[str, str]]) -> str:
        """Write facts, each beside its name."""
        lines = "".join(f"<div><dt>{self.say(code)}</dt><dd>{value}</dd></div>" for code, value in facts)
        return f"<dl>{lines}</dl>"

    def table(self, heads: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
        """Write a table."""
        top = "".join(f"<th scope=col>{self.say(code)}</th>" for code in heads)
        lines = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        return f"<table><thead><tr>{top}</tr></thead><tbody>\n{lines}\n</tbody></table>"
