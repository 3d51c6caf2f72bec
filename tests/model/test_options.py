"""Options of connections are read and written alike, and what means nothing is refused."""

from __future__ import annotations

import pytest

from fourbeat.model.connection import WireProtocol
from fourbeat.model.errors import Invalid
from fourbeat.model.options import OPTIONS, PROFILES, check, laid_over, option
from fourbeat.providers.videos.manner import MANNERS, Carried

V, R = WireProtocol.VIDEOS, WireProtocol.OPENROUTER


def test_what_can_be_named_is_what_is_spoken() -> None:
    assert set(PROFILES[V]) == set(MANNERS)
    assert set(option(V, "reference").values) == set(Carried)
    assert set(OPTIONS) == set(WireProtocol)


def test_options_are_read_laid_over_and_taken_back() -> None:
    assert laid_over(V, {}, {"body": "JSON", "model": "off", "reference": "file"}) == {
        "body": "json",
        "model": False,
        "reference": "file",
    }
    assert laid_over(V, {"body": "json", "model": True}, {"body": ""}) == {"model": True}
    assert laid_over(R, {}, {"native": "edit, extend,edit", "sound": "on"}) == {
        "native": ["edit", "extend"],
        "sound": True,
    }
    for protocol, several in OPTIONS.items():
        for one in several:
            for value in one.values:
                read = one.read(value)
                check(protocol, "", {one.name: read})
                assert one.read(one.written(read)) == read


@pytest.mark.parametrize(
    ("protocol", "profile", "options"),
    [
        (V, "sora", {}),
        (R, "strict", {}),
        (V, "", {"body": "xml"}),
        (V, "", {"body": True}),
        (V, "", {"model": "on"}),
        (V, "", {"sound": True}),
        (R, "", {"native": "edit"}),
        (R, "", {"native": ["new"]}),
        (R, "", {"sound": {"a": 1}}),
        (WireProtocol.COMFYUI, "", {"body": "form"}),
    ],
)
def test_what_means_nothing_is_refused(protocol: WireProtocol, profile: str, options: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        check(protocol, profile, options)  # type: ignore[arg-type]
