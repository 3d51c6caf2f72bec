"""Servers on real sockets of this machine, in a thread, that answer as a test tells them."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

Behaviour = Callable[[socket.socket, bytes], None]


@dataclass
class Heard:
    """Be one request as it came: its head as text, its body as bytes."""

    head: str
    body: bytes

    @property
    def target(self) -> str:
        return self.head.split(" ", 2)[1]

    def header(self, name: str) -> str | None:
        lines = [line.partition(":") for line in self.head.split("\r\n")[1:]]
        return next((value.strip() for key, _, value in lines if key.lower() == name.lower()), None)


@dataclass
class Place:
    """Be a server: `behave` is called with the socket and each request's head; `heard` holds all that came."""

    behave: Callable[[socket.socket, Heard], None]
    port: int = 0
    heard: list[Heard] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def answer(
    status: str = "200 OK",
    body: bytes | str = b"{}",
    *,
    kind: str = "application/json",
    length: int | None = None,
    **headers: str,
) -> bytes:
    """Write a whole answer; `length` lies about the body's."""
    raw = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", "Connection: close"]
    lines.append(f"Content-Length: {len(raw) if length is None else length}")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + raw


def saying(*answers: bytes) -> Callable[[socket.socket, Heard], None]:
    """Answer each request with the next of these, the last one over and over."""
    left = list(answers)

    def behave(line: socket.socket, _heard: Heard) -> None:
        line.sendall(left.pop(0) if len(left) > 1 else left[0])

    return behave


@contextmanager
def place(
    behave: Callable[[socket.socket, Heard], None], *, tls: ssl.SSLContext | None = None, name: str = "127.0.0.1"
) -> Iterator[Place]:
    """Run a server until the block ends; every connection gets one answer."""
    listening = socket.create_server((name, 0))
    listening.settimeout(0.05)
    here = Place(behave, listening.getsockname()[1])
    over = threading.Event()
    threads: list[threading.Thread] = []

    def serve(line: socket.socket) -> None:
        try:
            with line:
                line.settimeout(10)
                told = tls.wrap_socket(line, server_side=True) if tls else line
                with told:
                    heard = _hear(told)
                    if heard is not None:
                        here.heard.append(heard)
                        here.behave(told, heard)
        except OSError:
            pass

    def listen() -> None:
        while not over.is_set():
            try:
                line, _ = listening.accept()
            except TimeoutError:
                continue
            threads.append(threading.Thread(target=serve, args=(line,), daemon=True))
            threads[-1].start()

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        yield here
    finally:
        over.set()
        listener.join()
        listening.close()
        for thread in threads:
            thread.join(5)


def _hear(line: socket.socket) -> Heard | None:
    raw = b""
    while b"\r\n\r\n" not in raw:
        piece = line.recv(65536)
        if not piece:
            return None
        raw += piece
    head, _, body = raw.partition(b"\r\n\r\n")
    heard = Heard(head.decode("latin-1"), body)
    length = int(heard.header("content-length") or 0)
    while len(heard.body) < length:
        piece = line.recv(65536)
        if not piece:
            # Whoever asked fell in the middle of a word: no server acts on half of it.
            return None
        heard.body += piece
    return heard


def certificate(folder: Path) -> ssl.SSLContext:
    """Make a certificate that nobody has signed but its owner, for this machine."""
    import datetime
    import ipaddress

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "generator.example")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
