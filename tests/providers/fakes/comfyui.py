"""A ComfyUI of paper: it answers as one does, and misbehaves as it is told. Source: video-api facts of 2026-11-20."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sockets import Heard, Place, answer, place

CLIP = b"\0\0\0\x18ftypmp42 a clip"
PICTURE = b"\x89PNG\r\n\x1a\n a picture"
SAVED = {"save": {"images": [{"filename": "still_00001_.png", "subfolder": "fourbeat", "type": "output"}]}}
"""What a graph that makes a picture leaves in the history."""


@dataclass
class Fake:
    """Hold what the server knows. Switches change how it behaves.

    `old` knows no ids of clients and no /api/jobs; `lose` queues a graph and cuts the line before it answers; `cut`
    drops the line before it reads; `busy` says 503 once; `lying` answers 500 though it queued; `html` is some other.
    """

    nodes: dict[str, Any] = field(default_factory=dict)
    queued: dict[str, Any] = field(default_factory=dict)
    running: str | None = None
    history: dict[str, Any] = field(default_factory=dict)
    uploads: list[bytes] = field(default_factory=list)
    posted: list[dict[str, Any]] = field(default_factory=list)
    old: bool = False
    lose: bool = False
    cut: bool = False
    busy: bool = False
    lying: bool = False
    html: bool = False
    refuses_pictures: str = ""
    invalid: dict[str, Any] | None = None
    key: str | None = None
    here: Place | None = None

    @property
    def url(self) -> str:
        assert self.here is not None
        return self.here.url

    def finish(self, graph: str, outputs: dict[str, Any] | None = None, **status: Any) -> None:
        """Let a graph end."""
        self.queued.pop(graph, None)
        self.running = None if self.running == graph else self.running
        saved = {
            "save": {
                "images": [{"filename": "clip_00001_.mp4", "subfolder": "fourbeat", "type": "output"}],
                "animated": [True],
            }
        }
        self.history[graph] = {
            "outputs": saved if outputs is None else outputs,
            "status": {"status_str": "success", "completed": True, "messages": [], **status},
        }

    def behave(self, line: socket.socket, heard: Heard) -> None:
        if self.html:
            line.sendall(answer("200 OK", "<!doctype html><title>Router</title>", kind="text/html"))
            return
        if self.key is not None and heard.header("X-API-Key") != self.key:
            line.sendall(answer("401 Unauthorized", "{}"))
            return
        parts = urlsplit(heard.target)
        found = self._answer(heard, heard.head.split(" ", 1)[0], parts.path, parse_qs(parts.query))
        if found is not None:
            line.sendall(found)

    def _answer(self, heard: Heard, method: str, path: str, query: dict[str, list[str]]) -> bytes | None:
        if (method, path) == ("POST", "/prompt"):
            return self._prompt(json.loads(heard.body))
        if path == "/system_stats":
            return _json({"system": {"comfyui_version": "0.36.0", "os": "posix"}, "devices": []})
        if path.startswith("/object_info/"):
            name = path.rpartition("/")[2]
            return _json({name: self.nodes[name]} if name in self.nodes else {})
        if path.startswith("/history/"):
            name = path.rpartition("/")[2]
            return _json({name: self.history[name]} if name in self.history else {})
        if (method, path) == ("GET", "/queue"):
            running = [self.running] if self.running else []
            waiting = [one for one in self.queued if one != self.running]
            return _json(
                {
                    "queue_running": [[0, one, self.queued.get(one, {}), {}, []] for one in running],
                    "queue_pending": [[1, one, self.queued[one], {}, []] for one in waiting],
                }
            )
        if (method, path) == ("POST", "/queue"):
            for one in json.loads(heard.body)["delete"]:
                self.queued.pop(one, None)
            return _json({})
        if (method, path) == ("POST", "/interrupt"):
            graph = json.loads(heard.body)["prompt_id"]
            self.finish(graph, {}, status_str="error", messages=[["execution_interrupted", {"prompt_id": graph}]])
            return _json({})
        if path.startswith("/api/jobs/") and path.endswith("/cancel") and not self.old:
            graph = path.split("/")[3]
            known = self.queued.pop(graph, None)
            return _json({"cancelled": known is not None}) if known is not None else answer("404 Not Found", "{}")
        if (method, path) == ("POST", "/upload/image"):
            if self.refuses_pictures:
                return answer(self.refuses_pictures, "{}")
            self.uploads.append(heard.body)
            return _json({"name": "x.png", "subfolder": "fourbeat", "type": "input"})
        if path == "/view" and query.get("filename") == ["still_00001_.png"]:
            return answer("200 OK", PICTURE, kind="image/png")
        if path == "/view":
            named = query.get("filename") == ["clip_00001_.mp4"] and query.get("type") == ["output"]
            return answer("200 OK", CLIP, kind="video/mp4") if named else answer("404 Not Found", "")
        return answer("404 Not Found", "404: Not Found", kind="text/plain")

    def _prompt(self, body: dict[str, Any]) -> bytes | None:
        if self.cut:
            return None
        if self.busy:
            self.busy = False
            return answer("503 Service Unavailable", "{}", Retry_After="7")
        if self.invalid is not None:
            return answer("400 Bad Request", json.dumps(self.invalid))
        self.posted.append(body)
        graph = f"own-{len(self.posted)}" if self.old else body["prompt_id"]
        self.queued[graph] = body["prompt"]
        if self.lose:
            return None
        if self.lying:
            return answer("500 Internal Server Error", "{}")
        return _json({"prompt_id": graph, "number": len(self.posted), "node_errors": {}})


def _json(body: Any) -> bytes:
    return answer("200 OK", json.dumps(body))


@contextmanager
def comfyui(**switches: Any) -> Iterator[Fake]:
    """Run a fake until the block ends."""
    fake = Fake(**switches)
    with place(fake.behave) as here:
        fake.here = here
        yield fake
