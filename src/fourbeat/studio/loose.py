"""Briefs outside any project, for the linter: a brief file or a film file laid out as a project, or plain prose."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from fourbeat.model.brief import Brief
from fourbeat.model.briefing import (
    BriefFile,
    CharacterFile,
    CostumeFile,
    FilmFile,
    PropFile,
    SceneFile,
    SequenceFile,
    ShotFile,
)
from fourbeat.model.document import Plan
from fourbeat.model.errors import Invalid
from fourbeat.model.finding import Finding
from fourbeat.model.format import Size
from fourbeat.model.ids import Id, Ids
from fourbeat.model.plan import BriefText, Project, Reference, Row, Scene, Sequence, Shot
from fourbeat.writing.lint.rules import look

from . import briefs
from .cases import Cases
from .desk import Desk
from .opening import create
from .picture_size import size_of
from .pictures import picture

_PROSE_SECONDS = "8"
LONGEST = 32_000
"""The longest prose that is read, in characters: no generator known reads more."""


class Spot(NamedTuple):
    """Be a place in a text: line and column, both from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Loose:
    """Be what was read: a plan, the sizes of its pictures, and the text it came from."""

    text: str
    plan: Plan
    prose: bool = False
    sizes: Mapping[str, Size | None] = field(default_factory=dict)

    def findings(self) -> dict[Id, list[Finding]]:
        """Give what is found in every shot, in the order of the text."""
        cases = Cases(self.plan, {}, self.sizes.get)
        return {shot.id: look(cases.of(shot, before)) for shot, before in cases.every()}

    def where(self, finding: Finding) -> Spot | None:
        """Find the line and column a finding stands in; None where only its shot is known."""
        if self.prose:
            return _place(self.text, finding.where.start or 0)
        shots = [shot.id for shot in self.plan.shots()]
        start, end = region(self.text, shots.index(finding.shot))
        at = _field(self.text, start, end, self.plan.brief(finding.shot), finding)
        return _place(self.text, at if at is not None else start)


def read(desk: Desk, text: str, folder: Path, name: str) -> Loose:
    """Read a brief, a film or prose; `folder` holds its pictures.

    Text that is no TOML is prose, unless its name says otherwise. Raises Invalid and NotFound as a project would that
    is made of it.
    """
    strict = name.lower().endswith(".toml")
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        document = {}
    if not document and not strict:
        return _prose(text)
    if "sequences" in document or "places" in document or "name" in document:
        return _film(desk, briefs.parse(text, FilmFile, name), text, folder)
    brief = briefs.parse(text, BriefFile, name)
    return _film(desk, _around(brief), text, folder)


def _prose(text: str) -> Loose:
    if len(text) > LONGEST:
        raise Invalid("lint.too-long", n=len(text), most=LONGEST)
    ids = Ids()
    project = Project(id=ids.new(), name="-")
    sequence = Sequence(id=ids.new(), order="V", number="-")
    scene = Scene(id=ids.new(), sequence=sequence.id, order="V", number="-")
    shot = Shot(id=ids.new(), scene=scene.id, order="V", number="-", frames=project.fps.frames(_PROSE_SECONDS))
    rows: list[Row] = [project, sequence, scene, shot]
    if text.strip():
        rows.append(BriefText(id=shot.id, scene=text))
    return Loose(text, Plan(rows), prose=True)


def _around(brief: BriefFile) -> FilmFile:
    """Make a film of one brief: whoever and whatever it names is taken to be there."""
    worn = {name.casefold(): costume for name, costume in brief.wearing.items()}
    cast = tuple(
        CharacterFile(name=one, costumes=(CostumeFile(name=worn[one.casefold()]),) if one.casefold() in worn else ())
        for one in brief.cast
    )
    shot = ShotFile.model_validate(brief.model_dump())
    props = tuple(PropFile(name=one) for one in brief.props)
    return FilmFile(name="-", cast=cast, props=props, sequences=(SequenceFile(scenes=(SceneFile(shots=(shot,)),)),))


def _film(desk: Desk, film: FilmFile, text: str, folder: Path) -> Loose:
    """Lay a film out as the project it would make, in a place that is gone at once."""
    with (
        TemporaryDirectory(prefix="fourbeat-lint-") as place,
        create(Path(place) / "film", desk, name=film.name, size=film.size, rate=film.rate) as studio,
    ):
        studio.film.load(film=film, folder=folder)
        plan = studio.plan
        pictures = {row.sha256 for row in plan.rows() if isinstance(row, Reference)}
        paths = {sha256: picture(studio.store.media, sha256) for sha256 in pictures}
        sizes = {sha256: size_of(path) for sha256, path in paths.items() if path is not None}
    return Loose(text, plan, sizes=sizes)


# Where in a file a finding stands

_SHOT = re.compile(r"^[ \t]*\[\[\s*sequences\s*\.\s*scenes\s*\.\s*shots\s*\]\]", re.MULTILINE)
_ITEMS = {"beat": "beats", "line": "lines", "reference": "references"}
_KEYS = {"frames": "seconds", "palette": "palette", "beats": "beats", "lines": "lines"}


def region(text: str, number: int) -> tuple[int, int]:
    """Give where in a file a shot stands, by its place in the film; all of it where it is the only one."""
    heads = [found.start() for found in _SHOT.finditer(text)]
    if number >= len(heads):
        return 0, len(text)
    return heads[number], heads[number + 1] if number + 1 < len(heads) else len(text)


def _field(text: str, start: int, end: int, brief: Brief, finding: Finding) -> int | None:
    where = finding.where
    if where.kind in _ITEMS:
        rows = {"beat": brief.beats, "line": brief.lines, "reference": brief.references}[where.kind]
        number = next(place for place, row in enumerate(rows) if row.id == where.row)
        words = getattr(rows[number], where.field, "") if where.kind != "reference" else finding.words
        at = _words(text, start, end, str(words))
        if at is None:
            return None
    else:
        name = _KEYS.get(where.field, where.field)
        found = re.compile(rf"^[ \t]*(?:\[\[[\w. ]*)?{re.escape(name)}\b", re.MULTILINE).search(text, start, end)
        if found is None:
            return None
        at = found.start() + len(found[0]) - len(found[0].lstrip())
    if where.start is None or not finding.words:
        return at
    return _words(text, at, end, finding.words) or at


def _words(text: str, start: int, end: int, words: str) -> int | None:
    """Find words as a TOML text may hold them: with a line broken between any two."""
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return None
    found = re.compile(r"(?:\s|\\\n)+".join(parts)).search(text, start, end)
    return found.start() if found else None


def _place(text: str, at: int) -> Spot:
    line = text.count("\n", 0, at)
    return Spot(line + 1, at - (text.rfind("\n", 0, at) + 1) + 1)
