"""`fourbeat policy suggestions`: what generators refused that we had let pass, and what it turned out to be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from fourbeat.model.errors import Invalid
from fourbeat.model.ids import code
from fourbeat.model.suggestion import SuggestionKind
from fourbeat.studio.suggestions import Suggested

from .session import Session
from .shared import command, group
from .speech import option

suggestions = group("suggestions", "help.policy-suggestions")

_FILE = click.Path(path_type=Path)


@command(suggestions, "list", "help.policy-suggestions-list")
def list_(session: Session) -> None:
    """List refusals, those without an answer first."""
    with session.open(write=False) as studio:
        every = sorted(studio.suggestions.all(), key=lambda one: one.answer is not None)
        session.answer.give({"suggestions": [_document(one) for one in every]})
        say = session.desk.say
        if not every:
            session.answer.say(say("suggestion.none"))
            return
        rows = [
            [
                code(one.attempt.id),
                one.shot.number if one.shot else "–",
                one.job.lane,
                say(f"refusal.stage.{one.refusal.stage}"),
                one.refusal.code or "–",
                say(f"refusal.charged.{one.refusal.charged}"),
                say(f"suggestion.kind.{one.answer.kind}") if one.answer else say("suggestion.open"),
            ]
            for one in every
        ]
        heads = ("code", "shot", "provider", "refused-when", "refused-code", "charged", "answer")
        session.answer.table([say(f"column.{head}") for head in heads], rows)


@command(suggestions, "answer", "help.policy-suggestions-answer")
@click.argument("label", metavar="CODE")
@click.argument("kind", metavar="WORD", type=click.Choice([*map(str, SuggestionKind)]))
@option("--name", "text", text="option.suggestion-name", metavar="NAME", default="")
@option("--subject", text="option.suggestion-subject", metavar="ID", default="")
@option("--pack", text="option.suggestion-pack", type=_FILE)
@option("--language", text="option.suggestion-language", metavar="CODE", default="en")
@option("-o", "--out", text="option.suggestion-out", type=_FILE)
def answer(
    session: Session,
    label: str,
    kind: str,
    text: str,
    subject: str,
    pack: Path | None,
    language: str,
    out: Path | None,
) -> None:
    """Say what a refusal turned out to be."""
    if (pack is None) != (out is None) or (pack is not None and kind != SuggestionKind.NEW_ALIAS.value):
        raise Invalid("suggestion.pack-and-out")
    with session.open(write=True) as studio:
        one = studio.suggestions.find(label)
        added = None
        if pack is not None and out is not None:
            added = studio.suggestions.put_into(
                of=one, pack=pack, out=out, subject=subject, text=text, language=language
            )
        made = studio.suggestions.answer(of=one, kind=SuggestionKind(kind), subject=subject, text=text)
        session.answer.give(
            {"suggestion": made.model_dump(mode="json"), "file": str(added.file) if added else None}
            | ({"pack": added.pack, "version": added.version} if added else {})
        )
        say = session.desk.say
        session.answer.say(
            say("suggestion.answered", code=code(one.attempt.id), kind=say(f"suggestion.kind.{made.kind}"))
        )
        if added:
            told = {"file": str(added.file), "pack": added.pack, "version": str(added.version)}
            session.answer.say(say("suggestion.added", name=made.text, **told))
        elif made.kind is SuggestionKind.NEW_ALIAS:
            session.answer.note(say("suggestion.add-it", name=made.text, subject=made.subject))


def _document(one: Suggested) -> dict[str, Any]:
    return {
        "code": code(one.attempt.id),
        "attempt": one.attempt.id,
        "shot": one.shot.number if one.shot else None,
        "provider": one.job.lane,
        "stage": one.refusal.stage,
        "refused_with": one.refusal.code,
        "charged": one.refusal.charged,
        "at": one.attempt.started_at,
        "answer": one.answer.model_dump(mode="json") if one.answer else None,
    }
