"""Probing: finding out what a server can do by asking for nothing: no prompt is sent, so nothing can begin."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from pydantic import JsonValue

from ...model.connection import Connection
from ...model.errors import ProviderError
from ...model.message import message
from ...model.plan import Role
from ...model.provider import Capabilities, ModelFacts, Resend, Stopping
from ...model.request import Verb
from ..line import Answer, Line
from ..reading import said, trouble
from .manner import MANNERS, UNNAMED, Carried, Manner, chosen
from .proxied import Behind, behind, makes_clips

_NOBODY = "video_fourbeat_asks"
"""An id that no server has."""
_MOST_MODELS = 500
_TEXT_ONLY = re.compile(r"(^|[-_/.])T2V([-_/.]|$)", re.IGNORECASE)
"""What open weights that read text alone are called, such as Wan2.2-T2V-A14B; a picture sent there would be lost."""


async def learned(line: Line, connection: Connection, day: str) -> Capabilities:
    """Ask a server for its models, its list and its routes. Raises ProviderError saying what to mend."""
    name = connection.name
    models = await _models(line, connection)
    listed = await line.ask("GET", "/videos", query={"limit": "1"})
    if listed.status in (401, 403, 429, 503):
        raise trouble(listed, name)
    if listed.web_page:
        listed.json()
    rows = _rows(listed)
    spoken = chosen(await _manner(line, connection, models, listed), connection)
    proxied: dict[str, Behind] = {}
    if spoken.profile == "litellm":
        proxied = await behind(line, day)
        models = [one for one in models if makes_clips(one, proxied.get(str(one.get("id"))))]
        spoken = replace(spoken, by_text=tuple(name for name, one in proxied.items() if one.by_text))
    deleting = await line.ask("DELETE", f"/videos/{_NOBODY}")
    if deleting.status in (405, 501) or (spoken.profile == "gateway" and deleting.status >= 300):
        stopping = Stopping.CANNOT
    else:
        stopping = spoken.stopping
    finds = spoken.finds and rows is not None and all("prompt" in one for one in rows)
    native = await _native(line) if spoken.profile in ("strict", "gateway") else ()
    enrols = spoken.profile in ("strict", "gateway") and await _enrols(line)
    facts = _facts(spoken, models, native, connection, proxied)
    return Capabilities(
        provider=connection.key,
        models=facts,
        resend=spoken.resend if finds or spoken.resend is not Resend.IF_ABSENT else Resend.NEVER,
        finds=finds,
        stopping=stopping,
        lane_width=connection.width,
        enrols=enrols or any(one.derives for one in proxied.values()),
        learned_at=day,
        source=spoken.told(urlsplit(connection.url).netloc),
        notes=(message("videos.pictures-unknown"),) if spoken.carried is Carried.NOT else (),
    )


async def _models(line: Line, connection: Connection) -> list[dict[str, JsonValue]]:
    answer = await line.ask("GET", "/models")
    if answer.ok:
        rows = answer.table().get("data")
        return [one for one in rows if isinstance(one, dict)][:_MOST_MODELS] if isinstance(rows, list) else []
    if answer.status in (404, 405) and not answer.web_page:
        return []
    raise trouble(answer, connection.name)


async def _manner(line: Line, connection: Connection, models: list[dict[str, JsonValue]], listed: Answer) -> Manner:
    """Tell what kind of server answers; one that a person has named is believed."""
    if connection.profile in MANNERS:
        if listed.status == 404 and not models and connection.profile != "gateway":
            raise ProviderError("videos.not-spoken", provider=connection.name)
        return MANNERS[connection.profile]
    first = models[0] if models else {}
    if "task_type" in first or "supported_task_types" in first or "pipeline_name" in first:
        return MANNERS["sglang"]
    if any(name.startswith("x-litellm") for name in listed.headers):
        return MANNERS["litellm"]
    # Nothing is asked for in either: whoever notices the size reads this kind of body.
    odd: dict[str, str] = {"size": "?"}
    by_form = await line.ask("POST", "/videos", form=list(odd.items()))
    if by_form.ok:
        # Whatever that was taken for, it is not said twice.
        return Manner("gateway", form=True, carried=Carried.NOT)
    by_json = await line.ask("POST", "/videos", json=dict(odd))
    if not _route(by_form) and not _route(by_json):
        raise ProviderError("videos.not-spoken", provider=connection.name)
    for answer in (by_form, by_json):
        if answer.status in (401, 403):
            raise trouble(answer, connection.name)
    reads_form, reads_json = _noticed(by_form), _noticed(by_json)
    if first.get("owned_by") in ("vllm", "vllm-omni") or (_detailed(by_form) and reads_form and not reads_json):
        return MANNERS["vllm-omni"]
    if listed.status == 400 and _plain_error(listed):
        return MANNERS["litellm"]
    if listed.ok and _plain_error(by_form) and _plain_error(by_json):
        return MANNERS["strict"]
    form = reads_form and not reads_json
    return Manner("gateway", form=form, carried=Carried.NOT)


async def _native(line: Line) -> tuple[Verb, ...]:
    """Find which verbs the server has routes for; each is asked of a clip that is not there, and without a prompt."""
    nobody: JsonValue = {"video": {"id": _NOBODY}}
    remix = await line.ask("POST", f"/videos/{_NOBODY}/remix", json={})
    edit = await line.ask("POST", "/videos/edits", json=nobody)
    extend = await line.ask("POST", "/videos/extensions", json=nobody)
    answers = ((Verb.REMIX, remix), (Verb.EDIT, edit), (Verb.EXTEND, extend))
    return tuple(verb for verb, answer in answers if _route(answer) and answer.status < 500)


async def _enrols(line: Line) -> bool:
    """Find whether the server can be shown one of the cast; nobody is shown to it for that, and nobody is named."""
    answer = await line.ask("POST", "/videos/characters", json={})
    return _route(answer) and answer.status in (400, 422)


def _facts(
    spoken: Manner,
    models: list[dict[str, JsonValue]],
    native: tuple[Verb, ...],
    connection: Connection,
    proxied: Mapping[str, Behind],
) -> tuple[ModelFacts, ...]:
    named = list(dict.fromkeys(str(one["id"]) for one in models if isinstance(one.get("id"), str) and one["id"]))
    tasks = {str(one.get("id")): one.get("supported_task_types") for one in models}
    if not named:
        if spoken.names_model:
            raise ProviderError("videos.no-models", provider=connection.name)
        named = [UNNAMED]
    facts = []
    for name in named:
        told = tasks.get(name)
        from_pictures = (
            any("I2V" in str(one) for one in told) if isinstance(told, list) else not _TEXT_ONLY.search(name)
        )
        known = proxied.get(name, Behind())
        takes = spoken.carried is not Carried.NOT and from_pictures and not known.mixed
        facts.append(
            ModelFacts(
                id=name,
                roles=(Role.FIRST_FRAME,) if takes else (),
                pictures=1 if takes else 0,
                seed=spoken.seed,
                native=(Verb.REMIX, Verb.EDIT, Verb.EXTEND) if known.derives else native,
                prices=known.prices,
                free=spoken.own,
                # What runs on a machine of one's own may be anybody's: its name says whom it was made to show.
                weights=(name,) if spoken.own and name != UNNAMED else (),
            )
        )
    return tuple(facts)


def _rows(answer: Answer) -> list[dict[str, JsonValue]] | None:
    if not answer.ok:
        return None
    rows = answer.table().get("data")
    return [one for one in rows if isinstance(one, dict)] if isinstance(rows, list) else None


def _route(answer: Answer) -> bool:
    """Tell whether a server has a route at all: it complains of what was asked, not of where."""
    if answer.status in (405, 501) or answer.web_page:
        return False
    if answer.status != 404:
        return True
    text = _said(answer).lower()
    return "video" in text and "invalid url" not in text


def _noticed(answer: Answer) -> bool:
    return answer.status in (400, 422) and "size" in _said(answer).lower()


def _detailed(answer: Answer) -> bool:
    """Tell whether every wrong field was named: by FastAPI's own words, or by those vLLM puts in their place."""
    return answer.status == 422 or (answer.status == 400 and "validation error" in _said(answer))


def _plain_error(answer: Answer) -> bool:
    try:
        read = answer.json()
    except ProviderError:
        return False
    return isinstance(read, dict) and isinstance(read.get("error"), dict)


def _said(answer: Answer) -> str:
    try:
        return said(answer.json()).all
    except ProviderError:
        return ""
