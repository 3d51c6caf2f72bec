"""Orders: what is asked for, as it is stored before it is sent, and as it is sent then."""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping
from pathlib import Path

from pydantic import JsonValue

from ...model.errors import Invalid, NotFound
from ...model.picture_kind import Kind, kind_of
from ...model.provider import ModelFacts, WireFile, WireRequest
from ...model.request import TakeRequest, Verb
from ...model.time import exact
from ..line import Attached, Form, Line
from .manner import Carried, Manner

FIELD = "input_reference"
_LARGEST_PICTURE = (20_971_520 - 64) * 3 // 4
"""A picture that is written into JSON: what is written is bounded. Source: openai/openai-openapi f85dbe2."""
_SUFFIXES = {Kind.JPEG: "jpg"}


def order(
    request: TakeRequest, facts: ModelFacts, manner: Manner, key: str, files: Mapping[str, Path], at: int
) -> WireRequest:
    """Make the exact request; `at` is when, in seconds since 1970. Raises Invalid, NotFound."""
    if facts.characters is not None and len(request.prompt) > facts.characters:
        raise Invalid("videos.prompt-too-long", most=facts.characters, n=len(request.prompt), model=facts.id)
    seconds = whole_seconds(request)
    fields: dict[str, JsonValue] = {"prompt": request.prompt}
    path, form = "/videos", manner.form
    pictures: tuple[WireFile, ...] = ()
    if request.verb is Verb.NEW:
        if manner.names_model:
            fields["model"] = facts.id
        fields |= {"seconds": seconds, "size": str(request.size)}
        if manner.seed and facts.seed:
            fields["seed"] = str(request.seed)
        if manner.marks:
            fields["user"] = key
        if request.enrolled:
            # A list of objects has no place in a form.
            form, fields["characters"] = False, [{"id": one} for one in request.enrolled]
        pictures = _pictures(request, manner, files)
        if pictures and manner.carries(facts.id) is Carried.FILE and not request.enrolled:
            form = True
    else:
        if request.verb not in facts.native:
            raise Invalid("videos.not-native", model=facts.id)
        source = request.source
        if source is None or source.remote_id is None or source.provider != request.provider:
            raise Invalid("videos.made-elsewhere", take=source.name if source else "–")
        form = False
        if request.verb is Verb.REMIX:
            path = f"/videos/{Line.part(source.remote_id)}/remix"
        else:
            path = "/videos/edits" if request.verb is Verb.EDIT else "/videos/extensions"
            fields["video"] = {"id": source.remote_id}
        if request.verb is Verb.EXTEND:
            fields["seconds"] = seconds
    if not form:
        fields |= manner.besides
    payload: dict[str, JsonValue] = {"to": path, "form": form, "fields": fields, "at": at}
    if pictures:
        payload["reference"] = manner.carries(facts.id).value
    return WireRequest(provider=request.provider, key=key, payload=payload, files=pictures)


def whole_seconds(request: TakeRequest) -> str:
    """Give the seconds that are asked for: whole ones, as the protocol has them."""
    return str(max(1, math.ceil(exact(request.seconds))))


def as_form(wire: WireRequest) -> Form:
    """Write an order as a form."""
    fields = _fields(wire)
    form: list[tuple[str, str | Attached]] = [(name, str(value)) for name, value in fields.items()]
    for file in wire.files:
        kind = kind_of(file.path) or Kind.PNG
        name = ".".join(("reference", _SUFFIXES.get(kind, kind.value)))
        form.append((FIELD, Attached(name, kind.mime, file.path)))
    return form


def as_json(wire: WireRequest) -> JsonValue:
    """Write an order as JSON, pictures and all. Raises NotFound, Invalid."""
    fields: dict[str, JsonValue] = dict(_fields(wire))
    for file in wire.files:
        kind = kind_of(file.path) or Kind.PNG
        try:
            content = file.path.read_bytes()
        except OSError:
            content = b""
        if not content:
            raise NotFound("line.file-gone", file="reference")
        if len(content) > _LARGEST_PICTURE:
            raise Invalid("videos.picture-too-large", most=_LARGEST_PICTURE // 1024 // 1024)
        address = f"data:{kind.mime};base64,{base64.b64encode(content).decode()}"
        match wire.payload.get("reference"):
            case Carried.ADDRESS.value:
                fields["reference_url"] = address
            case Carried.TEXT.value:
                fields[FIELD] = address
            case _:
                fields[FIELD] = {"image_url": address}
    return fields


def _pictures(request: TakeRequest, manner: Manner, files: Mapping[str, Path]) -> tuple[WireFile, ...]:
    if not request.references:
        return ()
    if manner.carried is Carried.NOT:
        raise Invalid("videos.takes-no-picture", model=request.model)
    if len(request.references) > 1:
        raise Invalid("videos.one-picture", model=request.model)
    one = request.references[0]
    if one.sha256 not in files:
        raise NotFound("picture.not-there", file=one.name)
    return (WireFile(field=FIELD, sha256=one.sha256, path=files[one.sha256]),)


def _fields(wire: WireRequest) -> Mapping[str, JsonValue]:
    fields = wire.payload.get("fields")
    return fields if isinstance(fields, dict) else {}
