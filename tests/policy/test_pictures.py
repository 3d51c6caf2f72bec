"""The same picture is known again, however it was passed on; another one is not."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from fourbeat.model.verdict import Decision
from fourbeat.policy.gallery import Gallery, Look, unlike
from fourbeat.policy.hit import Sure
from fourbeat.policy.pictures import look, prints, trimmed
from fourbeat.policy.subject import Kind, Print, Subject

from .drawings import Pixels, cropped, drawing, framed, grey, resized, squeezed

COUNT = 8


def guarded(number: int, taken: Print) -> Subject:
    return Subject(
        id=f"pack:holder/{number}",
        pack="pack",
        version=1,
        kind=Kind.CHARACTER,
        name=str(number),
        prints=(taken,),
        default=Decision.ASK,
    )


@pytest.fixture(scope="module")
def gallery() -> Gallery:
    return Gallery(guarded(number, prints(grey(drawing(number)), f"art {number}")) for number in range(COUNT))


SAME: dict[str, Callable[[Pixels], Pixels]] = {
    "itself": lambda picture: picture,
    "squeezed": lambda picture: squeezed(picture, 30),
    "smaller": lambda picture: squeezed(resized(picture, 0.4, 0.4), 50),
    "larger": lambda picture: resized(picture, 1.7, 1.7),
    "flattened": lambda picture: resized(picture, 1, 0.7),
    "mirrored": lambda picture: picture[:, ::-1],
    "upside down": lambda picture: picture[::-1, ::-1],
    "turned": lambda picture: np.rot90(picture),
    "turned and mirrored": lambda picture: np.rot90(picture, 3)[:, ::-1],
    "framed": lambda picture: framed(picture, 0.1, 0),
    "brighter": lambda picture: np.clip(picture.astype(np.int16) + 20, 0, 255).astype(np.uint8),
}


@pytest.mark.parametrize("way", SAME)
def test_the_same_picture_is_known_again(gallery: Gallery, way: str) -> None:
    for number in range(COUNT):
        changed = np.ascontiguousarray(SAME[way](drawing(number)))
        hits = gallery.find(look(grey(changed)))
        assert [hit.subject for hit in hits] == [f"pack:holder/{number}"]
        assert hits[0].sure is Sure.SURE
        assert (hits[0].start, hits[0].end, hits[0].read_as) == (0, 0, f"art {number}")


@pytest.mark.parametrize(
    "sides", [(0.05, 0.05, 0.05, 0.05), (0.0, 0.1, 0.1, 0.0), (0.03, 0.0, 0.04, 0.09), (0.025, 0.025, 0.025, 0.025)]
)
def test_a_little_cut_off_hides_nothing(gallery: Gallery, sides: tuple[float, float, float, float]) -> None:
    found = [gallery.find(look(grey(cropped(drawing(number), *sides)))) for number in range(COUNT)]
    assert [[hit.subject for hit in hits] for hits in found] == [[f"pack:holder/{number}"] for number in range(COUNT)]


def test_half_a_picture_is_out_of_reach(gallery: Gallery) -> None:
    assert not any(gallery.find(look(grey(cropped(drawing(one), 0.5, 0, 0, 0)))) for one in range(COUNT))


def test_other_pictures_are_not_taken_for_it(gallery: Gallery) -> None:
    assert not any(gallery.find(look(grey(drawing(number)))) for number in range(COUNT, 3 * COUNT))


@pytest.mark.parametrize("ink", [0, 128, 255])
def test_a_plain_picture_is_nobodys(gallery: Gallery, ink: int) -> None:
    plain = np.full((200, 300), ink, np.uint8)
    assert prints(plain) == Print()
    assert look(plain) == Look()
    assert not gallery.find(look(plain))


def test_a_tiny_picture_is_nobodys() -> None:
    assert prints(grey(drawing(1))[:10, :10]) == Print()
    assert look(np.zeros((0, 0), np.uint8)) == Look()


def test_borders_are_taken_off_but_never_the_picture() -> None:
    picture = grey(drawing(3))
    assert abs(trimmed(framed(picture, 0.15, 255)).shape[0] - picture.shape[0]) <= picture.shape[0] // 4
    mostly = np.full((200, 200), 255, np.uint8)
    mostly[95:105, 95:105] = 0
    assert trimmed(mostly).shape == mostly.shape


def test_fingerprints_have_the_form_that_packs_keep() -> None:
    taken = prints(grey(drawing(5)), "key art")
    assert taken.note == "key art"
    assert 30 <= len(taken.dhash) == len(taken.pdq) <= 72
    assert {len(one) for one in taken.dhash} == {16}
    assert {len(one) for one in taken.pdq} == {64}
    assert prints(grey(drawing(5)), "key art") == taken


def test_a_fingerprint_without_its_partner_says_nothing() -> None:
    taken = prints(grey(drawing(2)))
    assert not Gallery([guarded(1, Print(dhash=taken.dhash))])
    assert not Gallery([guarded(1, Print(pdq=taken.pdq))]).find(look(grey(drawing(2))))


def test_the_nearest_stands_first() -> None:
    picture = drawing(7)
    both = Gallery(
        [guarded(1, prints(grey(cropped(picture, 0.04, 0.03, 0.02, 0.04)))), guarded(2, prints(grey(picture)))]
    )
    hits = both.find(look(grey(picture)))
    assert [hit.subject for hit in hits] == ["pack:holder/2", "pack:holder/1"]
    assert hits[0].distance == 0


def test_a_clip_that_begins_with_a_picture_is_not_unlike_it() -> None:
    kept = [look(grey(drawing(number))) for number in range(1, 9)]
    for number, one in enumerate(kept, 1):
        for way in (squeezed(drawing(number), 20), resized(drawing(number), 0.5, 0.5), drawing(number) // 2 + 40):
            assert not unlike(one, [look(grey(way))]), number
        assert not unlike(one, [look(np.full((90, 160), 7, np.uint8))]), "black says nothing"
        assert not unlike(one, []), "neither does no frame"
        assert not unlike(one, [kept[number % 8], one]), "one frame like it is enough"
    others = [unlike(one, [other]) for one in kept for other in kept if one is not other]
    assert sum(others) > 0.6 * len(others)
