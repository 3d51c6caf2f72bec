"""Rights packs in use: those that come with the program and those a person has taken in, and how each is trusted."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from time import time_ns
from typing import TypeAlias

from fourbeat.model.errors import FourbeatError, Invalid, NotFound, Refused, Storage
from fourbeat.model.message import Message, message
from fourbeat.policy import document, signing
from fourbeat.policy.memory import undisturbed
from fourbeat.policy.pack import Pack, subjects
from fourbeat.policy.reading import read
from fourbeat.policy.subject import Basis, Subject

from .desk import utc_now
from .pack_files import TABLES, Looked, look, taken
from .resources import resources
from .settings import Home
from .trust import Book, Kept, KnownKey, TrustBook, put

Stamp: TypeAlias = tuple[tuple[str, int, int, int, int], ...]

_TICK = 50_000_000
"""Nanoseconds within which a disk may give two writes the same time."""


class Standing(StrEnum):
    """Say how far a pack is trusted. Only the first two may loosen anything; a broken one is not loaded."""

    BUILT_IN = "built-in"
    TRUSTED = "trusted"
    UNKNOWN_KEY = "unknown-key"
    UNSIGNED = "unsigned"
    BROKEN = "broken"


@dataclass(frozen=True)
class InUse:
    """Be one pack in use; a broken one has no `pack`, but says in `trouble` what is the matter.

    `key` is the fingerprint of who signed it, empty where nobody did.
    """

    id: str
    version: int
    standing: Standing
    sha256: str
    key: str = ""
    pack: Pack | None = None
    trouble: Message | None = None

    @property
    def signed(self) -> bool:
        """Tell whether it may loosen, too."""
        return self.standing in (Standing.BUILT_IN, Standing.TRUSTED)


@dataclass
class Packs:
    """Hold the verbs and questions about rights packs; they belong to the person, not to a film."""

    home: Home
    now: Callable[[], str] = utc_now
    shipped: Path = field(default_factory=lambda: resources() / "packs")
    _flat: dict[tuple[str, bool], tuple[Subject, ...]] = field(default_factory=dict, init=False)

    _last: tuple[Stamp, list[InUse]] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.trust_book = TrustBook(self.home)
        self.folder = self.trust_book.folder / "packs"

    # Questions

    def all(self) -> list[InUse]:
        """Give every pack in use, those of the program first, then by id. Raises Storage for a damaged trust book."""
        stamp = self.stamp()
        if self._last is None or self._last[0] != stamp:
            book = self.trust_book.read()
            taken_in = [self._kept(id_, kept, book) for id_, kept in sorted(book.packs.items()) if kept.in_use]
            every = [*self._built_in(), *taken_in]
            # A file that was written this very moment could be written again without its times telling.
            young = any(changed > time_ns() - _TICK for *_, changed in stamp)
            self._last = None if young else (stamp, every)
            return every
        return list(self._last[1])

    def stamp(self) -> Stamp:
        """Tell one state of the files from another without reading them: asked for every shot, it must cost nothing."""
        files = [self.trust_book.file, *self._shipped_files()]
        files += sorted(self.folder.iterdir()) if self.folder.is_dir() else []
        found = []
        for file in files:
            try:
                facts = file.stat()
            except OSError:
                continue
            found.append((file.name, facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns))
        return tuple(found)

    def subjects(self) -> tuple[Subject, ...]:
        """Give everything guarded by the packs in use; what may loosen nothing has been made so (`policy.pack`)."""
        with undisturbed():
            return tuple(subject for one in self.all() for subject in self._subjects(one))

    def digest(self) -> str:
        """Give a SHA-256 over the packs in use and how each stands: a verdict holds only as long as it is the same."""
        return digest(self.all())

    def find(self, id_: str) -> InUse:
        """Give a pack in use by its id. Raises NotFound."""
        every = self.all()
        for one in every:
            if one.id == id_:
                return one
        raise _not_in_use(id_, every)

    def kept(self, one: InUse) -> Path:
        """Name the file of a pack in use: its copy in the studio's home, or one that comes with the program."""
        if one.standing is Standing.BUILT_IN:
            return self.shipped / f"{one.id}.yaml"
        return self._file(one.id, one.sha256)

    def standing(self, looked: Looked) -> Standing:
        """Say how a pack's file would stand if it were taken in."""
        if looked.seal is None:
            return Standing.UNSIGNED
        known = looked.seal.fingerprint in self.trust_book.read().keys
        return Standing.TRUSTED if known else Standing.UNKNOWN_KEY

    def check(self, *, file: Path) -> tuple[Looked, Standing]:
        """Read a pack or table as it would be taken in, and say how it would stand. Raises what `add` raises."""
        looked = look(file)
        if looked.file.suffix.lower() not in TABLES:
            book = self.trust_book.read()
            if looked.sha256 in {one.sha256 for one in self._built_in()}:
                # The very file that comes with the program takes nobody's name.
                return looked, Standing.BUILT_IN
            self._allow(looked, book, was=book, confirmed=False)
        return looked, self.standing(looked)

    # Verbs

    def add(self, *, file: Path) -> InUse:
        """Take a pack into use as it is; without a trusted signature it may only tighten.

        Raises Invalid, NotFound, Storage; Refused for an older version, another signer, or a broken signature.
        """
        looked = _fit(look(file))
        with self.trust_book.alone() as book:
            return self._take_in(looked, book, was=book)

    def trust(self, *, file: Path, key: str) -> InUse:
        """Trust whoever signed a pack, and take the pack into use; `key` is the fingerprint a person has compared.

        Raises Invalid for a pack that nobody signed, Refused for another fingerprint, and whatever `add` raises.
        """
        looked = _fit(look(file))
        if looked.seal is None:
            raise Invalid("packs.nobody-signed", file=str(file))
        print_ = looked.seal.fingerprint
        if not signing.same_fingerprint(key, print_):
            raise Refused("packs.not-this-key", given=key[:60], key=print_)
        with self.trust_book.alone() as book:
            known = KnownKey(
                public=base64.b64encode(looked.seal.public).decode(), first_on=looked.pack.pack, at=self.now()
            )
            keys = {**book.keys, print_: book.keys.get(print_, known)}
            return self._take_in(looked, book.model_copy(update={"keys": keys}), was=book, confirmed=True)

    def distrust(self, *, key: str) -> str:
        """Trust a key no longer: packs it signed may only tighten. Give its fingerprint; raises NotFound."""
        with self.trust_book.alone() as book:
            found = next((one for one in book.keys if signing.same_fingerprint(key, one)), None)
            if found is None:
                raise NotFound("packs.no-such-key", given=key[:60])
            rest = {one: known for one, known in book.keys.items() if one != found}
            self.trust_book.write(book.model_copy(update={"keys": rest}))
        return found

    def remove(self, *, id_: str) -> None:
        """Use a pack no longer; its highest version and signer stay known. Raises NotFound, Refused for one of ours."""
        if id_ in self._shipped_ids():
            raise Refused("packs.built-in-stays", pack=id_)
        with self.trust_book.alone() as book:
            kept = book.packs.get(id_)
            if kept is None or not kept.in_use:
                raise _not_in_use(id_, self.all())
            gone = kept.model_copy(update={"in_use": False})
            self.trust_book.write(book.model_copy(update={"packs": {**book.packs, id_: gone}}))
            self._clear(book, id_)

    def keys(self) -> dict[str, KnownKey]:
        """Give the keys that are trusted, by fingerprint."""
        return dict(self.trust_book.read().keys)

    # Inside

    def _take_in(self, looked: Looked, book: Book, *, was: Book, confirmed: bool = False) -> InUse:
        """Write a pack's files, then the book: whatever happens between leaves the old pack in use."""
        self._allow(looked, book, was=was, confirmed=confirmed)
        id_, version = looked.pack.pack, looked.pack.version
        key = looked.seal.fingerprint if looked.seal else ""
        kept = Kept(highest=version, sha256=looked.sha256, key=key, at=self.now())
        put(self._file(id_, looked.sha256), looked.data)
        if looked.seal:
            put(self._file(id_, looked.sha256, signing.ENDING), looked.seal.text())
        self.trust_book.write(book.model_copy(update={"packs": {**book.packs, id_: kept}}))
        self._clear(book, id_, but=looked.sha256)
        return self._kept(id_, kept, book)

    def _allow(self, looked: Looked, book: Book, *, was: Book, confirmed: bool) -> None:
        """Refuse a pack that takes one of our names, or replaces another signer's pack or a newer one."""
        id_ = looked.pack.pack
        if id_ in self._shipped_ids():
            raise Refused("packs.name-of-ours", pack=id_)
        before = was.packs.get(id_)
        if before is None:
            return
        key = looked.seal.fingerprint if looked.seal else ""
        if before.key and key != before.key and not confirmed:
            raise Refused("packs.other-key", pack=id_, was=before.key, now=key or message("packs.nobody"))
        # Whoever else took the name first, with whatever number, was never trusted: the first who is begins to count.
        first = key in book.keys and before.key != key and before.key not in was.keys
        if not first:
            _newer(before, looked)

    def _clear(self, book: Book, id_: str, *, but: str = "") -> None:
        """Remove the files of a pack that is used no longer; what cannot be removed does no harm."""
        before = book.packs.get(id_)
        if before is not None and before.sha256 != but:
            for ending in ("", signing.ENDING):
                try:
                    self._file(id_, before.sha256, ending).unlink(missing_ok=True)
                except OSError:
                    continue

    def _file(self, id_: str, sha256: str, ending: str = "") -> Path:
        return self.folder / f"{id_}-{sha256[:12]}.yaml{ending}"

    def _kept(self, id_: str, kept: Kept, book: Book) -> InUse:
        """Read a pack that was taken in, and doubt everything: files in a home folder can be changed by others."""
        broken = InUse(id_, kept.highest, Standing.BROKEN, kept.sha256, kept.key)
        file = self._file(id_, kept.sha256)
        try:
            data = taken(file, document.LARGEST)
            if hashlib.sha256(data).hexdigest() != kept.sha256:
                raise Storage("packs.changed", file=str(file))
            if kept.key:
                beside = self._file(id_, kept.sha256, signing.ENDING)
                seal = signing.read_seal(taken(beside, signing.LARGEST), str(beside))
                if seal.fingerprint != kept.key or not signing.holds(data, seal):
                    raise Refused("pack.broken-signature", file=str(file), signature=beside.name)
            pack = _parsed(data, str(file), signed=bool(kept.key))
            if pack.pack != id_ or pack.version != kept.highest:
                raise Storage("packs.changed", file=str(file))
        except FourbeatError as error:
            return replace(broken, trouble=error.message)
        standing = Standing.UNSIGNED
        if kept.key:
            standing = Standing.TRUSTED if kept.key in book.keys else Standing.UNKNOWN_KEY
        return InUse(id_, kept.highest, standing, kept.sha256, kept.key, pack)

    def _built_in(self) -> Iterator[InUse]:
        for file in self._shipped_files():
            try:
                data = taken(file, document.LARGEST)
                sha256 = hashlib.sha256(data).hexdigest()
                pack = _parsed(data, str(file), signed=False)
                if pack.basis is not Basis.FACT_ONLY or pack.pack != file.stem:
                    raise Invalid("packs.not-facts", file=str(file))
            except FourbeatError as error:
                yield InUse(file.stem, 0, Standing.BROKEN, "", trouble=error.message)
                continue
            yield InUse(pack.pack, pack.version, Standing.BUILT_IN, sha256, pack=pack)

    def _shipped_files(self) -> list[Path]:
        return sorted(self.shipped.glob("*.yaml")) if self.shipped.is_dir() else []

    def _shipped_ids(self) -> set[str]:
        return {file.stem for file in self._shipped_files()}

    def _subjects(self, one: InUse) -> tuple[Subject, ...]:
        if one.pack is None:
            return ()
        if (one.sha256, one.signed) not in self._flat:
            self._flat[one.sha256, one.signed] = subjects(one.pack, signed=one.signed)
        return self._flat[one.sha256, one.signed]


@lru_cache(maxsize=8)
def _parsed(data: bytes, name: str, *, signed: bool) -> Pack:
    """Read a pack once for as long as its content is the same, whichever film asks."""
    return read(data, name, signed=signed)


def digest(every: list[InUse]) -> str:
    """Give a SHA-256 over packs and how each stands."""
    said = [[one.id, one.version, one.standing.value, one.sha256, one.key] for one in every]
    return hashlib.sha256(json.dumps(said, separators=(",", ":")).encode()).hexdigest()


def _fit(looked: Looked) -> Looked:
    """Let what can be taken in pass: a pack, not the table it is made from. Raises Invalid."""
    if looked.file.suffix.lower() in TABLES:
        raise Invalid("packs.table-first", file=str(looked.file))
    return looked


def _newer(before: Kept, looked: Looked) -> None:
    """Refuse to replace a pack by an older one, or by another of the same version."""
    id_, version = looked.pack.pack, looked.pack.version
    if version < before.highest:
        raise Refused("packs.roll-back", pack=id_, version=version, highest=before.highest)
    if version == before.highest and looked.sha256 != before.sha256:
        raise Refused("packs.same-version", pack=id_, version=version)


def _not_in_use(id_: str, every: list[InUse]) -> NotFound:
    known = tuple(one.id for one in every)
    return NotFound("packs.not-in-use", pack=id_[:60], packs=known or (message("packs.none"),))
