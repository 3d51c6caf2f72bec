"""`fourbeat replace`: find words across the film and put others in their place."""

from __future__ import annotations

from typing import Any

import click

from fourbeat.model.plan import Shot
from fourbeat.studio.text import Hit
from fourbeat.writing.search import Wanted

from .session import Session
from .shared import command
from .speech import option


@command(None, "replace", "help.replace")
@click.argument("old")
@click.argument("new")
@option("--dry-run", "dry", text="option.dry-run", is_flag=True)
@option("--match-case", text="option.match-case", is_flag=True)
@option("--whole-word", text="option.whole-word", is_flag=True)
@option("--identity", text="option.replace-cast", is_flag=True)
@option("--filter", "asked", text="option.filter", metavar="FILTER")
def replace(
    session: Session,
    old: str,
    new: str,
    dry: bool,
    match_case: bool,
    whole_word: bool,
    identity: bool,
    asked: str | None,
) -> None:
    """Show every place and replace it, as one step."""
    with session.open(write=not dry) as studio:
        shots = None
        if asked is not None:
            shots = [studio.plan.get(Shot, card.shot) for card in studio.filtering.shots(asked)]
        hits = studio.text.find(Wanted(old, match_case, whole_word), shots=shots, cast=identity)
        if not dry:
            studio.text.replace(hits=hits, new=new)
        session.answer.give({"replaced": 0 if dry else len(hits), "hits": [_document(hit) for hit in hits]})
        say = session.desk.say
        if not hits:
            session.answer.say(say("replace.none", text=old))
            return
        rows = [[hit.owner, say(hit.place.code), f"{hit.before}[{hit.found}]{hit.after}"] for hit in hits]
        session.answer.table([say("column.owner"), say("column.field"), say("column.line")], rows)
        session.answer.say(say("replace.would" if dry else "replace.done", n=len(hits)), "bold")


def _document(hit: Hit) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "id": hit.row,
        "shot": hit.shot,
        "owner": hit.owner,
        "field": hit.field,
        "start": hit.start,
        "end": hit.end,
        "text": hit.text,
    }
