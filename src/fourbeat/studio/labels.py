"""Where new shots stand and what they are numbered, for many that come at once."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

from fourbeat.model import order
from fourbeat.model.document import Plan
from fourbeat.model.ids import Id
from fourbeat.model.plan import Life, Numbering, Scene, Sequence, Shot
from fourbeat.writing import numbers


class Numbers:
    """Give free places and numbers for several shots that come at once: none is ever given twice."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._boards: dict[Id, tuple[list[Shot], dict[Id, int]]] = {}
        self._ordered: dict[Id, tuple[dict[Id, int], list[tuple[int, str]]]] = {}
        self._last: dict[Id, str] = {}
        self._used: dict[Id, set[str]] = {}
        self._carried: dict[Id, set[str]] = {}
        self._through = False

    def key_after(self, shot: Shot) -> str:
        """Make an order key right after a shot."""
        board, places = self._board(self._sequence(shot.scene))
        beyond = (one for one in board[places[shot.id] + 1 :] if one.scene != shot.scene or one.order > shot.order)
        following = next(beyond, None)
        return order.between(shot.order, following.order if following and following.scene == shot.scene else None)

    def after(self, shot: Shot) -> str:
        """Give a number between a shot's, or the last one given after it, and that of the shot that follows."""
        board, places = self._board(self._sequence(shot.scene))
        place = places[shot.id]
        following = board[place + 1].number if place + 1 < len(board) else None
        label = self._free(self._last.get(shot.id, shot.number), following, shot.scene)
        self._last[shot.id] = label
        return label

    def own(self, shot: Shot, scene: Id, key: str) -> str:
        """Give a shot that comes back its own number, or where another carries that now, a free one for its place."""
        sequence = self._sequence(scene)
        board, _ = self._board(sequence)
        if self._plan.project.numbering is Numbering.RUNNING:
            sequence, board = "", self._plan.shots()
        used = self._used.setdefault(sequence, {one.number for one in board})
        label = self.at(scene, key) if shot.number in used else shot.number
        used.add(label)
        return label

    def fresh(self, wished: str, scene: Id, key: str) -> str:
        """Give a new shot the number it wishes for where none has ever carried it, else a free one for its place."""
        taken = self._taken(scene)
        if not wished or wished in taken:
            return self.at(scene, key)
        taken.add(wished)
        return wished

    def at(self, scene: Id, key: str) -> str:
        """Give a free number for an order key in a scene."""
        sequence = self._sequence(scene)
        board, _ = self._board(sequence)
        scenes, keys = self._keys(sequence)
        place = bisect_right(keys, (scenes[scene], key))
        low = board[place - 1] if place else None
        mark = low.id if low else sequence
        following = board[place].number if place < len(board) else None
        label = self._free(self._last.get(mark, low.number if low else None), following, scene)
        self._last[mark] = label
        return label

    def _free(self, low: str | None, high: str | None, scene: Id) -> str:
        taken = self._taken(scene)
        label = numbers.between(low, high, taken, self._plan.project.numbering, home(self._plan, scene))
        taken.add(label)
        return label

    def _taken(self, scene: Id) -> set[str]:
        """Give the numbers that shots carry or once carried: in the sequence, or in a film that counts through."""
        if not self._carried:
            sequences = {one.id: one.sequence for one in self._plan.rows() if isinstance(one, Scene)}
            through = self._plan.project.numbering is Numbering.RUNNING
            self._carried = defaultdict(set)
            for row in self._plan.rows():
                if isinstance(row, Shot) and row.life is not Life.UNDONE:
                    self._carried["" if through else sequences[row.scene]].add(row.number)
            self._through = through
        return self._carried["" if self._through else self._sequence(scene)]

    def _sequence(self, scene: Id) -> Id:
        return self._plan.get(Scene, scene).sequence

    def _keys(self, sequence: Id) -> tuple[dict[Id, int], list[tuple[int, str]]]:
        if sequence not in self._ordered:
            scenes = {one.id: place for place, one in enumerate(self._plan.scenes(sequence))}
            board, _ = self._board(sequence)
            self._ordered[sequence] = scenes, [(scenes[one.scene], one.order) for one in board]
        return self._ordered[sequence]

    def _board(self, sequence: Id) -> tuple[list[Shot], dict[Id, int]]:
        if sequence not in self._boards:
            board = [one for scene in self._plan.scenes(sequence) for one in self._plan.shots(scene.id)]
            self._boards[sequence] = board, {one.id: place for place, one in enumerate(board)}
        return self._boards[sequence]


def home(plan: Plan, scene: Id) -> numbers.Home:
    """Say where the shots of a scene stand, by its number and its sequence's."""
    place = plan.get(Scene, scene)
    return numbers.Home(plan.get(Sequence, place.sequence).number, place.number)
