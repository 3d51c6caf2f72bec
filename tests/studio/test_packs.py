"""Packs in use: who is trusted, what never comes back, and what a broken one does."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from fourbeat.model.errors import Busy, FourbeatError, Invalid, NotFound, Refused, Storage
from fourbeat.model.verdict import Decision
from fourbeat.policy import signing
from fourbeat.studio import trust
from fourbeat.studio.desk import Desk
from fourbeat.studio.keys import Keys
from fourbeat.studio.opening import create
from fourbeat.studio.pack_building import sign
from fourbeat.studio.pack_files import look
from fourbeat.studio.packs import InUse, Packs, Standing
from fourbeat.studio.settings import Home

FACTS = "pack: {name}\nversion: 1\nissued: 2026-11-01\nbasis: fact-only\npeople: [{{id: anna, default: block}}]\n"
Write = Callable[..., Path]


@pytest.fixture
def packs(desk: Desk, tmp_path: Path) -> Packs:
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    (shipped / "careful.yaml").write_text(FACTS.format(name="careful"), encoding="utf-8")
    return Packs(desk.home, lambda: "2026-11-21T12:00:00.000Z", shipped)


@pytest.fixture
def keys(desk: Desk) -> Keys:
    made = Keys(desk.home)
    made.make(name="moon")
    made.make(name="other")
    return made


@pytest.fixture
def write(tmp_path: Path, keys: Keys) -> Write:
    def written(version: int = 1, *, by: str = "", effect: str = "allow", name: str = "moon") -> Path:
        file = tmp_path / f"{name}.yaml"
        file.with_name(f"{file.name}.sig").unlink(missing_ok=True)
        file.write_text(
            f"pack: {name}\nversion: {version}\nissued: 2026-11-01\nbasis: house-policy\n"
            f"holders: [{{id: moon, name: Moon, default: block, rules: [{{id: r, effect: {effect}}}]}}]\n",
            encoding="utf-8",
        )
        if by:
            sign(file, keys, name=by)
        return file

    return written


def fingerprint(file: Path) -> str:
    seal = look(file).seal
    assert seal is not None
    return seal.fingerprint


def state(packs: Packs) -> list[tuple[str, int, Standing]]:
    return [(one.id, one.version, one.standing) for one in packs.all()]


def heard(packs: Packs) -> list[Decision]:
    return [rule.effect for one in packs.subjects() for _, rule in one.chain]


OURS = ("careful", 1, Standing.BUILT_IN)


def test_an_unsigned_pack_is_used_but_only_tightens(packs: Packs, write: Write) -> None:
    packs.add(file=write())
    assert state(packs) == [OURS, ("moon", 1, Standing.UNSIGNED)]
    assert heard(packs) == []
    packs.add(file=write(2, effect="block"))
    assert heard(packs) == [Decision.BLOCK]


def test_an_unknown_key_is_shown_and_loosens_nothing_until_it_is_confirmed(packs: Packs, write: Write) -> None:
    file = write(by="moon")
    added = packs.add(file=file)
    assert (added.standing, added.key) == (Standing.UNKNOWN_KEY, fingerprint(file))
    assert heard(packs) == []
    with pytest.raises(Refused, match="not-this-key"):
        packs.trust(file=file, key=added.key[:19])
    assert packs.find("moon").standing is Standing.UNKNOWN_KEY
    packs.trust(file=file, key=added.key.lower())
    assert packs.find("moon").standing is Standing.TRUSTED
    assert heard(packs) == [Decision.ALLOW]
    packs.distrust(key=added.key)
    assert packs.find("moon").standing is Standing.UNKNOWN_KEY
    assert heard(packs) == []
    with pytest.raises(NotFound, match="no-such-key"):
        packs.distrust(key=added.key)


def test_a_trusted_key_needs_no_second_confirmation(packs: Packs, write: Write) -> None:
    file = write(by="moon")
    packs.trust(file=file, key=fingerprint(file))
    assert packs.add(file=write(2, by="moon")).standing is Standing.TRUSTED
    assert packs.add(file=write(name="second", by="moon")).standing is Standing.TRUSTED


def test_a_pack_that_nobody_signed_cannot_be_trusted(packs: Packs, write: Write) -> None:
    with pytest.raises(Invalid, match="nobody-signed"):
        packs.trust(file=write(), key="")


@pytest.mark.parametrize("by", ["", "moon"])
def test_older_versions_never_come_back(packs: Packs, write: Write, by: str) -> None:
    packs.add(file=write(5, by=by))
    for version, code in ((4, "packs.roll-back"), (1, "packs.roll-back")):
        with pytest.raises(Refused) as caught:
            packs.add(file=write(version, by=by))
        assert caught.value.code == code
    with pytest.raises(Refused, match="same-version"):
        packs.add(file=write(5, by=by, effect="ask"))
    assert packs.add(file=write(5, by=by)).version == 5
    packs.remove(id_="moon")
    assert state(packs) == [OURS]
    with pytest.raises(Refused, match="roll-back"):
        packs.add(file=write(4, by=by))
    assert packs.add(file=write(6, by=by)).version == 6


def test_a_refused_pack_changes_nothing(packs: Packs, write: Write) -> None:
    packs.add(file=write(5, by="moon"))
    files = {file: file.read_bytes() for file in packs.home.settings.rglob("*") if file.is_file()}
    before = packs.digest()
    for version, by in ((4, "moon"), (6, ""), (6, "other")):
        with pytest.raises(Refused):
            packs.add(file=write(version, by=by))
    broken = write(7, by="moon")
    broken.write_bytes(broken.read_bytes() + b"#")
    with pytest.raises(Refused, match="broken-signature"):
        packs.add(file=broken)
    with pytest.raises(Refused, match="roll-back"):
        packs.trust(file=write(4, by="moon"), key=fingerprint(write(4, by="moon")))
    assert {file: file.read_bytes() for file in packs.home.settings.rglob("*") if file.is_file()} == files
    assert packs.digest() == before


def test_nobody_takes_a_signed_pack_over_but_by_the_persons_word(packs: Packs, write: Write) -> None:
    file = write(5, by="moon")
    packs.trust(file=file, key=fingerprint(file))
    for stranger in ("", "other"):
        with pytest.raises(Refused, match="other-key"):
            packs.add(file=write(9, by=stranger))
    packs.remove(id_="moon")
    with pytest.raises(Refused, match="other-key"):
        packs.add(file=write(9))
    other = write(4, by="other")
    with pytest.raises(Refused, match="roll-back"):
        packs.trust(file=other, key=fingerprint(other))
    other = write(6, by="other")
    packs.trust(file=other, key=fingerprint(other))
    assert state(packs) == [OURS, ("moon", 6, Standing.TRUSTED)]


def test_whoever_was_never_trusted_cannot_use_the_numbers_up(packs: Packs, write: Write) -> None:
    packs.add(file=write(999_999_999))
    with pytest.raises(Refused, match="roll-back"):
        packs.add(file=write(7, by="moon"))
    file = write(7, by="moon")
    packs.trust(file=file, key=fingerprint(file))
    assert state(packs) == [OURS, ("moon", 7, Standing.TRUSTED)]


def test_a_pack_in_use_is_a_copy(packs: Packs, write: Write) -> None:
    file = write(by="moon")
    packs.add(file=file)
    file.unlink()
    assert packs.find("moon").standing is Standing.UNKNOWN_KEY


def kept(packs: Packs) -> tuple[Path, Path]:
    (file,) = (one for one in packs.folder.iterdir() if one.suffix == ".yaml")
    return file, file.with_name(file.name + signing.ENDING)


def changed_file(packs: Packs) -> None:
    file, _ = kept(packs)
    file.write_bytes(file.read_bytes().replace(b"allow", b"block"))


def changed_with_signature(packs: Packs) -> None:
    file, beside = kept(packs)
    file.write_bytes(file.read_bytes().replace(b"allow", b"block"))
    beside.write_bytes(signing.sign(file.read_bytes(), signing.make_key()[0]).text())


def other_signature(packs: Packs) -> None:
    file, beside = kept(packs)
    beside.write_bytes(signing.sign(file.read_bytes(), signing.make_key()[0]).text())


def no_signature(packs: Packs) -> None:
    kept(packs)[1].unlink()


def spoilt_signature(packs: Packs) -> None:
    kept(packs)[1].write_bytes(b"\0")


def gone(packs: Packs) -> None:
    kept(packs)[0].unlink()


@pytest.mark.parametrize(
    "harm", [changed_file, changed_with_signature, other_signature, no_signature, spoilt_signature, gone]
)
def test_a_broken_pack_is_told_of_and_never_loaded(packs: Packs, write: Write, harm: Callable[[Packs], None]) -> None:
    file = write(by="moon")
    packs.trust(file=file, key=fingerprint(file))
    assert heard(packs) == [Decision.ALLOW]
    whole = packs.digest()
    harm(packs)
    broken = packs.find("moon")
    assert (broken.standing, broken.pack) == (Standing.BROKEN, None)
    assert broken.trouble is not None
    assert heard(packs) == []
    assert packs.digest() != whole
    packs.add(file=file)
    assert packs.find("moon").standing is Standing.TRUSTED
    assert packs.digest() == whole


def test_packs_of_the_program_are_facts_and_stay(packs: Packs, write: Write) -> None:
    with pytest.raises(Refused, match="built-in-stays"):
        packs.remove(id_="careful")
    with pytest.raises(Refused, match="name-of-ours"):
        packs.add(file=write(2, name="careful"))
    (packs.shipped / "claims.yaml").write_text(
        FACTS.format(name="claims").replace("fact-only", "house-policy"), encoding="utf-8"
    )
    (packs.shipped / "spoilt.yaml").write_text("pack: [", encoding="utf-8")
    assert [(one.id, one.standing) for one in packs.all()] == [
        ("careful", Standing.BUILT_IN),
        ("claims", Standing.BROKEN),
        ("spoilt", Standing.BROKEN),
    ]
    assert [one.id for one in packs.subjects()] == ["careful:anna"]


def test_what_cannot_be_read_of_the_trust_book_is_never_taken_for_nothing(packs: Packs, write: Write) -> None:
    packs.add(file=write())
    book = packs.trust_book.file
    whole = book.read_text(encoding="utf-8")
    for spoilt in ("", "{", "[]", '{"form": 2}', '{"packs": {"moon": {}}}', whole.replace('"form"', '"from"')):
        book.write_text(spoilt, encoding="utf-8")
        for asked in (packs.all, packs.subjects, packs.digest, lambda: packs.add(file=write(2))):
            with pytest.raises(Storage):
                asked()
        assert book.read_text(encoding="utf-8") == spoilt


def test_two_programs_do_not_write_the_book_at_once(
    packs: Packs, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trust, "PATIENCE", 0.1)
    with packs.trust_book.alone(), pytest.raises(Busy, match=r"packs\.busy"):
        packs.add(file=write())
    packs.add(file=write())


def test_a_disk_that_refuses_leaves_everything_as_it_was(packs: Packs, write: Write) -> None:
    packs.trust_book.folder.mkdir(parents=True, exist_ok=True)
    packs.folder.write_bytes(b"not a folder")
    with pytest.raises(Storage, match="not-written"):
        packs.add(file=write())
    assert not packs.trust_book.file.exists()
    assert [one.id for one in packs.all()] == ["careful"]


def test_a_table_is_no_pack_yet(packs: Packs, tmp_path: Path, keys: Keys) -> None:
    file = tmp_path / "moon.csv"
    file.write_text("pack,moon\nversion,1\nissued,2026-11-01\nbasis,house-policy\n\nperson,en\nanna,Anna E\n")
    assert packs.check(file=file)[1] is Standing.UNSIGNED
    for refused in (lambda: packs.add(file=file), lambda: sign(file, keys, name="moon")):
        with pytest.raises(Invalid, match="table-first"):
            refused()


def test_checking_tells_what_adding_would_say_and_writes_nothing(packs: Packs, write: Write) -> None:
    packs.add(file=write(5))
    book = packs.trust_book.file.read_bytes()
    with pytest.raises(Refused, match="roll-back"):
        packs.check(file=write(4))
    assert packs.check(file=write(6, by="moon"))[1] is Standing.UNKNOWN_KEY
    assert packs.trust_book.file.read_bytes() == book


@pytest.mark.parametrize("make", ["missing", "folder", "loop"])
def test_files_that_are_none_are_told(packs: Packs, tmp_path: Path, make: str) -> None:
    file = tmp_path / "x.yaml"
    if make == "folder":
        file.mkdir()
    elif make == "loop":
        file.symlink_to(file)
    with pytest.raises(FourbeatError) as caught:
        packs.add(file=file)
    assert caught.value.code in ("pack.no-file", "pack.not-a-file", "pack.unreadable")


def test_private_keys_are_for_their_owner_only(keys: Keys, write: Write) -> None:
    private = keys.folder / "moon.key"
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert stat.S_IMODE(keys.folder.stat().st_mode) == 0o700
    assert b"PRIVATE" in private.read_bytes()
    assert [one.name for one in keys.all()] == ["moon", "other"]
    file = write(by="moon")
    for given_out in (file, file.with_name(file.name + ".sig"), keys.folder / "moon.pub"):
        assert private.read_bytes().splitlines()[1] not in given_out.read_bytes()
    if os.name == "posix":
        private.chmod(0o640)
        with pytest.raises(Refused, match="open-to-others"):
            sign(file, keys, name="moon", replace=True)


def test_a_key_is_never_replaced_and_never_lies_in_a_project(keys: Keys, desk: Desk, tmp_path: Path) -> None:
    before = (keys.folder / "moon.key").read_bytes()
    with pytest.raises(Invalid, match="taken"):
        keys.make(name="moon")
    assert (keys.folder / "moon.key").read_bytes() == before
    for odd in ("", "../moon", "Moon", "a" * 41, "a/b"):
        with pytest.raises(Invalid, match="odd-name"):
            keys.make(name=odd)
        with pytest.raises(NotFound):
            keys.sign(b"", name=odd)
    with create(tmp_path / "film", desk, name="Film", size="128x72"):
        pass
    inside = Keys(Home.at(tmp_path / "film" / "media" / "home"))
    with pytest.raises(Refused, match="in-a-project"):
        inside.make(name="moon")
    assert not inside.folder.exists()


def test_a_signature_is_only_replaced_when_asked(keys: Keys, write: Write) -> None:
    file = write(by="moon")
    with pytest.raises(Invalid, match="there-already"):
        sign(file, keys, name="other")
    sign(file, keys, name="other", replace=True)
    with pytest.raises(Invalid, match="which"):
        keys.only()


def test_reading_again_costs_nothing_while_nothing_changed(packs: Packs, write: Write) -> None:
    packs.add(file=write())
    first, second = packs.find("moon"), packs.find("moon")
    assert isinstance(first, InUse)
    assert first.pack is second.pack
    assert packs.subjects()[0] is packs.subjects()[0]
