"""`fourbeat cast`, `fourbeat place`, `fourbeat prop`: who and what has a name in the film."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from fourbeat.model.errors import Invalid
from fourbeat.studio.studio import Studio
from fourbeat.studio.uses import shots_of

from .cast_shown import colours_of, costumes_of, one_line, show_continuity, show_one, told
from .session import Session
from .shared import command, group
from .speech import Group, option

cast = group("cast", "help.cast")
place = group("place", "help.place")
prop = group("prop", "help.prop")

NOTHING = "-"
_TEXTS = {
    "identity": "option.identity",
    "wardrobe": "option.wardrobe",
    "voice": "option.voice",
    "colour": "option.colour",
    "aliases": "option.aliases",
    "note": "option.named-note",
}


def _commands(parent: Group, kept: Callable[[Studio], Any], fields: tuple[str, ...]) -> None:
    """Give a group the commands that cast, places and props share."""

    def worded(function: Callable[..., None]) -> Callable[..., None]:
        for name in reversed(fields):
            function = option(f"--{name}", text=_TEXTS[name])(function)
        return function

    @command(parent, "list", "help.named-list")
    @option("--bin", "binned", text="option.in-bin", is_flag=True)
    def list_(session: Session, binned: bool) -> None:
        """List everyone or everything of a kind."""
        with session.open(write=False) as studio:
            entries = kept(studio)
            rows = entries.binned() if binned else entries.all()
            counts = {one.id: len(shots_of(studio.plan, entries.uses(one))) for one in rows}
            named = [{"id": one.id, "name": one.name, "shots": counts[one.id], **told(one, fields)} for one in rows]
            session.answer.give({parent.name or "": named})
            say = session.desk.say
            if not rows:
                session.answer.say(say("named.none"))
                return
            heads = [say("column.name"), say("column.uses"), say("column.identity")]
            cells = [[one.name, str(counts[one.id]), " ".join(one.identity.split())] for one in rows]
            session.answer.table(heads, cells, right=(1,))

    @command(parent, "show", "help.named-show")
    @click.argument("name")
    def show(session: Session, name: str) -> None:
        """Show one with everywhere it is used."""
        with session.open(write=False) as studio:
            entries = kept(studio)
            show_one(session, studio, entries, entries.find(name), fields)

    @command(parent, "continuity", "help.named-continuity")
    @click.argument("name")
    def continuity(session: Session, name: str) -> None:
        """Show what each shot has of one, side by side."""
        with session.open(write=False) as studio:
            entries = kept(studio)
            show_continuity(session, studio, entries.continuity(entries.find(name)))

    @command(parent, "add", "help.named-add")
    @click.argument("name")
    @worded
    def add(session: Session, name: str, **given: str | None) -> None:
        """Add one."""
        with session.open(write=True) as studio:
            made = kept(studio).add(name=name, **_given(given))
            session.answer.give({"id": made.id, "name": made.name})
            session.answer.say(session.desk.say("named.added", name=made.name))

    @command(parent, "edit", "help.named-edit")
    @click.argument("name")
    @option("--language", text="option.named-language", metavar="LANGUAGE")
    @worded
    def edit(session: Session, name: str, language: str | None, **given: str | None) -> None:
        """Change fields of one, or the text to send for them."""
        with session.open(write=True) as studio:
            one = kept(studio).find(name)
            if language:
                sent = kept(studio).sent(one)
                sent[language] = {**sent.get(language, {}), **_given(given)}
                kept(studio).send(one=one, sent=sent)
            else:
                kept(studio).edit(one=one, **_given(given))
            session.answer.give({"id": one.id, "name": one.name})
            session.answer.say(session.desk.say("named.edited", name=one.name))

    @command(parent, "move", "help.named-move")
    @click.argument("name")
    @option("--after", text="option.after-named", metavar="NAME")
    @option("--before", text="option.before-named", metavar="NAME")
    def move(session: Session, name: str, after: str | None, before: str | None) -> None:
        """Move one in the list."""
        with session.open(write=True) as studio:
            entries = kept(studio)
            one = entries.find(name)
            beside = {"after": after, "before": before}
            entries.move(one=one, **{side: entries.find(label) for side, label in beside.items() if label})
            order = tuple(each.name for each in entries.all())
            session.answer.give({"order": list(order)})
            session.answer.say(session.desk.say("named.moved", name=one.name, order=order))

    @command(parent, "rename", "help.named-rename")
    @click.argument("name")
    @click.argument("new")
    @option("--keep", text="option.rename-keep", is_flag=True)
    @option("--prose", text="option.rename-prose", is_flag=True)
    @option("--dry-run", "dry", text="option.dry-run", is_flag=True)
    def rename(session: Session, name: str, new: str, keep: bool, prose: bool, dry: bool) -> None:
        """Give another name everywhere."""
        with session.open(write=not dry) as studio:
            entries = kept(studio)
            one = entries.find(name)
            planned = entries.renaming(one=one, name=new, keep=keep, prose=prose)
            if not dry:
                entries.rename(one=one, name=new, keep=keep, prose=prose)
            places = [
                {
                    "owner": at.owner,
                    "kind": at.row.kind,
                    "id": at.row.id,
                    "field": at.field,
                    "before": at.before,
                    "after": at.after,
                }
                for at in planned.places
            ]
            session.answer.give({"id": one.id, "name": planned.new, "places": places, "plain": planned.plain})
            say = session.desk.say
            for at in planned.places:
                session.answer.say(f"{at.owner}  - {one_line(at.before)}", "dim")
                session.answer.say(f"{at.owner}  + {one_line(at.after)}")
            code = "named.would-rename" if dry else "named.renamed"
            session.answer.say(say(code, name=planned.old, new=planned.new, n=len(planned.places)), "bold")
            if planned.plain:
                session.answer.say(say("named.plain", n=planned.plain))

    @command(parent, "remove", "help.named-remove")
    @click.argument("name")
    @option("--anyway", text="option.anyway", is_flag=True)
    def remove(session: Session, name: str, anyway: bool) -> None:
        """Put one into the bin."""
        with session.open(write=True) as studio:
            one = kept(studio).find(name)
            kept(studio).remove(one=one, anyway=anyway)
            session.answer.give({"id": one.id, "name": one.name})
            session.answer.say(session.desk.say("named.removed", name=one.name))

    @command(parent, "restore", "help.named-restore")
    @click.argument("name")
    def restore(session: Session, name: str) -> None:
        """Bring one back from the bin."""
        with session.open(write=True) as studio:
            one = kept(studio).bring_back(one=kept(studio).find(name, binned=True))
            session.answer.give({"id": one.id, "name": one.name})
            session.answer.say(session.desk.say("named.restored", name=one.name))

    @command(parent, "colours", "help.named-colours")
    @click.argument("name")
    @click.argument("colours", nargs=-1, metavar="COLOUR…")
    def colours_(session: Session, name: str, colours: tuple[str, ...]) -> None:
        """Set the colours of one."""
        with session.open(write=True) as studio:
            one = kept(studio).find(name)
            kept(studio).set_colours(one=one, colours=colours)
            session.answer.give({"id": one.id, "colours": colours_of(kept(studio), one)})
            session.answer.say(session.desk.say("named.edited", name=one.name))


_commands(cast, lambda studio: studio.cast, tuple(_TEXTS))
_commands(place, lambda studio: studio.places, ("identity", "aliases", "note"))
_commands(prop, lambda studio: studio.props, ("identity", "note"))


@command(cast, "costume", "help.cast-costume")
@click.argument("name")
@click.argument("costume")
@option("--words", text="option.costume-words")
@option("--language", text="option.named-language", metavar="LANGUAGE")
@option("--rename", "new", text="option.costume-rename")
@option("--remove", text="option.costume-remove", is_flag=True)
@option("--anyway", text="option.anyway", is_flag=True)
def costume_(
    session: Session,
    name: str,
    costume: str,
    words: str | None,
    language: str | None,
    new: str | None,
    remove: bool,
    anyway: bool,
) -> None:
    """Add, change or remove a costume."""
    with session.open(write=True) as studio:
        one = studio.cast.find(name)
        known = {each.name.casefold() for each in studio.cast.costumes(one)}
        if remove:
            studio.cast.remove_costume(costume=studio.cast.costume(one, costume), anyway=anyway)
        elif language:
            row = studio.cast.costume(one, costume)
            texts = {**studio.cast.costume_sent(row), language: words or ""}
            studio.cast.send_costume(costume=row, sent=texts)
        elif costume.strip().casefold() in known or new is not None:
            studio.cast.edit_costume(costume=studio.cast.costume(one, costume), name=new, words=words)
        else:
            studio.cast.add_costume(one=one, name=costume, words=words or "")
        session.answer.give({"id": one.id, "costumes": costumes_of(studio, studio.cast.costumes(one))})
        session.answer.say(session.desk.say("named.edited", name=one.name))


@command(cast, "wear", "help.cast-wear")
@click.argument("name")
@click.argument("costume")
@click.argument("labels", nargs=-1, required=True, metavar="SHOT…")
def wear(session: Session, name: str, costume: str, labels: tuple[str, ...]) -> None:
    """Let somebody wear a costume in shots."""
    with session.open(write=True) as studio:
        one = studio.cast.find(name)
        worn = None if costume == NOTHING else studio.cast.costume(one, costume)
        shots = [studio.shots.find(label) for label in labels]
        changes = studio.cast.wear(one=one, costume=worn, shots=shots)
        _shown(session, one.name, len(changes.shots))


def _seen(parent: Group, kept: Callable[[Studio], Any]) -> None:
    """Give a group the command by which somebody or something is seen in shots."""

    @command(parent, "seen", "help.named-seen")
    @click.argument("name")
    @click.argument("labels", nargs=-1, required=True, metavar="SHOT…")
    @option("--not", "gone", text="option.not-seen", is_flag=True)
    def seen(session: Session, name: str, labels: tuple[str, ...], gone: bool) -> None:
        """Let somebody or something be seen in shots."""
        with session.open(write=True) as studio:
            one = kept(studio).find(name)
            shots = [studio.shots.find(label) for label in labels]
            changes = kept(studio).show(one=one, shots=shots, seen=not gone)
            _shown(session, one.name, len(changes.shots))


_seen(cast, lambda studio: studio.cast)
_seen(prop, lambda studio: studio.props)


@command(place, "set", "help.place-set")
@click.argument("name")
@click.argument("scenes", nargs=-1, required=True, metavar="SCENE…")
def set_(session: Session, name: str, scenes: tuple[str, ...]) -> None:
    """Let scenes play in a place."""
    with session.open(write=True) as studio:
        one = None if name == NOTHING else studio.places.find(name)
        studio.places.set_in(one=one, scenes=[studio.shots.find_scene(label) for label in scenes])
        session.answer.give({"place": one.id if one else None})
        session.answer.say(session.desk.say("named.edited", name=one.name if one else ", ".join(scenes)))


def _shown(session: Session, name: str, count: int) -> None:
    session.answer.give({"name": name, "shots": count})
    session.answer.say(session.desk.say("named.shown", name=name, n=count))


def _given(given: dict[str, str | None]) -> dict[str, str]:
    fields = {name: value for name, value in given.items() if value is not None}
    if (colour := fields.get("colour")) is not None:
        fields["colour"] = colour.strip().lower()
    if any("\x00" in value for value in fields.values()):
        raise Invalid("named.no-name")
    return fields
