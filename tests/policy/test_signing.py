"""Signatures: whole ones hold, anything else does not, and nothing of a private key is ever told."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from fourbeat.model.errors import Invalid
from fourbeat.policy.signing import (
    LARGEST,
    fingerprint,
    holds,
    key_text,
    make_key,
    public_of,
    read_seal,
    same_fingerprint,
    sign,
)

DATA = "pack: a\n名前\n".encode()


def test_a_signature_holds_for_its_bytes_and_no_others() -> None:
    private, public = make_key()
    seal = read_seal(sign(DATA, private).text(), "f.sig")
    assert seal.public == public == public_of(private)
    assert holds(DATA, seal)
    for at in range(len(DATA)):
        assert not holds(DATA[:at] + bytes([DATA[at] ^ 1]) + DATA[at + 1 :], seal)
    assert not holds(DATA + b"\n", seal)
    assert not holds(DATA, sign(DATA + b" ", private))


def test_another_key_does_not_sign_for_the_first() -> None:
    mine, others = make_key(), make_key()
    forged = sign(DATA, others[0]).text().replace(base64.b64encode(others[1]), base64.b64encode(mine[1]))
    with pytest.raises(Invalid, match="odd-signature"):
        read_seal(forged, "f.sig")
    forged = forged.replace(fingerprint(others[1]).encode(), fingerprint(mine[1]).encode())
    assert not holds(DATA, read_seal(forged, "f.sig"))


def test_anybody_can_check_a_signature_without_fourbeat() -> None:
    private, _ = make_key()
    facts = dict(line.split(" ", 1) for line in sign(DATA, private).text().decode().splitlines())
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(facts["public"]))
    key.verify(base64.b64decode(facts["signature"]), DATA)


def test_fingerprints_are_compared_whole_however_they_are_typed() -> None:
    _, public = make_key()
    known = fingerprint(public)
    assert len(known) == 39
    assert same_fingerprint(known.lower().replace(" ", "-"), known)
    assert same_fingerprint(known.replace(" ", ""), known)
    assert not same_fingerprint(known[:19], known)
    assert not same_fingerprint("", known)
    assert fingerprint(public).encode() in key_text(public)


WHOLE = sign(DATA, make_key()[0]).text().decode()
LINES = WHOLE.splitlines()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "untrusted comment: x\n",
        WHOLE.replace("signature 1", "signature 2"),
        "\n".join(LINES[:-1]),
        "\n".join([*LINES, LINES[-1]]),
        WHOLE.replace("public ", "public A"),
        WHOLE[:-6],
        WHOLE.replace("key ", "key A"),
        WHOLE + "x" * LARGEST,
        "\0" * 100,
    ],
)
def test_what_is_no_signature_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="odd-signature"):
        read_seal(text.encode(), "f.sig")


@pytest.mark.parametrize("low", [b"\0" * 32, b"\1" + b"\0" * 31, b"\xff" * 32])
def test_a_public_key_that_is_none_holds_for_nothing(low: bytes) -> None:
    seal = sign(DATA, make_key()[0])
    assert not holds(DATA, type(seal)(low, seal.signature))


def test_a_file_that_is_no_key_is_told_without_a_word_of_it() -> None:
    for wrong in (b"", b"secret words", b"-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n"):
        with pytest.raises(Invalid) as caught:
            sign(DATA, wrong)
        assert caught.value.code == "key.no-key"
        assert not caught.value.message.params
        assert caught.value.__cause__ is None
