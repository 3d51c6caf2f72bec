"""What ComfyUI answers: taken or not, how a graph ended, and which file is the clip."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from pydantic import JsonValue

from ...model.errors import ProviderError
from ...model.job import Charged, Failure
from ...model.message import message
from ...model.provider import Accepted, Poll, Progress, Rejected, Unsure
from ..line import Answer, Discretion

_OUTPUTS = ("images", "gifs", "videos", "video")
_CLIPS = (".mp4", ".webm", ".mov", ".mkv", ".m4v", ".gif", ".webp")
_PICTURES = (".png", ".jpg", ".jpeg")


def taken(answer: Answer, key: str) -> Accepted | Rejected | Unsure:
    """Read whether a graph was taken. Only a plain no is a no: anything else may have queued it."""
    if answer.ok:
        told = answer.table()
        # Servers before client-chosen ids answer with one of their own.
        remote_id = told.get("prompt_id")
        return Accepted(remote_id if isinstance(remote_id, str) and remote_id else key, answer.kept({**told}))
    if answer.status in (401, 403):
        return Rejected(Failure.AUTH, message("comfyui.refused", host=answer.host, status=answer.status))
    if answer.status == 400:
        return Rejected(Failure.INVALID, message("comfyui.not-valid", detail=_detail(answer)))
    if answer.status in (429, 503):
        failure = Failure.RATE_LIMITED if answer.status == 429 else Failure.SERVER
        why = message("comfyui.busy", host=answer.host, status=answer.status)
        return Rejected(failure, why, retry_after=answer.retry_after)
    return Unsure(message("comfyui.answered", host=answer.host, status=answer.status))


def _detail(answer: Answer) -> str:
    """Say what the server finds wrong with a graph: its first complaints about nodes, else its own sentence."""
    try:
        told = answer.table()
    except ProviderError:
        return ""
    complaints = list(_complaints(told.get("node_errors")))
    error = told.get("error")
    sentence = error.get("message", "") if isinstance(error, dict) else error or ""
    return answer.told("; ".join(complaints[:3]) or str(sentence))


def _complaints(nodes: JsonValue) -> Iterator[str]:
    for node in nodes.values() if isinstance(nodes, dict) else ():
        if not isinstance(node, dict):
            continue
        errors = node.get("errors")
        for error in errors if isinstance(errors, list) else ():
            if isinstance(error, dict):
                said = (error.get("message"), error.get("details"))
                told = " · ".join(dict.fromkeys(str(one) for one in said if one))
                yield f"{node.get('class_type', '')}: {told}"


def ended(record: Mapping[str, JsonValue], discretion: Discretion) -> Poll:
    """Read from the history how a graph ended."""
    status = record.get("status")
    told = status if isinstance(status, dict) else {}
    if told.get("status_str") == "error":
        return _failed(told.get("messages"), discretion)
    asset = _asset(record.get("outputs"))
    if asset is None:
        return Poll(
            Progress.FAILED, failure=Failure.SERVER, why=message("comfyui.nothing-saved"), charged=Charged.UNKNOWN
        )
    return Poll(Progress.READY, done=1.0, asset=json.dumps(asset, sort_keys=True))


def _failed(messages: JsonValue, discretion: Discretion) -> Poll:
    for entry in messages if isinstance(messages, list) else ():
        if not isinstance(entry, list) or len(entry) != 2 or not isinstance(entry[1], dict):
            continue
        name, facts = entry
        assert isinstance(facts, dict)
        if name == "execution_interrupted":
            return Poll(Progress.CANCELLED, why=message("comfyui.interrupted"))
        if name == "execution_error":
            # Nodes that ask other services say in their errors what they asked, with keys and addresses.
            node = discretion.told(str(facts.get("node_type", "")))[:80]
            why = discretion.told(str(facts.get("exception_message", "")))[:200]
            memory = "memory" in f"{facts.get('exception_type', '')} {why}".lower()
            code = "comfyui.out-of-memory" if memory else "comfyui.node-failed"
            return Poll(Progress.FAILED, failure=Failure.INVALID, why=message(code, node=node, detail=why))
    return Poll(Progress.FAILED, failure=Failure.SERVER, why=message("comfyui.failed"))


def _asset(outputs: JsonValue) -> dict[str, str] | None:
    """Find the clip among what was saved: a moving file, one that was saved before one that is only shown.

    Where nothing moves it is a picture, and only one that was saved.
    """
    found = max(_saved(outputs, _CLIPS), key=lambda one: one["type"] == "output", default=None)
    return found or next((one for one in _saved(outputs, _PICTURES) if one["type"] == "output"), None)


def _saved(outputs: JsonValue, suffixes: tuple[str, ...]) -> Iterator[dict[str, str]]:
    for node in outputs.values() if isinstance(outputs, dict) else ():
        for name in _OUTPUTS:
            entries = node.get(name) if isinstance(node, dict) else None
            for entry in entries if isinstance(entries, list) else ():
                if isinstance(entry, dict) and str(entry.get("filename", "")).lower().endswith(suffixes):
                    yield {key: str(entry.get(key, "")) for key in ("filename", "subfolder", "type")}
