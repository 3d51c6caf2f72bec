"""Manners: how one server wants the videos protocol spoken. Five kinds are known; what is found out is written down.

Source: vllm-omni 0.30.0, sglang 0.5.23 and openai 3.52.0, read on 2026-11-20 and 2026-11-22; litellm 1.109.1, run on
both days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import quote, unquote

from ...model.connection import Connection
from ...model.provider import Resend, Stopping
from .proxied import ONCE

UNNAMED = "default"
"""What the one model of a server is called that does not name it."""


class Carried(StrEnum):
    """Say how a reference picture travels."""

    FILE = "file"
    OBJECT = "object"
    TEXT = "text"
    ADDRESS = "address"
    NOT = "not"


@dataclass(frozen=True)
class Manner:
    """Say how a server is spoken to, and what it can do about a request.

    `form` sends a form, else JSON; `names_model` is off where a server makes with the one it has; `marks` says that
    it takes our own key along in `user`; `own` is a server that one runs oneself and that charges nothing. `by_text`
    names the models of a proxy whose pictures travel as a text whatever `carried` says; `with_paid` are the headers and
    `besides` the fields that keep a proxy from asking more than once.
    """

    profile: str
    form: bool = True
    names_model: bool = True
    carried: Carried = Carried.FILE
    finds: bool = False
    stopping: Stopping = Stopping.CANNOT
    resend: Resend = Resend.NEVER
    seed: bool = False
    marks: bool = False
    own: bool = False
    again_in: float = 10.0
    by_text: tuple[str, ...] = ()
    with_paid: Mapping[str, str] = field(default_factory=dict)
    besides: Mapping[str, bool] = field(default_factory=dict)

    def carries(self, model: str) -> Carried:
        """Say how a picture for a model travels."""
        return Carried.TEXT if model in self.by_text and self.carried is Carried.FILE else self.carried

    def told(self, place: str) -> str:
        """Write a manner down beside where it was learned."""
        body = "form" if self.form else "json"
        model = "model" if self.names_model else "no-model"
        told = f"{place}; {self.profile}; {body}; {model}; reference={self.carried.value}"
        names = ",".join(quote(one, safe="") for one in self.by_text)
        return f"{told}; by-text={names}" if names else told


MANNERS: Mapping[str, Manner] = {
    one.profile: one
    for one in (
        Manner("strict", finds=True),
        # It lists what it holds at once and with the prompt: what is not listed never began.
        Manner(
            "vllm-omni",
            names_model=False,
            finds=True,
            stopping=Stopping.ABORTS,
            resend=Resend.IF_ABSENT,
            seed=True,
            marks=True,
            own=True,
            again_in=2.0,
        ),
        # Deleting makes it forget a clip it goes on computing, and its list holds no prompts to find one by.
        Manner("sglang", stopping=Stopping.FORGETS, seed=True, own=True, again_in=2.0),
        # In a form a proxy cannot be kept from asking another model: forms are for pictures alone, which must be files.
        Manner("litellm", form=False, with_paid=ONCE, besides={"disable_fallbacks": True}),
        Manner("gateway", form=False, carried=Carried.NOT),
    )
}
"""The kinds of servers. A gateway promises the least: no picture goes there before somebody saw it used."""


def manner(connection: Connection, source: str = "") -> Manner:
    """Give a connection's manner: its profile's, then what was found out and is written down in `source`.

    What the person says in its options wins: `body` (form, json), `model` (on, off), `reference` (see `Carried`).
    """
    return chosen(_found(connection.profile, source), connection)


def chosen(spoken: Manner, connection: Connection) -> Manner:
    """Lay what a person chose for a connection over a manner."""
    options = connection.options
    body, reference, model = options.get("body"), options.get("reference"), options.get("model")
    return replace(
        spoken,
        form=body == "form" if body in ("form", "json") else spoken.form,
        names_model=model if isinstance(model, bool) else spoken.names_model,
        carried=Carried(reference) if isinstance(reference, str) and reference in list(Carried) else spoken.carried,
    )


def _found(profile: str, source: str) -> Manner:
    parts = [part.strip() for part in source.split(";")]
    known = next((MANNERS[part] for part in (profile, *parts) if part in MANNERS), MANNERS["gateway"])
    if known.profile not in parts:
        return known
    carried = next((part[10:] for part in parts if part.startswith("reference=")), known.carried.value)
    by_text = next((part[8:].split(",") for part in parts if part.startswith("by-text=")), [])
    return replace(
        known,
        form="json" not in parts,
        names_model="no-model" not in parts,
        carried=Carried(carried) if carried in list(Carried) else known.carried,
        by_text=tuple(map(unquote, by_text)),
    )
