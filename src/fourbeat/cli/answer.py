"""How a command answers: words and tables for people, one JSON document for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.text import Text


class Answer:
    """Write results to standard output and everything else to standard error."""

    def __init__(self, *, as_json: bool = False) -> None:
        self.as_json = as_json
        self.out = Console(highlight=False, soft_wrap=True, emoji=False, markup=False)
        self.err = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False, markup=False)

    def say(self, text: str, style: str = "") -> None:
        """Write a line for a person; with --json it is left out."""
        if not self.as_json:
            self.out.print(Text(plain(text), style=style))

    def note(self, text: str) -> None:
        """Write a line that is not part of the result."""
        self.err.print(Text(plain(text), style="dim"))

    def give(self, document: dict[str, Any]) -> None:
        """Write the result for programs, if they asked."""
        if self.as_json:
            sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> None:
        """Write a table for a person; the columns named in `right` hold numbers."""
        if self.as_json:
            return
        from rich.table import Table

        table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
        for index, head in enumerate(heads):
            last = index == len(heads) - 1
            table.add_column(head, justify="right" if index in right else "left", no_wrap=not last, overflow="ellipsis")
        for row in rows:
            table.add_row(*(Text(plain(cell)) for cell in row))
        # A table is cut to the terminal's width; in a pipe nothing is cut.
        wide = Console(highlight=False, width=None if self.out.is_terminal else 400, emoji=False, markup=False)
        wide.print(table)

    def error(self, title: str, text: str, code: str) -> None:
        """Write what went wrong."""
        if self.as_json:
            self.give({"error": {"code": code, "title": title, "message": text}})
        else:
            self.err.print(Text(plain(title), style="bold red"))
            self.err.print(Text(plain(text)))


def plain(text: str) -> str:
    """Take out control characters: names in a shared project must not steer the terminal."""
    return "".join(character for character in text if character in "\n\t" or character.isprintable())
