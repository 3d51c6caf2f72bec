"""An OpenRouter of paper: it answers as the service does, and misbehaves as it is told. Source: facts of 2026-11-20."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from sockets import Heard, Place, answer, place

CLIP = b"\0\0\0\x18ftypmp42 a clip from far away"
KEY = "sk-or-planted-4711"
MODELS: list[dict[str, Any]] = [
    {
        "id": "acme/reel-1",
        "supported_durations": [4, 8, 6],
        "supported_sizes": ["1280x720", "720x1280"],
        "supported_frame_images": ["first_frame", "last_frame"],
        "generate_audio": True,
        "seed": True,
        "pricing_skus": {"duration_seconds_without_audio": "0.10", "duration_seconds_with_audio": "0.15"},
    },
    {
        "id": "acme/tokens",
        "supported_durations": [5],
        "supported_sizes": [],
        "pricing_skus": {"video_tokens": "0.00001"},
    },
    {"id": 7},
    "nonsense",
]


@dataclass
class Fake:
    """Hold what the service knows. `says` is the answer to the next request of each kind, else all goes well.

    `lose` takes a request and cuts the line before it answers.
    """

    models: Any = field(default_factory=lambda: list(MODELS))
    jobs: dict[str, dict[str, Any]] = field(default_factory=dict)
    posted: list[dict[str, Any]] = field(default_factory=list)
    says: dict[str, bytes] = field(default_factory=dict)
    lose: bool = False
    here: Place | None = None

    @property
    def url(self) -> str:
        assert self.here is not None
        return f"{self.here.url}/api/v1"

    def behave(self, line: socket.socket, heard: Heard) -> None:
        found = self._answer(heard)
        if found is not None:
            line.sendall(found)

    def _answer(self, heard: Heard) -> bytes | None:
        method, path = heard.head.split(" ", 1)[0], urlsplit(heard.target).path.removeprefix("/api/v1")
        if path == "/videos/models":
            return answer("200 OK", json.dumps({"data": self.models}))
        if heard.header("Authorization") != f"Bearer {KEY}":
            return answer("401 Unauthorized", '{"error": {"message": "No auth credentials found", "code": 401}}')
        if path == "/key":
            return answer("200 OK", '{"data": {"label": "a key"}}')
        if (method, path) == ("POST", "/videos"):
            return self._create(json.loads(heard.body))
        name = path.split("/")[2]
        if path.endswith("/content"):
            return self.says.pop("content", None) or answer("200 OK", CLIP, kind="video/mp4")
        if "look" in self.says:
            return self.says.pop("look")
        return answer("200 OK", json.dumps(self.jobs[name])) if name in self.jobs else answer("404 Not Found", "{}")

    def _create(self, body: dict[str, Any]) -> bytes | None:
        if "create" in self.says:
            return self.says.pop("create")
        self.posted.append(body)
        name = f"gen-vid-{len(self.posted)}"
        self.jobs[name] = {"id": name, "status": "pending", "polling_url": "https://elsewhere.example/steal"}
        return None if self.lose else answer("202 Accepted", json.dumps(self.jobs[name]))


@contextmanager
def openrouter(**switches: Any) -> Iterator[Fake]:
    """Run a fake until the block ends."""
    fake = Fake(**switches)
    with place(fake.behave) as here:
        fake.here = here
        yield fake
