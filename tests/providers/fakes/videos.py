"""A server that speaks the videos protocol, as five kinds of real servers were seen to, on a real socket.

What each kind does is written from observed facts; what a test switches on in `Mischief` are the ways in which real
servers break their promises.
"""

from __future__ import annotations

import base64
import email
import email.policy
import json
import re
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal, Self
from urllib.parse import parse_qs, unquote, urlsplit

Kind = Literal["strict", "vllm-omni", "sglang", "litellm", "gateway"]
CLIP = b"\x00\x00\x00\x20ftypisom" + bytes(range(256)) * 400
SIZES = ("720x1280", "1280x720", "1024x1792", "1792x1024")


@dataclass
class Mischief:
    """Switch on what a server does wrong; everything is off at first."""

    slow: float = 0.0
    busy: str | None = None
    busy_times: int = 0
    breaks_after_accepting: int = 0
    cuts_before_body: bool = False
    cuts_inside_body: bool = False
    too_long: bool = False
    expired: bool = False
    lost: bool = False
    fails: str | None = None
    fails_as_http: int = 0
    status_word: str | None = None
    content_cut: int | None = None
    content_is: tuple[str, bytes] | None = None
    content_missing: bool = False
    drops_reference: bool = False
    says_dropped: bool = False
    web_page: bool = False
    huge_error: bool = False
    redirect: str | None = None
    lists_nothing: bool = False
    cloud: str | None = None
    warming: bool = False


@dataclass
class Made:
    """Be one job on the server."""

    fields: dict[str, str]
    reference: bytes | None
    at: float
    looks: int = 0
    remixed_from: str | None = None


@dataclass
class Sent:
    """Be one request as it came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes


@dataclass
class FakeVideos:
    """Run a server until the block ends. `created` counts what would have been paid for."""

    kind: Kind = "strict"
    key: str | None = None
    mischief: Mischief = field(default_factory=Mischief)
    model: str = "reel-1"
    looks: int = 2
    jobs: dict[str, Made] = field(default_factory=dict)
    requests: list[Sent] = field(default_factory=list)
    created: int = 0
    enrolled: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    prefix: str = "/v1"
    service: str = "gemini"
    port: int = 0
    lines: set[socket.socket] = field(default_factory=set)

    def __enter__(self) -> Self:
        self.rise()
        return self

    def __exit__(self, *_: object) -> None:
        self.die()

    def rise(self) -> None:
        """Begin to listen, at the same address as before; what it was asked it still knows."""
        fake = self

        class Handler(_Handler):
            here = fake

        self._server = _Server(("127.0.0.1", self.port), Handler)
        self.port = self._server.server_address[1]
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def die(self) -> None:
        """Stop listening, and break off whatever is being said."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        for line in tuple(self.lines):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        self.lines.clear()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.prefix}"

    def sent(self, method: str, ending: str) -> list[Sent]:
        """Give the requests of a kind."""
        return [one for one in self.requests if one.method == method and one.path.endswith(ending)]

    def new_id(self) -> str:
        number = len(self.jobs) + 1
        if self.kind == "litellm":
            inner = (
                f"litellm:custom_llm_provider:{self.service};model_id:{'m' * 60};video_id:op/{number};"
                f"deployment_id:{'d' * 60}"
            )
            return "video_" + base64.b64encode(inner.encode()).decode()
        if self.kind == "sglang":
            return f"0193-uuid-{number}"
        return f"video_gen_{number:08x}" if self.kind == "vllm-omni" else f"video_{number:04}"

    def word(self, made: Made) -> str:
        if self.mischief.status_word and made.looks <= self.looks:
            return self.mischief.status_word
        if made.looks > self.looks:
            return "failed" if self.mischief.fails is not None or self.mischief.fails_as_http else "completed"
        if self.kind == "litellm" and self.service == "gemini" and made.looks:
            return "processing"
        return "in_progress" if made.looks else "queued"

    def video(self, identity: str, made: Made) -> dict[str, Any]:
        word, share = self.word(made), min(made.looks / (self.looks + 1), 1.0)
        shown: dict[str, Any] = {
            "id": identity,
            "object": "video",
            "model": made.fields.get("model", self.model),
            "status": word,
            "progress": round(share * 100),
            "created_at": int(made.at),
            "seconds": made.fields.get("seconds", "4"),
            "size": made.fields.get("size", "720x1280"),
        }
        if self.kind in ("strict", "vllm-omni", "gateway"):
            shown["prompt"] = made.fields.get("prompt", "")
        if self.kind == "vllm-omni":
            shown |= {
                "fps": 16,
                "num_frames": 81,
                "media_type": "video/mp4",
                "progress": 100 if word == "completed" else 0,
            }
        if self.kind == "sglang":
            shown |= {"file_path": f"/srv/out/{identity}.mp4", "num_outputs": 1, "url": self.mischief.cloud}
        if self.kind == "litellm":
            shown |= {"created_at": None, "progress": None, "size": None, "usage": {"duration_seconds": 4.0}}
        if made.remixed_from:
            shown["remixed_from_video_id"] = made.remixed_from
        if self.mischief.says_dropped:
            shown["input_reference"] = None
        if word == "failed":
            code: Any = {"vllm-omni": self.mischief.fails_as_http or 500}.get(self.kind, "moderation_blocked")
            shown["error"] = {"message": self.mischief.fails or "Engine error", "code": code}
            if self.kind == "sglang":
                del shown["error"]["code"]
        return shown


class _Server(ThreadingHTTPServer):
    request_queue_size = 64
    """Several come at once: whoever does not fit into the line has to knock again, a second later."""

    def handle_error(self, *_: object) -> None:
        """Say nothing of those who hang up."""


class _Handler(BaseHTTPRequestHandler):
    here: FakeVideos
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        super().setup()
        self.here.lines.add(self.connection)

    def finish(self) -> None:
        self.here.lines.discard(self.connection)
        with suppress(OSError):
            super().finish()

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self._serve("GET")

    def do_POST(self) -> None:
        self._serve("POST")

    def do_DELETE(self) -> None:
        self._serve("DELETE")

    # What comes

    def _serve(self, method: str) -> None:
        parts = urlsplit(self.path)
        length = int(self.headers.get("content-length") or 0)
        body = self.rfile.read(length)
        if len(body) < length:
            # Whoever asked fell in the middle of a word: no server acts on half of it.
            self.close_connection = True
            return None
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.here.requests.append(Sent(method, parts.path, query, headers, body))
        fake, bad = self.here, self.here.mischief
        if bad.web_page:
            return self._send(200, b"<!doctype html><html>Sign in</html>", "text/html")
        if bad.huge_error:
            return self._send(500, b"x" * (10 * 1024 * 1024), "text/plain")
        if bad.redirect:
            return self._send(307, b"", "text/plain", Location=bad.redirect)
        if fake.key is not None and headers.get("authorization") != f"Bearer {fake.key}":
            shown = headers.get("authorization", "")
            if fake.kind == "litellm":
                # It has no database in which the key might be. Source: litellm 1.109.1, run on 2026-11-22.
                return self._json(400, {"error": {"message": "No connected db.", "type": "no_db_connection"}})
            if fake.kind == "vllm-omni":
                return self._json(401, {"error": "Unauthorized"})
            return self._error(401, f"Incorrect API key provided: {shown}", "invalid_api_key")
        if not parts.path.startswith(fake.prefix + "/"):
            return self._absent()
        path = parts.path.removeprefix(fake.prefix)
        ids = [unquote(one) for one in path.split("/")[2:]]
        if path == "/models":
            return self._models()
        if path == "/model/info" and fake.kind == "litellm":
            return self._behind()
        if path == "/health":
            return self._json(503 if bad.warming else 200, {})
        if not path.startswith("/videos"):
            return self._absent()
        match (method, ids):
            case ("POST", []):
                return self._create(body)
            case ("GET", []):
                return self._list(query)
            case ("POST", ["edits" | "extensions" as verb]):
                return self._after(verb, body)
            case ("POST", ["characters"]):
                return self._enrol(body)
            case ("POST", [identity, "remix"]):
                return self._remix(identity, body)
            case ("GET", [identity, "content"]):
                return self._content(identity, query)
            case ("GET", [identity]):
                return self._look(identity)
            case ("DELETE", [identity]):
                return self._delete(identity)
        return self._absent()

    def _models(self) -> None:
        fake = self.here
        one: dict[str, Any] = {"id": fake.model, "object": "model"}
        if fake.kind == "vllm-omni":
            one["owned_by"] = "vllm"
        if fake.kind == "sglang":
            tasks = ["T2V"] if fake.mischief.drops_reference else ["T2V", "I2V"]
            one |= {"task_type": tasks[-1], "supported_task_types": tasks, "pipeline_name": "WanPipeline"}
        every = [one]
        if fake.kind == "litellm":
            every = [one | {"mode": "video_generation"}, {"id": "talk-1", "object": "model", "mode": "chat"}]
        self._json(200, {"object": "list", "data": every})

    def _behind(self) -> None:
        """Tell what is behind the one name: a service, and what the proxy's own table has for its price."""
        about = {"litellm_provider": self.here.service, "mode": "video_generation"}
        priced = about | {"output_cost_per_second": 0.4, "output_cost_per_second_4k": 0.6}
        self._json(200, {"data": [{"model_name": self.here.model, "model_info": priced}]})

    def _create(self, body: bytes) -> None:
        fake, bad = self.here, self.here.mischief
        kind = self.headers.get("content-type", "")
        fields: dict[str, str] = {}
        reference: bytes | None = None
        if "json" in kind and fake.kind != "vllm-omni":
            table = json.loads(body or b"{}")
            fields = {name: str(value) for name, value in table.items() if not isinstance(value, dict)}
            given = table.get("input_reference") if fake.kind != "sglang" else table.get("reference_url")
            address = given.get("image_url", "") if isinstance(given, dict) else given
            if address and str(address).startswith("data:"):
                reference = base64.b64decode(str(address).partition(",")[2])
        elif "multipart" in kind and fake.kind != "gateway":
            fields, files = form(kind, body)
            reference = files.get("input_reference")
        if (refusal := self._refusal(fields)) is not None:
            return refusal()
        if bad.busy_times:
            bad.busy_times -= 1
            name = "llm_provider-retry-after" if fake.kind == "litellm" else "Retry-After"
            more = {name: bad.busy} if bad.busy else {}
            return self._error(429, "Too many requests", "rate_limit_exceeded", **more)
        asks_again = fake.kind == "litellm" and self.headers.get("x-litellm-num-retries") != "0"
        fake.created += 3 if asks_again and bad.breaks_after_accepting else 1
        identity = fake.new_id()
        made = Made(fields, None if bad.drops_reference else reference, time.time())
        fake.jobs[identity] = made
        if bad.slow:
            time.sleep(bad.slow)
        if bad.breaks_after_accepting:
            return self._error(bad.breaks_after_accepting, "Internal server error", "server_error")
        booked = {"x-litellm-response-cost": "1.6"} if fake.kind == "litellm" else {}
        return self._json(200, fake.video(identity, made), **booked)

    def _refusal(self, fields: dict[str, str]) -> Any:
        kind = self.here.kind
        if not fields.get("prompt", "").strip():
            if kind == "vllm-omni":
                wrong = [{"type": "missing", "loc": "body.prompt", "msg": "Field required"}]
                if fields.get("size") and not re.fullmatch(r"\d+x\d+", fields["size"]):
                    wrong.append({"type": "string_pattern_mismatch", "loc": "body.size", "msg": "String should match"})
                return lambda: self._wrong(wrong)
            if kind == "sglang":
                by_form = "multipart" in self.headers.get("content-type", "")
                told = "prompt is required" if by_form else "Invalid request body: 1 validation error"
                return lambda: self._json(400, {"detail": told})
            if kind == "gateway" and fields.get("size") == "?":
                return lambda: self._error(400, "unknown size '?' and no prompt", "invalid_request")
            return lambda: self._error(
                400, "Missing required parameter: 'prompt'", "missing_required_parameter", param="prompt"
            )
        if "forbidden words" in fields["prompt"]:
            return lambda: self._error(400, "Your request was blocked by our moderation system", "sentinel_block")
        if kind == "strict":
            if fields.get("seconds", "4") not in ("4", "8", "12"):
                return lambda: self._error(400, "Invalid value for 'seconds'", "invalid_value")
            if fields.get("size", SIZES[0]) not in SIZES:
                return lambda: self._error(400, "Invalid value for 'size'", "invalid_value")
        if kind == "vllm-omni":
            if fields.get("model", self.here.model) != self.here.model:
                return lambda: self._error(400, "Model mismatch: another model is served", "400")
            if not re.fullmatch(r"[1-9]\d*", fields.get("seconds", "4")):
                return lambda: self._wrong([{"loc": "body.seconds", "msg": "String should match"}])
        if kind == "litellm" and fields.get("model") != self.here.model:
            told = f"/videos: Invalid model name passed in model={fields.get('model')}."
            return lambda: self._json(400, {"error": {"message": told, "code": "400"}})
        if kind == "gateway" and not fields.get("model"):
            return lambda: self._error(400, "Missing required parameter: 'model'", "400")
        return None

    def _list(self, query: dict[str, str]) -> None:
        fake = self.here
        if fake.kind == "litellm":
            told = (
                "litellm.BadRequestError: LLM Provider NOT provided. Pass in the LLM provider you are trying to call."
            )
            return self._json(400, {"error": {"message": told, "type": "invalid_request_error", "code": "400"}})
        if fake.kind == "gateway":
            return self._absent()
        shown = (
            [] if fake.mischief.lists_nothing else [fake.video(key, one) for key, one in reversed(fake.jobs.items())]
        )
        keys = [one["id"] for one in shown]
        begin = keys.index(query["after"]) + 1 if query.get("after") in keys else 0
        limit = int(query.get("limit", "20"))
        page = shown[begin : begin + limit]
        more = begin + limit < len(shown)
        ends = {"first_id": page[0]["id"], "last_id": page[-1]["id"]} if page else {"first_id": None, "last_id": None}
        return self._json(200, {"object": "list", "data": page, "has_more": more, **ends})

    def _look(self, identity: str) -> None:
        fake, bad = self.here, self.here.mischief
        if fake.kind in ("vllm-omni", "sglang") and identity in ("edits", "extensions"):
            return self._json(404, {"detail": "Video not found"})
        made = fake.jobs.get(identity)
        if made is None or bad.lost:
            return self._unknown(identity)
        made.looks += 1
        video = fake.video(identity, made)
        if video["status"] == "failed" and fake.kind == "litellm" and bad.fails_as_http:
            return self._quoting(500, json.dumps(video))
        if video["status"] == "failed" and bad.fails_as_http:
            return self._json(bad.fails_as_http, video)
        return self._json(200, video)

    def _content(self, identity: str, query: dict[str, str]) -> None:
        fake, bad = self.here, self.here.mischief
        made = fake.jobs.get(identity)
        if made is None or bad.lost:
            return self._unknown(identity)
        if fake.kind == "sglang" and "variant" in query:
            return self._json(404, {"detail": "Output index out of range"})
        if bad.cloud:
            return self._json(400, {"detail": f"Please use the cloud URL: {bad.cloud}"})
        if bad.expired:
            return self._error(410, "The assets of this video have expired", "expired")
        if bad.content_missing:
            words = "1 validation error: generatedSamples Field required" if fake.kind == "litellm" else "No content"
            return self._error(500 if fake.kind == "litellm" else 404, words, "500")
        if fake.word(made) == "failed" and fake.kind == "vllm-omni":
            return self._error(422, "Video generation failed. Check job status for error details.", "422")
        if fake.word(made) != "completed":
            return self._json(404, {"detail": "Generation is still in-progress"})
        kind, clip = bad.content_is or ("video/mp4", CLIP)
        asked = None if fake.kind == "litellm" else self.headers.get("range")
        begin = int((asked or "bytes=0-")[6:].rstrip("-") or 0)
        more = {} if fake.kind == "litellm" else {"ETag": '"clip"', "Accept-Ranges": "bytes"}
        if begin:
            more["Content-Range"] = f"bytes {begin}-{len(clip) - 1}/{len(clip)}"
        cut, bad.content_cut = bad.content_cut, None
        return self._send(206 if begin else 200, clip[begin:], kind, cut=cut, **more)

    def _delete(self, identity: str) -> None:
        fake = self.here
        if fake.kind in ("litellm", "gateway"):
            return self._json(405, {"detail": "Method Not Allowed"})
        made = fake.jobs.get(identity)
        if made is None:
            return self._unknown(identity)
        if fake.kind == "sglang":
            video = fake.video(identity, made) | {"status": "deleted"}
            del fake.jobs[identity]
            return self._json(200, video)
        if fake.kind == "vllm-omni":
            # What is stopped is forgotten, too: another look finds nothing.
            del fake.jobs[identity]
        elif fake.word(made) not in ("completed", "failed"):
            return self._error(400, "Video is not completed or failed", "invalid_request_error")
        else:
            del fake.jobs[identity]
        return self._json(200, {"id": identity, "object": "video.deleted", "deleted": True})

    def _after(self, verb: str, body: bytes) -> None:
        if self.here.kind in ("vllm-omni", "sglang"):
            return self._json(405, {"detail": "Method Not Allowed"})
        if self.here.kind == "gateway":
            return self._absent()
        table = json.loads(body or b"{}")
        source = (table.get("video") or {}).get("id", "")
        if self.here.kind == "litellm" and self.here.service != "openai":
            return self._error(500, f"video {verb} is not supported for Gemini", "500")
        if not table.get("prompt"):
            return self._error(400, "Missing required parameter: 'prompt'", "missing_required_parameter")
        return self._derive(source, table)

    def _remix(self, identity: str, body: bytes) -> None:
        if self.here.kind in ("vllm-omni", "sglang", "gateway"):
            return self._absent()
        if self.here.kind == "litellm" and self.here.service != "openai":
            return self._error(500, "Video remix is not supported by Google Veo.", "500")
        return self._derive(identity, json.loads(body or b"{}"))

    def _enrol(self, body: bytes) -> None:
        fake, kind = self.here, self.headers.get("content-type", "")
        if fake.kind in ("vllm-omni", "sglang"):
            return self._json(405, {"detail": "Method Not Allowed"})
        if fake.kind == "gateway":
            return self._absent()
        fields, files = form(kind, body) if "multipart" in kind else ({}, {})
        if fake.kind == "litellm" and (not fields.get("name") or not files.get("video")):
            return self._json(422, {"detail": [{"type": "missing", "loc": ["body", "video"], "msg": "Field required"}]})
        if fake.kind == "litellm" and (fake.service != "openai" or not fields.get("model")):
            return self._error(500, "video create character is not supported for Gemini", "500")
        if not fields.get("name") or not files.get("video"):
            return self._error(400, "Missing required parameter: 'name'", "missing_required_parameter")
        fake.created += 1
        fake.enrolled[f"char_{len(fake.enrolled) + 1}"] = (fields["name"], files["video"])
        return self._json(200, {"id": f"char_{len(fake.enrolled)}", "name": fields["name"], "created_at": 1})

    def _derive(self, source: str, table: dict[str, Any]) -> None:
        fake = self.here
        if source not in fake.jobs:
            return self._error(404, f"Video with id '{source}' not found.", "video_not_found")
        if not table.get("prompt"):
            return self._error(400, "Missing required parameter: 'prompt'", "missing_required_parameter")
        fake.created += 1
        identity = fake.new_id()
        old = fake.jobs[source].fields
        made = Made({**old, "prompt": table["prompt"]}, None, time.time(), remixed_from=source)
        if "seconds" in table:
            made.fields["seconds"] = str(int(old.get("seconds", "4")) + int(table["seconds"]))
        fake.jobs[identity] = made
        return self._json(200, fake.video(identity, made))

    # What goes

    def _absent(self) -> None:
        if self.here.kind == "gateway":
            return self._error(404, f"Invalid URL ({self.command} {urlsplit(self.path).path})", "")
        if self.here.kind == "strict":
            return self._error(404, "Invalid URL", "")
        return self._json(404, {"detail": "Not Found"})

    def _unknown(self, identity: str) -> None:
        if self.here.kind == "litellm" and not identity.startswith("video_bGl0ZWxsb"):
            # It asks the first service there is, with a key it has not.
            return self._error(500, "Cannot connect to host api.openai.com:443 [Name or service not known]", "500")
        if self.here.kind == "vllm-omni":
            return self._error(404, "Video not found", "404")
        if self.here.kind == "sglang":
            return self._json(404, {"detail": "Video not found"})
        return self._error(404, f"Video with id '{identity}' not found.", "video_not_found")

    def _error(self, status: int, text: str, code: str, param: str | None = None, **headers: str) -> None:
        inner = {"message": text, "type": "invalid_request_error", "param": param, "code": code}
        if self.here.kind == "litellm":
            return self._quoting(status, json.dumps({"error": inner}), **headers)
        return self._json(status, {"error": inner}, **headers)

    def _quoting(self, status: int, text: str, **headers: str) -> None:
        """Say what the service behind a proxy said, as the proxy says it. Source: litellm 1.109.1, run."""
        told = (
            f"litellm.APIError: GeminiException - {text}\n\nLiteLLM: model group '{self.here.model}' failed with the "
            "error above. No fallback was attempted."
        )
        self._json(
            status, {"error": {"message": told, "type": "api_error", "param": None, "code": str(status)}}, **headers
        )

    def _wrong(self, errors: list[dict[str, Any]]) -> None:
        """Name every wrong field the way vLLM does. Source: vllm 0.30.0, serve/exception_handling."""
        told = f"{len(errors)} validation errors:\n" + "\n".join(f"  {one}" for one in errors)
        self._json(400, {"error": {"message": told, "type": "Bad Request", "param": "body.prompt", "code": 400}})

    def _json(self, status: int, table: dict[str, Any], **headers: str) -> None:
        self._send(status, json.dumps(table).encode(), "application/json", **headers)

    def _send(self, status: int, body: bytes, kind: str, *, cut: int | None = None, **headers: str) -> None:
        bad, creating = self.here.mischief, self.command == "POST"
        if creating and bad.cuts_before_body and status < 300:
            self.close_connection = True
            return
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) + (900 if creating and bad.too_long and status < 300 else 0)))
        self.send_header("Date", formatdate(usegmt=True))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        inside = creating and bad.cuts_inside_body and status < 300
        self.wfile.write(body[: len(body) // 2] if inside else body if cut is None else body[:cut])
        if inside or cut is not None or (creating and bad.too_long):
            self.close_connection = True


def form(kind: str, body: bytes) -> tuple[dict[str, str], dict[str, bytes]]:
    """Read a multipart form: fields and files by name."""
    head = f"Content-Type: {kind}\r\n\r\n".encode()
    read = email.message_from_bytes(head + body, policy=email.policy.HTTP)
    fields: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for part in read.iter_parts():  # type: ignore[attr-defined]
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True) or b""
        if part.get_filename() is not None:
            files[name] = content
        else:
            fields[name] = content.decode()
    return fields, files
