"""`fourbeat brief`: what a shot's brief says, what it sends, and prompts from elsewhere taken into it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich.text import Text

from fourbeat.model.errors import Invalid
from fourbeat.model.plan import Form, Shot
from fourbeat.studio.pages import page, read_page
from fourbeat.studio.prompts import Sending, translated
from fourbeat.studio.studio import Studio
from fourbeat.writing.difference import Kind

from .items import beat, line
from .session import Session
from .several import read_text, tell_size
from .shared import command, group
from .speech import option

brief = group("brief", "help.brief")

_ITEMS = ("palette", "cast", "props")
_YES_OR_NO = {"はい": True, "いいえ": False}
_STYLES = {Kind.SAME: "", Kind.GONE: "red strike", Kind.NEW: "green underline"}


@command(brief, "show", "help.brief-show")
@click.argument("label", metavar="SHOT")
@option("--template", text="option.as-template", is_flag=True)
def show(session: Session, label: str, template: bool) -> None:
    """Show a shot's brief as its file would say it, or as text to edit anywhere."""
    with session.open(write=False) as studio:
        shot = studio.shots.find(label)
        written = studio.shots.written(shot)
        now = studio.prompts.sending(shot)
        session.answer.give({"id": shot.id, **written.model_dump(mode="json"), "prompt": now.prompt.text})
        session.answer.say(studio.prompts.template(shot) if template else page([written]).rstrip("\n"))
        _tell(session, studio, shot, now)


@command(brief, "set", "help.brief-set")
@click.argument("label", metavar="SHOT")
@click.argument("fields", nargs=-1, metavar="FIELD=VALUE")
@option("--from", "source", text="option.brief-from", metavar="FILE")
@option("--language", text="option.brief-language", metavar="LANGUAGE")
def set_(session: Session, label: str, fields: tuple[str, ...], source: str | None, language: str | None) -> None:
    """Set fields of a brief, from a prompt or brief file or one by one."""
    given = dict(map(_pair, fields))
    if not given and source is None:
        raise Invalid("brief.nothing-given")
    with session.open(write=True) as studio:
        shot = studio.shots.find(label)
        new: dict[str, object] = _from(studio, shot, source) if source is not None else {}
        if language is not None:
            new |= translated(studio.shots.written(shot), language, given)
        else:
            new |= {name: _value(name, value) for name, value in given.items() if name != "prompt"}
        changes = studio.fields.set(shots=[shot], fields=new) if new else None
        if "prompt" in given and language is None:
            typed = studio.prompts.write(shot=studio.shots.find(label), text=given["prompt"])
            changes = typed if changes is None else changes | typed
        shot = studio.plan.get(Shot, shot.id)
        session.answer.give({"id": shot.id, **studio.shots.written(shot).model_dump(mode="json")})
        code = "shot.edited" if changes and changes.shots else "shot.unchanged"
        session.answer.say(session.desk.say(code, shot=shot.number))
        _tell(session, studio, shot, studio.prompts.sending(shot))
        tell_size(session, studio, [shot])


@command(brief, "render", "help.brief-render")
@click.argument("label", metavar="SHOT")
@option("--form", text="option.form", type=click.Choice([*map(str, Form)]), metavar="WORD")
@option("--provider", text="option.render-provider", metavar="NAME")
def render(session: Session, label: str, form: str | None, provider: str | None) -> None:
    """Show exactly what a shot sends, or would send in another form or to another generator."""
    with session.open(write=False) as studio:
        shot = studio.shots.find(label)
        now = studio.prompts.sending(shot, form=Form(form) if form else None, provider=provider)
        session.answer.give(document(now))
        session.answer.say(now.prompt.text)
        _tell(session, studio, shot, now, asked=bool(form or provider))


@command(brief, "compare", "help.brief-compare")
@click.argument("label", metavar="SHOT")
@option("--accept", "deed", text="option.prompt-accept", flag_value="accept")
@option("--keep", "deed", text="option.prompt-keep", flag_value="keep")
@option("--drop", "deed", text="option.prompt-drop", flag_value="drop")
def compare(session: Session, label: str, deed: str | None) -> None:
    """Show what the brief's changes would do to text typed by hand, and settle it."""
    with session.open(write=deed is not None) as studio:
        shot = studio.shots.find(label)
        if deed is not None:
            getattr(studio.prompts, deed)(shot=shot)
            now = studio.prompts.sending(shot)
            session.answer.give(document(now))
            session.answer.say(session.desk.say(f"prompt.done-{deed}", shot=shot.number))
            return
        pieces = studio.prompts.difference(shot)
        session.answer.give({"pieces": [{"kind": one.kind, "text": one.text} for one in pieces]})
        if not session.answer.as_json:
            text = Text()
            for one in pieces:
                marks = {Kind.GONE: "[-{}-]", Kind.NEW: "{{+{}+}}"}.get(one.kind, "{}")
                text.append(marks.format(one.text), _STYLES[one.kind])
            session.answer.out.print(text)
        _tell(session, studio, shot, studio.prompts.sending(shot))


@command(brief, "dialect", "help.brief-dialect")
@click.argument("provider", required=False)
@option("--model", text="option.dialect-model", metavar="NAME")
@option("--form", text="option.dialect-form", type=click.Choice(["none", *map(str, Form)]), metavar="WORD")
@option("--language", text="option.dialect-language", metavar="LANGUAGE")
@option("--labels/--no-labels", text="option.dialect-labels", default=None)
@option("--words", text="option.dialect-words", type=int)
@option("--characters", text="option.dialect-characters", type=int)
def dialect(session: Session, provider: str | None, model: str | None, **given: Any) -> None:
    """Show how prompts for generators are written, and choose it."""
    with session.open(write=False) as studio:
        dialects = studio.dialects
        names = [provider] if provider else sorted({*dialects.known(), *studio.generators})
        choices = {name: None if value in ("none", 0) else value for name, value in given.items() if value is not None}
        if choices and provider is None:
            raise Invalid("dialect.which")
        if choices and provider:
            dialects.set(provider=provider, model=model or "", choices=choices)
        found = {name: dialects.of(name, model or "") for name in names}
        session.answer.give({name: one.model_dump(mode="json") for name, one in found.items()})
        say = session.desk.say
        heads = ("provider", "form", "language", "labels", "most")
        rows = [
            (
                name,
                str(one.form or "–"),
                one.language or say("dialect.as-written"),
                say("dialect.yes" if one.labels else "dialect.no"),
                ", ".join(
                    say(f"dialect.{unit}", n=most) for unit in ("words", "characters") if (most := getattr(one, unit))
                )
                or "–",
            )
            for name, one in found.items()
        ]
        session.answer.table([say(f"dialect.column.{head}") for head in heads], rows)


def document(now: Sending) -> dict[str, Any]:
    """Give what is sent for programs."""
    return {
        "prompt": now.prompt.text,
        "parts": [one.model_dump() for one in now.prompt.parts],
        "made": now.made.text,
        "form": now.form,
        "provider": now.provider,
        "language": now.dialect.language,
        "words": now.length.words,
        "characters": now.length.characters,
        "most_words": now.length.most_words,
        "most_characters": now.length.most_characters,
        "over": now.length.over,
        "by_hand": now.by_hand,
        "outdated": now.outdated,
        "missing": [{"of": one.of, "field": one.field} for one in now.prompt.missing],
    }


def _tell(session: Session, studio: Studio, shot: Shot, now: Sending, *, asked: bool = False) -> None:
    """Say beside the result what is odd about it."""
    note, say = session.answer.note, session.desk.say
    if now.length.over:
        note(say("prompt.too-long", words=now.length.words, characters=now.length.characters, most=_most(session, now)))
    if now.prompt.missing:
        fields = tuple(dict.fromkeys(studio.prompts.called(shot, one) for one in now.prompt.missing))
        note(say("prompt.missing", language=now.dialect.language, fields=fields))
    if now.outdated and not asked:
        note(say("prompt.outdated", shot=shot.number))
    elif now.by_hand and not asked:
        note(say("prompt.by-hand"))


def _most(session: Session, now: Sending) -> str:
    units = (("words", now.length.most_words), ("characters", now.length.most_characters))
    return ", ".join(session.desk.say(f"dialect.{unit}", n=most) for unit, most in units if most)


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise Invalid("brief.no-equals", given=text[:60])
    return name.strip(), value


def _value(name: str, value: str) -> object:
    """Read one field's value: several things are separated by semicolons, nothing is an empty value."""
    if name in _ITEMS:
        return tuple(one.strip() for one in value.split(";") if one.strip())
    if name == "wearing":
        pairs = (one.partition(":") for one in value.split(";") if one.strip())
        return {person.strip(): costume.strip() for person, _, costume in pairs}
    if name in ("beats", "lines"):
        read = beat if name == "beats" else line
        return tuple(read(one) for one in value.split(";") if one.strip())
    if name in ("framing", "angle", "move", "depth", "form", "provider", "model", "size", "seed"):
        return value.strip() or None
    if name == "short":
        said = value.strip()
        return _YES_OR_NO.get(said, said or False)
    return value


def _from(studio: Studio, shot: Shot, source: str) -> dict[str, object]:
    """Read a brief file, or a prompt as the fields of a brief."""
    text = read_text(Path(source))
    (first, *more) = read_page(text)
    if more:
        raise Invalid("brief.several-given", n=len(more) + 1)
    if page([first.model_copy(update={"scene": ""})]).strip() == page([type(first)()]).strip():
        # Nothing but prose: it may be a prompt with its parts.
        return studio.prompts.read(text, shot=shot)
    return {name: getattr(first, name) for name in first.model_fields_set if name not in ("number", "references")}
