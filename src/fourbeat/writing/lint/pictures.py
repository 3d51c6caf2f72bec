"""Which pictures the generator of a shot accepts: how many, of which kind, and how large."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from fourbeat.model.format import Size
from fourbeat.model.house_rules import HouseRules
from fourbeat.model.message import Message, message
from fourbeat.model.picture_kind import Kind
from fourbeat.model.plan import Role

from .case import Case, PictureFile, Spot, Target
from .house import house_spot
from .making import fitted, on_picture, without_picture

_FRAMES = (Role.FIRST_FRAME, Role.LAST_FRAME)
_PIXEL = 3
_ROUND = 1.01
"""What a picture written without loss fills at most, of the bytes of its pixels."""

_Fault = tuple[str, Message]


def pictures_refused(case: Case) -> Iterator[Spot]:
    """Find pictures that the generator does not accept as they are: their kind of file, their bytes, size or shape."""
    target = case.target
    if target is None:
        return
    own = {one.id for one in case.brief.references}
    for one in case.sent:
        if (file := case.files.get(one.sha256)) is None:
            continue
        for fact, what in _faults(target, one.name, file, case.size):
            fixes = (fitted(one, case.size),) if one.id in own and _would_do(target.house, case.size) else ()
            yield house_spot(target, fact, on_picture(one), what, one.name, fixes)


def pictures_too_many(case: Case) -> Iterator[Spot]:
    """Find pictures that are more than the generator accepts, and second ones where it has one place."""
    target = case.target
    if target is None:
        return
    most = min((one for one in (target.pictures, target.house.pictures) if one is not None), default=None)
    own = {one.id for one in case.brief.references}
    for place, one in enumerate(case.sent):
        earlier = [other.role for other in case.sent[:place]]
        if most is not None and place >= most:
            what = message("lint.pictures-too-many", name=one.name, n=len(case.sent), most=most, model=target.model)
        elif target.pictures is not None and one.role in _FRAMES and one.role in earlier:
            role = message(f"gate.role.{one.role.value}")
            what = message("lint.picture-twice", name=one.name, role=role, model=target.model)
        else:
            continue
        fixes = (without_picture(one),) if one.id in own else ()
        yield Spot(on_picture(one), what, one.name, fixes)


def _faults(target: Target, name: str, file: PictureFile, asked: Size) -> Iterator[_Fault]:
    house, facts = target.house, {"name": name, "model": target.model}
    if house.picture_kinds and file.kind is not None and file.kind not in house.picture_kinds:
        kinds = tuple(one.value.upper() for one in house.picture_kinds)
        yield "picture_kinds", message("lint.picture-kind", kind=file.kind.value.upper(), kinds=kinds, **facts)
    if house.picture_bytes is not None and file.bytes > house.picture_bytes:
        given, most = _megabytes(file.bytes), _megabytes(house.picture_bytes)
        yield "picture_bytes", message("lint.picture-bytes", given=given, most=most, **facts)
    if file.size is not None:
        yield from _sized(house, file.size, asked, {**facts, "given": str(file.size)})


def _sized(house: HouseRules, size: Size, asked: Size, facts: dict[str, str]) -> Iterator[_Fault]:
    sides, shape = (size.width, size.height), Fraction(size.width, size.height)
    if house.picture_exact and size != asked:
        yield "picture_exact", message("lint.picture-not-exact", size=str(asked), **facts)
    if house.picture_least is not None and min(sides) < house.picture_least:
        yield "picture_least", message("lint.picture-too-small", least=house.picture_least, **facts)
    if house.picture_most is not None and max(sides) > house.picture_most:
        yield "picture_most", message("lint.picture-too-large", most=house.picture_most, **facts)
    if house.picture_narrowest is not None and shape < _ratio(house.picture_narrowest):
        yield "picture_narrowest", message("lint.picture-too-narrow", least=house.picture_narrowest, **facts)
    if house.picture_widest is not None and shape > _ratio(house.picture_widest):
        yield "picture_widest", message("lint.picture-too-wide", most=house.picture_widest, **facts)


def _would_do(house: HouseRules, size: Size) -> bool:
    """Tell whether a PNG of a size is accepted."""
    largest = int(size.width * size.height * _PIXEL * _ROUND)
    if house.picture_bytes is not None and largest > house.picture_bytes:
        return False
    if house.picture_kinds and Kind.PNG not in house.picture_kinds:
        return False
    return not any(_sized(house, size, size, {}))


def _ratio(text: str) -> Fraction:
    wide, _, high = text.partition(":")
    return Fraction(int(wide), int(high))


def _megabytes(count: int) -> str:
    return f"{count / 1_000_000:.1f}".rstrip("0").rstrip(".")
