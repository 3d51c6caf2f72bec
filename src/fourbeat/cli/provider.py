"""`fourbeat provider`: connections to servers and websites, their secrets, and what they can do."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import click

from fourbeat.model.connection import Connection, Entry, WireProtocol
from fourbeat.model.errors import Invalid, NotFound, ProviderError
from fourbeat.model.message import Message, message
from fourbeat.model.options import laid_over
from fourbeat.studio import model_facts
from fourbeat.studio.connection_file import in_the_open
from fourbeat.studio.connection_told import price, seconds, sizes, told
from fourbeat.studio.connections import Connections
from fourbeat.studio.pool_told import remarks
from fourbeat.studio.secrets import LONGEST, Place, variable
from fourbeat.studio.services import services
from fourbeat.studio.trying import Trial, cost, trial, try_out

from .ages import asked, tell_stale
from .session import Session
from .shared import command, group
from .speech import option

F = TypeVar("F", bound=Callable[..., Any])
provider = group("provider", "help.provider")

_FIELDS = ("name", "url", "profile", "entry", "header", "pool", "width", "deadline")


def _described(function: F) -> F:
    """Give a command the options that describe a connection."""
    for name, text, kind in reversed(
        (
            ("url", "option.url", str),
            ("name", "option.provider-name", str),
            ("profile", "option.profile", str),
            ("entry", "option.entry", click.Choice([*map(str, Entry)])),
            ("header", "option.header", str),
            ("pool", "option.pool", str),
            ("width", "option.width", int),
            ("deadline", "option.deadline", int),
        )
    ):
        metavar = "WAY" if name == "entry" else None
        function = option(f"--{name}", text=text, type=kind, metavar=metavar)(function)
    return option("--option", "options", text="option.option", multiple=True, metavar="NAME=VALUE")(function)


def _chosen(protocol: WireProtocol, had: Mapping[str, Any], given: Sequence[str]) -> dict[str, Any]:
    """Read `NAME=VALUE` over the options a connection has; an empty value takes one back. Raises Invalid."""
    pairs = [one.partition("=") for one in given]
    if odd := next((name for name, sign, _ in pairs if not sign), None):
        raise Invalid("provider.option-form", given=odd[:40])
    return laid_over(protocol, had, {name.strip(): value for name, _, value in pairs})


@command(provider, "list", "help.provider-list")
def list_(session: Session) -> None:
    """List the connections."""
    say, answer, connections = session.desk.say, session.answer, _connections(session)
    every, faults = connections.all(), connections.faults()
    answer.give(
        {
            "connections": [_document(connections, one) for one in every],
            "faults": [session.desk.wording(one) for one in faults],
        }
    )
    pooled = any(one.pool for one in every)
    rows = [
        [
            one.key,
            one.name,
            *([one.pool or "–"] if pooled else []),
            one.protocol.value,
            one.url or "–",
            session.desk.wording(_kept(connections, one)),
            asked(session, connections, one),
        ]
        for one in every
    ]
    if rows:
        heads = ("connection", "name", *(["pool"] if pooled else []), "protocol", "address", "secret", "asked")
        answer.table([say(f"column.{one}") for one in heads], rows)
    elif not faults:
        answer.say(say("provider.none-yet"))
    for fault in faults:
        answer.note(session.desk.wording(fault))
    tell_stale(session, connections, every)


@command(provider, "add", "help.provider-add")
@click.argument("key", metavar="KEY")
@option("--service", text="option.service", metavar="NAME")
@option("--protocol", text="option.protocol", type=click.Choice([*map(str, WireProtocol)]), metavar="NAME")
@_described
def add(session: Session, key: str, service: str | None, protocol: str | None, **given: Any) -> None:
    """Connect to a server or website."""
    connections = _connections(session)
    fields = _service(service) if service else {}
    fields |= {name: given[name] for name in _FIELDS if given[name] is not None}
    if protocol is not None:
        fields["protocol"] = protocol
    if "protocol" not in fields:
        raise Invalid("provider.which-protocol")
    if given["options"]:
        fields["options"] = _chosen(WireProtocol(fields["protocol"]), {}, given["options"])
    made = connections.add(key=key, fields={"name": key, **fields})
    session.answer.give(_document(connections, made))
    session.answer.say(session.desk.say("provider.added", name=made.name, key=made.key))
    _tell_next(session, connections, made)


@command(provider, "change", "help.provider-change")
@click.argument("key", metavar="KEY")
@_described
def change(session: Session, key: str, **given: Any) -> None:
    """Change a connection."""
    connections = _connections(session)
    fields = {name: given[name] for name in _FIELDS if given[name] is not None}
    if given["options"]:
        had = connections.find(key)
        fields["options"] = _chosen(had.protocol, had.options, given["options"])
    made = connections.change(key=key, fields=fields)
    session.answer.give(_document(connections, made))
    session.answer.say(session.desk.say("provider.changed", key=key))
    _tell_next(session, connections, made)


@command(provider, "remove", "help.provider-remove")
@click.argument("key", metavar="KEY")
def remove(session: Session, key: str) -> None:
    """Forget a connection."""
    _connections(session).remove(key=key)
    session.answer.give({"removed": key})
    session.answer.say(session.desk.say("provider.removed", key=key))


@command(provider, "key", "help.provider-key")
@click.argument("key", metavar="KEY")
@click.argument("typed", nargs=-1, metavar="")
@option("--file", "in_file", text="option.key-file", is_flag=True)
@option("--forget", text="option.key-forget", is_flag=True)
def key_(session: Session, key: str, typed: tuple[str, ...], in_file: bool, forget: bool) -> None:
    """Keep or forget a connection's secret; it is never taken from the command itself."""
    if typed:
        # Not repeated: it may be the secret.
        raise Invalid("secret.in-a-command")
    say, connections = session.desk.say, _connections(session)
    connection = connections.find(key)
    if forget:
        connections.secrets.forget(key=key)
        session.answer.give({"key": key, "secret": "nowhere"})
        session.answer.say(say("provider.secret-forgotten", key=key))
        return
    place = connections.keep_secret(key=key, secret=_secret(session, connection), in_file=in_file)
    session.answer.give({"key": key, "secret": place.value})
    session.answer.say(say("provider.secret-kept", key=key, place=message(f"secret.place.{place.value}")))
    made = connections.find(key)
    if made.entry is not connection.entry:
        session.answer.note(say("provider.secret-shown", key=key))
        if in_the_open(made):
            session.answer.note(say("provider.in-the-open", name=made.name))
    if connections.secrets.place(key) is Place.VARIABLE:
        session.answer.note(say("provider.variable-wins", variable=variable(key)))


@command(provider, "test", "help.provider-test")
@click.argument("key", metavar="KEY")
@option("--shot", "label", text="option.trial-shot", metavar="SHOT")
@option("--clip", text="option.trial-clip", is_flag=True)
def test(session: Session, key: str, label: str | None, clip: bool) -> int:
    """Ask a server, or all of a pool, what it can do, and what one take of a shot would cost there."""
    say, answer, connections = session.desk.say, session.answer, _connections(session)
    if label is None and not clip and (servers := connections.members(key)) is not None:
        return _test_all(session, connections, key, servers)
    connection = connections.find(key)
    able = connections.learn(key)
    found = told(able)
    words = session.desk.wording
    tried = _tried(session, key, label, clip=clip)
    answer.give(
        {
            "key": key,
            "capabilities": able.model_dump(mode="json"),
            "can": [words(one) for one in found.can],
            "cannot": [words(one) for one in found.cannot],
            "trial": tried.estimate.model_dump(mode="json") if tried else None,
        }
    )
    answer.say(say("provider.answers", name=connection.name), "bold green")
    for head, several in (("provider.can", found.can), ("provider.cannot", found.cannot)):
        if several:
            answer.say(say(head), "bold")
        for one in several:
            answer.say(f"  {words(one)}")
    if tried is not None:
        answer.say(words(cost(tried)))
        if clip:
            answer.say(say("connections.trial-queued", shot=tried.shot.number))
    return 0


def _test_all(session: Session, connections: Connections, pool: str, servers: tuple[str, ...]) -> int:
    """Ask each server of a pool; give the exit code of the last one that did not answer as it should."""
    say, words, told, bad = session.desk.say, session.desk.wording, list[dict[str, Any]](), 0
    for key in servers:
        name = connections.find(key).name
        try:
            found = tuple(one.id for one in connections.learn(key).models)
        except ProviderError as error:
            bad = error.exit_code
            told.append({"key": key, "answers": False, "why": words(error.message)})
            session.answer.say(f"{key}: {words(error.message)}", "bold red")
            continue
        told.append({"key": key, "answers": True, "models": list(found)})
        session.answer.say(say("provider.answers", name=f"{key} ({name})"), "bold green")
        session.answer.say(f"  {', '.join(found)}")
    session.answer.give({"pool": pool, "servers": told})
    for one in remarks(connections, pool):
        session.answer.note(words(one))
    return bad


def _tried(session: Session, key: str, label: str | None, *, clip: bool) -> Trial | None:
    """Say what one take of a shot would cost, and with `clip` ask for it where it costs nothing."""
    if label is None:
        if clip:
            raise Invalid("trying.which-shot")
        return None
    with session.open(write=clip) as studio:
        shot = studio.shots.find(label)
        tried = trial(studio, key=key, shot=shot)
        if clip:
            try_out(studio, key=key, shot=shot)
        return tried


@command(provider, "models", "help.provider-models")
@click.argument("keys", nargs=-1, metavar="[KEY…]")
def models(session: Session, keys: tuple[str, ...]) -> None:
    """List what can be chosen, as it stands on this machine."""
    say, words, connections = session.desk.say, session.desk.wording, _connections(session)
    found = [connections.find(key) for key in keys] or connections.all()
    known, faults = [], list[Invalid]()
    for one in found:
        try:
            known += [(one, facts, _ends(connections, one, facts.id)) for facts in connections.able(one).models]
        except Invalid as error:
            faults.append(error)
    if faults and len(faults) == len(found):
        raise faults[0]
    session.answer.give(
        {
            "models": [
                {"provider": one.key, **facts.model_dump(mode="json"), "retired": ends[0], "successor": ends[1]}
                for one, facts, ends in known
            ],
            "faults": [words(fault.message) for fault in faults],
        }
    )
    rows = [
        [
            one.key,
            facts.id,
            _said(session, sizes(facts)),
            _said(session, seconds(facts)),
            words(price(facts)),
            " → ".join(filter(None, ends)),
        ]
        for one, facts, ends in known
    ]
    if rows:
        heads = ("connection", "model", "sizes", "lengths", "price", "ends")
        session.answer.table([say(f"column.{one}") for one in heads], rows)
    else:
        session.answer.say(say("provider.none-yet"))
    for fault in faults:
        session.answer.note(words(fault.message))
    tell_stale(session, connections, found)


@command(provider, "model", "help.provider-model")
@click.argument("key", metavar="KEY")
@click.argument("model", metavar="MODEL")
@option("--sizes", text="option.fact-sizes", metavar="LIST")
@option("--seconds", text="option.fact-seconds", metavar="LIST")
@option("--longest", text="option.fact-longest", metavar="SECONDS")
@option("--per-second", "price_per_second", text="option.fact-per-second", metavar="PRICE")
@option("--per-clip", "price_per_clip", text="option.fact-per-clip", metavar="PRICE")
@option("--per-picture", "price_per_picture", text="option.fact-per-picture", metavar="PRICE")
@option("--at-least", "price_at_least", text="option.fact-at-least", metavar="PRICE")
@option("--free/--not-free", text="option.fact-free", default=None)
@option("--retired", text="option.fact-retired", metavar="DATE")
@option("--successor", text="option.fact-successor", metavar="MODEL")
@option("--forget", text="option.fact-forget", is_flag=True)
def model_(session: Session, key: str, model: str, forget: bool, **given: Any) -> None:
    """Keep what the person knows of a model."""
    if given["free"] is not None:
        given["free"] = model_facts.YES if given["free"] else model_facts.NO
    facts = model_facts.read({name: given[name] for name in model_facts.NAMES if given[name] is not None})
    told = dict.fromkeys(model_facts.NAMES) if forget else facts
    _connections(session).tell(key=key, model=model, facts=told)
    session.answer.give({"provider": key, "model": model, "facts": facts})
    session.answer.say(session.desk.say("provider.model-told", model=model))


def _connections(session: Session) -> Connections:
    return Connections(session.desk.home, session.desk.now)


def _service(name: str) -> dict[str, Any]:
    """Give what is known of a service, to fill a connection in with."""
    found = next((one for one in services() if one.key == name), None)
    if found is None:
        raise NotFound("provider.no-such-service", service=name[:60], services=tuple(one.key for one in services()))
    return found.fields()


def _secret(session: Session, connection: Connection) -> str:
    """Ask for a secret, or read it from what was piped in; it is never shown."""
    if sys.stdin.isatty():
        asked: str = click.prompt(
            session.desk.say("provider.ask-secret", name=connection.name), hide_input=True, err=True, default=""
        )
        return asked
    return sys.stdin.read(LONGEST * 2)


def _tell_next(session: Session, connections: Connections, made: Connection) -> None:
    say = session.desk.say
    if made.protocol is WireProtocol.HANDWORK:
        return
    if made.entry is not Entry.NONE and connections.secrets.place(made.key) is Place.NOWHERE:
        session.answer.say(say("provider.needs-secret", key=made.key))
    session.answer.say(say("provider.then-test", key=made.key))
    if in_the_open(made):
        session.answer.note(say("provider.in-the-open", name=made.name))


def _kept(connections: Connections, one: Connection) -> Message:
    if one.entry is Entry.NONE:
        return message("secret.not-needed")
    place = connections.secrets.place(one.key)
    if place is Place.VARIABLE:
        return message("secret.place.variable", variable=variable(one.key))
    return message(f"secret.place.{place.value}")


def _document(connections: Connections, one: Connection) -> dict[str, Any]:
    needed = one.entry is not Entry.NONE
    return {
        **one.model_dump(mode="json"),
        "secret": connections.secrets.place(one.key).value if needed else None,
        "variable": variable(one.key) if needed else None,
        "learned_at": able.learned_at if (able := connections.learned(one.key)) else None,
    }


def _ends(connections: Connections, one: Connection, model: str) -> tuple[str, str]:
    gone = connections.retirement(one.key, model)
    return (gone.day, gone.successor) if gone else ("", "")


def _said(session: Session, text: Message | str) -> str:
    return session.desk.wording(text) if isinstance(text, Message) else text
