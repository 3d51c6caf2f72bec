"""What can be done with the selected shots: each through the studio, each an undoable step."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from fourbeat.model.briefing import BriefFile
from fourbeat.model.ids import Id
from fourbeat.model.plan import Shot, ShotStatus

from ..room import Room
from .rows import Rows


def chosen(room: Room) -> list[Shot]:
    """Give the selected shots in board order."""
    places = {shot: row for shot in room.selection.shots if (row := room.shots.row_of(shot)) is not None}
    return [room.studio.plan.get(Shot, shot) for shot in sorted(places, key=lambda one: places[one])]


def current(room: Room) -> Shot | None:
    """Give the shot that is looked at."""
    return room.studio.plan.find(Shot, room.selection.shot)


def about_chosen(room: Room) -> str:
    """Say which shots an action about the selected ones would change."""
    shots = room.selection.shots
    return room.say("count.shots", n=len(shots)) if len(shots) > 1 else about_current(room)


def about_current(room: Room) -> str:
    """Say which shot an action about the one that is looked at would change."""
    shot = current(room)
    return room.say("about.shot", shot=shot.number) if shot is not None else ""


def any_chosen(room: Room) -> bool:
    """Tell whether a shot is selected in a project that can be written."""
    return writable(room) and bool(room.selection.shots)


def writable(room: Room) -> bool:
    """Tell whether the project can be changed."""
    return not room.studio.store.read_only


def add_after(room: Room) -> None:
    """Add an empty shot after the current one, and select it."""
    add(room, BriefFile(), before=False)


def add_before(room: Room) -> None:
    """Add an empty shot before the current one, and select it."""
    add(room, BriefFile(), before=True)


def duplicate(room: Room) -> None:
    """Add a copy after each selected shot, and select the copies."""
    made = room.carry_out(partial(room.studio.arrange.duplicate, shots=chosen(room)))
    if made is not None:
        select(room, [twin.id for twin in made], new=True)


def remove(room: Room) -> None:
    """Put the selected shots into the bin, and select the one that comes next."""
    shots = chosen(room)
    left = beside(room, shots)
    if shots and room.carry_out(partial(room.studio.bin.put, shots=shots)) is not None:
        select(room, left[:1])


def split(room: Room) -> None:
    """Split the shot that is looked at in its middle; it stays selected, so that a join makes it whole again."""
    shot = current(room)
    if shot is not None and (second := room.attempt(partial(room.studio.splitting.split, shot=shot))) is not None:
        room.shots.sift.welcome([second.id])
        select(room, [shot.id])
        code = "board.split" if shot.take is None else "board.split-takes"
        room.stage.announce(room.say(code, first=shot.number, second=second.number))


def join(room: Room) -> None:
    """Join two selected shots, or the one that is looked at with the next."""
    if (pair := pair_to_join(room)) is not None:
        first, second = pair
        if room.attempt(partial(room.studio.splitting.join, first=first, second=second)) is not None:
            select(room, [first.id])
            code = "board.joined" if first.take is None and second.take is None else "board.joined-takes"
            room.stage.announce(room.say(code, first=first.number, second=second.number))


def pair_to_join(room: Room) -> tuple[Shot, Shot] | None:
    """Give the two shots that a join would be about; None where it is not two of one scene in a row."""
    shots, plan = chosen(room), room.studio.plan
    if not shots or len(shots) > 2 or not writable(room):
        return None
    here = [shot.id for shot in plan.shots(shots[0].scene)]
    place = here.index(shots[0].id) + 1
    if place >= len(here) or (len(shots) == 2 and shots[1].id != here[place]):
        return None
    return shots[0], plan.get(Shot, here[place])


def beside(room: Room, shots: Iterable[Shot]) -> list[Id]:
    """Give the shots in sight that are left without some, the next one first."""
    gone = {shot.id for shot in shots}
    board = in_sight(room)
    last = max((row for row, shot in enumerate(board) if shot in gone), default=-1)
    return [shot for shot in board[last + 1 :] if shot not in gone] or [
        shot for shot in reversed(board) if shot not in gone
    ]


def omit(room: Room) -> None:
    """Leave the selected shots out of the film; where all of them are out, put them back."""
    shots = chosen(room)
    verb = room.studio.fields.unomit if all_omitted(room) else room.studio.fields.omit
    room.carry_out(partial(verb, shots=shots))


def all_omitted(room: Room) -> bool:
    """Tell whether every selected shot is omitted."""
    plan = room.studio.plan
    found = [shot for one in room.selection.shots if (shot := plan.find(Shot, one)) is not None]
    return bool(found) and all(shot.status is ShotStatus.OMITTED for shot in found)


def in_sight(room: Room) -> list[Id]:
    """Give the shots that the filter lets through, in board order."""
    sift = room.shots.sift
    return [card.shot for card in room.shots.cards() if sift.lets(card.shot)]


def place(room: Room, moving: Iterable[Id], before: int, rows: Rows | None = None) -> None:
    """Move shots, in board order, to before a row of those in sight; one past the last row is the end."""
    board = [card.shot for card in room.shots.cards()]
    seen = [card.shot for card in rows.cards()] if rows is not None else board
    wanted = set(moving)
    following = next((shot for shot in seen[before:] if shot not in wanted), None)
    earlier = next((shot for shot in reversed(seen[:before]) if shot not in wanted), None)
    going, left = [shot for shot in board if shot in wanted], [shot for shot in board if shot not in wanted]
    if not going or (earlier or following) is None:
        return
    gap = left.index(earlier) + 1 if earlier is not None else left.index(following or "")
    if [*left[:gap], *going, *left[gap:]] == board:
        return
    plan = room.studio.plan
    shots = [plan.get(Shot, shot) for shot in going]
    after, ahead = plan.find(Shot, earlier), plan.find(Shot, following) if earlier is None else None
    room.carry_out(partial(room.studio.arrange.move, shots=shots, after=after, before=ahead))


def step(room: Room, by: int) -> None:
    """Move the selected shots past the one before or after them, among those in sight: -1 earlier, 1 later."""
    board, wanted = in_sight(room), set(room.selection.shots)
    if not wanted & set(board):
        # All that is selected is hidden by the filter; then the whole film counts.
        board = [card.shot for card in room.shots.cards()]
    places = [row for row, shot in enumerate(board) if shot in wanted]
    if not places:
        return
    target = places[0] + by if by < 0 else places[-1] + 1 + by
    target = max(0, min(len(board), target))
    whole = [card.shot for card in room.shots.cards()]
    if target < len(board):
        place(room, wanted, whole.index(board[target]))
    else:
        place(room, wanted, whole.index(board[-1]) + 1)


def add(room: Room, brief: BriefFile, *, before: bool) -> None:
    """Add a shot with a brief beside the current one, and select it."""
    near = current(room)
    made = room.attempt(
        lambda: room.studio.shots.add(
            brief=brief,
            folder=room.studio.folder,
            after=None if before else near,
            before=near if before else None,
        )
    )
    if made is not None:
        select(room, [made.id], new=True)


def select(room: Room, shots: list[Id], *, new: bool = False) -> None:
    """Select shots that have just come; new ones stay in sight whatever the filter says."""
    room.bridge.flush()
    if new:
        room.shots.sift.welcome(shots)
    room.selection.choose(shots)
