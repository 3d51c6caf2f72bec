"""The holder's report, made and given out: gathered, sealed into the audit, written as a document and as a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.model.audit import FIRST
from fourbeat.model.errors import Busy, Invalid, Storage
from fourbeat.policy.subject import Kind

from .holder_gathering import gathered
from .holder_lines import digest, lines
from .holder_page import page
from .holder_report import Body, Report, written
from .holder_who import before, holder

if TYPE_CHECKING:
    from fourbeat.store import Writer

    from .packs import InUse
    from .studio import Studio

ENDINGS = (".json", ".html", ".htm")
"""What a report is written as: a document that can be checked, or a page to read and print."""

_TRIES = 5


@dataclass(frozen=True)
class Offered:
    """Be a holder whom a report may be for, and whether anything of the film touches them."""

    id: str
    name: str
    touched: bool


class HolderReports:
    """Hold the verbs and questions about reports to rightsholders."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    def holders(self) -> list[Offered]:
        """Give the holders whom packs in use know, those whom the film touches first, by name."""
        every = self._studio.rights.guarded().subjects.values()
        named = {one.id.partition("/")[0]: one.holder or one.name for one in every if one.kind is not Kind.PERSON}
        touched = before(self._studio)
        found = [Offered(root.partition(":")[2], name, root in touched) for root, name in named.items()]
        return sorted(found, key=lambda one: (not one.touched, one.name.casefold(), one.id))

    def look(self, *, who: str) -> Body:
        """Say what a report would say; nothing is written. Raises NotFound for a holder nobody knows."""
        return gathered(self._studio, holder(self._studio, who), self._packs())

    def make(self, *, who: str) -> Report:
        """Make a report and seal it into the audit. Raises NotFound, Busy where the film is being worked on."""
        for _ in range(_TRIES):
            before = self._store.audit()
            body = self.look(who=who)
            told = {"holder": body.holder, "seal": body.seal, "lines": digest(lines(before, body))}
            head = before[-1].hash if before else FIRST

            def seal(writer: Writer, told: dict[str, str] = told, head: str = head, of: str = body.project) -> str:
                return writer.add_report(of, {**told}, after=head)

            try:
                entry = self._store.write(seal)
            except Busy as error:
                # Something was decided while this was gathered: what it says would not be all.
                if error.code != "holder.moved-on":
                    raise
                continue
            audit = self._store.audit()
            place = next(place for place, one in enumerate(audit, start=1) if one.id == entry)
            return Report(body=body, audit=lines(audit[:place], body), head=audit[place - 1].hash)
        raise Busy("holder.moved-on")

    def give_out(self, *, report: Report, files: Sequence[Path], replace: bool = False) -> None:
        """Write a report into files, by their endings all or none. Raises Invalid, Storage."""
        checked(files, replace=replace)
        for file in files:
            document = file.suffix.lower() == ".json"
            text = written(report) if document else page(report, self._studio.desk.wording)
            part = file.with_name(file.name + ".part")
            try:
                part.write_bytes(text.encode())
                part.replace(file)
            except OSError as error:
                part.unlink(missing_ok=True)
                raise Storage("holder.not-written", file=str(file), detail=error.strerror or "") from error

    def _packs(self) -> list[InUse]:
        from .packs import Packs

        return Packs(self._studio.desk.home, self._studio.desk.now).all()


def checked(files: Sequence[Path], *, replace: bool) -> None:
    """Refuse files that cannot be written before anything is. Raises Invalid."""
    for file in files:
        if file.suffix.lower() not in ENDINGS:
            raise Invalid("holder.ending", file=str(file))
        if file.is_dir() or (file.exists() and not replace):
            raise Invalid("holder.there-already", file=str(file))
        if not file.absolute().parent.is_dir():
            raise Invalid("holder.no-folder", folder=str(file.absolute().parent))
