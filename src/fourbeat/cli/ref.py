"""`fourbeat ref`: reference pictures of shots, cast, places and props."""

from __future__ import annotations

import re
from pathlib import Path

import click

from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.format import Size
from fourbeat.model.plan import Character, Declared, Place, Prop, Reference, Role, Shot
from fourbeat.studio.references import Added, Owner
from fourbeat.studio.studio import Studio

from .session import Session
from .shared import command, group
from .speech import option

ref = group("ref", "help.ref")

_ROLES = click.Choice([*map(str, Role)])
_DECLARED = click.Choice([*map(str, Declared)])
_BOX = re.compile(r"\s*(\d{1,6}),\s*(\d{1,6}),\s*(\d{1,6}),\s*(\d{1,6})\s*")


def owner_of(studio: Studio, label: str) -> Owner:
    """Find a shot by its number, or with @ one of the cast, a place or a prop."""
    if not label.startswith(("@", "＠")):
        return studio.shots.find(label)
    missing: NotFound | None = None
    for kept in (studio.cast, studio.places, studio.props):
        try:
            found: Character | Place | Prop = kept.find(label.replace("＠", "@"))
            return found
        except NotFound as error:
            missing = missing or error
    assert missing is not None
    raise missing


def _picture(studio: Studio, owner: Owner, label: str | None) -> Reference:
    rows = studio.references.of(owner)
    if label is None and not rows:
        raise NotFound("ref.none", name=_name(owner))
    return rows[0] if label is None else studio.references.find(owner, label)


@command(ref, "list", "help.ref-list")
@click.argument("owner")
def list_(session: Session, owner: str) -> None:
    """List the pictures of an owner."""
    with session.open(write=False) as studio:
        rows = studio.references.of(owner_of(studio, owner))
        session.answer.give({"references": [_document(studio, row) for row in rows]})
        say = session.desk.say
        if not rows:
            session.answer.say(say("ref.nothing"))
            return
        heads = [say(code) for code in ("column.role", "column.declared", "column.crop", "column.file")]
        cells = [
            [str(place), str(row.role), str(row.declared), row.crop or "–", row.name]
            for place, row in enumerate(rows, 1)
        ]
        session.answer.table(["", *heads], cells, right=(0,))


@command(ref, "add", "help.ref-add")
@click.argument("owner")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@option("--role", text="option.ref-role", type=_ROLES, metavar="ROLE")
@option("--declared", text="option.ref-declared", type=_DECLARED, metavar="WORD")
@option("--strip", text="option.ref-strip", is_flag=True)
def add(
    session: Session, owner: str, files: tuple[Path, ...], role: str | None, declared: str | None, strip: bool
) -> None:
    """Add pictures."""
    with session.open(write=True) as studio:
        of = owner_of(studio, owner)
        added = studio.references.add(
            of=of,
            files=files,
            role=Role(role) if role else None,
            declared=Declared(declared) if declared else Declared.UNDECLARED,
            strip=strip,
        )
        _say_added(session, studio, of, added)


@command(ref, "frame", "help.ref-frame")
@click.argument("owner")
@click.argument("shot")
@click.argument("take")
@option("--at", text="option.ref-frame", type=click.IntRange(min=0), metavar="FRAME")
@option("--role", text="option.ref-role", type=_ROLES, metavar="ROLE")
def frame(session: Session, owner: str, shot: str, take: str, at: int | None, role: str | None) -> None:
    """Use a frame of a take."""
    with session.open(write=True) as studio:
        of = owner_of(studio, owner)
        found = studio.takes.find(studio.shots.find(shot), take)
        added = studio.references.from_take(of=of, take=found, frame=at, role=Role(role) if role else None)
        _say_added(session, studio, of, added)


@command(ref, "previous", "help.ref-previous")
@click.argument("shot")
def previous(session: Session, shot: str) -> None:
    """Start from the previous shot's last frame."""
    with session.open(write=True) as studio:
        of = studio.shots.find(shot)
        _say_added(session, studio, of, Added((studio.references.previous(shot=of),)))


@command(ref, "set", "help.ref-set")
@click.argument("owner")
@click.argument("picture")
@option("--role", text="option.ref-role", type=_ROLES, metavar="ROLE")
@option("--declared", text="option.ref-declared", type=_DECLARED, metavar="WORD")
def set_(session: Session, owner: str, picture: str, role: str | None, declared: str | None) -> None:
    """Say what a picture is for or shows."""
    with session.open(write=True) as studio:
        one = _picture(studio, owner_of(studio, owner), picture)
        studio.references.change(
            one=one, role=Role(role) if role else None, declared=Declared(declared) if declared else None
        )
        _say_changed(session, studio, one)


@command(ref, "move", "help.ref-move")
@click.argument("owner")
@click.argument("picture")
@option("--after", text="option.after-named", metavar="PICTURE")
@option("--before", text="option.before-named", metavar="PICTURE")
def move(session: Session, owner: str, picture: str, after: str | None, before: str | None) -> None:
    """Move a picture in its list."""
    with session.open(write=True) as studio:
        of = owner_of(studio, owner)
        one = _picture(studio, of, picture)
        studio.references.move(
            one=one,
            after=_picture(studio, of, after) if after else None,
            before=_picture(studio, of, before) if before else None,
        )
        rows = studio.references.of(of)
        session.answer.give({"references": [_document(studio, row) for row in rows]})
        order = tuple(f"{place} {row.name}" for place, row in enumerate(rows, 1))
        session.answer.say(session.desk.say("named.moved", name=one.name, order=order))


@command(ref, "crop", "help.ref-crop")
@click.argument("owner")
@click.argument("picture", required=False)
@option("--size", "wanted", text="option.ref-size", metavar="SIZE")
@option("--box", text="option.ref-box", metavar="L,T,W,H")
@option("--undo", "back", text="option.ref-uncrop", is_flag=True)
def crop(session: Session, owner: str, picture: str | None, wanted: str | None, box: str | None, back: bool) -> None:
    """Crop a picture to a size."""
    part = None
    if box is not None:
        found = _BOX.fullmatch(box)
        if found is None:
            raise Invalid("ref.not-a-box", given=box[:40])
        part = (int(found[1]), int(found[2]), int(found[3]), int(found[4]))
    with session.open(write=True) as studio:
        of = owner_of(studio, owner)
        one = _picture(studio, of, picture)
        if back:
            studio.references.uncrop(one=one)
        else:
            usual = (of.size if isinstance(of, Shot) else None) or studio.plan.project.size
            studio.references.crop(one=one, size=Size.parse(wanted or usual), box=part)
        _say_changed(session, studio, one)


@command(ref, "palette", "help.ref-palette")
@click.argument("shot")
@option("--picture", text="option.ref-picture", metavar="PICTURE")
@option("--count", text="option.ref-count", type=int, default=5, metavar="N")
def palette(session: Session, shot: str, picture: str | None, count: int) -> None:
    """Read the palette from a picture."""
    with session.open(write=True) as studio:
        of = studio.shots.find(shot)
        found = studio.references.palette(shot=of, one=_picture(studio, of, picture), count=count)
        session.answer.give({"shot": of.number, "palette": list(found)})
        session.answer.say(session.desk.say("ref.palette", shot=of.number, colours=", ".join(found)))


@command(ref, "strip", "help.ref-strip")
@click.argument("owner")
@click.argument("picture", required=False)
def strip(session: Session, owner: str, picture: str | None) -> None:
    """Leave out where a picture was taken."""
    with session.open(write=True) as studio:
        one = _picture(studio, owner_of(studio, owner), picture)
        told = studio.references.strip(one=one)
        session.answer.give({"stripped": told, **_document(studio, studio.plan.get(Reference, one.id))})
        session.answer.say(session.desk.say("ref.stripped" if told else "ref.clean", picture=one.name))


@command(ref, "remove", "help.ref-remove")
@click.argument("owner")
@click.argument("picture")
def remove(session: Session, owner: str, picture: str) -> None:
    """Put a picture into the bin."""
    with session.open(write=True) as studio:
        one = _picture(studio, owner_of(studio, owner), picture)
        studio.references.remove(one=one)
        session.answer.give({"id": one.id})
        session.answer.say(session.desk.say("ref.removed", picture=one.name))


def _say_added(session: Session, studio: Studio, of: Owner, added: Added) -> None:
    say, answer = session.desk.say, session.answer
    answer.give(
        {
            "added": [_document(studio, row) for row in added.new],
            "known": [_document(studio, row) for row in added.known],
            "elsewhere": list(added.elsewhere),
        }
    )
    if added.new:
        answer.say(say("ref.added", n=len(added.new), name=_name(of)))
    if added.known:
        answer.say(say("ref.known", n=len(added.known)))
    if added.elsewhere:
        answer.say(say("ref.elsewhere", owners=", ".join(added.elsewhere)))


def _say_changed(session: Session, studio: Studio, one: Reference) -> None:
    session.answer.give(_document(studio, studio.plan.get(Reference, one.id)))
    session.answer.say(session.desk.say("ref.changed", picture=one.name))


def _document(studio: Studio, row: Reference) -> dict[str, str]:
    return {
        "id": row.id,
        "role": str(row.role),
        "declared": str(row.declared),
        "sha256": row.sha256,
        "name": row.name,
        "original": row.original,
        "crop": row.crop,
        "file": str(studio.references.path(row)),
    }


def _name(owner: Owner) -> str:
    return owner.number if isinstance(owner, Shot) else owner.name
