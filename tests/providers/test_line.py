"""The line: each trouble on real sockets has its own clear words, and nothing secret comes out anywhere."""

from __future__ import annotations

import asyncio
import io
import logging
import socket
import time
import traceback
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from email.utils import formatdate
from pathlib import Path
from typing import TypeVar

import pytest
from sockets import Heard, Place, answer, certificate, place, saying

from fourbeat.model.connection import Connection, Entry, WireProtocol
from fourbeat.model.errors import FourbeatError, ProviderError, Refused, Storage
from fourbeat.model.job import Failure
from fourbeat.providers.line import Answer, Attached, Line, Lost, NeverLeft, Patience
from fourbeat.providers.line.addresses import inside
from fourbeat.studio.wording import Wording

T = TypeVar("T")
SECRET = "sk-planted-7Hq2VxZ0secret"
SIGNED = "X-Amz-Signature=deadbeefcafe0123"
QUICK = Patience(reach=1.0, quiet=0.5, answer=0.8, submission=0.8)
SAYS = Wording.of("en")


def line(url: str, *, entry: Entry = Entry.BEARER, secret: str | None = SECRET, header: str = "") -> Line:
    connection = Connection(
        key="studio-b", name="Studio B", protocol=WireProtocol.VIDEOS, url=url, entry=entry, header=header
    )
    return Line(connection, lambda: secret, patience=QUICK)


def run(there: Line, story: Callable[[Line], Awaitable[T]]) -> T:
    async def tell() -> T:
        try:
            return await asyncio.wait_for(story(there), 30)
        finally:
            await there.close()

    return asyncio.run(tell())


def asked(url: str, path: str = "/v1/videos", **more: object) -> Answer:
    return run(line(url), lambda there: there.ask("GET", path, **more))  # type: ignore[arg-type]


def submitted(url: str, **more: object) -> Answer | NeverLeft | Lost:
    return run(line(url), lambda there: there.submit_once("/v1/videos", json={"prompt": "rain"}, **more))  # type: ignore[arg-type]


@contextmanager
def discreet(caplog: pytest.LogCaptureFixture) -> Iterator[Callable[[object], None]]:
    """Hear every logger there is; then no secret may be in the log, nor in what was looked at."""
    caplog.set_level(logging.DEBUG)
    seen = io.StringIO()

    def look(thing: object) -> None:
        seen.write(f"{thing!r} {thing} ")
        if isinstance(thing, BaseException):
            frames = traceback.TracebackException.from_exception(thing, capture_locals=True)
            frames.stack = traceback.StackSummary.from_list(
                [one for one in frames.stack if "/fourbeat/" in one.filename]
            )
            seen.write("".join(frames.format()))
        if isinstance(thing, FourbeatError):
            seen.write(SAYS(thing.message))

    yield look
    everything = seen.getvalue() + caplog.text
    for secret in (SECRET, "deadbeefcafe0123"):
        assert secret not in everything, everything[max(0, everything.find(secret) - 300) :][:600]


def refused(url: str, look: Callable[[object], None], *, path: str = "/v1/videos") -> str:
    """Ask and submit where both must fail; give the sentence a person reads."""
    with pytest.raises(FourbeatError) as raised:
        asked(url, path)
    look(raised.value)
    sent = submitted(url)
    look(sent)
    assert isinstance(sent, NeverLeft)
    assert SAYS(sent.why) == SAYS(raised.value.message)
    assert SAYS.title(raised.value)
    return SAYS(raised.value.message)


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


# Nothing left


def test_a_port_where_nobody_listens(caplog: pytest.LogCaptureFixture) -> None:
    port = closed_port()
    with discreet(caplog) as look:
        said = refused(f"http://127.0.0.1:{port}", look)
    assert said == (
        f"Nothing answers at 127.0.0.1:{port}. Check the address and port in the connection, and whether the server "
        "there runs."
    )


def test_a_name_that_nobody_knows(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with discreet(caplog) as look:
        said = refused("http://no-such.example", look)
    assert said.startswith("This network knows no machine called no-such.example. Check the address")


@pytest.mark.parametrize(
    "url",
    ["", "127.0.0.1:8000", "ftp://127.0.0.1", f"http://me:{SECRET}@127.0.0.1", "http://", "http://[::1", "http://a\\b"],
)
def test_an_address_that_cannot_be_right(url: str, caplog: pytest.LogCaptureFixture) -> None:
    with discreet(caplog) as look:
        said = refused(url, look)
    assert said.startswith("The address for Studio B cannot be used. It begins with http:// or https://")


def test_a_certificate_nobody_signed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with place(saying(answer()), tls=certificate(tmp_path)) as there, discreet(caplog) as look:
        said = refused(f"https://127.0.0.1:{there.port}", look)
    assert not there.heard
    assert said.startswith(
        f"127.0.0.1:{there.port} shows a certificate that this machine does not trust (self-signed certificate), so "
        "nothing was sent."
    )


def test_https_where_only_http_is_spoken(caplog: pytest.LogCaptureFixture) -> None:
    with place(saying(answer())) as there, discreet(caplog) as look:
        there.behave = lambda line, _: line.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        said = refused(f"https://127.0.0.1:{_plain(there)}", look)
    assert "does not speak TLS. Nothing was sent." in said


def _plain(there: Place) -> int:
    """Let the server answer whatever comes, as one does that expects plain HTTP."""
    listening = socket.create_server(("127.0.0.1", 0))
    import threading

    def serve() -> None:
        listening.settimeout(5)
        with listening:
            for _ in range(2):
                one, _address = listening.accept()
                with one:
                    one.recv(4096)
                    one.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")

    threading.Thread(target=serve, daemon=True).start()
    del there
    return int(listening.getsockname()[1])


def test_a_proxy_that_refuses(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    with place(saying(answer("403 Forbidden", "no"))) as proxy, discreet(caplog) as look:
        monkeypatch.setenv("HTTPS_PROXY", f"http://me:{SECRET}@127.0.0.1:{proxy.port}")
        said = refused("https://generator.example", look)
        assert all(one.head.startswith("CONNECT generator.example:443") for one in proxy.heard)
        assert all("Authorization: Bearer" not in one.head.replace("Proxy-Authorization", "") for one in proxy.heard)
    assert said.startswith(
        f"The proxy 127.0.0.1:{proxy.port} does not let requests through to generator.example (403 Forbidden)."
    )


def test_a_proxy_that_wants_to_know_who_asks(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    with place(saying(answer("407 Proxy Authentication Required", "who?"))) as proxy, discreet(caplog) as look:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        said = refused("http://generator.example", look)
        assert proxy.heard[0].target == "http://generator.example/v1/videos"
    assert "does not let requests through to generator.example (407)." in said


def test_a_proxy_that_is_not_there(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    port = closed_port()
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{port}")
    with discreet(caplog) as look:
        said = refused("http://generator.example", look)
    assert said.startswith(f"The proxy 127.0.0.1:{port} does not answer.")


def test_no_proxy_stands_between_this_machine_and_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{closed_port()}")
    with place(saying(answer(body='{"a": 1}'))) as there:
        assert asked(there.url).json() == {"a": 1}


@pytest.mark.parametrize("secret", [None, ""])
def test_a_key_that_is_missing(secret: str | None) -> None:
    with place(saying(answer())) as there:
        with pytest.raises(ProviderError) as raised:
            run(line(there.url, secret=secret), lambda one: one.ask("GET", "/v1/videos"))
        sent = run(line(there.url, secret=secret), lambda one: one.submit_once("/v1/videos", json={}))
    assert not there.heard
    assert (
        SAYS(raised.value.message)
        == "There is no key for Studio B here. Enter it in Connections, or give it with `fourbeat provider key`."
    )
    assert sent == NeverLeft(raised.value.message, Failure.AUTH)


def test_a_key_that_cannot_be_had_stops_nothing_else_and_nothing_leaves() -> None:
    connection = Connection(
        key="b", name="Studio B", protocol=WireProtocol.VIDEOS, url="http://127.0.0.1:9", entry=Entry.BEARER
    )

    def told(by: FourbeatError) -> NeverLeft | Answer | Lost:
        def secret() -> str:
            raise by

        with pytest.raises(ProviderError):
            # Not a Storage: that would stop the queue, also for servers that need no key.
            run(Line(connection, secret), lambda there: there.ask("GET", "/v1/videos"))
        return run(Line(connection, secret), lambda there: there.submit_once("/v1/videos", json={}))

    later = told(Storage("secret.ring-locked", variable="FOURBEAT_KEY_B"))
    assert isinstance(later, NeverLeft)
    assert later.failure is Failure.NETWORK
    assert "FOURBEAT_KEY_B" in SAYS(later.why)
    mended = told(Refused("secret.open-to-others", file="key-b"))
    assert isinstance(mended, NeverLeft)
    assert mended.failure is Failure.AUTH


@pytest.mark.parametrize("odd", [f"{SECRET}\r\nX-Evil: 1", f"{SECRET} and more", f"{SECRET}é"])
def test_a_key_that_cannot_be_one(odd: str, caplog: pytest.LogCaptureFixture) -> None:
    with place(saying(answer())) as there, discreet(caplog) as look:
        with pytest.raises(ProviderError) as raised:
            run(line(there.url, secret=odd), lambda one: one.ask("GET", "/v1/videos"))
        look(raised.value)
    assert not there.heard
    assert "Copy it anew" in SAYS(raised.value.message)


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    form = [("prompt", "rain"), ("input_reference", Attached("reference.png", "image/png", tmp_path / "gone.png"))]
    with place(saying(answer())) as there:
        sent = run(line(there.url), lambda one: one.submit_once("/v1/videos", form=form))
    assert not there.heard
    assert isinstance(sent, NeverLeft)
    assert SAYS(sent.why) == "The file reference.png, which goes with this request, is not there any more."


# What is sent


def test_the_key_goes_to_its_own_server_in_its_own_way() -> None:
    with place(saying(answer())) as there:
        asked(there.url)
        run(line(there.url, secret=f"Bearer {SECRET}"), lambda one: one.ask("GET", "/x"))
        run(line(there.url, entry=Entry.HEADER, header="api-key"), lambda one: one.ask("GET", "/x"))
        run(line(there.url, entry=Entry.NONE), lambda one: one.ask("GET", "/x"))
    heads = [(one.header("authorization"), one.header("api-key")) for one in there.heard]
    assert heads == [(f"Bearer {SECRET}", None), (f"Bearer {SECRET}", None), (None, SECRET), (None, None)]


def test_a_form_is_sent_in_order_and_names_no_file_of_this_machine(tmp_path: Path) -> None:
    picture = tmp_path / "private-name.png"
    picture.write_bytes(b"\x89PNG pixels")
    form = [
        ("prompt", "雨"),
        ("size", "1280x720"),
        ("input_reference", Attached("reference.png", "image/png", picture)),
    ]
    with place(saying(answer())) as there:
        run(line(there.url), lambda one: one.submit_once("/v1/videos", form=form))
        run(line(there.url), lambda one: one.submit_once("/v1/videos", form=form[:2]))
    sent, plain = there.heard
    assert (sent.header("content-type") or "").startswith("multipart/form-data")
    assert (plain.header("content-type") or "").startswith("multipart/form-data")
    assert "雨".encode() in sent.body
    assert (
        b'name="input_reference"; filename="reference.png"\r\nContent-Type: image/png\r\n\r\n\x89PNG pixels'
        in sent.body
    )
    assert b"private-name" not in sent.body
    assert sent.header("content-length") == str(len(sent.body))


def test_an_id_is_one_part_of_a_path() -> None:
    assert Line.part("video_a/b=?#..") == "video_a%2Fb%3D%3F%23.."
    assert Line.part("..") == "%2E%2E"
    with place(saying(answer())) as there:
        asked(there.url, f"/v1/videos/{Line.part('a/b?c')}/content", query={"variant": "0"})
    assert there.heard[0].target == "/v1/videos/a%2Fb%3Fc/content?variant=0"


# Answers


def test_a_web_page_instead_of_data() -> None:
    page = "<!DOCTYPE html><html><body>Sign in</body></html>"
    with place(saying(answer(body=page, kind="text/html"))) as there:
        got = asked(there.url)
    assert got.web_page
    with pytest.raises(ProviderError) as raised:
        got.json()
    assert SAYS(raised.value.message).startswith(
        f"127.0.0.1:{there.port} answers with a web page (status 200) instead of data. Check the address in the "
        "connection: in the videos protocol it often ends in /v1."
    )


@pytest.mark.parametrize(
    "body", [b"", b"not json", b"\xff\xfe", b"[" * 200_000, b'{"a": NaN}', b'{"a": ' + b"9" * 5000 + b"}", b'{"a": 1']
)
def test_an_answer_that_is_no_json(body: bytes) -> None:
    with place(saying(answer(body=body))) as there:
        got = asked(there.url)
    with pytest.raises(ProviderError) as raised:
        got.json()
    assert raised.value.code == "line.not-json"
    assert raised.value.__context__ is None


def test_an_error_of_ten_megabytes_is_not_read_to_its_end(caplog: pytest.LogCaptureFixture) -> None:
    body = (f"Bad key {SECRET} " * 500_000)[: 10 * 1024 * 1024]
    with place(saying(answer("500 Internal Server Error", body))) as there, discreet(caplog) as look:
        got = asked(there.url)
        look(got)
        assert got.status == 500
        assert got.cut
        assert len(got.body) == 1024 * 1024
        with pytest.raises(ProviderError) as raised:
            got.json()
        look(raised.value)
    assert "answers at such length that it was not read to the end (status 500)" in SAYS(raised.value.message)


def test_a_small_answer_that_unpacks_to_a_huge_one_is_bounded() -> None:
    import gzip

    packed = gzip.compress(b'{"a": "' + b"x" * 50_000_000 + b'"}')
    with place(saying(answer(body=packed, Content_Encoding="gzip"))) as there:
        got = asked(there.url)
        assert len(got.body) == 1024 * 1024
        there.behave = saying(answer(body=gzip.compress(b'{"a": 1}'), Content_Encoding="gzip"))
        assert asked(there.url).json() == {"a": 1}


def test_what_a_server_says_is_shown_without_secrets() -> None:
    with place(saying(answer("401 Unauthorized", "{}"))) as there:
        got = asked(there.url)
    said = got.told(
        f"Wrong key {SECRET}\n see\x1b[31m https://cdn.example/clip.mp4?{SIGNED}, Bearer abcdef123456 "
        + "or data:image/png;base64,"
        + "A" * 4000
    )
    assert said == "Wrong key … see [31m https://cdn.example/… Bearer … or data:…"
    assert len(got.told("long " * 500)) == 300
    kept = got.kept({"id": "v1", "url": f"https://cdn.example/clip.mp4?{SIGNED}", "deep": [{"key": SECRET}], "n": 1.5})
    assert kept == {"id": "v1", "url": "https://cdn.example/…", "deep": [{"key": "…"}], "n": 1.5}
    assert got.kept({"id": "v1", "much": ["x" * 3000] * 500}) == {"id": "v1"}


@pytest.mark.parametrize(
    ("told", "seconds"),
    [("7", 7.0), ("0.5", 0.5), ("", None), ("soon", None), ("99999999999", 7 * 86400.0), ("-3", None)],
)
def test_how_long_to_wait_in_seconds(told: str, seconds: float | None) -> None:
    with place(saying(answer("429 Too Many Requests", "{}", **({"Retry_After": told} if told else {})))) as there:
        got = asked(there.url)
    assert (got.status, got.retry_after) == (429, seconds)


def test_how_long_to_wait_as_a_date_by_the_servers_own_clock() -> None:
    hours_off = time.time() - 40_000
    headers = {"Date": formatdate(hours_off, usegmt=True), "Retry_After": formatdate(hours_off + 90, usegmt=True)}
    with place(saying(answer("429 Too Many Requests", "{}", **headers))) as there:
        assert asked(there.url).retry_after == 90.0
        there.behave = saying(answer("429 Too Many Requests", Retry_After=formatdate(time.time() + 60, usegmt=True)))
        assert 57 <= (asked(there.url).retry_after or 0) <= 61


# The line breaks


def silent(line: socket.socket, _heard: Heard) -> None:
    time.sleep(1.5)
    line.sendall(answer())


def dripping(line: socket.socket, _heard: Heard) -> None:
    for letter in answer(body="{}" + " " * 40):
        line.sendall(bytes([letter]))
        time.sleep(0.05)


def hanging_up(line: socket.socket, _heard: Heard) -> None:
    line.close()


@pytest.mark.parametrize(
    ("behave", "said"),
    [
        (silent, "{host} got the request and did not answer within 1 seconds."),
        (dripping, "{host} got the request and did not answer within 1 seconds."),
        (hanging_up, "The line to {host} broke before all of its answer was here."),
        (saying(b"SMTP ready\r\n\r\n"), "The line to {host} broke before all of its answer was here."),
    ],
)
def test_no_answer_to_what_was_sent(behave: Callable[[socket.socket, Heard], None], said: str) -> None:
    with place(behave) as there:
        sent = submitted(there.url)
        assert len(there.heard) == 1, "what may cost money is sent once"
        with pytest.raises(ProviderError) as raised:
            asked(there.url)
    host = f"127.0.0.1:{there.port}"
    assert isinstance(sent, Lost)
    assert SAYS(sent.why) == SAYS(raised.value.message) == said.format(host=host)


def test_an_answer_that_breaks_off_after_all_of_it_came_is_read() -> None:
    with place(saying(answer(body='{"id": "v1"}', length=5000))) as there:
        sent = submitted(there.url)
    assert isinstance(sent, Answer)
    assert sent.cut
    assert sent.table() == {"id": "v1"}


def test_an_answer_that_breaks_off_before_all_of_it_came() -> None:
    with place(saying(answer(body='{"id": "v', length=5000))) as there:
        sent = submitted(there.url)
    assert isinstance(sent, Answer)
    with pytest.raises(ProviderError) as raised:
        sent.table()
    assert raised.value.code == "line.cut"


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_submission_is_never_repeated(status: int) -> None:
    with place(saying(answer(f"{status} No", "{}", Retry_After="0"))) as there:
        sent = submitted(there.url)
    assert isinstance(sent, Answer)
    assert (sent.status, len(there.heard)) == (status, 1)


# Sent on


def test_no_key_follows_to_another_host(caplog: pytest.LogCaptureFixture) -> None:
    with place(saying(answer())) as other, discreet(caplog) as look:
        elsewhere = f"http://localhost:{other.port}/v1/videos?{SIGNED}"
        for status in ("301 Moved", "302 Found", "307 Temporary", "308 Permanent"):
            with place(saying(answer(status, Location=elsewhere))) as there:
                said = refused(there.url, look)
                assert said == (
                    f"127.0.0.1:{there.port} sends this request on to localhost:{other.port}. Your key is not sent "
                    "there. If that is where the server is now, put its address into the connection."
                )
    assert not other.heard


def test_a_result_that_lies_elsewhere_may_have_been_charged() -> None:
    with place(saying(answer("303 See Other", Location="/v1/elsewhere"))) as there:
        sent = submitted(there.url)
    assert isinstance(sent, Lost)
    assert len(there.heard) == 1


def test_a_question_may_be_sent_on_within_the_same_server() -> None:
    with place(saying(answer("307 Temporary", Location="/v1/videos/"), answer(body='{"a": 1}'))) as there:
        assert asked(there.url).json() == {"a": 1}
    assert [one.target for one in there.heard] == ["/v1/videos", "/v1/videos/"]


def test_a_circle_ends() -> None:
    with place(saying(answer("302 Found", Location="/v1/videos"))) as there, pytest.raises(ProviderError) as raised:
        asked(there.url)
    assert raised.value.code == "line.redirected"
    assert len(there.heard) == 5


# Downloads

CLIP = bytes(range(256)) * 4096


class Shelf:
    """Serve one file as a good server does, or as a bad one."""

    def __init__(self, content: bytes = CLIP, *, breaks_after: int | None = None, etag: str = '"one"') -> None:
        self.content, self.breaks_after, self.etag = content, breaks_after, etag
        self.ranges = True
        self.says_length = True

    def __call__(self, line: socket.socket, heard: Heard) -> None:
        begin = int((heard.header("range") or "bytes=0-").removeprefix("bytes=").rstrip("-"))
        same = not self.etag or heard.header("if-range") in (None, self.etag)
        part = bool(heard.header("range")) and self.ranges and same
        if part and begin >= len(self.content):
            line.sendall(answer("416 Range Not Satisfiable", "", Content_Range=f"bytes */{len(self.content)}"))
            return
        body = self.content[begin:] if part else self.content
        more = {"Content_Range": f"bytes {begin}-{len(self.content) - 1}/{len(self.content)}"} if part else {}
        if self.etag:
            more["ETag"] = self.etag
        whole = answer("206 Partial" if part else "200 OK", body, kind="video/mp4", **more)
        if not self.says_length:
            whole = whole.replace(f"Content-Length: {len(body)}\r\n".encode(), b"")
        line.sendall(whole if self.breaks_after is None else whole[: whole.index(b"\r\n\r\n") + 4 + self.breaks_after])
        self.breaks_after = None


def fetched(there: Place, part: Path, times: int = 1, target: str = "/v1/videos/v1/content") -> Answer:
    async def story(one: Line) -> Answer:
        for _ in range(times - 1):
            with pytest.raises(ProviderError) as raised:
                await one.download(target, part)
            assert raised.value.code == "line.cut"
        return await one.download(target, part)

    return run(line(there.url), story)


def test_a_clip_comes_whole(tmp_path: Path) -> None:
    part = tmp_path / "clip.part"
    part.write_bytes(b"left from another time" * 100_000)
    with place(Shelf()) as there:
        assert fetched(there, part).ok
    assert part.read_bytes() == CLIP
    assert there.heard[0].header("range") is None


@pytest.mark.parametrize("etag", ['"one"', 'W/"weak"', ""])
def test_a_fetch_goes_on_where_it_broke_off(tmp_path: Path, etag: str) -> None:
    part = tmp_path / "clip.part"
    with place(Shelf(breaks_after=100_000, etag=etag)) as there:
        fetched(there, part, times=2)
    assert part.read_bytes() == CLIP
    assert [one.header("range") for one in there.heard] == [None, "bytes=100000-"]
    assert there.heard[1].header("if-range") == (etag if etag == '"one"' else None)


def test_a_clip_that_changed_meanwhile_is_fetched_anew(tmp_path: Path) -> None:
    part, shelf = tmp_path / "clip.part", Shelf(breaks_after=100_000)

    def changing(one: socket.socket, heard: Heard) -> None:
        shelf(one, heard)
        shelf.content, shelf.etag = CLIP[::-1], '"two"'

    with place(changing) as there:
        fetched(there, part, times=2)
    assert part.read_bytes() == CLIP[::-1]


def test_a_server_without_ranges_is_asked_for_all_of_it_again(tmp_path: Path) -> None:
    part, shelf = tmp_path / "clip.part", Shelf(breaks_after=100_000)
    shelf.ranges = False
    with place(shelf) as there:
        fetched(there, part, times=2)
    assert part.read_bytes() == CLIP


def test_a_rest_of_another_file_is_not_joined(tmp_path: Path) -> None:
    part, shelf = tmp_path / "clip.part", Shelf(breaks_after=100_000, etag="")

    def changing(one: socket.socket, heard: Heard) -> None:
        shelf(one, heard)
        shelf.content = CLIP[::-1] + b"longer"

    with place(changing) as there:
        fetched(there, part, times=3)
    assert part.read_bytes() == CLIP[::-1] + b"longer"


def test_a_length_that_is_never_reached_is_no_clip(tmp_path: Path) -> None:
    too_long = answer(body=CLIP, kind="video/mp4", length=len(CLIP) + 9)
    with place(saying(too_long)) as there, pytest.raises(ProviderError) as raised:
        fetched(there, tmp_path / "clip.part")
    assert raised.value.code == "line.cut"


def test_a_clip_without_a_length_comes_too(tmp_path: Path) -> None:
    shelf = Shelf()
    shelf.says_length = False
    with place(shelf) as there:
        fetched(there, tmp_path / "clip.part")
    assert (tmp_path / "clip.part").read_bytes() == CLIP


@pytest.mark.parametrize("kind", ["text/html", "application/json"])
def test_a_page_is_no_clip(tmp_path: Path, kind: str) -> None:
    with place(saying(answer(body="<html></html>", kind=kind))) as there, pytest.raises(ProviderError) as raised:
        fetched(there, tmp_path / "clip.part")
    assert raised.value.code == ("line.web-page" if kind == "text/html" else "line.no-clip")
    assert not (tmp_path / "clip.part").exists()


def test_an_expired_address_brings_nothing_and_says_so(tmp_path: Path) -> None:
    with place(saying(answer("410 Gone", '{"error": "expired"}'))) as there:
        got = fetched(there, tmp_path / "clip.part")
    assert (got.ok, got.status, got.json()) == (False, 410, {"error": "expired"})


def test_a_clip_elsewhere_is_fetched_without_the_key(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with place(Shelf()) as other, discreet(caplog) as look:
        elsewhere = f"http://localhost:{other.port}/clip.mp4?{SIGNED}"
        with place(saying(answer("302 Found", Location=elsewhere))) as there:
            look(fetched(there, tmp_path / "one.part"))
            look(fetched(there, tmp_path / "two.part", target=elsewhere))
    assert (tmp_path / "one.part").read_bytes() == (tmp_path / "two.part").read_bytes() == CLIP
    assert [one.target for one in other.heard] == [f"/clip.mp4?{SIGNED}"] * 2
    assert all(SECRET not in one.head for one in other.heard)
    assert SECRET in there.heard[0].head


@pytest.mark.parametrize(
    ("host", "here"),
    [
        *((one, True) for one in ("localhost", "nas", "nas.local", "127.0.0.1", "127.1", "0x7f.1", "2130706433")),
        *((one, True) for one in ("127.0.0.1.", "10.1", "[::1]", "::1", "::ffff:10.0.0.1", "192.168.1.5")),
        *((one, False) for one in ("example.com", "8.8.8.8", "2606:4700::1111", "127.example.com")),
    ],
)
def test_who_is_in_the_same_house_is_known_however_it_is_written(host: str, here: bool) -> None:
    assert inside(host) is here


def test_a_server_far_away_does_not_send_this_machine_to_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with place(Shelf()) as inner:
        elsewhere = f"http://127.0.0.1:{inner.port}/clip.mp4?{SIGNED}"
        with place(saying(answer("302 Found", Location=elsewhere))) as proxy, discreet(caplog) as look:
            monkeypatch.setenv("HTTP_PROXY", proxy.url)
            there = line("http://generator.example")
            with pytest.raises(ProviderError) as raised:
                run(there, lambda one: one.download("/v1/videos/v1/content", tmp_path / "clip.part"))
            look(raised.value)
    assert not inner.heard
    assert SAYS(raised.value.message).startswith(f"generator.example names 127.0.0.1:{inner.port}, in your own network")


def test_a_line_may_be_used_again_in_another_loop() -> None:
    with place(saying(answer(body='{"a": 1}'))) as there:
        one = line(there.url)
        assert run(one, lambda it: it.ask("GET", "/x")).json() == {"a": 1}
        assert run(one, lambda it: it.ask("GET", "/x")).json() == {"a": 1}


def test_half_a_secret_and_a_number_that_is_none_are_not_kept() -> None:
    with place(saying(answer(body='{"a": 1e999, "b": [1.5]}'))) as there:
        got = asked(there.url)
    assert got.kept(got.json()) == {"a": None, "b": [1.5]}
    long = "x" * 3990 + SECRET
    assert str(got.kept({"long": long})["long"]).strip("x") == "…"
