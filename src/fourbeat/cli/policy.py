"""`fourbeat policy`: rights packs, who signed them, and keys to sign one's own."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click

from fourbeat.model.errors import Invalid
from fourbeat.policy.building import written
from fourbeat.policy.pack import Pack, things
from fourbeat.policy.tabling import table as tabled
from fourbeat.studio.keys import Keys
from fourbeat.studio.pack_building import built
from fourbeat.studio.pack_building import ordinary as ordinary_names
from fourbeat.studio.pack_building import sign as signed
from fourbeat.studio.pack_files import Looked, beside_it, given_out, look
from fourbeat.studio.packs import InUse, Packs, Standing

from .session import Session
from .shared import command, group
from .speech import option

policy = group("policy", "help.policy")
pack = group("pack", "help.policy-pack")
key = group("key", "help.policy-key")
policy.add_command(pack)
policy.add_command(key)

_SHOWN = 4
"""How many names of an entry a list shows; the rest is in the answer for programs."""

_TOLD = 12
"""How many names of ordinary words are told."""

_FILE = click.Path(path_type=Path)


@command(pack, "list", "help.policy-pack-list")
def list_(session: Session) -> None:
    """List the packs in use."""
    say, every = session.desk.say, _packs(session).all()
    session.answer.give({"packs": [_document(session, one) for one in every]})
    rows = [
        [
            one.id,
            str(one.version) if one.version else "",
            str(sum(1 for _ in things(one.pack))) if one.pack else "",
            say(f"standing.{one.standing}"),
            one.key,
        ]
        for one in every
    ]
    heads = ("column.pack", "column.version", "column.guards", "column.standing", "column.signer")
    session.answer.table([say(code) for code in heads], rows, right=(1, 2))
    for one in every:
        if one.trouble:
            # A path fits no column.
            session.answer.note(say("packs.trouble", pack=one.id, why=one.trouble))


@command(pack, "show", "help.policy-pack-show")
@click.argument("what", metavar="PACK|FILE")
def show(session: Session, what: str) -> None:
    """Show what a pack guards and says."""
    packs = _packs(session)
    if Path(what).is_file():
        looked = look(Path(what), draft=True)
        one = InUse(
            looked.pack.pack,
            looked.pack.version,
            packs.standing(looked),
            looked.sha256,
            looked.seal.fingerprint if looked.seal else "",
            looked.pack,
        )
    else:
        one = packs.find(what)
    session.answer.give(_document(session, one) | {"guards": _guards(one.pack) if one.pack else []})
    _tell_head(session, one)
    if one.pack is None:
        return
    say = session.desk.say
    rows = [
        [
            "  " * (len(placed.trail) - 1) + placed.trail[-1],
            ", ".join([name.text for names in placed.thing.names.values() for name in names[:1]][:_SHOWN]),
            ", ".join(f"{rule.id}: {say(f'decision.{rule.effect}')}" for rule in placed.thing.rules),
        ]
        for placed in things(one.pack)
    ]
    session.answer.table([say("column.guarded"), say("column.names"), say("column.rules")], rows)


@command(pack, "check", "help.policy-pack-check")
@click.argument("file", type=_FILE)
def check(session: Session, file: Path) -> None:
    """Say whether a pack could be taken into use."""
    looked, standing = _packs(session).check(file=file)
    _tell_file(session, looked, standing)


@command(pack, "build", "help.policy-pack-build")
@click.argument("file", type=_FILE)
@option("-o", "--out", text="option.pack-out", type=_FILE, required=True)
@option("--replace", text="option.pack-replace", is_flag=True)
def build(session: Session, file: Path, out: Path, replace: bool) -> None:
    """Grade names, take fingerprints, make a pack of a table, and say which names are ordinary words."""
    done, ordinary = built(file)
    given_out(out, written(done), replace=replace)
    session.answer.give({"file": str(out), "pack": done.pack, "version": done.version, "ordinary": ordinary})
    session.answer.say(session.desk.say("packs.built", file=str(out), pack=done.pack, version=str(done.version)))
    _tell_ordinary(session, ordinary)


@command(pack, "table", "help.policy-pack-table")
@click.argument("file", type=_FILE)
@option("-o", "--out", text="option.pack-table-out", type=_FILE, required=True)
@option("--replace", text="option.pack-replace", is_flag=True)
def table(session: Session, file: Path, out: Path, replace: bool) -> None:
    """Write a pack as a table for a spreadsheet."""
    if out.suffix.lower() != ".csv":
        raise Invalid("packs.table-ends", file=str(out))
    data, left_out = tabled(look(file, draft=True).pack)
    given_out(out, data, replace=replace)
    session.answer.give({"file": str(out), "left_out": left_out})
    session.answer.say(session.desk.say("packs.tabled", file=str(out)))
    if left_out:
        session.answer.note(session.desk.say("packs.left-out", n=left_out))


@command(pack, "sign", "help.policy-pack-sign")
@click.argument("file", type=_FILE)
@option("--key", "name", text="option.pack-key", metavar="NAME")
@option("--replace", text="option.pack-replace", is_flag=True)
def sign(session: Session, file: Path, name: str | None, replace: bool) -> None:
    """Sign a pack: the signature is written beside it."""
    keys = Keys(session.desk.home)
    seal = signed(file, keys, name=name or keys.only(), replace=replace)
    session.answer.give({"signature": str(beside_it(file)), "key": seal.fingerprint})
    session.answer.say(session.desk.say("packs.signed", file=beside_it(file).name, key=seal.fingerprint))


@command(pack, "add", "help.policy-pack-add")
@click.argument("file", type=_FILE)
@option("--recheck", "anew", text="option.pack-recheck", is_flag=True)
def add(session: Session, file: Path, anew: bool) -> int:
    """Take a pack into use, and say what it reaches of what was made before."""
    one = _packs(session).add(file=file)
    if not anew:
        # With `--recheck` the answer is what was judged anew.
        session.answer.give(_document(session, one))
    session.answer.say(session.desk.say("packs.added", pack=one.id, version=str(one.version)))
    _tell_standing(session, one.standing, one.key, file)
    return _reached(session, anew=anew)


@command(pack, "trust", "help.policy-pack-trust")
@click.argument("file", type=_FILE)
@option("--key", "given", text="option.pack-fingerprint", metavar="FINGERPRINT")
@option("--recheck", "anew", text="option.pack-recheck", is_flag=True)
def trust(session: Session, file: Path, given: str | None, anew: bool) -> int:
    """Trust whoever signed a pack, once their fingerprint was compared; without it, show the fingerprint."""
    packs = _packs(session)
    if given is None:
        looked = look(file)
        standing = packs.standing(looked)
        _tell_file(session, looked, standing)
        return 0 if standing is Standing.TRUSTED else UNCONFIRMED
    one = packs.trust(file=file, key=given)
    if not anew:
        session.answer.give(_document(session, one))
    session.answer.say(session.desk.say("packs.trusted", key=one.key, pack=one.id, version=str(one.version)))
    return _reached(session, anew=anew)


@command(pack, "distrust", "help.policy-pack-distrust")
@click.argument("fingerprint")
def distrust(session: Session, fingerprint: str) -> None:
    """Trust a key no longer."""
    gone = _packs(session).distrust(key=fingerprint)
    session.answer.give({"key": gone})
    session.answer.say(session.desk.say("packs.distrusted", key=gone))
    _reached(session, anew=False)


@command(pack, "remove", "help.policy-pack-remove")
@click.argument("what", metavar="PACK")
def remove(session: Session, what: str) -> None:
    """Use a pack no longer."""
    _packs(session).remove(id_=what)
    session.answer.give({"removed": what})
    session.answer.say(session.desk.say("packs.removed", pack=what))
    _reached(session, anew=False)


@command(key, "make", "help.policy-key-make")
@click.argument("name")
def make(session: Session, name: str) -> None:
    """Make a key to sign packs with."""
    made = Keys(session.desk.home).make(name=name)
    session.answer.give({"name": made.name, "key": made.fingerprint, "public": str(made.public)})
    session.answer.say(session.desk.say("key.made", name=made.name, key=made.fingerprint, file=str(made.public)))


@command(key, "list", "help.policy-key-list")
def keys(session: Session) -> None:
    """List one's own keys and those that are trusted."""
    say = session.desk.say
    own = Keys(session.desk.home).all()
    trusted = _packs(session).keys()
    session.answer.give(
        {
            "own": [{"name": one.name, "key": one.fingerprint, "public": str(one.public)} for one in own],
            "trusted": [{"key": one, "first_on": known.first_on, "at": known.at} for one, known in trusted.items()],
        }
    )
    rows = [[one.fingerprint, say("key.own", name=one.name)] for one in own]
    rows += [[one, say("key.trusted", pack=known.first_on, day=known.at[:10])] for one, known in trusted.items()]
    if rows:
        session.answer.table([say("column.key"), say("column.whose")], rows)
    else:
        session.answer.say(say("key.none"))


UNCONFIRMED = 5
"""The exit code of `pack trust` where nobody has confirmed the signer yet: as for anything refused."""


def _packs(session: Session) -> Packs:
    return Packs(session.desk.home, session.desk.now)


def _reached(session: Session, *, anew: bool) -> int:
    """Judge the project here anew, or say how to."""
    # Not above: packs are taken in without any project.
    from .recheck import offer, rechecked

    if anew:
        return rechecked(session)
    offer(session)
    return 0


def _tell_file(session: Session, looked: Looked, standing: Standing) -> None:
    """Tell of a pack's file: that it is whole, what it is, and how it would stand."""
    signer = looked.seal.fingerprint if looked.seal else ""
    one = InUse(looked.pack.pack, looked.pack.version, standing, looked.sha256, signer, looked.pack)
    plain = ordinary_names(looked.pack)
    session.answer.give(_document(session, one) | {"ordinary": plain})
    _tell_head(session, one)
    _tell_ordinary(session, plain)
    # A day may have begun elsewhere already.
    if looked.pack.issued > (date.fromisoformat(session.desk.now()[:10]) + timedelta(days=1)).isoformat():
        session.answer.note(session.desk.say("packs.issued-later", day=looked.pack.issued))
    _tell_standing(session, standing, signer, looked.file)


def _tell_ordinary(session: Session, names: list[str]) -> None:
    if names:
        shown = (*names[:_TOLD], "…") if len(names) > _TOLD else tuple(names)
        session.answer.note(session.desk.say("packs.ordinary", n=len(names), names=shown))


def _tell_head(session: Session, one: InUse) -> None:
    say = session.desk.say
    if one.pack is None:
        if one.trouble:
            session.answer.say(session.desk.wording(one.trouble), "bold red")
        return
    count = sum(1 for _ in things(one.pack))
    names = sum(len(names) for placed in things(one.pack) for names in placed.thing.names.values())
    head = say("packs.head", pack=one.id, version=str(one.version), issued=one.pack.issued)
    session.answer.say(head, "bold")
    session.answer.say(say("packs.holds", guarded=say("count.guarded", n=count), names=say("count.names", n=names)))


def _tell_standing(session: Session, standing: Standing, signer: str, file: Path) -> None:
    say, note = session.desk.say, session.answer.note
    if standing is Standing.TRUSTED:
        session.answer.say(say("packs.is-trusted", key=signer))
    elif standing is Standing.BUILT_IN:
        session.answer.say(say("packs.is-built-in"))
    elif standing is Standing.UNKNOWN_KEY:
        note(say("packs.is-unknown", key=signer, file=str(file)))
    else:
        note(say("packs.is-unsigned"))


def _document(session: Session, one: InUse) -> dict[str, Any]:
    return {
        "pack": one.id,
        "version": one.version,
        "standing": one.standing,
        "key": one.key,
        "sha256": one.sha256,
        "issued": one.pack.issued if one.pack else None,
        "basis": one.pack.basis if one.pack else None,
        "guarded": sum(1 for _ in things(one.pack)) if one.pack else 0,
        "trouble": session.desk.wording(one.trouble) if one.trouble else None,
    }


def _guards(one: Pack) -> list[dict[str, Any]]:
    return [
        {
            "id": "/".join(placed.trail),
            "kind": placed.kind,
            "names": {language: [name.text for name in names] for language, names in placed.thing.names.items()},
            "rules": [{"id": rule.id, "effect": rule.effect} for rule in placed.thing.rules],
        }
        for placed in things(one)
    ]
