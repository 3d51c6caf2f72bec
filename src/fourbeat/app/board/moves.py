"""What can be done with the selected shots: each through the studio, each an undoable step."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from fourbeat.model.briefing import BriefFile
from fourbeat.model.ids import Id
from fourbeat.model.plan import Shot

from ..room import Room


def chosen(room: Room) -> list[Shot]:
    """Give the selected shots in board order."""
    wanted = set(room.selection.shots)
    return [shot for shot in room.studio.plan.shots() if shot.id in wanted]


def current(room: Room) -> Shot | None:
    """Give the shot that is looked at."""
    return room.studio.plan.find(Shot, room.selection.shot)


def any_chosen(room: Room) -> bool:
    """Tell whether a shot is selected in a project that can be written."""
    return writable(room) and bool(room.selection.shots)


def writable(room: Room) -> bool:
    """Tell whether the project can be changed."""
    return not room.studio.store.read_only


def add_after(room: Room) -> None:
    """Add an empty shot after the current one, and select it."""
    _add(room, BriefFile(), before=False)


def add_before(room: Room) -> None:
    """Add an empty shot before the current one, and select it."""
    _add(room, BriefFile(), before=True)


def duplicate(room: Room) -> None:
    """Add a shot with the same brief after each selected one."""
    made = []
    for shot in chosen(room):
        brief = room.studio.shots.written(shot).model_copy(update={"number": ""})
        twin = room.attempt(partial(room.studio.shots.add, brief=brief, folder=room.studio.folder, after=shot))
        if twin is None:
            break
        made.append(twin.id)
    _select(room, made)


def remove(room: Room) -> None:
    """Put the selected shots into the bin, and select the one that comes next."""
    shots = chosen(room)
    board = room.studio.plan.shots()
    gone = {shot.id for shot in shots}
    last = max((row for row, shot in enumerate(board) if shot.id in gone), default=-1)
    left = [shot.id for shot in board[last + 1 :]] or [shot.id for shot in reversed(board) if shot.id not in gone]
    for shot in shots:
        if room.attempt(partial(room.studio.shots.remove, shot=shot)) is None:
            return
    _select(room, left[:1])


def place(room: Room, moving: Iterable[Id], before: int) -> None:
    """Move shots, in board order, to before a row of the board; one past the last row is the end."""
    board = room.studio.plan.shots()
    wanted = set(moving)
    shots = [shot for shot in board if shot.id in wanted]
    following = next((shot for shot in board[before:] if shot.id not in wanted), None)
    earlier = next((shot for shot in reversed(board[:before]) if shot.id not in wanted), None)
    left = [shot for shot in board if shot.id not in wanted]
    gap = left.index(following) if following else len(left)
    if [*left[:gap], *shots, *left[gap:]] == board or not shots:
        return
    anchor = earlier
    for shot in shots:
        before_it = None if anchor else following
        moved = room.attempt(partial(room.studio.shots.move, shot=shot, after=anchor, before=before_it))
        if moved is None:
            return
        anchor = shot


def step(room: Room, by: int) -> None:
    """Move the selected shots by rows: -1 earlier, 1 later."""
    board = [shot.id for shot in room.studio.plan.shots()]
    rows = [row for row, shot in enumerate(board) if shot in set(room.selection.shots)]
    if rows:
        wanted = rows[0] + by if by < 0 else rows[-1] + 1 + by
        place(room, room.selection.shots, max(0, min(len(board), wanted)))


def _add(room: Room, brief: BriefFile, *, before: bool) -> None:
    beside = current(room)
    made = room.attempt(
        lambda: room.studio.shots.add(
            brief=brief,
            folder=room.studio.folder,
            after=None if before else beside,
            before=beside if before else None,
        )
    )
    if made is not None:
        _select(room, [made.id])


def _select(room: Room, shots: list[Id]) -> None:
    room.bridge.flush()
    room.selection.choose(shots)
