"""Reels: resolved to files and frames, and rendered to one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.model.cut import Clip, Cut, CutItem, Ghost
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.ids import Id
from fourbeat.model.names import file_name
from fourbeat.model.panel import Panel
from fourbeat.model.plan import Reel, ReelItem, Shot
from fourbeat.model.request import RenderRequest
from fourbeat.model.take import Take

from .panels import first_frame, panel
from .pictures import picture
from .requests import seed

if TYPE_CHECKING:
    from .studio import Studio


class Reels:
    """Hold the verbs and questions about reels."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    def find(self, name: str | None = None) -> Reel:
        """Find a reel by name, or the first one. Raises NotFound."""
        reels = self._store.plan.all(Reel)
        for reel in reels:
            if name is None or name in (reel.name, reel.id):
                return reel
        raise NotFound("reel.not-found", name=name or "", reels=tuple(reel.name for reel in reels))

    def cut(self, reel: Reel) -> Cut:
        """Resolve a reel: chosen takes to their files, shots without one to ghosts. Raises Invalid when it is empty."""
        plan = self._store.plan
        withdrawn = self._studio.withdrawn.takes()
        takes = {take.id: take for take in self._store.takes()}
        made = frozenset(take.shot for take in takes.values() if take.id not in withdrawn)
        items = tuple(
            self._item(item, shot, takes, withdrawn, made)
            for item in plan.reel_items(reel)
            if (shot := plan.find(Shot, item.shot)) is not None
        )
        if not items:
            raise Invalid("reel.empty", reel=reel.name)
        return Cut(title=plan.project.name, format=plan.project.format, items=items)

    def _item(
        self, item: ReelItem, shot: Shot, takes: dict[str, Take], withdrawn: frozenset[Id], made: frozenset[Id]
    ) -> CutItem:
        take = takes.get(item.take or shot.take or "")
        if take is not None and take.id in withdrawn:
            source: Clip | Ghost = self._held(shot)
        else:
            source = self._clip(take) if take else self._ghost(shot, unchosen=shot.id in made)
        end = item.end if item.end is not None else item.start + shot.frames
        return CutItem(shot=shot.id, label=shot.number, source=source, start=item.start, end=end)

    def _clip(self, take: Take) -> Clip:
        return Clip(take=take.id, path=self._store.media.path(take.media), sha256=take.sha256, facts=take.facts)

    def _ghost(self, shot: Shot, *, unchosen: bool) -> Ghost:
        plan = self._store.plan
        brief = plan.brief(shot.id)
        first = first_frame(brief.references)
        path = picture(self._store.media, first.sha256) if first else None
        drawn = panel(plan.project, shot, brief, take=None, spoken=self._studio.desk.settings.voice)
        if path is None:
            # The reel always plays: where the picture has gone, the card is drawn instead.
            drawn = drawn.model_copy(update={"picture": None})
        return Ghost(panel=drawn, seed=seed(plan, shot, 0), picture=path, unchosen=unchosen)

    def _held(self, shot: Shot) -> Ghost:
        """Stand in for a withdrawn take: the shot's number, and nothing of what it shows."""
        plan = self._store.plan
        slate = (self._studio.desk.say("rights.held"), shot.number)
        drawn = Panel(slate=slate, language=plan.project.language)
        return Ghost(panel=drawn, seed=seed(plan, shot, 0), picture=None, withdrawn=True)

    def target(self, reel: Reel) -> Path:
        """Name the file a reel is rendered to: in the project's folder, by the film's name."""
        plan = self._store.plan
        name = plan.project.name if reel.follows else f"{plan.project.name} {reel.name}"
        return self._store.folder / file_name(name, "mp4")

    def request(self, reel: Reel, target: Path | None = None) -> RenderRequest:
        """Compose the request to render a reel as it stands now."""
        return RenderRequest(reel=reel.id, cut=self.cut(reel), target=(target or self.target(reel)).absolute())
