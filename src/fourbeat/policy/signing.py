"""Signatures of packs: Ed25519 over the bytes of the file as they are, in a small text beside it; keys, fingerprints.

Anybody can check one without Fourbeat: the public key and the signature stand in the text in base64.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from fourbeat.model.errors import Invalid

ENDING = ".sig"
"""What a signature's file is called: the pack's name with this behind it."""

LARGEST = 4096
_FORM = "fourbeat-signature 1"
_KEY_FORM = "fourbeat-key 1"


@dataclass(frozen=True)
class Seal:
    """Be a detached signature: who signed (the public key itself), and the signature."""

    public: bytes
    signature: bytes

    @property
    def fingerprint(self) -> str:
        """Name the key that signed."""
        return fingerprint(self.public)

    def text(self) -> bytes:
        """Write the signature's file."""
        lines = (
            _FORM,
            f"key {self.fingerprint}",
            f"public {_base64(self.public)}",
            f"signature {_base64(self.signature)}",
        )
        return ("\n".join(lines) + "\n").encode()


def fingerprint(public: bytes) -> str:
    """Name a public key so that people can compare it: 160 bits of its SHA-256, eight groups of four letters."""
    letters = base64.b32encode(hashlib.sha256(public).digest()[:20]).decode()
    return " ".join(letters[at : at + 4] for at in range(0, 32, 4))


def same_fingerprint(given: str, known: str) -> bool:
    """Tell whether a person means this fingerprint: whole, however it is spaced and cased."""
    return _letters(given) == _letters(known)


def _letters(given: str) -> str:
    return re.sub(r"[\s:-]", "", given).upper()


def make_key() -> tuple[bytes, bytes]:
    """Make a key: the private one as PEM, which is to stay secret, and the public one."""
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return private, key.public_key().public_bytes_raw()


def public_of(private: bytes) -> bytes:
    """Give the public key of a private one. Raises Invalid."""
    return _private(private).public_key().public_bytes_raw()


def sign(data: bytes, private: bytes) -> Seal:
    """Sign bytes. Raises Invalid for what is no key."""
    key = _private(private)
    return Seal(key.public_key().public_bytes_raw(), key.sign(data))


def holds(data: bytes, seal: Seal) -> bool:
    """Tell whether a signature was made over exactly these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(seal.public).verify(seal.signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def read_seal(data: bytes, name: str) -> Seal:
    """Read a signature's file; `name` is what errors call it. Raises Invalid."""
    facts = _facts(data, _FORM, name)
    public, signature = _bytes(facts, "public", 32, name), _bytes(facts, "signature", 64, name)
    if not same_fingerprint(facts.get("key", ""), fingerprint(public)):
        raise Invalid("pack.odd-signature", file=name)
    return Seal(public, signature)


def key_text(public: bytes) -> bytes:
    """Write a public key as a file that may be given to anybody."""
    return f"{_KEY_FORM}\nkey {fingerprint(public)}\npublic {_base64(public)}\n".encode()


def _private(private: bytes) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(private, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        # Not chained: what the library says may hold parts of the key.
        raise Invalid("key.no-key") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise Invalid("key.no-key")
    return key


def _facts(data: bytes, form: str, name: str) -> dict[str, str]:
    lines = data[: LARGEST + 1].decode("ascii", errors="replace").splitlines()
    if len(data) > LARGEST or not lines or lines[0].strip() != form:
        raise Invalid("pack.odd-signature", file=name)
    facts: dict[str, str] = {}
    for line in lines[1:]:
        key, _, value = line.partition(" ")
        if key in facts:
            raise Invalid("pack.odd-signature", file=name)
        facts[key] = value.strip()
    return facts


def _bytes(facts: dict[str, str], key: str, size: int, name: str) -> bytes:
    try:
        found = base64.b64decode(facts.get(key, ""), validate=True)
    except (binascii.Error, ValueError):
        found = b""
    if len(found) != size:
        raise Invalid("pack.odd-signature", file=name)
    return found


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
