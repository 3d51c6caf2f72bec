"""What the clip is made with: generator, model, size, seed. Words in a prompt cannot change these."""

from __future__ import annotations

from fourbeat.model.format import Size
from fourbeat.model.plan import Shot
from fourbeat.studio.drafts import Offer

from ..connections.missing import Missing
from ..new_project import SIZES
from ..queue.story import generator
from ..room import Room
from .field import Columns, Field
from .words import ChoiceField, FigureField


class Making:
    """Hold the fields of a clip's making; each offers only what the generator takes."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.provider = ChoiceField(room, "field.provider")
        self.model = ChoiceField(room, "field.model")
        self.size = ChoiceField(room, "field.size")
        self.seed = FigureField(room, "field.seed", "brief-dock.any-seed")
        self.missing = Missing(room, calm=True)
        self.columns = Columns(room, (self.provider, self.model, self.size, self.seed), least=5)

    def fields(self) -> dict[str, Field]:
        """Give the fields by what a brief's file calls them."""
        return {"provider": self.provider, "model": self.model, "size": self.size, "seed": self.seed}

    def offer(self, shot: Shot, offer: Offer) -> None:
        """Offer what there is."""
        say, project = self._room.say, self._room.studio.plan.project
        here = set(offer.generators)
        choices: list[tuple[object, str]] = [
            (None, say("brief-dock.as-film", what=self._named(project.provider, here))),
            *((name, generator(self._room, name)) for name in offer.generators),
        ]
        if shot.provider is not None and shot.provider not in here:
            choices.append((shot.provider, self._named(shot.provider, here)))
        self.provider.offer(choices)
        self.missing.show_keys(() if offer.generator in here else (offer.generator,))
        first = offer.models[0] if offer.models else "–"
        self.model.offer([(None, say("brief-dock.usual", what=first)), *((name, name) for name in offer.models)])
        self.size.offer(self._sizes(shot, offer))

    def _sizes(self, shot: Shot, offer: Offer) -> list[tuple[object, str]]:
        """Give the sizes that the model makes; that of the film is none of them where it does not make it."""
        say, film = self._room.say, Size.parse(self._room.studio.plan.project.size)
        if not offer.sizes or film in offer.sizes:
            usual: list[tuple[object, str]] = [(None, say("brief-dock.as-film", what=_written(str(film))))]
            sizes = [str(size) for size in offer.sizes] or [one for one in SIZES if Size.parse(one).drawable]
            return [*usual, *((size, _written(size)) for size in sizes)]
        near = film.nearest(offer.sizes)
        # What stands is shown as long as it stands, and cannot be come back to.
        stands: list[tuple[object, str]] = [(None, say("brief-dock.not-made", size=_written(str(film))))]
        named: list[tuple[object, str]] = [
            (str(one), say("brief-dock.nearest", size=_written(str(one))) if one == near else _written(str(one)))
            for one in (near, *(other for other in offer.sizes if other != near))
        ]
        return [*(stands if shot.size is None else ()), *named]

    def _named(self, key: str, here: set[str]) -> str:
        """Name a generator; one that nobody connected here says so."""
        return generator(self._room, key) if key in here else self._room.say("missing.choice", key=key)


def _written(size: str) -> str:
    return size.replace("x", " × ")
